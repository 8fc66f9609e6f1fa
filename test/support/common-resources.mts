import { beforeEach } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Connected } from './connected.mts';
import { request } from './element-request.mts';
import { outputOf, type RunOptions, type RunResult } from './engine/run-node.mts';
import { byId, locator } from './locators.mts';
import { manage } from './manage-instance.mts';
import type { Simulator } from './simulator.mts';
import { connectThreeKinds, type ThreeKinds } from './three-kinds.mts';

/** Fields of a definition as the editor writes them. */
export const defined = (...paths: string[]): INodeParameters => ({
	definition: { field: paths.map((path) => ({ path, type: 'string' })) },
});

/** A mapping of Xero's customers as the editor writes it, by common name and vendor path. */
export const mapped = (
	fields: Record<string, string>,
	more: INodeParameters = {},
): INodeParameters => ({
	element: locator('key', 'xero'),
	vendorName: 'customer',
	mapping: { field: Object.entries(fields).map(([path, vendorPath]) => ({ path, vendorPath })) },
	...more,
});

type Operation = [operation: string, parameters?: INodeParameters, options?: Partial<RunOptions>];

/** For a test file: an account of each kind of software, and what is done with the common resource `people`. */
export function usePeople(holder: { simulator: Simulator }): {
	accounts: ThreeKinds;
	run: (...operation: Operation) => Promise<RunResult>;
	done: (...operation: Operation) => Promise<IDataObject[]>;
	/** Chooses the instance at Xero. */
	ofInstance: () => INodeParameters;
	/** All records of an object, as Element Request reads them. */
	read: (account: Connected, object: string, more?: IDataObject) => Promise<IDataObject[]>;
} {
	const accounts = {} as ThreeKinds;
	beforeEach(async () => {
		Object.assign(accounts, await connectThreeKinds(holder.simulator));
	});
	const commonResource = locator('name', 'people');
	const run = async (...[operation, parameters, options]: Operation) =>
		await manage(
			holder.simulator,
			operation,
			{ resource: 'commonResource', commonResource, ...parameters },
			options,
		);
	return {
		accounts,
		run,
		done: async (...operation) => outputOf(await run(...operation)),
		ofInstance: () => ({ level: 'instance', instance: byId(accounts.xero.id) }),
		read: async ({ token }, object, more = {}) =>
			outputOf(
				await request(
					holder.simulator,
					{ operation: 'getAll', object: locator('name', object), returnAll: true, ...more },
					{ items: [{ token }] },
				),
			),
	};
}
