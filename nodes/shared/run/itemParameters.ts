import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { readEntries } from '../fields/json';
import { readLimit } from '../fields/limit';
import { templateOf } from '../fields/template';
import { textOf } from '../fields/wireText';

/** The parameters of one item, as every node with operations reads them. */
export class ItemParameters<Options extends object = IDataObject> {
	constructor(
		protected readonly context: IExecuteFunctions,
		protected readonly itemIndex: number,
	) {}

	/** A parameter as it is; of a resource locator what was chosen. */
	get(name: string, fallback: unknown = ''): unknown {
		return this.context.getNodeParameter(name, this.itemIndex, fallback as string, {
			extractValue: true,
		}) as unknown;
	}

	/**
	 * A text, blanks trimmed; numbers that an expression gave are taken too.
	 *
	 * @throws InvalidInput for what has no text
	 */
	text(name: string): string {
		return textOf(`The parameter ${name}`, this.get(name));
	}

	/** The node's options; each operation offers some of them. */
	options(): Options {
		return this.context.getNodeParameter('options', this.itemIndex, {}) as Options;
	}

	/** @throws InvalidInput for what is no number of rows, as an expression may give */
	limit(): number {
		return readLimit(this.context, this.itemIndex);
	}

	/** @throws InvalidInput for what is no JSON object */
	entries(label: string, name: string): IDataObject {
		const template = templateOf(this.context, this.itemIndex, name);
		return readEntries(
			label,
			this.context.getNodeParameter(name, this.itemIndex, ''),
			template,
		) as IDataObject;
	}
}
