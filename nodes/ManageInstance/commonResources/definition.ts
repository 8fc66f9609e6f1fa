import { CallFailure, InvalidInput } from '../../shared/errors/failure';
import type { ManageCall } from '../call';
import type { DefinedField } from './commonResource';
import { placesAbove } from './place';
import type { Place } from './place';

const NAME = /^[A-Za-z][\w-]*$/;

/** @throws InvalidInput for what cannot stand in a path as a resource */
export function checkName(name: string): string {
	if (NAME.test(name)) return name;
	throw new InvalidInput(
		name === '' ? 'No common resource was chosen' : `"${name}" cannot name a common resource`,
		'Its name has letters, digits, - and _, such as common-invoices.',
	);
}

/** What hosts say of a level that has nothing, or that the user may not read. */
const NOTHING = new Set([403, 404, 405]);

async function fieldsAt(
	client: ManageCall['client'],
	place: Place,
	name: string,
): Promise<DefinedField[] | CallFailure> {
	const answer = await client.tryCall<{ fields?: DefinedField[] }>({
		method: 'GET',
		path: place.definition(name),
		about: `common resource ${name}`,
		expects: 'record',
		repeatable: true,
	});
	if (!(answer instanceof CallFailure)) return answer.body.fields ?? [];
	if (NOTHING.has(answer.details.statusCode ?? 0)) return answer;
	throw answer;
}

/**
 * The fields of a common resource as a place sees them: its own, and those that are defined above it.
 *
 * @throws CallFailure when it is defined nowhere, or cannot be read
 */
export async function readDefinition(
	client: ManageCall['client'],
	place: Place,
	name: string,
): Promise<DefinedField[]> {
	const own = await fieldsAt(client, place, name);
	const above = await Promise.all(
		placesAbove(place).map(async (higher) => await fieldsAt(client, higher, name)),
	);
	const found = [own, ...above].flatMap((outcome) =>
		outcome instanceof CallFailure ? [] : outcome,
	);
	if (own instanceof CallFailure && found.length === 0) throw own;
	const fields = new Map<string, DefinedField>();
	for (const field of found) if (!fields.has(field.path)) fields.set(field.path, field);
	return [...fields.values()];
}
