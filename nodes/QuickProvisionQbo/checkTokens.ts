import type { IExecuteFunctions } from 'n8n-workflow';

import { networkProblem } from '../shared/api/networkProblem';
import { endOfCall } from '../shared/api/timeLimit';
import type { Explanation } from '../shared/errors/explanation';
import { CallFailure, InvalidInput } from '../shared/errors/failure';
import type { App } from '../shared/app/app';
import { API_HOSTS } from '../shared/intuit/environment';
import { faultOf } from '../shared/intuit/fault';
import type { Authentication } from '../shared/elements/types';
import { maskText } from '../shared/errors/mask';
import type { TokenParameters } from '../shared/instances/tokenParameters';
import { signGet } from './oAuth1Signature';
import type { CheckSettings } from './parameters';

const TIMEOUT_MS = 30_000;

/** Tells that tokens were not looked at; nothing is wrong with the item. */
export const SKIPPED =
	'Tokens were not checked where no access token was given: asking Intuit with the refresh token would use it up.';

interface ProviderAnswer {
	body: unknown;
	headers: Record<string, string | undefined>;
	statusCode: number;
}

function baseUrlOf({ fields }: App, { intuitApi, intuitBaseUrl }: CheckSettings): string {
	const chosen = intuitApi ?? (fields.sandbox ? 'sandbox' : 'production');
	const url = chosen === 'custom' ? (intuitBaseUrl ?? '').trim() : API_HOSTS[chosen];
	if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
		throw new InvalidInput(
			'Intuit Base URL is not a web address',
			'Enter the address of the API at which the tokens are to be checked.',
		);
	}
	return url.replace(/\/+$/, '');
}

/** What Intuit's refusal says about the tokens, and what to do. */
function explain(
	answer: ProviderAnswer,
	faultCode: string | undefined,
	authentication: Authentication,
): Explanation {
	if (faultCode === '3100' || answer.statusCode === 403) {
		return {
			code: 'company_unreachable',
			message: 'Intuit does not let this app reach that company, so no instance was made',
			advice:
				'Tokens of development keys belong to the sandbox company and API, all others to production. Compare Intuit API, the keys and the company.',
		};
	}
	if (answer.statusCode !== 401) {
		return {
			code: 'far_side_fault',
			message: `Intuit could not be asked about the tokens (HTTP ${answer.statusCode}), so no instance was made`,
			advice: 'Try again later, or switch Check Tokens First off.',
		};
	}
	if (authentication === 'oAuth2') {
		return {
			code: 'tokens_refused',
			message: 'Intuit no longer accepts this access token, so no instance was made',
			advice:
				'It lives one hour, and the refresh token may be good all the same. Give a fresh access token, or leave Access Token empty to go without this check. If that does not work either, the customer has to approve again.',
		};
	}
	return {
		code: 'tokens_refused',
		message: 'Intuit no longer accepts these tokens, so no instance was made',
		advice:
			'The customer has to approve again: send a link of Get OAuth URL. If other customers fail too, check the keys of the app.',
	};
}

function refusal(
	answer: ProviderAnswer,
	authentication: Authentication,
	secrets: readonly string[],
): CallFailure {
	const fault = faultOf(answer.body);
	const said = fault && [fault.code, fault.text].filter(Boolean).join(' - ');
	const { code, message, advice } = explain(answer, fault?.code, authentication);
	return new CallFailure({
		code,
		message,
		advice,
		statusCode: answer.statusCode,
		provider: 'Intuit',
		providerMessage: said && maskText(said, secrets),
		providerCall: { intuitTid: answer.headers.intuit_tid },
	});
}

/**
 * Reads the company at Intuit with the tokens, signed by OAuth 1.0a or with the access token. The
 * refresh token is never spent.
 *
 * @returns a hint when there was nothing to ask with
 * @throws CallFailure when the tokens do not work, before an instance is made from them
 */
export async function checkTokens(
	context: IExecuteFunctions,
	app: App,
	{ authentication, tokens }: TokenParameters,
	settings: CheckSettings,
): Promise<string | undefined> {
	if (authentication === 'oAuth2' && tokens.accessToken === '') return SKIPPED;

	const url = `${baseUrlOf(app, settings)}/v3/company/${tokens.realmId}/companyinfo/${tokens.realmId}`;
	const secrets = [
		tokens.userToken,
		tokens.userTokenSecret,
		tokens.accessToken,
		app.fields.apiSecret,
	];
	const authorization =
		authentication === 'oAuth1'
			? signGet(
					url,
					{ key: app.fields.apiKey, secret: app.fields.apiSecret },
					{ key: tokens.userToken, secret: tokens.userTokenSecret },
				)
			: `Bearer ${tokens.accessToken}`;
	const answer = (await context.helpers
		.httpRequest({
			url,
			headers: { Authorization: authorization, Accept: 'application/json' },
			timeout: TIMEOUT_MS,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			abortSignal: endOfCall(context, TIMEOUT_MS),
		})
		.catch((error: unknown) => unreachable(url, error))) as ProviderAnswer | CallFailure;
	if (answer instanceof CallFailure) throw answer;
	// Intuit refuses with 200 too, and a proxy answers 200 with a page.
	const read =
		answer.statusCode === 200 && typeof answer.body === 'object' && !faultOf(answer.body);
	if (!read) throw refusal(answer, authentication, secrets);
	return undefined;
}

function unreachable(url: string, error: unknown): CallFailure {
	return new CallFailure({
		code: 'no_answer',
		message: `${new URL(url).host} ${networkProblem(error)}, so the tokens were not checked and no instance was made`,
		advice: 'Try again, or switch Check Tokens First off.',
	});
}
