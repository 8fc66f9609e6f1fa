import type { CallLimits } from '../api/connection';
import { freshbooks } from './freshbooks';
import { freshbooksv2 } from './freshbooksv2';
import { quickbooks } from './quickbooks';
import { sageone } from './sageone';
import { sageoneus } from './sageoneus';
import type { ElementDefinition } from './types';
import { xero } from './xero';

const ELEMENTS: readonly ElementDefinition[] = [
	freshbooks,
	freshbooksv2,
	quickbooks,
	sageone,
	sageoneus,
	xero,
];

/** The element with this catalogue key, or nothing where the package holds no data about it. */
export function findElement(key: string): ElementDefinition | undefined {
	return ELEMENTS.find((element) => element.key === key);
}

/** The element that this code of a sealed state stands for, or nothing where it is a later version's. */
export function findElementByCode(code: number): ElementDefinition | undefined {
	return ELEMENTS.find((element) => element.code === code);
}

/** What providers' own words of refusal mean, of every element that the package holds data about. */
export const KNOWN_REFUSALS = ELEMENTS.flatMap(({ refusals = [] }) => refusals);

/** Of an account of which only the token is known: no more calls at once than the strictest provider takes. */
export const CAUTIOUS_LIMITS: CallLimits = {
	atOnce: Math.min(...ELEMENTS.map(({ limits }) => limits?.atOnce ?? Infinity)),
};

/** Callback parameters that mean something to one of the elements that the package holds data about. */
export const ELEMENT_PARAMETERS: ReadonlySet<string> = new Set(
	ELEMENTS.flatMap(({ consent, company }) => [
		...(company ? [company.parameter] : []),
		...Object.values(consent).flatMap(({ providerData, configurationFromCallback = {} }) => [
			...(providerData === 'all' ? [] : [...providerData.required, ...providerData.optional]),
			...Object.values(configurationFromCallback),
		]),
	]),
);
