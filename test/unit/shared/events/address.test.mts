import { describe, expect, it } from '@jest/globals';
import { compiled } from '../../../support/compiled.mts';

const { checkAddress } = compiled<typeof import('../../../../nodes/shared/events/address.ts')>(
	'nodes/shared/events/address',
);

describe('The address of a webhook', () => {
	it.each([
		'https://n8n.example.com/webhook/x',
		'https://10x.example.com/x',
		'https://172.15.0.1/x',
		'http://8.8.8.8/x',
		'https://[2a00:1450::1]/x',
	])('%s can be reached from outside', (url) => {
		expect(checkAddress(url, false)).toBeUndefined();
	});

	it.each([
		'http://10.0.0.5/x',
		'http://172.16.0.1/x',
		'http://192.168.1.1/x',
		'http://[fd00::1]/x',
		'http://n8n:5678/x',
		'http://n8n.local/x',
	])('%s is warned of', (url) => {
		expect(checkAddress(url, false)).toMatch(/WEBHOOK_URL/);
	});

	it.each(['http://localhost:5678/x', 'http://127.0.0.1/x', 'http://[::1]/x', 'http://0.0.0.0/x'])(
		'%s is this machine only',
		(url) => {
			expect(() => checkAddress(url, false)).toThrow(/this machine only/);
			expect(checkAddress(url, true)).toMatch(/WEBHOOK_URL/);
		},
	);
});
