import { InvalidInput } from '../shared/errors/failure';
import { keepsForm } from '../shared/fields/template';

/** What to tell about a clause that the user wrote, when a value in it likely ended too early. */
export function quotesHint(where: string): string | undefined {
	if (where.split("'").length % 2 === 1) return undefined;
	return "The filter has an odd number of apostrophes, so a value in it may hold one. Write it twice there ('O''Brien'); as it is, the records may not be those that were meant.";
}

/** @throws InvalidInput when a value that an expression put into a clause changes what it asks for */
export function checkClause(where: string, template: string): void {
	if (keepsForm(template, where, 'ceql')) return;
	throw new InvalidInput(
		`A value that an expression put into Where changes what the filter asks for: ${where}`,
		"An apostrophe in it ends the value. Use Conditions, which take any value, or double it: '{{ $json.name.replaceAll(\"'\", \"''\") }}'. A clause that comes from an expression must be all that the field holds.",
		'value_breaks_json',
	);
}
