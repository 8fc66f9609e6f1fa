import type { Operations } from '../../shared/run/operation';
import type { ManageCall } from '../call';
import { check } from './check';
import { define } from './commonResource/define';
import { remove as removeCommonResource } from './commonResource/delete';
import { exportOne } from './commonResource/export';
import { get as getCommonResource } from './commonResource/get';
import { getAll as getCommonResources } from './commonResource/getAll';
import { importAll } from './commonResource/import';
import { map } from './commonResource/map';
import { remove } from './delete';
import { disable } from './disable';
import { enable } from './enable';
import { enrolInEvents } from './enrolInEvents';
import { ensure } from './ensure';
import { get } from './get';
import { getAll } from './getAll';
import { getEvents } from './getEvents';
import { getObjects } from './getObjects';
import { getUsageLog } from './getUsageLog';
import { reprovision } from './reprovision';
import { update } from './update';
import { withdrawFromEvents } from './withdrawFromEvents';

/** Every operation by the names that saved workflows hold. */
export const operations: Operations<ManageCall> = {
	instance: {
		check,
		delete: remove,
		disable,
		enable,
		enrolInEvents,
		ensure,
		get,
		getAll,
		reprovision,
		update,
		withdrawFromEvents,
	},
	activity: { getEvents, getObjects, getUsageLog },
	commonResource: {
		define,
		delete: removeCommonResource,
		export: exportOne,
		get: getCommonResource,
		getAll: getCommonResources,
		import: importAll,
		map,
	},
};
