import { once } from 'node:events';
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { FaultRule } from '../types.mts';

const PIECES = 16;

/** The beginning of a body, and then silence until the caller ends it. */
function silent({ raw }: FastifyReply, beginning: Buffer): Readable {
	return new Readable({
		read() {
			if (raw.headersSent) return;
			raw.flushHeaders();
			raw.write(beginning);
		},
	});
}

/** A body in pieces, so many milliseconds apart; where it is endless, blanks follow it. */
function dripping({ raw }: FastifyReply, bytes: Buffer, ms: number, isEndless: boolean): Readable {
	const size = Math.max(1, Math.ceil(bytes.length / PIECES));
	let at = 0;
	return new Readable({
		read() {
			if (!raw.headersSent) raw.flushHeaders();
			setTimeout(() => {
				const piece = bytes.subarray(at, (at += size));
				if (piece.length > 0) this.push(piece);
				else if (isEndless) this.push(' ');
				// With the last piece: whoever knows the length goes when it is there.
				if (at >= bytes.length && !isEndless) this.push(null);
			}, ms);
		},
	});
}

/** Whether a fault sends its answer late, slowly or never. */
export const isSlow = ({ hangs, dripMs, endless }: FaultRule) =>
	hangs === true || endless === true || dripMs !== undefined;

/** The answer in the time that the fault takes for it. */
export async function slowAnswer(
	{ hangs, cutAfter, dripMs = 1, endless }: FaultRule,
	reply: FastifyReply,
	bytes: Buffer,
): Promise<Buffer | Readable> {
	if (hangs !== true && endless !== true) {
		reply.header('content-length', bytes.length);
		return dripping(reply, bytes, dripMs, false);
	}
	reply.removeHeader('content-length');
	if (hangs !== true) {
		reply.raw.writeEarlyHints({ link: '</>; rel=self' });
		return dripping(reply, bytes, dripMs, true);
	}
	reply.raw.writeProcessing();
	if (cutAfter !== undefined) return silent(reply, bytes.subarray(0, cutAfter));
	await once(reply.raw, 'close');
	return bytes;
}
