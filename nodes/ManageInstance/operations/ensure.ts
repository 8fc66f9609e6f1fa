import type { IDataObject } from 'n8n-workflow';

import { createInstance } from '../../shared/instances/createInstance';
import { getInstance } from '../../shared/instances/findInstance';
import { tagsOf, toOutput } from '../../shared/instances/instance';
import type { ItemResult } from '../../shared/items';
import { findMatch, readMatch } from '../match';
import type { Match } from '../match';
import type { Call } from '../run';
import { readSource, renew } from '../source';
import type { Source, SourcedPlan } from '../source';

/** The body of a new instance with the tag by which it is found the next time. */
function withTag({ body }: SourcedPlan, tag: string): SourcedPlan['body'] {
	// Without tags the platform would use the name; it does not once there is one.
	return { ...body, tags: [...new Set([...(body.tags ?? [body.name]), tag])] };
}

async function create({ client }: Call, plan: SourcedPlan, match: Match): Promise<ItemResult> {
	const { body, requestId } = await createInstance(client, withTag(plan, match.tag), plan.secrets, {
		tag: match.tag,
		isSame: match.isMatch,
		// Only the tag of a link says that a refused approval was used for just this instance.
		afterRefusal: match.tag === plan.linkTag,
	});
	const json: IDataObject = { ...toOutput(body), ensured: 'created', enabledAgain: false };
	return { json, trace: { instanceId: body.id, requestId } };
}

async function connectAnew(
	call: Call,
	id: number,
	source: Source,
	plan: SourcedPlan,
	match: Match,
): Promise<ItemResult> {
	const { body: before } = await getInstance(call.client, { id: String(id) });
	const sameLink = plan.linkTag !== undefined && tagsOf(before).includes(plan.linkTag);
	const { instance, enabledAgain, requestId, hint } = await renew(call, before, source, [
		match.tag,
	]);
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
	return await call.turns.take(match.key, async () => {
		const existing = await findMatch(call.client, match);
		return existing
			? await connectAnew(call, existing.id, source, plan, match)
			: await create(call, plan, match);
	});
}
