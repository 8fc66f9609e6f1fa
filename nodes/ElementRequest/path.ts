import { InvalidInput } from '../shared/api/failure';
import { apiPath } from '../shared/api/platformClient';

/**
 * First parts of paths about the account rather than about the element. With an element token they
 * would change or delete the instance itself (API reference, "Danger"); behind `hubs/…` a resource
 * of the same name can be reached.
 */
const ABOUT_THE_ACCOUNT = new Set([
	'authentication',
	'common-resources',
	'elements',
	'formulas',
	'instances',
	'jobs',
	'organizations',
	'usage',
	'vdrs',
]);

/** Parts of a segment in which a server may see a way up: `x/../y` sent as one. */
const hasDots = (segment: string) =>
	segment.split(/[/\\]/).some((part) => ['.', '..'].includes(part.trim()));

function decode(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment;
	}
}

function checkSegments(label: string, segments: string[]): void {
	if (segments.some((segment) => segment.trim() === '')) {
		throw new InvalidInput(
			`${label} has an empty part`,
			'An expression in it may have come out empty. Without its ID the call would be about all records.',
		);
	}
	if (segments.some(hasDots)) {
		throw new InvalidInput(`${label} has a part that is only dots`);
	}
	const first = segments[0]?.split('/')[0] ?? '';
	if (ABOUT_THE_ACCOUNT.has(first.trim().toLowerCase())) {
		throw new InvalidInput(
			`${label} leads to ${first}, which is about your account and not about the element`,
			'Use Manage Instance for instances. A resource of the element that has this name is reached as hubs/{hub}/….',
		);
	}
}

/**
 * The path of a resource as the user gave it, each part encoded once, also where it came encoded.
 *
 * @throws InvalidInput when it would lead anywhere but to a resource of the element
 */
export function resourcePath(label: string, given: string): string {
	const text = given.trim();
	if (text === '') throw new InvalidInput(`${label} is empty`);
	if (text.includes('://') || text.startsWith('//') || text.includes('\\')) {
		throw new InvalidInput(
			`${label} must be a path such as customers/42, not a whole address`,
			'The host is that of the credential, and the token is not sent anywhere else.',
		);
	}
	if (/[?#]/.test(text)) {
		throw new InvalidInput(
			`${label} holds a question mark or a #`,
			'Give what is behind the question mark as query parameters.',
		);
	}
	const segments = text.replace(/^\//, '').split('/').map(decode);
	checkSegments(label, segments);
	return apiPath(...segments);
}

/**
 * The path of one record. Its ID is one part, whatever characters are in it: `22|33`, `a/b`.
 *
 * @throws InvalidInput when there is no ID, or only dots
 */
export function recordPath(object: string, id: string): string {
	if (id.trim() === '') {
		throw new InvalidInput(
			'The ID is empty',
			'Check the expression that takes it from the item. Not every element calls the field id.',
		);
	}
	checkSegments('The ID', ['record', id]);
	return resourcePath('Object', object) + apiPath(id);
}
