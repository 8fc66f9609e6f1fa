import { freshbooks } from './freshbooks.mts';
import { freshbooksv2 } from './freshbooksv2.mts';
import { NAMED } from './named.mts';
import { quickbooks } from './quickbooks.mts';
import { sageone } from './sageone.mts';
import { sageoneus } from './sageoneus.mts';
import { SHELF } from './shelf.mts';
import type { ElementDefinition } from './types.mts';
import { xero } from './xero.mts';

/** The catalogue, in the order it is listed. */
export const ELEMENTS: readonly ElementDefinition[] = [
	quickbooks,
	freshbooks,
	freshbooksv2,
	sageoneus,
	sageone,
	xero,
	...NAMED,
	...SHELF,
];
