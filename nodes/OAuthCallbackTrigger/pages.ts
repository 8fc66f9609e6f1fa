import { findElement } from '../shared/elements';
import type { Appearance } from './appearance';
import type { Verdict } from './verdict';
import type { Page } from './page';

/** Which company was connected, in the provider's own term, where the provider says it. */
function companyOf(element: unknown, query: Readonly<Record<string, string>>): string | undefined {
	const company = findElement(String(element))?.company;
	const id = company && query[company.parameter];
	return id ? `${company.label}: ${id}` : undefined;
}

function contentFor(verdict: Verdict, appearance: Appearance): Page {
	if (verdict.kind === 'authorized') {
		return {
			title: appearance.authorizedTitle || 'Approval received',
			text:
				appearance.authorizedText ||
				'Thank you. Your connection is being set up now, and you can close this page.',
			detail: companyOf(verdict.json.element, verdict.query),
		};
	}
	if (verdict.kind === 'refused') {
		return {
			title: 'This link cannot be used',
			text: 'Nothing was connected. Please ask for a new link where you got this one.',
			detail: `Reference: ${verdict.reference}`,
		};
	}
	if (verdict.json.error === 'expired') {
		return {
			title: 'This link has expired',
			text: 'Nothing was connected. Please ask for a new link where you got this one.',
		};
	}
	return {
		title: appearance.deniedTitle || 'Nothing was connected',
		text:
			appearance.deniedText ||
			'You did not approve the connection. If that was not meant, open the link again or ask for a new one.',
	};
}

/** What the customer reads. It says what has happened and no more: the instance is made after this. */
export function pageFor(verdict: Verdict, appearance: Appearance): Page {
	const { accentColor, logoUrl } = appearance;
	return { ...contentFor(verdict, appearance), accentColor, logoUrl };
}
