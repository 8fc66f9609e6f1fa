import { beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { defined, mapped, usePeople } from '../../support/common-resources.mts';
import { hintsOf, wordsOf } from '../../support/engine/run-node.mts';
import { byId } from '../../support/locators.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const { accounts, done, ofInstance, run } = usePeople(holder);

describe('What was exported', () => {
	const exported = async (parameters: INodeParameters = {}) =>
		(await done('export', parameters))[0];

	beforeEach(async () => {
		await done('define', defined('id', 'name'));
		await done('map', mapped({ id: 'ContactID' }));
	});

	const DOCUMENT = {
		vdrName: 'people',
		definition: {
			fields: [
				{ path: 'id', type: 'string' },
				{ path: 'name', type: 'string' },
			],
		},
		transformation: {
			xero: {
				vendorName: 'customer',
				fields: [{ path: 'id', vendorPath: 'ContactID', type: 'string' }],
				configuration: [
					{ type: 'passThrough', properties: { fromVendor: false, toVendor: false } },
				],
				isLegacy: false,
			},
		},
	};

	it('is one document, and comes back by an import', async () => {
		const document = await exported();
		expect(document).toEqual(DOCUMENT);
		await done('delete');
		const imported = await done('import', { importFrom: 'document' }, { items: [DOCUMENT] });
		expect(imported).toEqual([
			{ name: 'people', level: 'account', definition: 'created', mappings: { xero: 'created' } },
		]);
		expect(await exported()).toEqual(DOCUMENT);
		const again = await done('import', { importFrom: 'document' }, { items: [DOCUMENT] });
		expect(again).toMatchObject([{ definition: 'replaced', mappings: { xero: 'replaced' } }]);
	});

	it('names the elements itself where the host does not', async () => {
		holder.simulator.fault({
			path: '/organizations/objects/people/transformations',
			status: 403,
			times: 2,
		});
		expect(hintsOf(await run('export'))).toEqual([
			expect.stringContaining('No mapping of people was found'),
		]);
		expect(await exported({ elements: 'xero, freshbooks' })).toEqual(DOCUMENT);
	});

	it('holds what its own level maps, not what that inherits', async () => {
		const level = 'organization';
		await done('define', { level, ...defined('id', 'name') });
		await done('map', { level, ...mapped({ name: 'Name' }) });
		await done('map', mapped({ id: 'ContactID' }, { mappingOptions: { inherit: true } }));
		const fieldsOf = async (parameters: INodeParameters) => {
			const { transformation } = (await exported(parameters)) as typeof DOCUMENT;
			return transformation.xero.fields.map(({ path }) => path);
		};
		expect(await fieldsOf({})).toEqual(['id']);
		expect(await fieldsOf({ level })).toEqual(['name']);
	});

	it('can be put on one instance, by the mapping of its element', async () => {
		const of = { ...ofInstance(), importFrom: 'document', document: JSON.stringify(DOCUMENT) };
		expect(await done('import', of)).toEqual([
			{ name: 'people', level: 'instance', definition: 'created', mappings: { xero: 'created' } },
		]);
		expect(await exported(ofInstance())).toEqual(DOCUMENT);
		const other = { ...of, instance: byId(accounts.freshbooks.id) };
		expect(wordsOf(await run('import', other))).toMatch(/no mapping for freshbooks/);
	});

	it('leaves out mapped fields that the definition lacks, and says so', async () => {
		const { xero } = DOCUMENT.transformation;
		const fields = [...xero.fields, { path: 'odd', vendorPath: 'Odd' }];
		const document = { ...DOCUMENT, transformation: { xero: { ...xero, fields } } };
		const result = await run('import', { importFrom: 'document' }, { items: [document] });
		expect(hintsOf(result)).toEqual([expect.stringContaining('odd of people')]);
		expect(await exported()).toEqual(DOCUMENT);
	});

	it.each<[string, unknown, RegExp]>([
		['no document', {}, /names no vdrName/],
		['an empty list', [], /empty list/],
		['a name that is none', { ...DOCUMENT, vdrName: '../x' }, /cannot name/],
		['no definition', { vdrName: 'people' }, /has no definition/],
		['a field without a path', { ...DOCUMENT, definition: { fields: [{}] } }, /no path/],
		['a mapping that is none', { ...DOCUMENT, transformation: { xero: 1 } }, /list of fields/],
		['mappings that are none', { ...DOCUMENT, transformation: [] }, /is no object/],
		[
			'a mapping without paths',
			{ ...DOCUMENT, transformation: { xero: { fields: [{}] } } },
			/no path or no vendorPath/,
		],
	])('is refused where it is %s, before anything is sent', async (_what, document, words) => {
		const before = holder.simulator.requests().length;
		expect(
			wordsOf(
				await run('import', {
					importFrom: 'document',
					document: JSON.stringify(document),
				}),
			),
		).toMatch(words);
		expect(holder.simulator.requests()).toHaveLength(before);
	});
});
