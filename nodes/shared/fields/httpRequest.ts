import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	INodeProperties,
} from 'n8n-workflow';

import { InvalidInput } from '../errors/failure';
import { formField, readForm } from './formData';
import { readJson } from './json';
import { readGroup } from './pairs';
import { templateOf } from './template';
import { headerText, textOf, wireText } from './wireText';

/** What differs between the nodes that make any request. */
export interface RequestFieldSettings {
	/** When the fields are shown. */
	show: Record<string, string[]>;
	methods: readonly string[];
	path: Pick<INodeProperties, 'placeholder' | 'description'>;
	/** Of a raw body that nobody says more about. */
	contentType: string;
}

/** A request as the user wrote it. */
export interface WrittenRequest {
	method: IHttpRequestMethods;
	path: string;
	/** A name given several times holds a list. */
	query: IDataObject;
	/** Names in lower case. */
	headers: Record<string, string>;
	body?: IDataObject | IDataObject[] | string | FormData;
}

const WITH_BODY = ['DELETE', 'PATCH', 'POST', 'PUT'];

/** The credential signs, the client counts: such a header of the user's would break the call or leak. */
const OWN_HEADERS =
	/^(authorization|connection|content-length|cookie|host|transfer-encoding|x-cloud-elements-.*)$/;
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;

/** The fields of a request, named as in n8n's HTTP Request node. */
export function requestFields(settings: RequestFieldSettings): INodeProperties[] {
	const showFor = (more: Record<string, string[]> = {}): INodeProperties['displayOptions'] => ({
		show: { ...settings.show, ...more },
	});
	const pairs = (displayName: string, name: string, description: string): INodeProperties => ({
		displayName,
		name,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add',
		default: {},
		description,
		displayOptions: showFor(),
		options: [
			{
				displayName: 'Parameter',
				name: 'parameters',
				values: [
					{ displayName: 'Name', name: 'name', type: 'string', default: '' },
					{ displayName: 'Value', name: 'value', type: 'string', default: '' },
				],
			},
		],
	});
	return [
		{
			displayName: 'Method',
			name: 'method',
			type: 'options',
			options: settings.methods.map((name) => ({ name, value: name })),
			default: 'GET',
			displayOptions: showFor(),
		},
		{
			displayName: 'Path',
			name: 'path',
			type: 'string',
			default: '',
			required: true,
			...settings.path,
			displayOptions: showFor(),
		},
		pairs(
			'Query Parameters',
			'queryParameters',
			'What follows the question mark in the address. A name given several times becomes a list; a value of null is left out.',
		),
		pairs('Headers', 'headerParameters', 'Further headers; the credential signs the request'),
		{
			displayName: 'Body',
			name: 'bodyType',
			type: 'options',
			options: [
				{
					name: 'Form-Data',
					value: 'multipart-form-data',
					description: 'Fields and files, as a form in a browser sends them',
				},
				{ name: 'JSON', value: 'json' },
				{ name: 'None', value: 'none' },
				{ name: 'Raw', value: 'raw', description: 'Text of another kind, as it is' },
			],
			default: 'none',
			displayOptions: showFor({ method: WITH_BODY }),
		},
		{
			displayName: 'JSON Body',
			name: 'jsonBody',
			type: 'json',
			default: '{}',
			required: true,
			placeholder: 'e.g. {{ { "name": $json.name } }}',
			description:
				'Write values from items as one expression of an object, so that nothing in them changes other fields',
			displayOptions: showFor({ method: WITH_BODY, bodyType: ['json'] }),
		},
		{
			...formField,
			displayOptions: showFor({ method: WITH_BODY, bodyType: ['multipart-form-data'] }),
		},
		{
			displayName: 'Raw Body',
			name: 'rawBody',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			displayOptions: showFor({ method: WITH_BODY, bodyType: ['raw'] }),
		},
		{
			displayName: 'Content Type',
			name: 'rawContentType',
			type: 'string',
			default: '',
			placeholder: 'e.g. application/xml',
			description: 'What the raw body is',
			hint: `Empty: ${settings.contentType}`,
			displayOptions: showFor({ method: WITH_BODY, bodyType: ['raw'] }),
		},
	];
}

function readPairs(
	context: IExecuteFunctions,
	itemIndex: number,
	name: string,
	label: string,
): Array<[string, unknown]> {
	const pairs = readGroup(context, itemIndex, `${name}.parameters`).map(
		({ name: key, value }): [string, unknown] => [textOf(`A name of the ${label}`, key), value],
	);
	if (pairs.some(([key]) => key === '')) {
		throw new InvalidInput(`One of the ${label} has no name`);
	}
	// Null is what a workflow gives to leave one out for an item, as for n8n's HTTP Request node.
	return pairs.filter(([, value]) => value !== null);
}

function readQuery(context: IExecuteFunctions, itemIndex: number): IDataObject {
	const query = new Map<string, string | string[]>();
	for (const [name, value] of readPairs(
		context,
		itemIndex,
		'queryParameters',
		'query parameters',
	)) {
		// The brackets of lists are written when the request is sent.
		const key = name.replace(/\[\]$/, '');
		const text = wireText(`The query parameter ${key}`, value);
		const before = query.get(key);
		const isList = key !== name || before !== undefined;
		query.set(key, isList ? [...[before ?? []].flat(), text] : text);
	}
	return Object.fromEntries(query);
}

function readHeaders(context: IExecuteFunctions, itemIndex: number): Record<string, string> {
	const pairs = readPairs(context, itemIndex, 'headerParameters', 'headers').map(([key, value]) => {
		const name = key.toLowerCase();
		return [name, headerText(name, value)] as const;
	});
	for (const [name] of pairs) {
		if (OWN_HEADERS.test(name)) {
			throw new InvalidInput(
				`The header ${name} cannot be set`,
				'The node sets it itself: the credential signs the request, and says where it goes.',
			);
		}
		if (!HEADER_NAME.test(name)) {
			throw new InvalidInput(`The header ${name} has a character that headers cannot have`);
		}
	}
	return Object.fromEntries(pairs);
}

async function readBody(
	context: IExecuteFunctions,
	itemIndex: number,
	contentType: string,
): Promise<Pick<WrittenRequest, 'body'> & { headers?: Record<string, string> }> {
	const kind = context.getNodeParameter('bodyType', itemIndex, 'none');
	if (kind === 'none') return {};
	if (kind === 'multipart-form-data') return { body: await readForm(context, itemIndex) };
	if (kind === 'raw') {
		const given = context.getNodeParameter('rawContentType', itemIndex, '') as unknown;
		const type = given === null ? '' : headerText('content-type', given).trim();
		const raw = context.getNodeParameter('rawBody', itemIndex, '') as unknown;
		const body = raw === null ? '' : wireText('Raw Body', raw);
		return { body, headers: { 'content-type': type || contentType } };
	}
	const body = readJson(
		'JSON Body',
		context.getNodeParameter('jsonBody', itemIndex, ''),
		templateOf(context, itemIndex, 'jsonBody'),
	);
	if (typeof body === 'object' && body !== null) return { body: body as IDataObject };
	throw new InvalidInput(
		'JSON Body must be an object or a list',
		'For example {"Name": "Office"}. Text is sent as a raw body.',
	);
}

/**
 * The request that {@link requestFields} hold for one item.
 *
 * @throws InvalidInput for a value that has no text, a header that is the node's own, or a body that
 * is not JSON
 */
export async function readRequest(
	context: IExecuteFunctions,
	itemIndex: number,
	{ contentType }: Pick<RequestFieldSettings, 'contentType'>,
): Promise<WrittenRequest> {
	const { body, headers } = await readBody(context, itemIndex, contentType);
	return {
		method: context.getNodeParameter('method', itemIndex) as IHttpRequestMethods,
		path: textOf('Path', context.getNodeParameter('path', itemIndex, '')),
		query: readQuery(context, itemIndex),
		headers: { ...headers, ...readHeaders(context, itemIndex) },
		...(body !== undefined && { body }),
	};
}
