import type { Ctx } from '../../../kernel/context.ts';
import { saveBill } from '../store/books.ts';
import { addPaidPayments } from '../store/payments.ts';

/** Payments taken before this system kept the books, so that the provider's bills of those days can be compared. They post nothing. */
export const importPayments = (ctx: Ctx, { rail, rows }: { rail: string; rows: readonly { tradeNo: string; amountFen: number; paidAt: Date }[] }): Promise<number> => addPaidPayments(ctx.tx, ctx.cityId, rail, rows);

/** Lines of a provider's bill that came by another way than the rail; a line that is known stays as it is. */
export const importBill = (ctx: Ctx, { rail, rows }: { rail: string; rows: Parameters<typeof saveBill>[3] }): Promise<number> => saveBill(ctx.tx, ctx.cityId, rail, rows);
