/** How QuickBooks' records look through the platform: names begin in lower case, dates are epoch milliseconds, constants UPPER_SNAKE. Source: docs/platform-api.md, "Field names". */

const lower = (key: string) => key.charAt(0).toLowerCase() + key.slice(1);
const upper = (key: string) => key.charAt(0).toUpperCase() + key.slice(1);

/** Intuit's fields that hold dates, and those that hold one of a few constants. */
const DATES = new Set([
	'CreateTime',
	'LastUpdatedTime',
	'TxnDate',
	'DueDate',
	'ServiceDate',
	'DeliveryTime',
]);
const CONSTANTS = new Set([
	'AccountType',
	'Classification',
	'DetailType',
	'EmailStatus',
	'NameOf',
	'PayType',
	'PaymentType',
	'PostingType',
	'TxnStatus',
	'Type',
]);
/** Fields whose dates have no time of day. */
const DAYS = new Set(['TxnDate', 'DueDate', 'ServiceDate']);

const toConstant = (text: string) =>
	text
		.replace(/([a-z])([A-Z])/g, '$1_$2')
		.replace(/\s+/g, '_')
		.toUpperCase();

/** `SALES_ITEM_LINE_DETAIL` as `SalesItemLineDetail`; what is written otherwise stays. */
const fromConstant = (text: string) =>
	/^[A-Z]+(_[A-Z]+)*$/.test(text)
		? text
				.toLowerCase()
				.replace(/(^|_)([a-z])/g, (_match, _mark, letter: string) => letter.toUpperCase())
		: text;

function leaf(key: string, value: unknown): unknown {
	if (typeof value !== 'string') return value;
	if (DATES.has(key)) return Date.parse(value);
	return CONSTANTS.has(key) ? toConstant(value) : value;
}

function leafBack(key: string, value: unknown): unknown {
	if (DATES.has(key) && typeof value === 'number') {
		const iso = new Date(value).toISOString();
		return DAYS.has(key) ? iso.slice(0, 10) : iso;
	}
	return CONSTANTS.has(key) && typeof value === 'string' ? fromConstant(value) : value;
}

/** Intuit's value as the platform shows it. */
export function toJava(value: unknown, key = ''): unknown {
	if (Array.isArray(value)) return value.map((item) => toJava(item, key));
	if (typeof value !== 'object' || value === null) return leaf(key, value);
	return Object.fromEntries(
		Object.entries(value).map(([name, item]) => [lower(name), toJava(item, name)]),
	);
}

/** The platform's value as Intuit keeps it. */
export function fromJava(value: unknown, key = ''): unknown {
	if (Array.isArray(value)) return value.map((item) => fromJava(item, key));
	if (typeof value !== 'object' || value === null) return leafBack(key, value);
	return Object.fromEntries(
		Object.entries(value).map(([name, item]) => [upper(name), fromJava(item, upper(name))]),
	);
}

/** `metaData.createTime`, or `` `metaData.createTime` ``, as Intuit names it. */
export function fieldFromJava(field: string): string {
	return field.replaceAll('`', '').split('.').map(upper).join('.');
}

/** A value of a clause: dates may be written as text, account types with blanks. */
export function clauseValue(field: string, value: string): string {
	const key = fieldFromJava(field).split('.').at(-1) ?? '';
	if (DATES.has(key) && !/^\d+$/.test(value)) return String(Date.parse(value));
	return CONSTANTS.has(key) ? toConstant(value) : value;
}
