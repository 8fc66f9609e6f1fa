import { describe, expect, it } from '@jest/globals';
import { compiled } from '../../../support/compiled.mts';

const { faultOf } = compiled<typeof import('../../../../nodes/shared/intuit/fault.ts')>(
	'nodes/shared/intuit/fault',
);
const { describeTokenFailure } = compiled<
	typeof import('../../../../nodes/QuickBooksCustomApi/client/tokenFailure.ts')
>('nodes/QuickBooksCustomApi/client/tokenFailure');

const { originOf } = compiled<
	typeof import('../../../../nodes/QuickBooksCustomApi/client/helperError.ts')
>('nodes/QuickBooksCustomApi/client/helperError');

const { describeUnanswered } = compiled<
	typeof import('../../../../nodes/QuickBooksCustomApi/client/describeUnanswered.ts')
>('nodes/QuickBooksCustomApi/client/describeUnanswered');

describe('QuickBooks: Custom API, reading a fault,', () => {
	it('reads message, detail, code and element of every entry', () => {
		const Error = [
			{
				Message: 'Invalid Reference Id',
				Detail: 'Nothing 9 there',
				code: '2500',
				element: 'ItemRef',
			},
			{ Message: 'Also', Detail: '', code: '6000' },
		];
		expect(faultOf({ Fault: { Error, type: 'ValidationFault' } })).toEqual({
			code: '2500',
			text: 'Invalid Reference Id: Nothing 9 there (ItemRef); Also',
		});
	});

	it('does not say twice what the detail repeats', () => {
		const Error = [{ Message: 'Stale Object Error', Detail: 'Stale Object Error : too late' }];
		expect(faultOf({ Fault: { Error } })?.text).toBe('Stale Object Error : too late');
	});

	it.each([
		[
			'the gateway',
			{ fault: { error: [{ message: 'message=X; errorCode=003100; statusCode=403' }] } },
		],
		['the gateway, as text', '<p>message=X; errorCode=003100; statusCode=403</p>'],
		['zeros before a code', { Fault: { Error: [{ Message: 'X', code: '003100' }] } }],
		['a code that is a number', { Fault: { Error: [{ Message: 'X', code: 3100 }] } }],
	])('reads the code of %s', (_, body) => {
		expect(faultOf(body)).toEqual({ code: '3100', text: 'X' });
	});

	it.each([
		undefined,
		null,
		'',
		'text',
		5,
		[],
		{},
		{ Fault: null },
		{ Fault: { Error: [] } },
		{ Fault: { Error: 'odd' } },
		{ BatchItemResponse: [{ Fault: { Error: [{ code: '610' }] } }] },
	])('sees no fault in %j', (body) => {
		expect(faultOf(body)).toBeUndefined();
	});
});

const API = 'https://quickbooks.example/v3/company/1/query';
const called = (url: string, more: object = {}) => ({ config: { url }, ...more });

describe('QuickBooks: Custom API, with an error of n8n,', () => {
	it.each([
		['the API, whose answer broke off', called(API, { response: { status: 200 } }), 'api'],
		['the API, whose fault broke off', called(API, { response: { status: 503 } }), 'api'],
		['the API, which refused a new token', called(API, { response: { status: 401 } }), 'api'],
		['the API, which reconnecting will not help', called(API, { message: 'Reconnect' }), 'api'],
		['a fault of the token endpoint', called('https://tokens.example/bearer'), 'tokenEndpoint'],
		['what the token endpoint said', { code: 'EAUTH', body: {} }, 'tokenEndpoint'],
		['what the token endpoint said unreadably', { code: 'ESTATUS', status: 200 }, 'tokenEndpoint'],
		['a token that is no more', { message: 'X needs to be reconnected.' }, 'tokenEndpoint'],
		['a database that is down', { code: 'ECONNREFUSED' }, 'n8n'],
		['a text', 'odd', 'n8n'],
	])('tells that it comes from %s', (_, cause, from) => {
		expect(originOf(cause, API).from).toBe(from);
		expect(originOf({ message: 'wrapped', cause }, API).from).toBe(from);
	});

	it.each([
		['a broken line', {}, undefined],
		['a fault', { response: { status: 503 } }, 503],
		['too many requests', { status: 429 }, 429],
		['a web page', { status: 200 }, undefined],
		['other keys', { body: { error: 'invalid_client' } }, 401],
		['an ended connection', { body: { error: 'invalid_grant' } }, 401],
		['any other refusal', { status: 400, body: { error: 'invalid_request' } }, 401],
		['a refusal without a word', { status: 403 }, 401],
	])('asks again after %s only where that helps', (_, error, statusCode) => {
		expect(describeTokenFailure(error).statusCode).toBe(statusCode);
	});
});

describe('QuickBooks: Custom API, a call without an answer', () => {
	const says = (code: string, effect: 'read' | 'write') =>
		describeUnanswered({ from: 'api', error: { code } }, effect, 'quickbooks.example');

	it.each([
		['ECONNRESET', 'no_answer', 'outcome_unknown'],
		['ECONNABORTED', 'timed_out', 'outcome_unknown'],
		['ETIMEDOUT', 'timed_out', 'outcome_unknown'],
		['ERR_BAD_RESPONSE', 'no_answer', 'outcome_unknown'],
		['ECONNREFUSED', 'no_answer', 'no_answer'],
		['ENOTFOUND', 'no_answer', 'no_answer'],
	])('has a code by which to branch: %s', (code, ofRead, ofWrite) => {
		expect(says(code, 'read').code).toBe(ofRead);
		expect(says(code, 'write').code).toBe(ofWrite);
	});
});
