import js from '@eslint/js';
import { globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** For everything that is not shipped: the rules of n8n's own configuration are meant for nodes. */
export default tseslint.config(
	globalIgnores(['dist', 'coverage', 'nodes', 'credentials', '.n8n-demo']),
	{
		files: ['**/*.{js,mjs}'],
		extends: [js.configs.recommended],
		languageOptions: { globals: { console: 'readonly', process: 'readonly' } },
	},
	{ files: ['**/*.js'], languageOptions: { sourceType: 'commonjs', globals: { require: 'readonly', exports: 'writable' } } },
	{
		files: ['**/*.mts'],
		extends: [js.configs.recommended, tseslint.configs.recommendedTypeChecked],
		languageOptions: { parserOptions: { project: './tsconfig.tools.json', tsconfigRootDir: import.meta.dirname } },
		rules: {
			'no-console': 'off',
			'@typescript-eslint/switch-exhaustiveness-check': 'error',
		},
	},
);
