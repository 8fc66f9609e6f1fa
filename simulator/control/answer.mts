import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parseJson, writeJson } from '../json.mts';
import type { FaultBody, FaultRule } from '../types.mts';
import { isSlow, slowAnswer } from './slow.mts';

/** A body as the server sends it. */
type Payload = string | Buffer | Readable | null | undefined;

/** Whether a fault answers in place of whoever should. */
export function answersItself({ status, body }: FaultRule): boolean {
	return status !== undefined || body !== undefined;
}

/** `{"base64": "…"}` stands for bytes, so that they can be told in JSON. */
function decoded(body: FaultBody): Buffer | undefined {
	const { base64, ...rest } = body as Record<string, unknown>;
	const bytes = typeof base64 === 'string' && Object.keys(rest).length === 0;
	return bytes ? Buffer.from(base64, 'base64') : undefined;
}

/** Text and bytes as they are; anything else becomes JSON, and the answer says so unless it says what it is. */
export function serialize(reply: FastifyReply, body: FaultBody): string | Buffer {
	if (typeof body === 'string' || Buffer.isBuffer(body)) return body;
	const bytes = typeof body === 'object' && body !== null ? decoded(body) : undefined;
	if (bytes !== undefined) return bytes;
	if (!reply.hasHeader('content-type')) reply.type('application/json; charset=utf-8');
	return writeJson(body);
}

async function whole(payload: Payload): Promise<Buffer> {
	if (payload === null || payload === undefined) return Buffer.alloc(0);
	return payload instanceof Readable ? await buffer(payload) : Buffer.from(payload);
}

function repeat(record: unknown, authorization: string | undefined): unknown {
	const fields = typeof record === 'object' && record !== null ? record : {};
	return { ...fields, authorization };
}

/** Puts the request's secrets into the answer: into each record of a list, or into the one there is. */
function echo(reply: FastifyReply, bytes: Buffer): string {
	const { authorization } = reply.request.headers;
	reply.type('application/json; charset=utf-8');
	if (bytes.length === 0) return writeJson(repeat({}, authorization));
	const answer = parseJson(bytes.toString());
	const records = Array.isArray(answer);
	return writeJson(
		records ? answer.map((record) => repeat(record, authorization)) : repeat(answer, authorization),
	);
}

/** The beginning of a body that says it is longer, and then the end of the connection. */
function broken(reply: FastifyReply, bytes: Buffer, length: number): Readable {
	const { raw } = reply;
	reply.header('content-length', Math.max(bytes.length, length + 1));
	return new Readable({
		read() {
			const end = () => this.destroy(new Error('The connection is broken on purpose.'));
			raw.flushHeaders();
			if (length === 0) setImmediate(end);
			else raw.write(bytes.subarray(0, length), end);
		},
	});
}

/** The answer as the fault wants it: what is wrong with it is done to real answers and to the fault's own alike. */
export async function disturbAnswer(
	rule: FaultRule,
	request: FastifyRequest,
	reply: FastifyReply,
	payload: unknown,
): Promise<unknown> {
	let body = payload as Payload;
	reply.headers(rule.headers ?? {});
	if (rule.replaceBody !== undefined) body = serialize(reply, rule.replaceBody);
	for (const name of rule.withoutHeaders ?? []) reply.removeHeader(name);
	if (rule.echo === true) body = echo(reply, await whole(body));
	if (rule.loseAnswer === true) request.raw.socket.destroy();
	// To nobody there is nothing to send slowly.
	if (isSlow(rule) && !reply.raw.destroyed) return await slowAnswer(rule, reply, await whole(body));
	if (rule.cutAfter !== undefined) return broken(reply, await whole(body), rule.cutAfter);
	if (body !== payload) reply.removeHeader('content-length');
	return body;
}
