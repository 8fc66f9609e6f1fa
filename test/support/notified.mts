import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach } from '@jest/globals';
import { call } from './platform.mts';
import { quickBody } from './provisioning-bodies.mts';
import type { Simulator } from './simulator.mts';

/** Key with which notifications to the receiver are signed. */
export const KEY = 'a signature key';

/** An address of one's own at which the platform's notifications arrive. */
export interface Receiver {
	url: string;
	/** With what it answers. */
	status: number;
	/** What came, in the same list for all tests of a file. */
	readonly received: Array<{ headers: IncomingHttpHeaders; text: string }>;
	/** Body of what came, read. */
	body: (index?: number) => ReturnType<typeof JSON.parse>;
	/** Connects an account whose events go to this address. */
	create: (configuration?: Record<string, unknown>) => Promise<{ id: number; token: string }>;
}

/** A receiver for the tests of a file, empty and friendly before each of them. */
export function useReceiver(holder: { simulator: Simulator }): Receiver {
	let server: Server;
	const receiver: Receiver = {
		url: '',
		status: 200,
		received: [],
		body: (index = 0) => JSON.parse(receiver.received[index]?.text ?? '{}'),
		create: async (configuration = {}) => {
			const body = quickBody();
			Object.assign(body.configuration, {
				'event.notification.enabled': true,
				'event.notification.callback.url': receiver.url,
				'event.notification.signature.key': KEY,
				'event.vendor.type': 'webhook',
				...configuration,
			});
			return (await call(holder.simulator, 'POST', '/instances', { body })).body;
		},
	};
	beforeEach(async () => {
		receiver.received.length = 0;
		receiver.status = 200;
		server = createServer((request, response) => {
			const parts: Buffer[] = [];
			request.on('data', (part: Buffer) => parts.push(part));
			request.on('end', () => {
				const text = Buffer.concat(parts).toString();
				receiver.received.push({ headers: request.headers, text });
				response.writeHead(receiver.status).end();
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
	});
	afterEach(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});
	return receiver;
}
