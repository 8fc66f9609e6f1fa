import type { AccountSecrets, Simulator } from '../../simulator/index.mts';

/** An answer, read. */
export interface Answer {
	status: number;
	headers: Headers;
	text: string;
	// Tests look into answers of every shape.
	// eslint-disable-next-line @typescript-eslint/no-explicit-any
	body: any;
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
	simulator: Simulator,
	method: string,
	path: string,
	{
		body,
		headers,
		as,
	}: { body?: unknown; headers?: Record<string, string>; as?: AccountSecrets | null } = {},
): Promise<Answer> {
	const sent: Record<string, string> = { ...headers };
	if (as !== null) sent.authorization ??= authorization(as ?? simulator.accounts.main);
	if (body !== undefined) sent['content-type'] ??= 'application/json';
	return await send(`${simulator.apiUrl}${path}`, {
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
	simulator: Simulator,
	token: string,
	method: string,
	path: string,
	{ body, headers }: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer> {
	const sent = { authorization: authorization(simulator.accounts.main, token), ...headers };
	return await call(simulator, method, path, { body, headers: sent });
}

/** An instance as the platform keeps it. */
export interface KnownInstance {
	id: number;
	name: string;
	tags: string[];
	token: string;
	configuration: Record<string, string>;
}

/** All instances of the main account, asked for as anybody could. */
export async function instancesAt(simulator: Simulator): Promise<KnownInstance[]> {
	return (await call(simulator, 'GET', '/instances')).body as KnownInstance[];
}

/** The platform's view of an instance, masked as it shows it; undefined where there is none. */
export async function seenAt(
	simulator: Simulator,
	id: number,
): Promise<Record<string, unknown> | undefined> {
	const { status, body } = await call(simulator, 'GET', `/instances/${id}`);
	return status === 200 ? (body as Record<string, unknown>) : undefined;
}

/** Status of a call with an instance's own token. */
export async function statusOf(
	simulator: Simulator,
	path: string,
	token: unknown,
): Promise<number> {
	return (await callAs(simulator, String(token), 'GET', path)).status;
}

/** Each `POST /instances` that arrived. */
export function posts(simulator: Simulator) {
	return simulator.requests({ path: '/instances', method: 'POST' });
}
