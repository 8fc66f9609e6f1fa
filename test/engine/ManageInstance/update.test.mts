import { describe, expect, it } from '@jest/globals';
import { outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { byId, byToken } from '../../support/locators.mts';
import { manage, onboard, one } from '../../support/manage-instance.mts';
import { seenAt } from '../../support/platform.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const update = async (id: number, updateFields: object) =>
	await one(holder.simulator, 'update', { instance: byId(id), updateFields } as never);
const refusal = async (id: number, updateFields: object) =>
	wordsOf(await manage(holder.simulator, 'update', { instance: byId(id), updateFields } as never));
const changes = () =>
	holder.simulator.requests().filter(({ method }) => method === 'PATCH' || method === 'PUT');

describe('Name and tags of an instance', () => {
	it('are changed each without the other, by id and by token', async () => {
		const { id, token } = await onboard(holder.simulator, { tags: 'a, b' });
		const before = (await seenAt(holder.simulator, id)) ?? {};
		expect(await update(id, { name: 'New name' })).toMatchObject({
			id,
			token,
			name: 'New name',
			tags: before.tags,
			configuration: { 'oauth.user.token': '********' },
		});
		const parameters = { instance: byToken(token), updateFields: { tags: 'c' } };
		expect(await one(holder.simulator, 'update', parameters)).toMatchObject({
			name: 'New name',
			tags: ['c'],
		});
		expect(await update(id, { tags: '' })).toMatchObject({ tags: [] });
	});

	it('are added to and taken from what is there, which the platform would replace', async () => {
		const { id } = await onboard(holder.simulator, { tags: 'a, b' });
		const linkTag = expect.stringMatching(/^n8n-/);
		expect((await update(id, { addTags: 'c, a' })).tags).toEqual(['a', 'b', linkTag, 'c']);
		expect((await update(id, { removeTags: 'a, nobody' })).tags).toEqual(['b', linkTag, 'c']);
		expect((await update(id, { tags: 'x, y', addTags: 'z', removeTags: 'y' })).tags).toEqual([
			'x',
			'z',
		]);
	});

	it('of one instance are changed by many items without losing one', async () => {
		const { id } = await onboard(holder.simulator, { tags: 'a' });
		const items = Array.from({ length: 8 }, (_, n) => ({ tag: `t${n}` }));
		const updateFields = { addTags: '={{ $json.tag }}' };
		const parameters = { instance: byId(id), updateFields };
		outputOf(await manage(holder.simulator, 'update', parameters, { items }));
		expect((await seenAt(holder.simulator, id))?.tags).toEqual(
			expect.arrayContaining(['a', ...items.map(({ tag }) => tag)]),
		);
	});

	it('of a host that names tags as objects are read', async () => {
		const made = await onboard(holder.simulator);
		holder.simulator.fault({
			method: 'GET',
			path: `/instances/${made.id}`,
			status: 200,
			body: { ...made, tags: [{ id: 1, name: 'old' }] },
		});
		expect((await update(made.id, { addTags: 'new' })).tags).toEqual(['old', 'new']);
	});
});

describe('The configuration of an instance', () => {
	it('is set by key, as text, the whole entry sent back', async () => {
		const { id } = await onboard(holder.simulator);
		const configuration = JSON.stringify({
			'filter.response.nulls': false,
			'event.notification.callback.url': 'https://n8n.example.com/webhook/events',
		});
		const updated = await update(id, { configuration });
		expect(updated.configuration).toMatchObject({
			'filter.response.nulls': 'false',
			'event.notification.callback.url': 'https://n8n.example.com/webhook/events',
		});
		expect(changes().map(({ path }) => path)).toEqual([
			expect.stringMatching(/\/configuration\/\d+$/),
			expect.stringMatching(/\/configuration\/\d+$/),
		]);
		expect(changes()[0]?.body).toMatchObject({
			id: expect.any(Number),
			key: 'filter.response.nulls',
			name: expect.any(String),
			propertyValue: 'false',
		});
	});

	it('never gets the asterisks that stand in place of a secret', async () => {
		const { id, configuration } = await onboard(holder.simulator);
		const words = await refusal(id, { configuration: JSON.stringify(configuration) });
		expect(words).toMatch(/oauth\.api\.secret[^]*would be overwritten with asterisks/);
		// Another entry of the instance is masked when it is fetched, and stays what it is.
		await update(id, { configuration: '{"filter.response.nulls": true}' });
		const sent = changes().map(({ body }) => JSON.stringify(body));
		expect(sent.filter((body) => body.includes('****'))).toEqual([]);
	});

	it('is left alone when a key is not known, and the keys are listed', async () => {
		const { id } = await onboard(holder.simulator);
		const words = await refusal(id, {
			name: 'Not to be set',
			configuration: '{"filter.response.nulls": false, "filter.respons.nulls": true}',
		});
		expect(words).toMatch(/no configuration entry filter\.respons\.nulls/);
		expect(words).toMatch(/It has: .*filter\.response\.nulls.*quickbooks\.realm\.id/);
		expect(changes()).toEqual([]);
	});
});

describe('An update without a change', () => {
	it.each([
		[{}, 'There is nothing to update'],
		[{ configuration: '{}' }, 'There is nothing to update'],
		[{ addTags: ' , ' }, 'There is nothing to update'],
		[{ name: '  ' }, 'Name is empty'],
	])('%j is refused before any call', async (updateFields, words) => {
		expect(await refusal(1, updateFields)).toContain(words);
		expect(holder.simulator.requests()).toEqual([]);
	});
});
