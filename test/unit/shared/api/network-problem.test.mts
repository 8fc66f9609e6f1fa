import { describe, expect, it } from '@jest/globals';
import { compiled } from '../../../support/compiled.mts';

const { unanswered } = compiled<typeof import('../../../../nodes/shared/api/failedAnswer.ts')>(
	'nodes/shared/api/failedAnswer',
);

/** As n8n throws what axios made of an error of Node.js. */
const wrapped = (cause: object) => ({
	message: 'The service failed',
	cause: { name: 'AxiosError', ...cause, cause },
});

describe('A call to the platform without an answer', () => {
	it.each([
		['its host refused the connection', { code: 'ECONNREFUSED' }, 'refused the connection'],
		['its host is not known', { code: 'ENOTFOUND' }, 'is not a known host name'],
		['its host could not be looked up', { code: 'EAI_AGAIN' }, 'could not be looked up by name'],
		['the certificate is old', { code: 'CERT_HAS_EXPIRED' }, 'a certificate that has expired'],
		['the certificate is new', { code: 'CERT_NOT_YET_VALID' }, 'certificate that is not valid yet'],
		[
			'the certificate is of its own making',
			{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
			'nobody else vouches for',
		],
		[
			'the certificate has an unknown issuer',
			{ code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' },
			'cannot be verified',
		],
		[
			'the certificate is for another host',
			{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
			'for another host name',
		],
		['no connection came to be', { code: 'ETIMEDOUT', syscall: 'connect' }, 'in time'],
		['no way leads to the host', { code: 'EHOSTUNREACH', syscall: 'connect' }, 'be reached'],
	])('was not carried out when %s', (_, error, words) => {
		const failure = unanswered('platform.example', wrapped(error));
		expect(failure.outcomeUnknown).toBe(false);
		expect(failure.details.code).toBe('no_answer');
		expect(failure.message).toContain(words);
	});

	it.each([
		['the connection was reset', { code: 'ECONNRESET', syscall: 'read' }, 'ended the connection'],
		['the connection was cut', { code: 'EPIPE', syscall: 'write' }, 'ended the connection'],
		['the way was lost', { code: 'EHOSTUNREACH', syscall: 'read' }, 'cannot be reached'],
		['no answer came in time', { code: 'ECONNABORTED' }, 'did not answer in time'],
		['nothing came for long', { code: 'ETIMEDOUT', syscall: 'read' }, 'did not answer in time'],
		['the answer broke off', { code: 'ERR_BAD_RESPONSE' }, 'ended the connection'],
		['nobody knows why', {}, 'did not answer'],
	])('may have been carried out when %s', (_, error, words) => {
		const failure = unanswered('platform.example', wrapped(error));
		expect(failure.outcomeUnknown).toBe(true);
		expect(failure.details.code).toBe('no_answer');
		expect(failure.message).toContain(words);
	});
});
