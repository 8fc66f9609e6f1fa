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
 * @throws InvalidInput in n8n's words when the item has none
 */
export async function itemFile(
	{ helpers }: IExecuteFunctions,
	itemIndex: number,
	field: string,
): Promise<ItemFile> {
	try {
		const { fileName, mimeType } = helpers.assertBinaryData(itemIndex, field);
		const content = await helpers.getBinaryDataBuffer(itemIndex, field);
		return { content, fileName, mimeType };
	} catch (error) {
		const { message, description } = error as Error & { description?: string };
		throw new InvalidInput(message, description);
	}
}
