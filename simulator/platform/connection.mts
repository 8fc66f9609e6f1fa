import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ElementDefinition } from '../elements/types.mts';
import { memoryOf } from '../providers/state.mts';
import type { World } from '../state.mts';
import { requireInstance } from './authorization.mts';
import { PlatformError } from './errors.mts';
import { chooseFlow } from './flows.mts';
import type { Instance } from './instance.mts';
import { renewTokens } from './provisioning/exchange.mts';
import { noteInstance } from './usage.mts';

/** The instance an element token stands for; its id goes back in a header. Source: docs/platform-api.md, "Requests and answers". */
export function selectInstance(
	request: FastifyRequest,
	reply: FastifyReply,
	world: World,
): Instance {
	const instance = requireInstance(request, world);
	noteInstance(request, instance);
	reply.header('Elements-Element-Instance-Id', String(instance.id));
	return instance;
}

/** Where the provider of an element keeps its tokens. */
export function providerNameOf({ key }: ElementDefinition): string {
	return key === 'quickbooks' ? 'intuit' : key;
}

function expired(words: string): PlatformError {
	return new PlatformError(401, 'Unauthorized', words);
}

/** OAuth 2.0: tokens are renewed when needed; when that is refused, the platform gives up. Source: docs/platform-api.md, "Disabled instances". */
async function keepAlive(world: World, instance: Instance): Promise<void> {
	const { configuration, element } = instance;
	const flow = chooseFlow(element, configuration['authentication.type'], 'oauth2');
	if (flow.type !== 'oauth2') return;
	const token = memoryOf(world.state.providers, providerNameOf(instance.element)).accessTokens.get(
		configuration['oauth.user.token'] ?? '',
	);
	if (token !== undefined && world.state.clock.now() < token.expiresAt) return;
	try {
		Object.assign(configuration, await renewTokens(flow, { world, configuration }));
	} catch (error) {
		// A provider that is down is no reason to give up; a refusal is.
		if (error instanceof PlatformError && error.status < 500) {
			instance.disabled = true;
			throw expired(error.providerMessage ?? error.message);
		}
		throw error;
	}
}

/** OAuth 1.0a: a token lives until its time is over or the customer takes it back. */
function checkUserToken(world: World, instance: Instance): void {
	const token = instance.configuration['oauth.user.token'] ?? '';
	if (!memoryOf(world.state.providers, providerNameOf(instance.element)).userTokens.has(token)) {
		throw expired('oauth_problem=token_rejected: the token was revoked');
	}
}

/**
 * Makes sure that the provider still lets the instance in. A disabled instance is 403, a connection the
 * provider has ended 401. Source: docs/platform-api.md, "Instances", "Quirks", "Error catalogue".
 */
export async function requireConnection(world: World, instance: Instance): Promise<void> {
	if (instance.disabled) throw new PlatformError(403, 'The element instance is disabled');
	const { configuration, element, authenticatedAt } = instance;
	const flow = element.flows.find(({ type }) => type === kindOf(instance)) ?? element.flows[0];
	const lifetime = flow.lifetimeMs?.(configuration);
	if (lifetime !== undefined && world.state.clock.now() - authenticatedAt >= lifetime) {
		throw expired('oauth_problem=token_expired: the connection has expired and cannot be renewed');
	}
	if (flow.type === 'oauth1') checkUserToken(world, instance);
	else if (flow.type === 'oauth2' && lifetime === undefined) await keepAlive(world, instance);
}

/** How the instance was authenticated, by what it holds. */
function kindOf({ configuration }: Instance): string | undefined {
	if (configuration['oauth.user.token.secret']) return 'oauth1';
	if (configuration['oauth.user.token']) return 'oauth2';
	return configuration['authentication.type'] ?? undefined;
}
