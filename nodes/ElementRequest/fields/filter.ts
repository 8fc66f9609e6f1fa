import type { INodeProperties } from 'n8n-workflow';

/** Which records. */
export const filterFields: INodeProperties[] = [
	{
		displayName: 'Filter',
		name: 'filterType',
		type: 'options',
		options: [
			{ name: 'CEQL', value: 'ceql', description: 'A clause that you write' },
			{ name: 'Conditions', value: 'conditions', description: 'Fields and values to choose' },
			{ name: 'None', value: 'none' },
		],
		default: 'none',
		description: 'Which records to return; the element does the filtering',
	},
	{
		displayName: 'Where',
		name: 'where',
		type: 'string',
		default: '',
		placeholder: "e.g. active = 'true' AND balance > '100'",
		description:
			"Field, operator and value in straight single quotes, joined by AND or OR. Operators: = != &lt; &gt; &lt;= &gt;= LIKE IN ('a', 'b') IS NULL. Not every element has all of them (QuickBooks has no OR); with LIKE, % stands for any text. An apostrophe inside a value is written twice.",
		displayOptions: { show: { filterType: ['ceql'] } },
	},
	{
		displayName: 'Conditions',
		name: 'conditions',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Condition',
		default: {},
		description: 'Values are quoted by the node, whatever is in them. Dates are sent in UTC.',
		displayOptions: { show: { filterType: ['conditions'] } },
		options: [
			{
				displayName: 'Condition',
				name: 'condition',
				values: [
					{
						displayName: 'Field',
						name: 'field',
						type: 'string',
						default: '',
						placeholder: 'e.g. displayName',
						description: 'Name of the field as it stands in the records',
					},
					{
						displayName: 'Operator',
						name: 'operator',
						type: 'options',
						options: [
							{ name: 'Equals', value: 'equals' },
							{ name: 'Greater Than', value: 'greaterThan' },
							{ name: 'Greater Than or Equal', value: 'greaterOrEqual' },
							{ name: 'In List', value: 'in' },
							{ name: 'Is Null', value: 'isNull' },
							{ name: 'Less Than', value: 'lessThan' },
							{ name: 'Less Than or Equal', value: 'lessOrEqual' },
							{ name: 'Like', value: 'like' },
							{ name: 'Not Equals', value: 'notEquals' },
						],
						default: 'equals',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						description:
							'With Like, % stands for any text; with In List, commas separate the values or an expression gives a list; with Is Null it is not used',
					},
				],
			},
		],
	},
	{
		displayName: 'Combine By',
		name: 'combineBy',
		type: 'options',
		options: [
			{ name: 'AND', value: 'AND', description: 'All conditions hold' },
			{ name: 'OR', value: 'OR', description: 'One of them holds; some elements cannot do this' },
		],
		default: 'AND',
		description: 'How several conditions work together',
		displayOptions: { show: { filterType: ['conditions'] } },
	},
];
