import { describe, expect, it } from '@jest/globals';
import { outputOf, wordsOf } from '../../support/engine/run-node.mts';
import { useFakeTime } from '../../support/fake-time.mts';
import { FAULT, runAnswered, runCustomApi, send } from '../../support/quickbooks-custom-api.mts';
import { useSimulator } from '../../support/simulator.mts';

useFakeTime();

const holder = useSimulator();

const PDF = send({ path: 'invoice/130/pdf', responseFormat: 'file' });

describe('QuickBooks: Custom API, a full response', () => {
	const options = { fullResponse: true };

	it('has status and headers beside the body', async () => {
		const result = await runCustomApi(holder.simulator, send({ path: 'customer/5', options }));
		expect(outputOf(result)).toMatchObject([
			{
				body: { Customer: { Id: '5' } },
				statusCode: 200,
				headers: { intuit_tid: expect.any(String) },
			},
		]);
	});

	it('has them beside a file', async () => {
		const request = send({ path: 'customer/5', responseFormat: 'file', options });
		const [item] = outputOf(await runCustomApi(holder.simulator, request));
		expect(item).toMatchObject({ statusCode: 200, headers: { intuit_tid: expect.any(String) } });
		expect(item).not.toHaveProperty('body');
	});
});

describe('QuickBooks: Custom API, a file', () => {
	const BYTES = Buffer.from('%PDF-1.4 \xff\xfe not text', 'latin1');
	const PDF_TYPE = { 'content-type': 'application/pdf' };

	it.each([
		['invoice/130/pdf', 'application/pdf', BYTES, 'invoice-130.pdf', 'pdf'],
		['reports/ProfitAndLoss', 'text/csv; charset=utf-8', 'a,b', 'reports-ProfitAndLoss.csv', 'csv'],
		['invoice/130', 'application/xml', '<Error>1</Error>', 'invoice-130.xml', 'xml'],
		['odd/thing', 'application/x-unknown', 'x', 'odd-thing', undefined],
	])('has the ending of its kind: %s', async (path, type, body, fileName, fileExtension) => {
		const result = await runAnswered(
			holder.simulator,
			body,
			{ ...PDF, path },
			{ 'content-type': type },
		);
		const file = result.outputs[0]?.[0]?.binary?.data;
		expect(file).toMatchObject({ fileName, ...(fileExtension && { fileExtension }) });
		expect(Buffer.from(file?.data ?? '', 'base64')).toEqual(Buffer.from(body));
	});

	it.each([
		['a web page', '<!DOCTYPE html><p>Sign in', /web page/],
		['a fault', { Fault: FAULT }, /name is used already/],
		[
			'a fault in XML',
			'<?xml version="1.0"?><IntuitResponse><Fault><Error code="610"><Message>Gone</Message></Error></Fault></IntuitResponse>',
			/did not find the record/,
		],
		['nothing', '', /answered with nothing in place of a file/],
		['something else than the PDF', 'See attachment', /answered with what is no PDF/],
	])('is refused when it is %s', async (_, body, words) => {
		expect(wordsOf(await runAnswered(holder.simulator, body, PDF, PDF_TYPE))).toMatch(words);
	});
});
