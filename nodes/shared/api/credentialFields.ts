import { InvalidInput } from '../errors/failure';

/** A credential as n8n decrypted it. n8n's API and expressions may have put anything into its fields. */
type Credential = Readonly<Record<string, unknown>>;

/** The field as people call it: `callbackUrl` is the callback URL. */
const wordsFor = (name: string) =>
	name
		.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
		.replace(/url|api/, (word) => word.toUpperCase());

function refusal(name: string, objection: string): InvalidInput {
	return new InvalidInput(
		`The ${wordsFor(name)} in the credential ${objection}`,
		'Enter it again, or check the expression that it comes from.',
	);
}

/**
 * Text of a field, blanks trimmed; empty where there is none.
 *
 * @throws InvalidInput for anything but text, and for half a character
 */
export function textIn(credential: Credential, name: string): string {
	const value = credential[name] ?? '';
	if (typeof value !== 'string') throw refusal(name, 'is no text');
	if (/\p{Cs}/u.test(value)) throw refusal(name, 'holds half a character');
	return value.trim();
}

/**
 * Whether a switch is on; off where there is none.
 *
 * @throws InvalidInput for anything but true and false
 */
export function switchIn(credential: Credential, name: string): boolean {
	const value = credential[name] ?? false;
	if (typeof value !== 'boolean') throw refusal(name, 'is neither true nor false');
	return value;
}

/**
 * What was chosen, or nothing where n8n does not show the field.
 *
 * @throws InvalidInput for what is none of the choices
 */
export function choiceIn<Choice extends string>(
	credential: Credential,
	name: string,
	choices: readonly Choice[],
): Choice | undefined {
	const value = credential[name] ?? undefined;
	const choice = choices.find((one) => one === value);
	if (choice === undefined && value !== undefined) {
		throw refusal(name, `is none of its choices: ${choices.join(', ')}`);
	}
	return choice;
}
