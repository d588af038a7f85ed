/**
 * Checks that a firm's account is its own: the bank sends a sum below one yuan with a reference, the firm reads it on its statement and names it. A real
 * adapter (a bank's corporate interface or a payment provider's) must not block longer than 5 s, answers `unreachable` rather than throw, and counts the
 * sending by `requestNo`: asked again under the same number it sends nothing more. The sum itself never comes back to us.
 */
export type TrifleAnswer = { state: 'sent'; referenceNo: string } | { state: 'refused'; why: 'nameDiffers' | 'noAccount' | 'notCorporate' } | { state: 'unreachable' };
export type BankGateway = {
  sendTrifle(about: { requestNo: string; accountNo: string; holderName: string }): Promise<TrifleAnswer>;
  matchTrifle(about: { referenceNo: string; accountNo: string; amountFen: number }): Promise<'right' | 'wrong' | 'unreachable'>;
};

declare module '../kernel/context.ts' {
  interface Gateways { bank: BankGateway }
}

/**
 * Answers by the last digits of the account, so that a demo can show every answer: …0001 belongs to somebody else, …0002 does not exist, …0003 is a private
 * account, …0004 finds the bank away. To every other account it sends as many fen as its last two digits say (01 to 99, 00 counts as 50).
 */
const refusalsByEnding: Record<string, 'nameDiffers' | 'noAccount' | 'notCorporate'> = { '0001': 'nameDiffers', '0002': 'noAccount', '0003': 'notCorporate' };
export const trifleOf = (accountNo: string): number => Number(accountNo.slice(-2)) || 50;
export const createBankStandIn = (): BankGateway => ({
  sendTrifle: async ({ requestNo, accountNo }) => {
    const ending = accountNo.slice(-4);
    const why = refusalsByEnding[ending];
    if (why) return { state: 'refused', why };
    return ending === '0004' ? { state: 'unreachable' } : { state: 'sent', referenceNo: `YZ${requestNo.slice(-10).toUpperCase()}` };
  },
  matchTrifle: async ({ accountNo, amountFen }) => (amountFen === trifleOf(accountNo) ? 'right' : 'wrong'),
});
