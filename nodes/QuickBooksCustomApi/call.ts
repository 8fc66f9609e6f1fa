import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { InvalidInput } from '../shared/errors/failure';
import { readGroup } from '../shared/fields/pairs';
import { wholeNumber } from '../shared/fields/wholeNumber';
import { textOf } from '../shared/fields/wireText';
import { ItemParameters } from '../shared/run/itemParameters';
import type { Call, Operation } from '../shared/run/operation';
import { IntuitClient } from './client/client';
import { getConnection, resolveRealmId } from './client/connection';
import { LARGEST_PAGE } from './readQuery';
import type { CallOptions, RecordAddress, UpdateMode } from './recordRequests';

interface Options {
	fullResponse?: boolean;
	minorVersion?: number;
	pageSize?: unknown;
	requestId?: unknown;
	updateMode?: UpdateMode;
}

/** Value of the record type for one that the list does not have. */
export const OTHER_TYPE = 'other';

/** The version of Intuit's schema that it serves by default since 1 August 2025. */
export const CURRENT_MINOR_VERSION = 75;

/** Longer ones Intuit refuses. */
const LONGEST_REQUEST_ID = 50;

/** The parameters of one item. */
export class QuickBooksParameters extends ItemParameters<Options> {
	constructor(
		context: IExecuteFunctions,
		itemIndex: number,
		private readonly client: IntuitClient,
	) {
		super(context, itemIndex);
	}

	/** @throws InvalidInput when no company is known */
	realmId(): string {
		return resolveRealmId(this.text('realmId'), this.client.connection);
	}

	/** @throws InvalidInput for a request ID that is too long, or that another item has too */
	callOptions(): CallOptions {
		const { minorVersion, requestId } = this.options();
		const requestid = textOf('Request ID', requestId);
		if (requestid.length > LONGEST_REQUEST_ID) {
			throw new InvalidInput(
				`The Request ID has ${requestid.length} characters, but at most ${LONGEST_REQUEST_ID} are allowed`,
			);
		}
		if (requestid && !this.client.claim(requestid)) {
			throw new InvalidInput(
				`Another item has the Request ID ${requestid} too`,
				'Intuit would carry out the first of them only. Make it differ by an expression such as {{ $execution.id }}-{{ $itemIndex }}.',
			);
		}
		return { minorversion: minorVersion ?? CURRENT_MINOR_VERSION, ...(requestid && { requestid }) };
	}

	recordType(): string {
		const type = this.text('recordType');
		return type === OTHER_TYPE ? this.text('recordTypeName') : type;
	}

	record(): RecordAddress {
		return { realmId: this.realmId(), type: this.recordType(), id: this.text('recordId') };
	}

	/** @throws InvalidInput when the fields are no object */
	fields(): IDataObject {
		return this.entries('Fields', 'fields');
	}

	fullResponse(): boolean {
		return this.options().fullResponse === true;
	}

	updateMode(): UpdateMode {
		return this.options().updateMode ?? 'sparse';
	}

	/** @throws InvalidInput for more rows than QuickBooks gives at once, and for what is no number of them */
	pageSize(): number {
		return wholeNumber('Page Size', this.options().pageSize ?? LARGEST_PAGE, LARGEST_PAGE);
	}

	/**
	 * What the placeholders of the query stand for, by their names.
	 *
	 * @throws InvalidInput for a name that is none, or that is given twice
	 */
	queryValues(): Map<string, unknown> {
		const values = new Map<string, unknown>();
		for (const row of readGroup(this.context, this.itemIndex, 'queryValues.values')) {
			const name = textOf('A name under Values', row.name).replace(/^:/, '');
			if (!/^[a-z_]\w*$/i.test(name)) {
				throw new InvalidInput(
					`The name "${name}" under Values cannot be a placeholder`,
					'Use letters, digits and underscores, for example customer_name.',
				);
			}
			if (values.has(name)) throw new InvalidInput(`The name ${name} stands twice under Values`);
			values.set(name, row.value);
		}
		return values;
	}
}

/** One item. What the items of a run share, the client holds. */
export type QuickBooksCall = Call<IntuitClient, QuickBooksParameters, undefined>;

export type QuickBooksOperation = Operation<QuickBooksCall>;

/**
 * Opens the way to Intuit with the node's credential.
 *
 * @returns what makes an item's call
 * @throws InvalidInput when the credential cannot be used
 */
export async function openCalls(
	context: IExecuteFunctions,
): Promise<(itemIndex: number) => QuickBooksCall> {
	const client = new IntuitClient(context, await getConnection(context));
	return (itemIndex) => ({
		context,
		itemIndex,
		client,
		parameters: new QuickBooksParameters(context, itemIndex, client),
		run: undefined,
	});
}
