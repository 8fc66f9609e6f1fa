import { describe, expect, it } from '@jest/globals';
import { SAGE_ONE_APP, SAGE_ONE_US_APP } from '../../../simulator/seed-providers.mts';
import { postedBody } from '../../support/create-instance.mts';
import { CALLBACK_URL } from '../../support/credentials.mts';
import { outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { approve, askLink, create, queryOf } from '../../support/flow.mts';
import { instancesAt, posts } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();

const successor = {
	element: 'other',
	elementKey: 'sageone',
	apiKey: SAGE_ONE_APP.key,
	apiSecret: SAGE_ONE_APP.secret,
	signature: SAGE_ONE_APP.signatureSecret,
	subscriptionKey: SAGE_ONE_APP.subscriptionKey,
};

describe('Sage One, the successor', () => {
	it.each(['US', 'DE'])('sends secrets of the app, and %s from the callback', async (country) => {
		const { link, callbackUrl, item } = await approve(
			holder.simulator,
			successor,
			{},
			{ company: country },
		);
		expect(holder.simulator.requests().map(({ query }) => query)).toEqual([
			{
				apiKey: successor.apiKey,
				apiSecret: successor.apiSecret,
				callbackUrl: CALLBACK_URL,
				state: link.state,
			},
		]);
		const [instance] = outputOf(await create(holder.simulator, successor, [item]));
		expect(postedBody(holder.simulator)).toMatchObject({
			element: { key: 'sageone' },
			providerData: { code: queryOf(callbackUrl).code },
		});
		expect(postedBody(holder.simulator).configuration).toEqual({
			'oauth.api.key': successor.apiKey,
			'oauth.api.secret': successor.apiSecret,
			'oauth.callback.url': CALLBACK_URL,
			'signature.secret': successor.signature,
			'apim.subscription.key': successor.subscriptionKey,
			country,
		});
		expect(instance).toMatchObject({
			valid: true,
			configuration: {
				country,
				'signature.secret': '********',
				'apim.subscription.key': '********',
			},
		});
	});

	it.each([
		['signature', /needs Signing Secret/],
		['subscriptionKey', /needs Subscription Key/],
	])('asks for %s before anything is sent', async (field, words) => {
		const result = await askLink(holder.simulator, { ...successor, [field]: '' });
		expect(wordsOf(result)).toMatch(words);
		expect(holder.simulator.requests()).toEqual([]);
	});

	it('asks for the country when the callback lacks it', async () => {
		const { item } = await approve(holder.simulator, successor);
		const { country: _, ...providerData } = item.providerData as Record<string, string>;
		const words = wordsOf(await create(holder.simulator, successor, [{ ...item, providerData }]));
		expect(words).toMatch(/callback lacks country[^]*whole callback/);
		expect(posts(holder.simulator)).toEqual([]);
	});

	it('says that the subscription key is wrong, and not that the customer is to approve', async () => {
		const wrong = { ...successor, subscriptionKey: 'subscriptionKeyOfNobody' };
		const { item } = await approve(holder.simulator, wrong);
		const words = wordsOf(await create(holder.simulator, wrong, [item]));
		expect(words).toMatch(/subscription key is not known/i);
		expect(words).not.toMatch(/no longer accepts the connection|has to approve/);
		expect(words).not.toContain('subscriptionKeyOfNobody');
	});
});

describe('A wrong signature', () => {
	const guide = {
		element: 'sageoneus',
		apiKey: SAGE_ONE_US_APP.key,
		apiSecret: SAGE_ONE_US_APP.secret,
		signature: 'signatureOfNobody',
	};

	it.each([
		['Sage One US', guide],
		['Sage One', { ...successor, signature: 'signatureOfNobody' }],
	])('at %s leads to the field that holds it', async (_, app) => {
		const { item } = await approve(holder.simulator, app);
		const result = await create(holder.simulator, app, [item]);
		const words = wordsOf(result);
		expect(words).toMatch(/SignatureInvalid/);
		// The API secret was accepted when the code was exchanged.
		expect(words).not.toMatch(/copy the API secret/i);
		const advice = words.replace(/^Provider:.*$/m, '');
		expect(advice).toMatch(/\bSignature\b|Signing Secret|signing secret/);
		expect(words).not.toContain('signatureOfNobody');
		expect(await instancesAt(holder.simulator)).toEqual([]);
	});
});
