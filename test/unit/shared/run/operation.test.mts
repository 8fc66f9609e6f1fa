import { describe, expect, it } from '@jest/globals';
import type { INodeProperties } from 'n8n-workflow';
import { compiled } from '../../../support/compiled.mts';

const { fieldsOf } = compiled<typeof import('../../../../nodes/shared/run/operation.ts')>(
	'nodes/shared/run/operation',
);

const field = (name: string): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
});

const [object, id, record] = ['object', 'id', 'record'].map(field) as [
	INodeProperties,
	INodeProperties,
	INodeProperties,
];

const operation = (...fields: INodeProperties[]) => ({
	fields,
	execute: async () => await Promise.resolve({ json: {} }),
});

describe('The fields of several operations', () => {
	it('stand each once, in an order that is that of every operation', () => {
		const fields = fieldsOf({
			record: { create: operation(object, record), update: operation(object, id, record) },
		});
		expect(fields.map(({ name }) => name)).toEqual(['object', 'id', 'record']);
	});

	it('are shown for the operations that list them', () => {
		const fields = fieldsOf({
			record: { get: operation(object, id), getAll: operation(object) },
			bulk: { upload: operation(object) },
		});
		expect(fields.map(({ displayOptions }) => displayOptions?.show)).toEqual([
			{ resource: ['record', 'bulk'], operation: ['get', 'getAll', 'upload'] },
			{ resource: ['record'], operation: ['get'] },
		]);
	});

	it('are refused where two operations list them in different order', () => {
		const conflict = { record: { get: operation(object, id), update: operation(id, object) } };
		expect(() => fieldsOf(conflict)).toThrow(
			'Two operations list the same fields in different order',
		);
	});
});
