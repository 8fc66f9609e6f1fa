import { ANY_HUB, apiPath } from '../api/apiPath';
import { InvalidInput } from '../errors/failure';

const BY_HTTP_REQUEST =
	"n8n's HTTP Request node can make the call, with this credential as its Predefined Credential Type.";

/**
 * First parts of paths about the account rather than about the element, and what to use for them. With
 * an element token they would change or delete the instance itself (docs/platform-api.md, "Which call needs
 * which", "Danger" and "Common resources"); behind `hubs/…` a resource of the same name can be
 * reached.
 */
const ABOUT_THE_ACCOUNT: Readonly<Record<string, string>> = {
	applications: BY_HTTP_REQUEST,
	'audit-logs': BY_HTTP_REQUEST,
	authentication: BY_HTTP_REQUEST,
	'common-resources': BY_HTTP_REQUEST,
	docs: BY_HTTP_REQUEST,
	elements: BY_HTTP_REQUEST,
	events: `Manage Instance lists the events of an instance. ${BY_HTTP_REQUEST}`,
	formulas: BY_HTTP_REQUEST,
	instances: 'Use Manage Instance for instances.',
	jobs: BY_HTTP_REQUEST,
	notifications: BY_HTTP_REQUEST,
	organizations: BY_HTTP_REQUEST,
	usage: `Manage Instance gets the usage log. ${BY_HTTP_REQUEST}`,
	users: BY_HTTP_REQUEST,
	vdrs: BY_HTTP_REQUEST,
};

/**
 * `accounts` is a resource of many elements, and the account itself with one of these behind it or
 * behind an ID (docs/platform-api.md, "Common resources").
 */
const PARTS_OF_AN_ACCOUNT = new Set(['elements', 'instances', 'objects', 'settings', 'users']);

/** What to use in place of a path about the account; nothing for a path of the element. */
function insteadOf(segments: string[]): string | undefined {
	const [first = '', ...others] = segments
		.flatMap((segment) => segment.split('/'))
		.map((part) => part.trim().toLowerCase());
	if (Object.hasOwn(ABOUT_THE_ACCOUNT, first)) return ABOUT_THE_ACCOUNT[first];
	const isOfAccount =
		first === 'accounts' && others.slice(0, 2).some((part) => PARTS_OF_AN_ACCOUNT.has(part));
	const isCatalogue = first === 'hubs' && others.length < 2;
	return isOfAccount || isCatalogue ? BY_HTTP_REQUEST : undefined;
}

/** An object that the instance lists, which is the element's even where the account has a path of that name. */
export const listedObject = (name: string) =>
	insteadOf([name]) === undefined ? name : `hubs/${ANY_HUB}/${name}`;

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

/** @throws InvalidInput for a part that is missing, or leads out of the element */
export function checkSegments(label: string, segments: string[]): void {
	if (segments.some((segment) => segment.trim() === '')) {
		throw new InvalidInput(
			`${label} has an empty part`,
			'An expression in it may have come out empty. Without its ID the call would be about all records.',
		);
	}
	if (segments.some(hasDots)) {
		throw new InvalidInput(`${label} has a part that is only dots`);
	}
	const instead = insteadOf(segments);
	if (instead !== undefined) {
		throw new InvalidInput(
			`${label} leads to ${segments[0]}, which is about your account and not about the element`,
			`${instead} A resource of the element that has this name is reached as hubs/{hub}/….`,
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
