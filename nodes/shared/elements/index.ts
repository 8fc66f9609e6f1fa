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
