import { customers } from './customers';
import { invoices } from './invoices';
import { items } from './items';
import { payments } from './payments';
import { toExport } from './table';

/** Customers, invoices with their lines, payments and items of three kinds of software in one shape. */
export const STARTER_SET = [customers, invoices, items, payments].map(toExport);
