import type { Operations } from '../../shared/run/operation';
import type { ElementCall } from '../call';
import { customCall } from './call';
import { create } from './create';
import { remove } from './delete';
import { download } from './download';
import { get } from './get';
import { getAll } from './getAll';
import { update } from './update';
import { upload } from './upload';
import { upsert } from './upsert';

/** Every operation by the names that saved workflows hold. */
export const operations: Operations<ElementCall> = {
	record: { create, delete: remove, get, getAll, update, upsert },
	bulk: { download, upload },
	customCall: { call: customCall },
};
