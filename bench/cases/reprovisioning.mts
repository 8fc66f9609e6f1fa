import { INTUIT_OAUTH1_APPS, INTUIT_USER_TOKENS } from '../../simulator/seed.mts';
import { connect } from '../account.mts';
import type { BenchCase } from '../case.mts';
import { measure } from '../machine.mts';
import { ACCOUNT, APPS, LAST, node, start, visit, type World } from '../world.mts';

const INSTANCES = 1_000;
const AT_ONCE = 20;

const [company] = INTUIT_USER_TOKENS;

const QUICKBOOKS = {
	element: { key: 'quickbooks' },
	externalAuthentication: 'initial',
	configuration: {
		'oauth.api.key': INTUIT_OAUTH1_APPS.production.key,
		'oauth.api.secret': INTUIT_OAUTH1_APPS.production.secret,
		'oauth.callback.url': 'http://www.demonstrab.ly',
		'oauth.user.token': company?.token,
		'oauth.user.token.secret': company?.secret,
		'oauth.user.refresh_interval': '13046400',
		'quickbooks.realm.id': company?.realmId,
		'quickbooks.datasource': 'QBO',
	},
};

/** IDs of instances that live on a token that their owner has to renew. */
async function makeInstances({ simulator }: World): Promise<number[]> {
	const ids: number[] = [];
	let left = INSTANCES;
	const lane = async () => {
		while (left-- > 0) {
			ids.push((await connect(simulator, QUICKBOOKS)).id);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, lane));
	return ids;
}

/** A workflow that gives so many of them new tokens, each of them again and again where there are fewer. */
async function publish({ publish: put }: World, ids: number[], count: number): Promise<void> {
	await put(`${count} instances`, [
		start(`reprovision-${count}`),
		node('Instances', 'n8n-nodes-base.code', 2, {
			jsCode: `const ids = ${JSON.stringify(ids)};
return Array.from({ length: ${count} }, (_, n) => ({ json: { instanceId: ids[n % ids.length] } }));`,
		}),
		node(
			'Re-Provision',
			'n8n-nodes-cloud-elements.manageInstance',
			1,
			{
				resource: 'instance',
				operation: 'reprovision',
				instance: { __rl: true, mode: 'id', value: '={{ $json.instanceId }}' },
				source: 'tokens',
				authentication: 'oAuth1',
				realmId: company?.realmId,
				dataSource: 'QBO',
				userToken: company?.token,
				userTokenSecret: company?.secret,
				refreshInterval: 13_046_400,
				refreshTime: '={{ Date.now() }}',
				options: {},
			},
			{ ...ACCOUNT, ...APPS.oAuth1 },
		),
		LAST,
	]);
}

/** What an item costs when there are many, beside what it costs when there are few. */
export const reprovisioning: BenchCase = {
	key: 'H',
	title: 'Re-provisioning, an item of 20,000',
	rival: 'an item of 1,000',
	goals: { ms: 1 },
	bySetting: false,
	pairs: 3,
	async prepare(world, quick) {
		const counts = quick ? { ours: 2_000, theirs: 200 } : { ours: 20_000, theirs: 1_000 };
		const ids = await makeInstances(world);
		for (const count of Object.values(counts)) await publish(world, ids, count);
		const side = (count: number) => async () => {
			const cost = await measure(
				world.pid,
				async () => await visit(`${world.origin}/webhook/reprovision-${count}`),
			);
			const { ms, cpuMs, addedMB } = cost;
			return { ms: ms / count, cpuMs: cpuMs / count, addedMB: addedMB / count };
		};
		return { ours: side(counts.ours), theirs: side(counts.theirs) };
	},
};
