/** Lines of a statement that say where money went, not where it came from: payouts, the tax withheld of them, and what came back. */
const payoutKinds: readonly string[] = ['payout', 'payoutReturned', 'tax', 'taxReturned'];
export const isPayoutKind = (kind: string): boolean => payoutKinds.includes(kind);
