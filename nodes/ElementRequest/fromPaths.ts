import type { IDataObject } from 'n8n-workflow';

/** A value put into objects that are made where there are none. */
function put(target: IDataObject, [name = '', ...rest]: string[], value: unknown): IDataObject {
	if (rest.length === 0) return { ...target, [name]: value as string };
	const inner = Object.hasOwn(target, name) ? (target[name] as IDataObject) : {};
	return { ...target, [name]: put(inner, rest, value) };
}

/** An object of values by their paths: `billAddr.city` stands in `billAddr`. */
export function fromPaths(
	values: ReadonlyArray<readonly [path: string, value: unknown]>,
): IDataObject {
	return values.reduce<IDataObject>(
		(record, [path, value]) => put(record, path.split('.'), value),
		{},
	);
}
