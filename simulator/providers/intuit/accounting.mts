import type { FastifyInstance } from 'fastify';
import { requestId } from '../../ids.mts';
import type { World } from '../../state.mts';
import { authorizeCompany } from './access.mts';
import { AccessFault, INTUIT_TID, sendAccessFault } from './fault.mts';

/** Intuit's two API hosts, as paths. Source: reference §3.1 item 2. */
export const ACCOUNTING_BASE = { production: '/intuit/v3', sandbox: '/intuit-sandbox/v3' };

type CompanyParams = { realmId: string; id: string };

/** Intuit's accounting API: reading the company. */
export function accountingRoutes(app: FastifyInstance, world: World): void {
	app.addHook('onRequest', async (_request, reply) => {
		reply.header(INTUIT_TID, `1-${requestId()}`);
	});
	app.setErrorHandler(async (error, _request, reply) => {
		if (!(error instanceof AccessFault)) throw error;
		return await sendAccessFault(reply, error, world.state.clock.now());
	});
	for (const [host, base] of Object.entries(ACCOUNTING_BASE)) {
		app.get<{ Params: CompanyParams }>(
			`${base}/company/:realmId/companyinfo/:id`,
			async (request) => {
				const { realmId } = request.params;
				const company = authorizeCompany(request, world, { realmId, sandbox: host === 'sandbox' });
				return {
					CompanyInfo: {
						Id: '1',
						SyncToken: '4',
						CompanyName: company.name,
						LegalName: company.name,
						Country: company.country,
					},
					time: new Date(world.state.clock.now()).toISOString(),
				};
			},
		);
	}
}
