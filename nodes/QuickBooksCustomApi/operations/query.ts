import { limitFields } from '../../shared/fields/limit';
import { bindValues } from '../bindValues';
import type { QuickBooksOperation } from '../call';
import { readQuery } from '../readQuery';

/** Reads what a statement selects. */
export const query: QuickBooksOperation = {
	fields: [
		{
			displayName: 'Query',
			name: 'statement',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			required: true,
			placeholder: "e.g. SELECT * FROM Invoice WHERE Balance > '0' ORDERBY TxnDate DESC",
			description:
				'Statement like SQL. Pages are read by the node; STARTPOSITION at its end says where to begin, and MAXRESULTS how many records to read at most.',
			hint: 'Write :name where a value from your data belongs, and give it under Values',
		},
		{
			displayName: 'Values',
			name: 'queryValues',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Value',
			default: {},
			description:
				'What the placeholders of the query stand for. The node puts each value in quotes and escapes it, so that it stays a value whatever it holds; a list from an expression is for IN (:name).',
			options: [
				{
					displayName: 'Value',
					name: 'values',
					values: [
						{
							displayName: 'Name',
							name: 'name',
							type: 'string',
							default: '',
							placeholder: 'e.g. customer_name',
							description: 'Name of the placeholder, without the colon',
						},
						{ displayName: 'Value', name: 'value', type: 'string', default: '' },
					],
				},
			],
		},
		...limitFields,
	],
	async execute({ client, parameters }) {
		const { minorversion } = parameters.callOptions();
		const base = { realmId: parameters.realmId(), query: { minorversion } };
		const limit = parameters.limit();
		const pageSize = parameters.pageSize();
		const statement = bindValues(parameters.text('statement'), parameters.queryValues());
		const { rows, cut, shrunkTo, tid } = await readQuery(client, base, statement, limit, pageSize);
		const hints = [
			cut &&
				`There may be more records than the Limit of ${limit}. Switch Return All on to read them all.`,
			shrunkTo !== undefined &&
				`Pages of ${pageSize} records took QuickBooks too long, so they were read by ${shrunkTo}. Add the option Page Size with this number to save the waiting.`,
		].filter((hint) => typeof hint === 'string');
		return {
			json: rows,
			trace: { providerCall: { intuitTid: tid } },
			...(hints.length > 0 && { hint: hints.join(' ') }),
		};
	},
};
