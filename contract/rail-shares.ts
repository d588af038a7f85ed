import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { Bilingual, Fen, Id, Instant, Text } from './shapes.ts';

/** queued: waits for its day; sending: the rail is at it; arrived; failed and byPayout: it goes out with the merchant's payouts instead. */
export const railShareStates = ['queued', 'sending', 'arrived', 'failed', 'byPayout'] as const;
const RailName = z.enum(['wechat', 'alipay']);
const Receiver = z.object({ rail: RailName, maskedAccount: z.string(), holderName: z.string(), setAt: Instant });
export const RailShare = z.object({ shareId: Id, orderId: Id, orderNo: z.string(), rail: RailName, amountFen: Fen, recalledFen: Fen.meta({ description: 'Fetched back for a refund' }), state: z.enum(railShareStates), words: Bilingual, dueAt: Instant, endedAt: Instant.nullable() }).meta({ id: 'RailShare' });

export const railShareEndpoints = {
  setReceiver: command({ path: '/api/merchants/:merchantId/receivers', who: ['merchantOwner'], summary: 'The merchant’s own account at a rail: its part of orders paid there reaches it by the rail’s sharing', input: z.object({ merchantId: Id, rail: RailName, account: Text(64), holderName: Text(60) }), output: Receiver, refusals: ['alliance.merchant_unknown'] }),
  railShares: query({ path: '/api/merchants/:merchantId/rail-shares', who: ['merchantOwner', 'finance', 'operator', 'auditor'], summary: 'By which way a merchant’s part of each order goes, and why', input: z.object({ merchantId: Id }), output: z.object({ receivers: z.array(Receiver), items: z.array(RailShare) }), refusals: ['alliance.merchant_unknown'] }),
};
