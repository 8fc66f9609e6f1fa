import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { LOGIN, PLAIN_SITES } from '../../../../simulator/seed-providers.mts';
import { INTUIT_USER_TOKENS } from '../../../../simulator/seed.mts';
import { defined, mapped } from '../../common-resources.mts';
import { REALM } from '../../companies.mts';
import { connect } from '../../connected.mts';
import { fieldsWith } from '../../create-instance.mts';
import { accountCredential, credentialsOf, type App } from '../../credentials.mts';
import { RECEIVER_URL, enrol } from '../../enrolled.mts';
import { approve } from '../../flow.mts';
import { byId, locator } from '../../locators.mts';
import { freshCallback, manage, onboard, tokensOf } from '../../manage-instance.mts';
import type { Simulator } from '../../simulator.mts';
import type { ExecutionSample } from './sample.mts';

const given = async (simulator: Simulator, app: App = 'oAuth2') =>
	JSON.stringify(await freshCallback(simulator, app));

const withApp =
	(type: string, parameters: INodeParameters, app: App = 'oAuth2'): ExecutionSample =>
	async (simulator) => ({ type, credentials: credentialsOf(simulator, app), parameters });

/** Manage Instance, on an account that is connected. */
const onOne =
	(
		operation: string,
		parameters: IDataObject = {},
		resource = 'instance',
		prepare: (simulator: Simulator, id: number) => Promise<unknown> = async () => undefined,
	): ExecutionSample =>
	async (simulator) => {
		const { id } = await connect(simulator, 'quickbooks by OAuth 2.0', {
			tags: ['customer:cus_1'],
		});
		await prepare(simulator, id);
		return {
			type: 'manageInstance',
			credentials: accountCredential(simulator),
			parameters: { resource, operation, instance: byId(id), ...parameters } as INodeParameters,
		};
	};

const PEOPLE = { commonResource: locator('name', 'people') };

const DOCUMENT = {
	vdrName: 'people',
	definition: { fields: [{ path: 'id', type: 'string' }] },
	transformation: {
		xero: { vendorName: 'customer', fields: [{ path: 'id', vendorPath: 'ContactID' }] },
	},
};

/** Manage Instance, on a common resource that is defined and mapped. */
const onResource =
	(operation: string, parameters: IDataObject = {}): ExecutionSample =>
	async (simulator) => {
		const common = { resource: 'commonResource', ...PEOPLE };
		await manage(simulator, 'define', { ...common, ...defined('id', 'name') });
		await manage(simulator, 'map', { ...common, ...mapped({ id: 'ContactID' }) });
		return {
			type: 'manageInstance',
			credentials: accountCredential(simulator),
			parameters: { ...common, operation, ...parameters } as INodeParameters,
		};
	};

/** A sample or several for each operation on instances and common resources. */
export const INSTANCE_SAMPLES: Readonly<Record<string, ExecutionSample>> = {
	getOAuthUrl: withApp('getOAuthUrl', { customerId: 'cus_1' }, 'oAuth1'),
	inviteCustomer: withApp('inviteCustomer', {
		pageUrl: 'https://n8n.example.com/webhook/connect',
		customerId: 'cus_1',
	}),
	'createInstance source callback': async (simulator) => ({
		type: 'createInstance',
		credentials: credentialsOf(simulator, 'oAuth1'),
		parameters: { callback: await given(simulator, 'oAuth1') },
	}),
	'createInstance source configuration': async (simulator) => ({
		type: 'createInstance',
		credentials: accountCredential(simulator),
		parameters: {
			source: 'configuration',
			element: locator('key', 'servicenow'),
			...fieldsWith({ ...LOGIN, 'servicenow.subdomain': PLAIN_SITES[0] }),
		},
	}),
	'createInstance source tokens': withApp('createInstance', {
		...tokensOf(),
		...fieldsWith({ 'quickbooks.realm.id': REALM }),
	}),
	'quickProvisionQbo authentication oAuth1': withApp(
		'quickProvisionQbo',
		{
			authentication: 'oAuth1',
			realmId: REALM,
			userToken: INTUIT_USER_TOKENS[0]?.token ?? '',
			userTokenSecret: INTUIT_USER_TOKENS[0]?.secret ?? '',
		},
		'oAuth1',
	),
	'quickProvisionQbo authentication oAuth2': withApp('quickProvisionQbo', tokensOf()),
	'quickProvisionQbo authentication oAuth2: tokens checked first': async (simulator) => ({
		type: 'quickProvisionQbo',
		// Asked once: who cannot be asked does not stand in the way for long.
		habits: {
			far: 'provider',
			untried: /companyinfo/,
			codes: ['far_side_fault', 'no_answer'],
		},
		credentials: credentialsOf(simulator, 'oAuth2'),
		parameters: {
			...tokensOf(),
			options: {
				checkTokensFirst: true,
				intuitApi: 'custom',
				intuitBaseUrl: `${simulator.origin}/intuit`,
			},
		},
	}),
	'manageInstance instance check': async (simulator) => ({
		...(await onOne('check')(simulator)),
		habits: { tells: ({ status, checkedBy }) => status !== 'healthy' || checkedBy !== 'ping' },
	}),
	'manageInstance instance ensure': withApp('manageInstance', {
		operation: 'ensure',
		...tokensOf(),
	}),
	'manageInstance instance delete': onOne('delete'),
	'manageInstance instance disable': onOne('disable'),
	'manageInstance instance enable': onOne('enable', {}, 'instance', async (simulator, id) =>
		manage(simulator, 'disable', { instance: byId(id) }),
	),
	'manageInstance instance enrolInEvents': onOne('enrolInEvents', {
		eventReceiverUrl: RECEIVER_URL,
	}),
	'manageInstance instance get': onOne('get'),
	'manageInstance instance getAll': onOne('getAll', { returnAll: true }),
	'manageInstance instance reprovision': async (simulator) => {
		const { id } = await onboard(simulator);
		return {
			type: 'manageInstance',
			credentials: credentialsOf(simulator, 'oAuth2'),
			parameters: {
				operation: 'reprovision',
				instance: byId(id),
				callback: JSON.stringify((await approve(simulator, 'oAuth2')).item),
			},
			habits: { once: /^PUT/ },
		};
	},
	'manageInstance instance update': onOne('update', { updateFields: { name: 'Another name' } }),
	'manageInstance instance withdrawFromEvents': onOne(
		'withdrawFromEvents',
		{},
		'instance',
		async (simulator, id) => enrol(simulator, id),
	),
	'manageInstance activity getEvents': onOne('getEvents', { returnAll: true }, 'activity'),
	'manageInstance activity getObjects': onOne('getObjects', {}, 'activity'),
	'manageInstance activity getUsageLog': onOne('getUsageLog', { returnAll: true }, 'activity'),
	'manageInstance commonResource define': onResource('define', defined('id', 'name', 'email')),
	'manageInstance commonResource delete': onResource('delete'),
	'manageInstance commonResource export': onResource('export'),
	'manageInstance commonResource get': onResource('get'),
	'manageInstance commonResource getAll': onResource('getAll', { returnAll: true }),
	'manageInstance commonResource import': onResource('import', {
		importFrom: 'document',
		document: JSON.stringify(DOCUMENT),
	}),
	'manageInstance commonResource map': onResource('map', mapped({ id: 'ContactID', name: 'Name' })),
};
