import type { Operations } from '../../shared/run/operation';
import type { QuickBooksCall } from '../call';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { getCompany } from './getCompany';
import { query } from './query';
import { send } from './send';
import { update } from './update';

/** Every operation by the names that saved workflows hold. */
export const operations: Operations<QuickBooksCall> = {
	record: { create, delete: remove, get, query, update },
	customRequest: { send },
	company: { get: getCompany },
};
