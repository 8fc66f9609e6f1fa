/** Poll times of every five seconds. n8n refuses an expression that says so, and takes one for each second of the minute. */
export const OFTEN = {
	item: Array.from({ length: 12 }, (_, n) => ({
		mode: 'custom',
		cronExpression: `${n * 5} * * * * *`,
	})),
};
