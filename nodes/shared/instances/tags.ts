import { InvalidInput } from '../errors/failure';
import { textOf } from '../fields/wireText';

/**
 * Tags as the user gave them: text separated by commas, or a list where a tag holds a comma.
 * Blanks around a tag and empty tags are dropped.
 *
 * @throws InvalidInput when a list holds anything but texts and numbers, or a number that has been rounded
 */
export function parseTags(value: unknown): string[] {
	const text = typeof value === 'string' ? value.split(',') : [value ?? ''];
	const entries: unknown[] = Array.isArray(value) ? value : text;
	const tags = entries.map((entry) => {
		if (typeof entry !== 'string' && typeof entry !== 'number') {
			throw new InvalidInput(
				'Tags must be text separated by commas, or a list of texts',
				`One of them is ${JSON.stringify(entry)}.`,
			);
		}
		return textOf('A tag', entry);
	});
	return [...new Set(tags.filter((tag) => tag !== ''))];
}

/**
 * The tags of a new instance and one of the node's own. Without any the platform would use the name
 * as tag; it does not once there is one (docs/platform-api.md, "Instances").
 */
export function withTag(tags: readonly string[], name: string, tag: string): string[] {
	return [...new Set([...(tags.length > 0 ? tags : [name]), tag])];
}
