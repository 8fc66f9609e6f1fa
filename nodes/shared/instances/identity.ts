import type { IDataObject } from 'n8n-workflow';

import { readPage } from '../api/page';
import { readRows } from '../api/paginate';
import { apiPath } from '../api/apiPath';
import type { PlatformClient } from '../api/platformClient';
import type { PlatformResponse } from '../api/platformRequest';
import { CallFailure, InvalidInput } from '../errors/failure';
import { hashOf } from '../oauth/sealedState';
import { asKept, tagsOf } from './instance';
import type { Instance } from './instance';

/** A tag by which instances are found; `formerly`: what an earlier version of the package wrote for it. */
export interface TagMark {
	readonly tag: string;
	readonly formerly?: string;
}

/** What an instance is looked up by: a tag, or the name where it has no tag of its own. */
export type Mark = TagMark | { readonly name: string };

/** What identifies an instance that may be there already. */
export interface Identity<M extends Mark = Mark> {
	/** What every instance made from the same link, tokens or configuration carries, or what the user recognizes it by. */
	readonly mark: M;
	/** Whether an instance that carries the mark is the one: a link can be approved for two companies. */
	isSame(instance: Instance): boolean;
}

/** What a look-up of an instance came to; a failure when nobody could look. */
export type Search = PlatformResponse<Instance> | CallFailure | undefined;

const PREFIX = 'n8n-';
const LINK_PREFIX = `${PREFIX}link-`;
const LINK_TAG = /^n8n-link-([\w-]{12})([\w-]{4})$/;

const checkOf = (nonce: string) => hashOf('link tag', nonce).slice(0, 4);

/**
 * The tag of the link by which an instance was connected last. It ends with a check, so that no tag
 * of the user's own is ever taken for one.
 */
export function linkMark(nonce: string): TagMark {
	return { tag: LINK_PREFIX + nonce + checkOf(nonce), formerly: PREFIX + nonce };
}

/** Whether a tag is one that {@link linkMark} made, of whichever link. */
export function isLinkTag(tag: string): boolean {
	const [, nonce, check] = LINK_TAG.exec(tag) ?? [];
	return nonce !== undefined && check === checkOf(nonce);
}

/** The tag of all instances that tokens of one company made. */
export function companyMark(elementKey: string, companyId: string): TagMark {
	return { tag: `${PREFIX}${elementKey}-${companyId}` };
}

/** The tag of the instance that one configuration, or one refresh token, made. @param key derived from all of it */
export function configurationMark(key: Buffer): TagMark {
	return { tag: PREFIX + key.toString('base64url', 0, 12) };
}

/** The mark in words: "the tag n8n-link-Zx3…". */
export function describeMark(mark: Mark): string {
	return 'tag' in mark ? `the tag ${mark.tag}` : `the name ${mark.name}`;
}

/**
 * The tags of a new instance and one of the node's own. Without any the platform would use the name
 * as tag; it does not once there is one (docs/platform-api.md, "Instances").
 */
export function withTag(tags: readonly string[], name: string, tag: string): string[] {
	return [...new Set([...(tags.length > 0 ? tags : [name]), tag])];
}

/** The tags of an instance without those of the links that connected it earlier. */
export function withoutLinkTags(instance: Instance): string[] {
	return tagsOf(instance).filter((tag) => !isLinkTag(tag));
}

/** How the platform is asked for a mark, in the order in which it is tried. */
function queriesFor(mark: Mark): IDataObject[] {
	if (!('tag' in mark)) return [{ searchText: asKept(mark.name) }];
	return [mark.tag, ...(mark.formerly ? [mark.formerly] : [])].map((tag) => ({
		tags: [asKept(tag)],
	}));
}

/** Whether an instance carries the mark, as far as a row of the list shows it; light rows have no tags. */
function carries(mark: Mark, instance: Instance): boolean {
	if (!('tag' in mark)) return instance.name === asKept(mark.name);
	const tags = tagsOf(instance);
	return [mark.tag, mark.formerly].some((tag) => tag !== undefined && tags.includes(asKept(tag)));
}

/** Whether this is the instance that the identity is about. */
export function isIdentifiedBy({ mark, isSame }: Identity, instance: Instance): boolean {
	return carries(mark, instance) && isSame(instance);
}

/** The rows that the platform finds for a mark, and perhaps more (docs/platform-api.md, "Instances"). */
async function look(
	client: PlatformClient,
	mark: Mark,
	{ light }: { light: boolean },
): Promise<Instance[]> {
	for (const query of queriesFor(mark)) {
		const list = {
			path: apiPath('instances'),
			query: { ...query, ...(light && { hydrate: 'false' }) },
		};
		// Few instances carry a tag that is looked for after a call, so a page holds them all.
		const onePage = light && 'tag' in mark;
		const rows = onePage
			? (await readPage<Instance>(client, list)).rows
			: await readRows<Instance>(client, list, Infinity);
		if (rows.length > 0) return rows;
	}
	return [];
}

async function findFirst(
	client: PlatformClient,
	{ mark, isSame }: Identity,
): Promise<PlatformResponse<Instance> | undefined> {
	const byTag = 'tag' in mark;
	const rows = await look(client, mark, { light: true });
	for (const { id } of rows.filter((row) => byTag || carries(mark, row))) {
		const found = await client.call<Instance>({
			method: 'GET',
			path: apiPath('instances', id),
			expects: 'record',
			repeatable: true,
		});
		if (isSame(found.body)) return found;
	}
	return undefined;
}

/**
 * The instance that was made before, with its configuration, or nothing.
 *
 * @returns the failure when it could not be looked for; then nobody knows
 */
export async function findMade(client: PlatformClient, identity: Identity): Promise<Search> {
	return await findFirst(client, identity).catch((error: unknown) => {
		if (error instanceof CallFailure) return error;
		throw error;
	});
}

/**
 * The one instance that the identity is about, or nothing.
 *
 * @throws InvalidInput with their ids when there are several
 * @throws CallFailure when nobody could look
 */
export async function findOne(
	client: PlatformClient,
	identity: Identity,
): Promise<Instance | undefined> {
	const rows = await look(client, identity.mark, { light: false });
	return onlyOne(rows.filter((row) => isIdentifiedBy(identity, row)));
}

/**
 * The one of those that match, or nothing.
 *
 * @throws InvalidInput with their ids when there are several
 */
export function onlyOne(found: readonly Instance[]): Instance | undefined {
	if (found.length < 2) return found[0];
	throw new InvalidInput(
		`${found.length} instances match: ${found.map(({ id }) => id).join(', ')}`,
		'Nobody can say which of them is meant. Delete those that are not needed, or choose another Match By.',
		'ambiguous_match',
	);
}
