import type { IDataObject } from 'n8n-workflow';

/** The parts of what n8n's request helper throws that tell what happened (`requestOAuth2` of n8n-core). */
export interface HelperError {
	message?: string;
	code?: unknown;
	/** The call that failed, where axios made it. */
	config?: { url?: unknown };
	/** The answer that axios took for an error, or the head of one whose rest did not arrive. */
	response?: { status: number; data?: unknown; headers?: IDataObject };
	/** Status and body that the token endpoint answered with, of n8n's OAuth 2.0 client. */
	status?: number;
	body?: unknown;
	cause?: unknown;
}

/** Who an error is about: the API, the endpoint at which tokens are renewed, or n8n itself. */
export interface Origin {
	from: 'api' | 'tokenEndpoint' | 'n8n';
	error: HelperError;
}

/** Of the errors that n8n's OAuth 2.0 client makes of answers (`AuthError`, `ResponseError`). */
const CLIENT_CODES: readonly unknown[] = ['EAUTH', 'ESTATUS'];

function causesOf(error: unknown): HelperError[] {
	const causes: HelperError[] = [];
	for (let at = error; typeof at === 'object' && at !== null; at = (at as HelperError).cause) {
		causes.push(at as HelperError);
	}
	return causes;
}

/** Whether n8n says that there is no token to renew with any more; it does so in words only. */
export const asksToReconnect = ({ message }: HelperError) => /reconnect/i.test(message ?? '');

/**
 * Where an error of n8n's request helper comes from. The helper calls two: the API and, when that
 * answers 401, the token endpoint. They are told apart by the address that was called, never by what
 * was answered.
 *
 * @param apiUrl address of the call to the API
 */
export function originOf(error: unknown, apiUrl: string): Origin {
	const causes = causesOf(error);
	for (const one of causes) {
		const url = one.config?.url;
		if (typeof url === 'string') {
			return { from: url.startsWith(apiUrl) ? 'api' : 'tokenEndpoint', error: one };
		}
	}
	const said = causes.find((one) => CLIENT_CODES.includes(one.code) || asksToReconnect(one));
	if (said) return { from: 'tokenEndpoint', error: said };
	return { from: 'n8n', error: causes.at(-1) ?? { message: String(error) } };
}
