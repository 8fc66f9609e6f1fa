import { InvalidInput } from '../../shared/errors/failure';

function refuse(path: string, reason: string): never {
	throw new InvalidInput(
		`The path "${path}" ${reason}`,
		'Enter what follows the company in the address, for example invoice/130 or reports/ProfitAndLoss.',
	);
}

/**
 * The path of a request about one company, each segment encoded. It cannot lead out of the company,
 * to another host or into the query: what would do so is refused or loses its meaning by the encoding.
 *
 * @param path as a user typed it, below `/v3/company/{realmId}/`
 * @throws InvalidInput when it is not such a path
 */
export function companyPath(realmId: string, path: string): string {
	const typed = path.trim();
	if (/^[a-z][a-z0-9+.-]*:/i.test(typed)) refuse(typed, 'is a whole address');
	if (/[?#]/.test(typed)) {
		throw new InvalidInput(
			`The path "${typed}" holds a question mark or #`,
			'Enter what follows the question mark under Query Parameters.',
		);
	}
	const segments = typed.replace(/^\//, '').replace(/\/$/, '').split('/');
	if (segments.some((segment) => segment.trim() === '')) refuse(typed, 'has an empty part');
	if (segments.some((segment) => segment === '.' || segment === '..')) {
		refuse(typed, 'leads out of the company');
	}
	if (/^v3$/i.test(segments[0] ?? '')) refuse(typed, 'begins too early');
	return `/v3/company/${realmId}/${segments.map(encodeURIComponent).join('/')}`;
}
