/**
 * The national home services credit system (家政信用查). A real adapter asks with the firm's certificate and the worker's authorisation number, must not
 * block longer than 5 s and answers `unreachable` rather than throw, so that the desk can try again.
 */
export type CreditAnswer = { state: 'clear' | 'listed' | 'unknown'; referenceNo: string } | { state: 'unreachable' };
export type CreditGateway = { lookUp(person: { name: string; idNumber: string }): Promise<CreditAnswer> };

declare module '../kernel/context.ts' {
  interface Gateways { credit: CreditGateway }
}

/**
 * Answers by the running number of the identity number (its digits 15 to 17), so that a demo can show every answer: 911 stands on the blacklist, 912 has
 * no record, 913 finds the system away. Everybody else is clear.
 */
export const creditSentinels = { listed: '911', unknown: '912', unreachable: '913' } as const;
export const createCreditStandIn = (): CreditGateway => ({
  lookUp: async ({ idNumber }) => {
    const running = idNumber.slice(14, 17);
    if (running === creditSentinels.unreachable) return { state: 'unreachable' };
    const state = running === creditSentinels.listed ? 'listed' : running === creditSentinels.unknown ? 'unknown' : 'clear';
    return { state, referenceNo: `XYC${idNumber.slice(0, 6)}${running}` };
  },
});
