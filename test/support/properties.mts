import type { INodeProperties } from 'n8n-workflow';

/** The fields inside one: of a collection, or of the groups of a fixed collection. */
export function innerOf({ options = [] }: INodeProperties): INodeProperties[] {
	return options.flatMap((option) => {
		if ('values' in option) return option.values;
		// What remains besides fields are the choices of a list.
		return 'type' in option ? [option] : [];
	});
}

/** The field and all fields inside it, at any depth. */
export function withInner(field: INodeProperties): INodeProperties[] {
	return [field, ...innerOf(field).flatMap(withInner)];
}
