import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { startSimulator, type AccountSecrets, type Simulator } from '../../simulator/index.mts';

/** An answer, read. */
export interface Answer {
	status: number;
	headers: Headers;
	text: string;
	// Tests look into answers of every shape.
	// eslint-disable-next-line @typescript-eslint/no-explicit-any
	body: any;
}

/** A simulator for the tests of a file, reset before each of them. */
export function useSimulator(): { sim: Simulator } {
	const holder = {} as { sim: Simulator };
	beforeAll(async () => {
		holder.sim = await startSimulator();
	});
	beforeEach(() => {
		holder.sim.reset();
	});
	afterAll(async () => {
		await holder.sim.close();
	});
	return holder;
}

/** The header of an account, with an element token where one is given. */
export function authorization(
	{ userSecret, organizationSecret }: AccountSecrets,
	token?: string,
): string {
	const element = token === undefined ? '' : `, Element ${token}`;
	return `User ${userSecret}, Organization ${organizationSecret}${element}`;
}

/** Sends a request and reads the answer; redirects are not followed. */
export async function send(url: string, init: RequestInit = {}): Promise<Answer> {
	const response = await fetch(url, { redirect: 'manual', ...init });
	const text = await response.text();
	const isJson = response.headers.get('content-type')?.includes('application/json') === true;
	return {
		status: response.status,
		headers: response.headers,
		text,
		body: isJson ? JSON.parse(text) : undefined,
	};
}

/** Calls the platform as the main account, unless told otherwise. */
export async function call(
	sim: Simulator,
	method: string,
	path: string,
	{
		body,
		headers,
		as,
	}: { body?: unknown; headers?: Record<string, string>; as?: AccountSecrets | null } = {},
): Promise<Answer> {
	const sent: Record<string, string> = { ...headers };
	if (as !== null) sent.authorization ??= authorization(as ?? sim.accounts.main);
	if (body !== undefined) sent['content-type'] ??= 'application/json';
	return await send(`${sim.apiUrl}${path}`, {
		method,
		headers: sent,
		...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
	});
}

/** Posts the consent form of a provider's page. */
export async function decide(
	url: string,
	decision: 'approve' | 'deny',
	choice = '',
): Promise<Answer> {
	return await send(url, { method: 'POST', body: new URLSearchParams({ decision, choice }) });
}

/** The address a redirect leads to. */
export function location(answer: Answer): URL {
	return new URL(answer.headers.get('location') ?? 'missing:');
}

/** A query string. */
export function query(parameters: Record<string, string>): string {
	return `?${new URLSearchParams(parameters).toString()}`;
}

/** Percent-encoding as signatures need it (RFC 5849 §3.6). */
export function percentEncode(text: string): string {
	return encodeURIComponent(text).replace(
		/[!'()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}

/** Calls the platform with an element token of the main account. */
export async function callAs(
	sim: Simulator,
	token: string,
	method: string,
	path: string,
	{ body, headers }: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer> {
	const sent = { authorization: authorization(sim.accounts.main, token), ...headers };
	return await call(sim, method, path, { body, headers: sent });
}
