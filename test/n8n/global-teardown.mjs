import { tsImport } from 'tsx/esm/api';

export default async function globalTeardown() {
	const { sessionVariable } = await tsImport('./session.mts', import.meta.url);
	await globalThis[Symbol.for(sessionVariable)]();
}
