import { connectPage, onboarding, waitForCustomer } from './customer-flows.mts';
import type { Flow } from './flow.mts';
import { events, keys } from './program-flows.mts';
import type { Setting } from './setting.mts';

/** The ways through our nodes, published in the cluster. */
export async function ourFlows(setting: Setting): Promise<Flow[]> {
	return [
		await onboarding(setting),
		await connectPage(setting),
		await waitForCustomer(setting),
		await keys(setting),
		await events(setting),
	];
}
