import { Refusal } from '../kernel/refusal.ts';

/** One row of a table as people see it: cells as text, numbered from 1. */
export type SheetRow = { rowNo: number; cells: string[] };

export const wrongFile = (whyZh: string, whyEn: string): Refusal => new Refusal('workers.import_file_wrong', { whyZh, whyEn });
