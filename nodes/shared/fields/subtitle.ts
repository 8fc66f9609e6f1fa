/**
 * For the expression of a subtitle: a parameter as it was typed, or a text where it is empty. On the
 * canvas no item is at hand, so an expression is shown as it stands: resolving it would fail, and
 * with it the whole subtitle. n8n gives a resource locator as its value or, while it has its default,
 * as the object that it is.
 *
 * @param name plain name of the parameter
 */
export function typed(name: string, otherwise = '…'): string {
	const parameter = `$rawParameter[${JSON.stringify(name)}]`;
	const text = `String(${parameter}?.value ?? ${parameter} ?? "").replace(/^=/, "")`;
	return `(${text} || ${JSON.stringify(otherwise)})`;
}

/** For the expression of a subtitle: the operation in words, those given or its own name. */
export function operationIn(words: Readonly<Record<string, string>>): string {
	const operation = '$parameter["operation"]';
	return `((${JSON.stringify(words)})[${operation}] ?? ${operation})`;
}
