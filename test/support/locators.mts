/** A resource locator's value as the editor stores it. */
export interface Locator {
	[field: string]: string | boolean;
	__rl: true;
	mode: string;
	value: string;
}

/** A choice in a parameter that can be given in several ways. */
export const locator = (mode: string, value: unknown): Locator => ({
	__rl: true,
	mode,
	value: String(value as string | number),
});

export const byId = (id: unknown) => locator('id', id);
export const byToken = (token: unknown) => locator('token', token);
export const byCustomer = (customerId: unknown) => locator('customer', customerId);
