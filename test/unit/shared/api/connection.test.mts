import { describe, expect, it } from '@jest/globals';
import { compiled } from '../../../support/compiled.mts';
import { useFakeTime } from '../../../support/fake-time.mts';

const { Connection } = compiled<typeof import('../../../../nodes/shared/api/connection.ts')>(
	'nodes/shared/api/connection',
);
const time = useFakeTime();

type Entered = InstanceType<typeof Connection>;

/** Calls that stay under way until they are told to end, in the order in which they were let in. */
function callsTo(connection: Entered) {
	const inside: string[] = [];
	const enter = async (name: string, goesFirst = true) => {
		const refusal = await connection.enter(goesFirst, async (ready) => await ready);
		inside.push(refusal ? `${name} refused` : name);
		return refusal;
	};
	return { inside, enter };
}

const settle = async () => await new Promise((resolve) => setImmediate(resolve));

describe('Calls to one account', () => {
	it('are let in in the order in which they come, each when another is over', async () => {
		const connection = new Connection({ atOnce: 1 });
		const { inside, enter } = callsTo(connection);
		const all = ['a', 'b', 'c'].map(async (name) => await enter(name));
		await settle();
		expect(inside).toEqual(['a']);
		connection.leave();
		connection.leave();
		await Promise.all(all);
		expect(inside).toEqual(['a', 'b', 'c']);
	});

	it('of items that have begun go before those of others', async () => {
		const connection = new Connection({ atOnce: 1 });
		const { inside, enter } = callsTo(connection);
		const all = [enter('a'), enter('new', false), enter('next page')];
		await settle();
		connection.leave();
		connection.leave();
		await Promise.all(all);
		expect(inside).toEqual(['a', 'next page', 'new']);
	});

	it('that stop waiting leave their turn to the next', async () => {
		const connection = new Connection({ atOnce: 1 });
		const { inside, enter } = callsTo(connection);
		await enter('a');
		const stopped = connection.enter(true, async () => await Promise.reject(new Error('over')));
		const next = enter('b');
		await expect(stopped).rejects.toThrow('over');
		connection.leave();
		await next;
		expect(inside).toEqual(['a', 'b']);
	});

	it('that stop waiting when they were let in already leave too', async () => {
		const connection = new Connection({ atOnce: 1 });
		const { inside, enter } = callsTo(connection);
		await enter('a');
		const late = connection.enter(true, async (ready) => {
			await ready;
			throw new Error('over');
		});
		const next = enter('b');
		connection.leave();
		await expect(late).rejects.toThrow('over');
		await next;
		expect(inside).toEqual(['a', 'b']);
	});

	it('count for a minute from their end, because nobody knows when the provider counted', async () => {
		const connection = new Connection({ perMinute: 2 });
		const { inside, enter } = callsTo(connection);
		time.hold();
		await enter('a');
		await enter('b');
		const last = enter('c');
		await settle();
		expect(time.pauses).toEqual([]);
		connection.leave();
		connection.leave();
		expect(inside).toEqual(['a', 'b']);
		expect(time.pauses).toEqual([60_000]);
		time.wake();
		await last;
	});

	it('are refused while no pause is short enough, those that wait at once', async () => {
		const connection = new Connection({ atOnce: 1, perDay: 2500 });
		const { inside, enter } = callsTo(connection);
		await enter('a');
		const waiting = enter('b');
		connection.refuse({ code: 'provider_limit', message: 'No more', statusCode: 429 }, 600_000);
		expect(await waiting).toMatchObject({
			notSent: true,
			retryAfterSeconds: 600,
			advice: expect.stringContaining('2,500 calls a day'),
		});
		await enter('c');
		expect(inside).toEqual(['a', 'b refused', 'c refused']);
	});
});
