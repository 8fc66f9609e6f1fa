import type { IDataObject } from 'n8n-workflow';

import { createInstance } from '../../shared/instances/createInstance';
import { getInstance } from '../../shared/instances/findInstance';
import { describeMark, findOne, isIdentifiedBy, withTag } from '../../shared/instances/identity';
import type { Identity } from '../../shared/instances/identity';
import { toOutput } from '../../shared/instances/instance';
import type { ItemResult } from '../../shared/run/forEachItem';
import { readMatch } from '../match';
import type { Call } from '../run';
import { readSource, renew } from '../source';
import type { Source, SourcedPlan } from '../source';

/** Tags that the instance has to carry, so that it is found the next time. */
const tagsFor = ({ mark }: Identity) => ('tag' in mark ? [mark.tag] : []);

async function create({ client }: Call, plan: SourcedPlan, match: Identity): Promise<ItemResult> {
	const [tag] = tagsFor(match);
	const { name, tags = [] } = plan.body;
	const { body, requestId } = await createInstance(client, {
		body: tag ? { ...plan.body, tags: withTag(tags, name, tag) } : plan.body,
		secrets: plan.secrets,
		// What the link has made carries its tag, whatever the instance is matched by: another execution
		// may have used the approval since this one looked.
		idempotency: plan.idempotency ?? {
			...match,
			afterRefusal: false,
			// That was done a moment ago.
			lookFirst: false,
		},
	});
	const json: IDataObject = { ...toOutput(body), ensured: 'created', enabledAgain: false };
	return { json, trace: { instanceId: body.id, requestId } };
}

async function connectAnew(
	call: Call,
	id: number,
	source: Source,
	plan: SourcedPlan,
	match: Identity,
): Promise<ItemResult> {
	const { body: before } = await getInstance(call.client, { id: String(id) });
	const sameLink = plan.idempotency !== undefined && isIdentifiedBy(plan.idempotency, before);
	const tags = tagsFor(match);
	const { instance, enabledAgain, requestId, hint } = await renew(call, before, source, tags);
	const json: IDataObject = {
		...toOutput(instance),
		ensured: sameLink ? 'unchanged' : 'reprovisioned',
		enabledAgain,
	};
	return { json, hint, trace: { instanceId: id, requestId } };
}

/**
 * Makes sure that there is one connected instance: the one that matches is connected anew, else one
 * is created. Items about the same instance wait for each other, so that they do not both create it.
 */
export async function ensure(call: Call): Promise<ItemResult> {
	const source = readSource(call);
	const plan = source.plan(source.given);
	const match = readMatch(call, source.given.name, plan);
	return await call.turns.take(describeMark(match.mark), async () => {
		const existing = await findOne(call.client, match);
		return existing
			? await connectAnew(call, existing.id, source, plan, match)
			: await create(call, plan, match);
	});
}
