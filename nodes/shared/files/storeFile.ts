import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { FileContent } from '../api/fileAnswer';
import { fileNameIn } from './fileName';

const hasExtension = (name: string) => /\.[\p{L}\p{N}]{1,10}$/u.test(name);

/**
 * Hands a file that was answered to n8n. It gets the name that the answer gives it, and an extension
 * from its type where that name has none.
 *
 * @param fallback the name of a file that came without one, which may lack the extension
 */
export async function storeFile(
	{ helpers }: Pick<IExecuteFunctions, 'helpers'>,
	content: FileContent,
	headers: IDataObject,
	fallback: string,
): Promise<IBinaryData> {
	const name = fileNameIn(headers['content-disposition']) ?? fallback;
	const [type] = String(headers['content-type'] ?? '').split(';');
	const file = await helpers.prepareBinaryData(
		content,
		name,
		type?.trim() || 'application/octet-stream',
	);
	if (hasExtension(name) || !file.fileExtension) return file;
	return { ...file, fileName: `${name}.${file.fileExtension}` };
}
