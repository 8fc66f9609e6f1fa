import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { compiled } from './compiled.mts';

const { timing } =
	compiled<typeof import('../../nodes/shared/api/timing.ts')>('nodes/shared/api/timing');

/** Status by which the simulator says that nothing more comes; otherwise it never ends. */
const SILENT = 102;

const REQUEST = 'http.client.request.start';

/** The time that calls may take, in place of the real one. */
export interface TimeLimits {
	/** What is done when the far side says that an answer will not come to its end; unless given, the time of the call is over. */
	whenHanging: (request: ClientRequest, statusCode: number) => void;
	/** Calls that were begun in the running test. */
	requests: ClientRequest[];
	/** Those among them that would be waited for without end. */
	unlimited: ClientRequest[];
}

/**
 * For a test file: the time of a call is over as soon as the simulator has said, by an interim answer,
 * that it hangs (`hangs`, `endless`); no other call runs out of time.
 */
export function useTimeLimits(): TimeLimits {
	const real = timing.limit;
	let open: AbortController[] = [];
	/** What Node.js does when nothing came for as long as a request may wait, and what the package does when all of it took too long. */
	const end = (request: ClientRequest, statusCode: number) => {
		if (statusCode === SILENT) request.emit('timeout');
		setImmediate(() => {
			for (const limit of open.splice(0)) limit.abort();
		});
	};
	const limits: TimeLimits = { whenHanging: end, requests: [], unlimited: [] };
	const begun = (message: unknown) => {
		const { request } = message as { request: ClientRequest };
		limits.requests.push(request);
		if (request.listenerCount('timeout') === 0) limits.unlimited.push(request);
		request.once('information', ({ statusCode }: { statusCode: number }) => {
			limits.whenHanging(request, statusCode);
		});
	};
	beforeAll(() => {
		subscribe(REQUEST, begun);
	});
	beforeEach(() => {
		open = [];
		limits.requests = [];
		limits.unlimited = [];
		limits.whenHanging = end;
		timing.limit = () => {
			const limit = new AbortController();
			open.push(limit);
			return limit.signal;
		};
	});
	afterAll(() => {
		unsubscribe(REQUEST, begun);
		timing.limit = real;
	});
	return limits;
}
