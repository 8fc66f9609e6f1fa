import type { FastifyReply } from 'fastify';
import { requestId } from '../../ids.mts';

/** Header every answer of Intuit's accounting API carries, for its support. Source: docs/quickbooks-custom-api.md, "When something goes wrong". */
export const INTUIT_TID = 'intuit_tid';

/** A refusal before the request reaches the company: code 3100 (authorization) or 3200 (authentication). */
export class AccessFault extends Error {
	readonly status: 401 | 403;
	readonly code: '3100' | '3200';
	readonly detail: string | null;

	constructor(status: 401 | 403, detail: string | null) {
		const [code, name] =
			status === 403
				? (['3100', 'AuthorizationFailed'] as const)
				: (['3200', 'AuthenticationFailed'] as const);
		// The wording of the message is Intuit's; the platform passes it on. Source: docs/platform-api.md, "Quirks".
		super(`message=${name}; errorCode=00${code}; statusCode=${status}`);
		this.status = status;
		this.code = code;
		this.detail = detail;
	}
}

/** A refusal by the company's books. */
export class BookFault extends Error {
	readonly code: string;
	readonly detail: string;

	constructor(code: string, message: string, detail: string) {
		super(message);
		this.code = code;
		this.detail = detail;
	}
}

/** Answers with the lower-case fault of Intuit's gateway. */
export function sendAccessFault(
	reply: FastifyReply,
	fault: AccessFault,
	now: number,
): FastifyReply {
	return reply.code(fault.status).send({
		warnings: null,
		intuitObject: null,
		fault: {
			error: [{ message: fault.message, detail: fault.detail, code: fault.code, element: null }],
			type: fault.status === 401 ? 'AUTHENTICATION' : 'AUTHORIZATION',
		},
		report: null,
		queryResponse: null,
		batchItemResponse: [],
		attachableResponse: [],
		syncErrorResponse: null,
		requestId: requestId(),
		time: now,
		status: null,
		cdcresponse: [],
	});
}

/** A fault of the accounting service itself, as it stands in answers and in the parts of a batch. */
export function describeFault({ message, detail, code }: BookFault): Record<string, unknown> {
	return { Error: [{ Message: message, Detail: detail, code }], type: 'ValidationFault' };
}

/** Answers with the fault of the accounting service itself. */
export function sendBookFault(reply: FastifyReply, fault: BookFault, now: number): FastifyReply {
	return reply.code(400).send({ Fault: describeFault(fault), time: new Date(now).toISOString() });
}
