import { expect, it } from '@jest/globals';
import { NodeHelpers } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	INodeParameters,
	INodeProperties,
} from 'n8n-workflow';
import { connect } from '../../support/connected.mts';
import { accountCredential, credentialsOf } from '../../support/credentials.mts';
import { BAD_VALUES, expectWords, toldBy } from '../../support/engine/bad-values.mts';
import { arrivedAt } from '../../support/engine/calls.mts';
import { loader, type TestCredentials } from '../../support/engine/host.mts';
import { pairsOf, runNode, type RunOptions } from '../../support/engine/run-node.mts';
import { locator } from '../../support/locators.mts';
import { customApiCredential } from '../../support/quickbooks-custom-api.mts';
import { useSimulator, type Simulator } from '../../support/simulator.mts';

const holder = useSimulator();

/** What a credential is used for, and what somebody entered in it. */
type Use = (
	simulator: Simulator,
) => Promise<Pick<RunOptions, 'type' | 'parameters' | 'credentials'>>;

const link = (app: object) => async (simulator: Simulator) => ({
	type: 'getOAuthUrl',
	parameters: { customerId: 'cus_1' },
	credentials: credentialsOf(simulator, {
		element: '',
		apiKey: 'key',
		apiSecret: 'secret',
		...app,
	}),
});

/** The uses of each credential, so that each of its fields matters in one of them. */
const USES: Readonly<Record<string, Record<string, Use>>> = {
	cloudElementsApi: {
		'the list of instances': async (simulator) => ({
			type: 'manageInstance',
			parameters: { operation: 'getAll' },
			credentials: accountCredential(simulator),
		}),
		'a link': async (simulator) => ({
			type: 'getOAuthUrl',
			parameters: { customerId: 'cus_1' },
			credentials: credentialsOf(simulator, 'oAuth2'),
		}),
	},
	cloudElementsAppApi: {
		'QuickBooks by OAuth 1.0a': async (simulator) => ({
			type: 'getOAuthUrl',
			parameters: { customerId: 'cus_1' },
			credentials: credentialsOf(simulator, 'oAuth1'),
		}),
		'QuickBooks by OAuth 2.0': async (simulator) => ({
			type: 'getOAuthUrl',
			parameters: { customerId: 'cus_1' },
			credentials: credentialsOf(simulator, 'oAuth2'),
		}),
		FreshBooks: link({ element: 'freshbooks', siteAddress: 'targetcompany' }),
		'Sage One US': link({ element: 'sageoneus', signature: 'signature' }),
		Xero: link({ element: 'xero', authentication: 'oAuth1', partnerApp: true }),
		'Sage One': link({
			element: 'other',
			elementKey: 'sageone',
			signature: 'signature',
			subscriptionKey: 'subscription-key',
		}),
	},
	cloudElementsInstanceApi: {
		'a record': async (simulator) => {
			const { token } = await connect(simulator, 'quickbooks');
			const { baseUrl, userSecret } = accountCredential(simulator).cloudElementsApi ?? {};
			const fields = { environment: 'custom', baseUrl, userSecret, elementToken: token };
			return {
				type: 'elementRequest',
				parameters: {
					authentication: 'instance',
					resource: 'record',
					operation: 'getAll',
					object: locator('name', 'customers'),
				},
				credentials: { cloudElementsInstanceApi: fields as ICredentialDataDecryptedObject },
			};
		},
	},
	quickBooksCustomApiOAuth2Api: {
		'a company': async (simulator) => ({
			type: 'quickBooksCustomApi',
			parameters: { resource: 'company', operation: 'get' },
			credentials: customApiCredential(simulator),
		}),
	},
};

/** The fields that are shown for a use, each once. */
function fieldsOf(type: string, entered: ICredentialDataDecryptedObject): INodeProperties[] {
	const { properties } = loader.getCredential(type).type;
	return properties.filter(
		(field) =>
			!['hidden', 'notice'].includes(field.type) &&
			NodeHelpers.displayParameter(entered as INodeParameters, field, null, null),
	);
}

/** Whether a field can hold it at all. Any element can be named, and what is missing is empty. */
function fits({ type, name, options = [] }: INodeProperties, value: unknown): boolean {
	if (value === null) return true;
	if (type === 'boolean') return typeof value === 'boolean';
	const isChoice = type === 'options' && name !== 'element';
	return isChoice
		? options.some((one) => 'value' in one && one.value === value)
		: typeof value === 'string';
}

const CASES = Object.entries(USES).flatMap(([type, uses]) =>
	Object.entries(uses).map(([title, use]) => [type, title, use] as const),
);

it.each(CASES)(
	'%s refuses what cannot be meant in words, and asks nobody, for %s',
	async (type, _title, use) => {
		const { simulator } = holder;
		const { credentials, ...node } = await use(simulator);
		const entered = credentials[type] ?? {};
		const calls = () => [...arrivedAt(simulator), ...simulator.providerRequests()].length;
		for (const field of fieldsOf(type, entered)) {
			for (const value of BAD_VALUES) {
				const before = calls();
				const { outputs, error } = await runNode({
					...node,
					credentials: {
						...credentials,
						[type]: { ...entered, [field.name]: value },
					} as TestCredentials,
					items: [{}, {}],
					onError: 'continueRegularOutput',
				});
				const items = outputs[0] ?? [];
				const told = items
					.filter(({ json }) => json.error !== undefined)
					.map(({ json }) => toldBy(json));
				for (const one of told) expectWords(one);
				const refused = told.filter(({ statusCode }) => statusCode === undefined);
				const about = [field.name, value];
				expect([...about, error, pairsOf(items)]).toEqual([...about, undefined, [0, 1]]);
				expect([...about, refused.length]).toEqual([
					...about,
					fits(field, value) ? expect.any(Number) : 2,
				]);
				if (refused.length > 0) expect([...about, calls() - before]).toEqual([...about, 0]);
			}
		}
	},
	60_000,
);
