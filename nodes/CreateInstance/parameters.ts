import type { IExecuteFunctions } from 'n8n-workflow';

import { InvalidInput } from '../shared/errors/failure';
import { textOf } from '../shared/fields/wireText';

/** @throws InvalidInput when no element was chosen */
export function readElementKey(context: IExecuteFunctions, itemIndex: number): string {
	const value = context.getNodeParameter('element', itemIndex, '', { extractValue: true });
	const key = textOf('Element', value);
	if (key === '') {
		throw new InvalidInput('No element was chosen', 'Choose one from the list, or enter its key.');
	}
	return key;
}
