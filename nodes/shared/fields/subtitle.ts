/** A parameter as it is stored. n8n gives a resource locator as its value or, while it has its default, as the object that it is. */
function stored(name: string): string {
	const parameter = `$rawParameter[${JSON.stringify(name)}]`;
	return `String(${parameter}?.value ?? ${parameter} ?? "")`;
}

/**
 * For the expression of a subtitle: a parameter as it was typed, or a text where it is empty. On the
 * canvas no item is at hand, so an expression is shown as it stands: resolving it would fail, and
 * with it the whole subtitle.
 *
 * @param name plain name of the parameter
 */
export function typed(name: string, otherwise = '…'): string {
	return `(${stored(name)}.replace(/^=/, "") || ${JSON.stringify(otherwise)})`;
}

/** For the expression of a subtitle: words for what an item says, for what was typed, and for neither. */
export function ofItem(
	name: string,
	{ item, before, none }: Record<'item' | 'before' | 'none', string>,
): string {
	const text = stored(name);
	const words = [item, before, none].map((one) => JSON.stringify(one));
	return `(${text}.startsWith("=") ? ${words[0]} : ${text} ? ${words[1]} + ${text} : ${words[2]})`;
}

/** For the expression of a subtitle: the operation in words, those given or its own name. */
export function operationIn(words: Readonly<Record<string, string>>): string {
	const operation = '$parameter["operation"]';
	return `((${JSON.stringify(words)})[${operation}] ?? ${operation})`;
}
