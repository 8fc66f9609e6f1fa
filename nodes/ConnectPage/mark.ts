import { escapeHtml } from '../shared/pages/page';

/** First letters of the first two words. */
function lettersOf(label: string): string {
	const words = label.match(/[\p{L}\p{N}]+/gu) ?? [];
	return words
		.slice(0, 2)
		.map((word) => [...word][0]?.toUpperCase() ?? '')
		.join('');
}

/** Degrees on the colour wheel, the same for the same label: from green to violet, for red is the colour of errors. */
function hueOf(label: string): number {
	const sum = [...label].reduce(
		(before, character) => (before * 31 + (character.codePointAt(0) ?? 0)) % 65_521,
		7,
	);
	return 150 + (sum % 180);
}

/** A sign of a software, drawn from its name: nobody's trademark. Its colours follow light and dark. */
export function markOf(label: string): string {
	return [
		`<svg class="mark" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" style="--hue: ${hueOf(label)}">`,
		'<rect width="40" height="40" rx="10"/>',
		`<text x="20" y="26" text-anchor="middle">${escapeHtml(lettersOf(label))}</text>`,
		'</svg>',
	].join('');
}
