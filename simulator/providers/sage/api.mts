import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SAGE_ONE_APP, SAGE_ONE_US_APP } from '../../seed-providers.mts';
import type { World } from '../../state.mts';
import { bearerSubject } from '../bearer.mts';
import { sageSignature } from './signature.mts';

function refuse(reply: FastifyReply, error: string, description: string): FastifyReply {
	return reply.code(401).send({ error, error_description: description });
}

function isSigned(request: FastifyRequest, signingSecret: string, token: string): boolean {
	const { 'x-nonce': nonce, 'x-signature': signature, host } = request.headers;
	if (typeof nonce !== 'string' || nonce === '') return false;
	const url = `${request.protocol}://${host ?? ''}${request.raw.url ?? ''}`;
	return signature === sageSignature({ method: request.method, url, nonce }, signingSecret, token);
}

/** Sage's own account, read with a signed call; the successor also wants a subscription and the country. */
export function sageApiRoutes(app: FastifyInstance, world: World): void {
	app.get('/sageoneus/accounts/v1/user', async (request, reply) => {
		const caller = bearerSubject(request, world, 'sageoneus');
		if (caller === undefined) return refuse(reply, 'AuthFailed', 'The access token is not valid.');
		if (!isSigned(request, SAGE_ONE_US_APP.signature, caller.token)) {
			return refuse(reply, 'SignatureInvalid', 'The signature does not match the signing secret.');
		}
		return { country: caller.subject.country };
	});
	app.get('/sageone/accounts/v3/user', async (request, reply) => {
		const caller = bearerSubject(request, world, 'sageone');
		if (caller === undefined) return refuse(reply, 'AuthFailed', 'The access token is not valid.');
		if (request.headers['ocp-apim-subscription-key'] !== SAGE_ONE_APP.subscriptionKey) {
			return refuse(reply, 'SubscriptionInvalid', 'The subscription key is not known.');
		}
		if (!isSigned(request, SAGE_ONE_APP.signatureSecret, caller.token)) {
			return refuse(reply, 'SignatureInvalid', 'The signature does not match the signing secret.');
		}
		return { country: caller.subject.country };
	});
}
