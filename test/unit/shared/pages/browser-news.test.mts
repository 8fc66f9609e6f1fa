import { describe, expect, it } from '@jest/globals';
import { compiled } from '../../../support/compiled.mts';

const { newReference, newsInBody, newsToBody } = compiled<
	typeof import('../../../../nodes/shared/pages/browserNews.ts')
>('nodes/shared/pages/browserNews');

describe('News for the browser', () => {
	it('are what they were after they went from a worker to another process', () => {
		const news = { kind: 'failed', reference: '0A1B2C3D', code: 'other_company' } as const;
		const arrived: unknown = JSON.parse(JSON.stringify(newsToBody(news)));
		expect(newsInBody(arrived)).toEqual(news);
	});

	it.each([
		['nothing', undefined],
		['null', null],
		['text', 'Workflow was started'],
		["n8n's own", { message: 'Error in workflow' }],
		['news of no kind', { cloudElementsNews: {} }],
	])('are not %s', (_, body) => {
		expect(newsInBody(body)).toBeUndefined();
	});
});

describe('A reference', () => {
	it('has eight characters that can be read out, and is another one each time', () => {
		const references = Array.from({ length: 100 }, newReference);
		expect(references.every((reference) => /^[0-9A-F]{8}$/.test(reference))).toBe(true);
		expect(new Set(references).size).toBe(100);
	});
});
