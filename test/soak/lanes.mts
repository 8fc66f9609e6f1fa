/** Does something with every value, so many at the same time, and gives the results in the order of the values. */
export async function inLanes<Value, Result>(
	values: readonly Value[],
	atOnce: number,
	work: (value: Value) => Promise<Result>,
): Promise<Result[]> {
	const results: Result[] = [];
	const waiting = values.entries();
	const lane = async () => {
		for (const [index, value] of waiting) results[index] = await work(value);
	};
	await Promise.all(Array.from({ length: atOnce }, lane));
	return results;
}
