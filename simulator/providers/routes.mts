import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import type { World } from '../state.mts';
import { accountingRoutes } from './intuit/accounting.mts';
import { intuitOAuth1, intuitOAuth2 } from './intuit/provider.mts';
import { collect } from './oauth1/signature.mts';
import { oauth1Routes } from './oauth1/routes.mts';
import { oauth2Routes } from './oauth2/routes.mts';

/** All providers: their consent pages, token endpoints and APIs. */
export async function providerRoutes(app: FastifyInstance, world: World): Promise<void> {
	await app.register(formbody, { parser: (text) => collect(new URLSearchParams(text)) });
	oauth1Routes(app, world, intuitOAuth1);
	oauth2Routes(app, world, intuitOAuth2);
	await app.register(async (scope) => {
		accountingRoutes(scope, world);
	});
}
