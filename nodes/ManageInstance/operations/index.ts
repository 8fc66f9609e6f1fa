import type { Operation } from '../run';
import { getEvents, getObjects, getUsageLog } from './activity';
import { check } from './check';
import { ensure } from './ensure';
import { list } from './list';
import { get, remove, switchOff, switchOn } from './one';
import { reprovision } from './reprovision';
import { update } from './update';

/** Every operation by the name that saved workflows hold. */
export const operations = {
	check,
	delete: remove,
	disable: switchOff,
	enable: switchOn,
	ensure,
	get,
	getEvents,
	getObjects,
	getUsageLog,
	list,
	reprovision,
	update,
} satisfies Record<string, Operation>;
