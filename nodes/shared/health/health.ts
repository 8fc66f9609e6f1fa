import type { DisabledBy } from './disabledBy';

/** Whether an instance can be worked with. */
export type Status = 'healthy' | 'reauthorize' | 'disabled' | 'unreachable' | 'unknown';

/** What a check came to, in plain words. */
export interface Health {
	status: Status;
	reason: string;
	nextStep: string;
	/** What told: the provider's ping, a read at the provider, the list of objects, or the instance itself. */
	checkedBy: 'ping' | 'read' | 'objects' | 'instance';
	/** Who disabled it, as far as the log shows. */
	disabledBy?: DisabledBy['by'];
	/** HTTP status of the answer that told. */
	statusCode?: number;
	/** By which the platform's log has that call. */
	requestId?: string;
}

/** How a customer is asked again. */
export const RECONNECT =
	'Send the customer a new link of Get OAuth URL, and give its callback to Re-Provision for this instance.';

export const HEALTHY = { status: 'healthy', nextStep: 'Nothing to do.' } as const;

export const REAUTHORIZE = { status: 'reauthorize', nextStep: RECONNECT } as const;

export const UNREACHABLE = {
	status: 'unreachable',
	nextStep:
		'Check again later. If it stays so, give the request ID to the support of the platform.',
} as const;

export const UNKNOWN = {
	status: 'unknown',
	nextStep: 'Check again later.',
} as const;

export const NOT_ALLOWED = {
	status: 'unknown',
	nextStep:
		'Check again, because it may have been disabled a moment ago. If it stays so, look at the role of the user whose secret the Cloud Elements credential holds.',
} as const;

const BY_WHOM: Readonly<Record<'likely' | 'certain' | 'platform' | 'unknown', string>> = {
	certain: 'It is disabled: the log shows that somebody switched it off.',
	likely:
		'It is disabled: its calls succeeded until then, so somebody has probably switched it off.',
	platform:
		'It is disabled: the provider refused to renew the connection, and the platform gave up.',
	unknown: 'It is disabled. The log does not show by whom.',
};

const AFTER: Readonly<Record<DisabledBy['by'], string>> = {
	somebody: 'If it is to work again, use Enable.',
	platform: `${RECONNECT} That enables it too.`,
	unknown: `Use Enable and check again. If it is disabled again: ${RECONNECT}`,
};

/** A disabled instance, in words. */
export function disabledHealth({ by, certain }: DisabledBy): Health {
	const reason = by === 'somebody' ? (certain ? 'certain' : 'likely') : by;
	return {
		status: 'disabled',
		reason: BY_WHOM[reason],
		nextStep: AFTER[by],
		checkedBy: 'instance',
		disabledBy: by,
	};
}
