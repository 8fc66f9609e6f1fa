import type { IExecuteFunctions } from 'n8n-workflow';

import { InvalidInput } from '../errors/failure';

/** A file that came with an item. */
export interface ItemFile {
	content: Buffer;
	fileName?: string;
	mimeType: string;
}

/**
 * The file in a binary field of an item.
 *
 * @throws InvalidInput when the item has none
 */
export async function itemFile(
	context: IExecuteFunctions,
	itemIndex: number,
	field: string,
): Promise<ItemFile> {
	const { binary = {} } = context.getInputData()[itemIndex] ?? {};
	const data = Object.hasOwn(binary, field) ? binary[field] : undefined;
	if (!data) {
		throw new InvalidInput(
			`The item has no binary field "${field}"`,
			`It has: ${Object.keys(binary).join(', ') || 'none'}.`,
		);
	}
	const { fileName, mimeType } = data;
	const content = await context.helpers.getBinaryDataBuffer(itemIndex, field);
	return { content, fileName, mimeType };
}
