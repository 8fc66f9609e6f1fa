import js from '@eslint/js';
import { globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** For everything that is not shipped: the rules of n8n's own configuration are meant for nodes. */
export default tseslint.config(
	globalIgnores(['build', 'dist', 'coverage', 'nodes', 'credentials', '.n8n-demo']),
	{
		files: ['**/*.{js,mjs}'],
		extends: [js.configs.recommended],
		languageOptions: { globals: { console: 'readonly', process: 'readonly' } },
	},
	{
		files: ['**/*.js'],
		languageOptions: {
			sourceType: 'commonjs',
			globals: { require: 'readonly', exports: 'writable' },
		},
	},
	{
		files: ['**/*.mts'],
		extends: [js.configs.recommended, tseslint.configs.recommendedTypeChecked],
		languageOptions: {
			parserOptions: { project: './tsconfig.tools.json', tsconfigRootDir: import.meta.dirname },
		},
		rules: {
			'no-console': 'off',
			// Fastify's and n8n's interfaces want async functions, also where there is nothing to wait for.
			'@typescript-eslint/require-await': 'off',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ ignoreRestSiblings: true, argsIgnorePattern: '^_' },
			],
		},
	},
	{
		// Tests read JSON that came over the wire: what they assert is its shape.
		files: ['test/**/*.mts'],
		rules: Object.fromEntries(
			['argument', 'assignment', 'call', 'member-access', 'return'].map((what) => [
				`@typescript-eslint/no-unsafe-${what}`,
				'off',
			]),
		),
	},
);
