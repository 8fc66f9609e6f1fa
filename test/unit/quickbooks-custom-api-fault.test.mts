import { describe, expect, it } from '@jest/globals';
import { compiled } from './compiled.mts';

const { faultOf } = compiled<typeof import('../../nodes/shared/intuit/fault.ts')>(
	'nodes/shared/intuit/fault',
);
const { describeTokenFailure } = compiled<
	typeof import('../../nodes/shared/intuit/tokenFailure.ts')
>('nodes/shared/intuit/tokenFailure');

describe('QuickBooks: Custom API, reading faults', () => {
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

	it('does not mistake a broken line for an ended connection', () => {
		expect(describeTokenFailure(new Error('connect ECONNREFUSED'))).toBeUndefined();
		expect(describeTokenFailure({ response: { status: 401 } })).toBeUndefined();
	});
});
