/** A page without anything on it: a file that any reader opens. */
export function blankPdf(title: string): Buffer {
	const objects = [
		'<< /Type /Catalog /Pages 2 0 R >>',
		'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
		'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
		`<< /Title (${title.replace(/[^\w .-]/g, '')}) >>`,
	];
	let text = '%PDF-1.4\n';
	const offsets = objects.map((body, index) => {
		const offset = text.length;
		text += `${index + 1} 0 obj\n${body}\nendobj\n`;
		return `${String(offset).padStart(10, '0')} 00000 n \n`;
	});
	const table = `xref\n0 5\n0000000000 65535 f \n${offsets.join('')}`;
	const end = `trailer\n<< /Size 5 /Root 1 0 R /Info 4 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
	return Buffer.from(text + table + end, 'latin1');
}
