import type { FastifyRequest } from 'fastify';
import { ACCOUNTS, type AccountName } from '../seed.mts';
import type { World } from '../state.mts';
import { PlatformError } from './errors.mts';
import type { Instance } from './instance.mts';

/** The parts of an Authorization header, by lower-case scheme. */
export type Presented = ReadonlyMap<string, string>;

/** Splits on comma, then at the first blank: secrets hold `=`, `+` and `/`. Source: docs/platform-api.md, "Authorization header". */
export function parseAuthorization(header: string | undefined): Presented {
	const parts = new Map<string, string>();
	for (const part of (header ?? '').split(',')) {
		const [scheme = '', ...rest] = part.trim().split(' ');
		const name = scheme.toLowerCase();
		if (name === '') continue;
		if (parts.has(name)) throw unauthorized(`${scheme} is given twice in the Authorization header`);
		parts.set(name, rest.join(' ').trim());
	}
	return parts;
}

function unauthorized(reason: string): PlatformError {
	return new PlatformError(401, reason);
}

function accountOf(presented: Presented): {
	user: AccountName | undefined;
	organization: AccountName | undefined;
} {
	const names = Object.keys(ACCOUNTS) as AccountName[];
	return {
		user: names.find((name) => ACCOUNTS[name].userSecret === presented.get('user')),
		organization: names.find(
			(name) => ACCOUNTS[name].organizationSecret === presented.get('organization'),
		),
	};
}

function instanceOf(
	world: World,
	presented: Presented,
	account: AccountName,
): Instance | undefined {
	const instance = world.state.platform.byToken.get(presented.get('element') ?? '');
	return instance?.account === account ? instance : undefined;
}

/** Who calls, and the instance whose token they sent along, if any. */
export interface Caller {
	readonly account: AccountName;
	readonly instance: Instance | undefined;
}

/** Calls that need the user and the organization secret. Source: docs/platform-api.md, "Which call needs which". */
export function requireAccount(request: FastifyRequest, world: World): Caller {
	const presented = parseAuthorization(request.headers.authorization);
	const { user, organization } = accountOf(presented);
	if (user === undefined) throw unauthorized('Invalid or missing User secret');
	if (organization !== user) throw unauthorized('Invalid or missing Organization secret');
	const instance = instanceOf(world, presented, user);
	if (presented.has('element') && instance === undefined)
		throw unauthorized('Invalid Element token');
	return { account: user, instance };
}

/** Calls that need no header; one that is sent still has to be right. Source: docs/platform-api.md, "Which call needs which". */
export function optionalAccount(request: FastifyRequest, world: World): Caller | undefined {
	return request.headers.authorization === undefined ? undefined : requireAccount(request, world);
}

/** Calls on what an element token stands for: user and element; an organization secret has to be right too. Source: docs/platform-api.md, "Which call needs which". */
export function requireInstance(request: FastifyRequest, world: World): Instance {
	const presented = parseAuthorization(request.headers.authorization);
	const { user, organization } = accountOf(presented);
	if (user === undefined) throw unauthorized('Invalid or missing User secret');
	if (presented.has('organization') && organization !== user) {
		throw unauthorized('Invalid Organization secret');
	}
	const instance = instanceOf(world, presented, user);
	if (instance === undefined) throw unauthorized('Invalid or missing Element token');
	return instance;
}

/** The forms without an id: both secrets and the token that selects the instance. Source: docs/platform-api.md, "Which call needs which". */
export function requireOwnInstance(request: FastifyRequest, world: World): Instance {
	const { instance } = requireAccount(request, world);
	if (instance === undefined) throw unauthorized('Invalid or missing Element token');
	return instance;
}
