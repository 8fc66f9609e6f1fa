import { request as httpRequest, type ClientRequest } from 'node:http';
import { once } from 'node:events';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { FaultRule } from '../../simulator/index.mts';
import { authorization, call, callAs } from '../support/platform.mts';
import { quickBody } from '../support/provisioning-bodies.mts';
import { useSimulator } from '../support/simulator.mts';

const holder = useSimulator();
let token = '';

beforeEach(async () => {
	({ token } = (await call(holder.simulator, 'POST', '/instances', { body: quickBody() })).body);
});

const CUSTOMERS = { method: 'POST', path: '/customers' };

/** Asks for a record to be written, and gives the request while its answer is awaited. */
function write(rule: Partial<FaultRule>): ClientRequest {
	holder.simulator.fault({ ...CUSTOMERS, ...rule });
	const asked = httpRequest(`${holder.simulator.apiUrl}/customers`, {
		method: 'POST',
		headers: {
			authorization: authorization(holder.simulator.accounts.main, token),
			'content-type': 'application/json',
		},
	});
	asked.on('error', () => undefined).end('{"displayName":"Written"}');
	return asked;
}

const written = async () =>
	(await callAs(holder.simulator, token, 'GET', `/customers?where=displayName='Written'`)).body
		.length as number;

describe('A call that hangs', () => {
	test('was handled, says so, and is answered with nothing', async () => {
		const asked = write({ hangs: true });
		let answers = 0;
		asked.on('response', () => (answers += 1));
		expect(await once(asked, 'information')).toMatchObject([{ statusCode: 102 }]);
		expect(await written()).toBe(1);
		expect(answers).toBe(0);
		asked.destroy();
	});

	test('may be answered with a beginning', async () => {
		const asked = write({ hangs: true, cutAfter: 5 });
		const [response] = await once(asked, 'response');
		expect(String((await once(response, 'data'))[0])).toBe('{"id"');
		expect([response.statusCode, response.complete]).toEqual([200, false]);
		asked.destroy();
	});
});

describe('An answer that drips', () => {
	const piecesOf = async (asked: ClientRequest) => {
		const [response] = await once(asked, 'response');
		const pieces: string[] = [];
		for await (const piece of response.setEncoding('utf8')) pieces.push(piece as string);
		return pieces;
	};

	test('arrives whole, in pieces', async () => {
		const pieces = await piecesOf(write({ dripMs: 1 }));
		expect(pieces.length).toBeGreaterThan(1);
		expect(JSON.parse(pieces.join(''))).toMatchObject({ displayName: 'Written' });
	});

	test('may be without end', async () => {
		const asked = write({ endless: true, replaceBody: '{}' });
		const [[{ statusCode }], [response]] = await Promise.all([
			once(asked, 'information'),
			once(asked, 'response'),
		]);
		expect(statusCode).toBe(103);
		let text = '';
		for await (const piece of response) {
			text += String(piece);
			if (text.length > 20) break;
		}
		expect(text).toMatch(/^{} {19,}$/);
	});
});
