import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import { ELEMENTS } from '../elements/index.mts';
import { recordAndDisturb } from '../control/record.mts';
import type { World } from '../state.mts';
import { freshbooksApiRoutes } from './freshbooks/api.mts';
import { freshbooksClassic, freshbooksNew } from './freshbooks/provider.mts';
import { intuitAccountRoutes } from './intuit/account.mts';
import { accountingRoutes } from './intuit/accounting.mts';
import { intuitOAuth1, intuitOAuth2 } from './intuit/provider.mts';
import { collect } from './oauth1/signature.mts';
import { oauth1Routes } from './oauth1/routes.mts';
import { oauth2Routes } from './oauth2/routes.mts';
import { loginRoutes } from './plain/login.mts';
import { plainOAuth1, plainOAuth2 } from './plain/provider.mts';
import { sageApiRoutes } from './sage/api.mts';
import { sageOne, sageOneUs } from './sage/provider.mts';
import { xeroApiRoutes } from './xero/api.mts';
import { xeroOAuth1, xeroOAuth2 } from './xero/provider.mts';

/** Every element whose consent leads to a provider without rules of its own. */
function plainRoutes(app: FastifyInstance, world: World): void {
	for (const { key, name, flows } of ELEMENTS) {
		for (const flow of flows) {
			if (!('paths' in flow) || !flow.paths.consent.startsWith('/plain/')) continue;
			if (flow.type === 'oauth1') oauth1Routes(app, world, plainOAuth1(key, name));
			else oauth2Routes(app, world, plainOAuth2(key, name, flow.site !== undefined));
		}
	}
	loginRoutes(app);
}

/** All providers: their consent pages, token endpoints and APIs. */
export async function providerRoutes(app: FastifyInstance, world: World): Promise<void> {
	recordAndDisturb(app, world, 'provider');
	await app.register(formbody, { parser: (text) => collect(new URLSearchParams(text)) });
	for (const provider of [intuitOAuth1, freshbooksClassic, xeroOAuth1]) {
		oauth1Routes(app, world, provider);
	}
	for (const provider of [intuitOAuth2, freshbooksNew, sageOneUs, sageOne, xeroOAuth2]) {
		oauth2Routes(app, world, provider);
	}
	plainRoutes(app, world);
	freshbooksApiRoutes(app, world);
	sageApiRoutes(app, world);
	xeroApiRoutes(app, world);
	intuitAccountRoutes(app, world);
	await app.register(async (scope) => {
		accountingRoutes(scope, world);
	});
}
