/**
 * Every code that an error item can hold in `details.code`, by which a workflow can branch. A code
 * never changes once it is released; words may. `docs/errors.md` says of each what to do.
 */
export const ERROR_CODES = [
	// Refused before anything was sent.
	'ambiguous_match',
	'approval_missing',
	'approval_used',
	'change_date_unknown',
	'credential_incomplete',
	'instance_unknown',
	'invalid_input',
	'link_expired',
	'link_of_other_app',
	'number_rounded',
	'other_company',
	'other_element',
	'state_unusable',
	'value_breaks_json',
	// Refused by the platform or the provider.
	'already_exists',
	'app_keys_refused',
	'callback_url_mismatch',
	'company_unreachable',
	'element_unknown',
	'element_without_oauth',
	'entries_missing',
	'filter_refused',
	'input_refused',
	'instance_disabled',
	'not_allowed',
	'not_found',
	'not_offered',
	'platform_limit',
	'provider_limit',
	'reconnect_needed',
	'record_stale',
	'request_refused',
	'secrets_refused',
	'site_unknown',
	'still_mapped',
	'token_refused',
	'tokens_refused',
	// Nobody answered, or not with what was asked for.
	'answer_empty',
	'answer_unexpected',
	'answer_unreadable',
	'answer_web_page',
	'far_side_fault',
	'job_failed',
	'job_unfinished',
	'list_cut',
	'list_without_end',
	'no_answer',
	'outcome_unknown',
	'redirected',
	'timed_out',
] as const;

/** One of {@link ERROR_CODES}. */
export type ErrorCode = (typeof ERROR_CODES)[number];
