import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { breaksOf } from './breaks.mts';
import { builtContract } from './contract.mts';

/** `npm run contract`: writes what the build offers into the snapshot, and says what that breaks. */
const file = new URL('contract.json', import.meta.url);
const was: unknown = JSON.parse(await readFile(file, 'utf8'));
const is = builtContract();
const style = await resolveConfig(file);
await writeFile(file, await format(JSON.stringify(is), { ...style, parser: 'json' }));
const broken = breaksOf(was, is);
if (broken.length > 0) {
	console.log(`This breaks workflows that people saved:\n${broken.join('\n')}`);
}
