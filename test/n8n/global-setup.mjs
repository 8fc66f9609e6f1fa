import { tsImport } from 'tsx/esm/api';

/** Jest compiles what it runs in its workers, and not this: one n8n for all test files. */
export default async function globalSetup() {
	const { sessionVariable, startSession } = await tsImport('./session.mts', import.meta.url);
	const { session, end } = await startSession();
	process.env[sessionVariable] = JSON.stringify(session);
	globalThis[Symbol.for(sessionVariable)] = end;
}
