import { CallFailure } from '../errors/failure';
import type { PlatformClient } from '../api/platformClient';
import type { Instance } from '../instances/instance';
import { addressOf, fieldOf, isAbout, readUsage } from './usageLog';
import type { UsageRow } from './usageLog';

/** Who disabled an instance, as far as the platform's log shows. */
export interface DisabledBy {
	by: 'somebody' | 'platform' | 'unknown';
	/** Whether the log shows it, or it is only likely. */
	certain: boolean;
}

const UNKNOWN: DisabledBy = { by: 'unknown', certain: false };

const DAYS_BACK = 30;
const DAY_MS = 86_400_000;

/** An instance that was disabled longer ago than this many calls stays a riddle. */
const MOST_ROWS = 1000;

const succeeded = (row: UsageRow) =>
	fieldOf(row, 'request_status', 'requestStatus')?.toUpperCase() === 'SUCCESS';

/** What a row says, or nothing when it tells neither. */
function verdictOf(row: UsageRow): DisabledBy | undefined {
	if (/\/instances\/(\d+\/)?enabled$/.test(addressOf(row))) {
		if (!succeeded(row)) return undefined;
		const method = fieldOf(row, 'request_method', 'requestMethod', 'http_method')?.toUpperCase();
		// After it was enabled, whoever disabled it again left no trace.
		return method === 'PUT' ? UNKNOWN : { by: 'somebody', certain: true };
	}
	const code = fieldOf(row, 'response_code', 'responseCode');
	// Refused because it is disabled already.
	if (code === '403') return undefined;
	if (code === '401') return { by: 'platform', certain: true };
	// These are answered whether the provider lets the instance in or not.
	if (!succeeded(row) || /\/(objects|instances)(\/|$)/.test(addressOf(row))) return undefined;
	return { by: 'somebody', certain: false };
}

async function searchLog(client: PlatformClient, instance: Instance): Promise<DisabledBy> {
	const from = new Date(Date.now() - DAYS_BACK * DAY_MS).toISOString();
	let count = 0;
	for await (const row of readUsage(client, instance, { from })) {
		const verdict = isAbout(row, instance) ? verdictOf(row) : undefined;
		if (verdict) return verdict;
		if (++count >= MOST_ROWS) break;
	}
	return UNKNOWN;
}

/**
 * Looks who disabled an instance: somebody, or the platform itself, which gives up when the provider
 * refuses to renew the connection (docs/platform-api.md, "Disabled instances"). The answer of the
 * platform says nothing about it; its log of calls does, where there is one.
 */
export async function findDisabledBy(
	client: PlatformClient,
	instance: Instance,
): Promise<DisabledBy> {
	if (instance.valid === false) return { by: 'platform', certain: true };
	return await searchLog(client, instance).catch((error: unknown) => {
		// A host without a log, or one that does not show it: then nobody knows.
		if (error instanceof CallFailure) return UNKNOWN;
		throw error;
	});
}
