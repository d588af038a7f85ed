import type { Bilingual } from '@linli/contract';
import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';
import type { PartRefundKey } from '../rules/words.ts';

export type ProposalRow = {
  id: string; orderId: string; orderNo: string; itemNameZh: string; itemNameEn: string; kind: PartRefundKey; amountFen: number; wordsZh: string; wordsEn: string; reason: string; state: 'proposed' | 'approved' | 'declined';
  proposedBy: string; proposedByName: string; proposedAt: Date; decidedBy: string | null; decidedByName: string | null; decidedAt: Date | null; decisionWords: string;
};

const columns = sql`r.id, r.order_id, o.no as order_no, o.item_name_zh, o.item_name_en, r.kind, r.amount_fen, r.words_zh, r.words_en, r.reason, r.state, r.proposed_by, r.proposed_by_name, r.proposed_at,
  r.decided_by, r.decided_by_name, r.decided_at, r.decision_words`;
const rows = sql`payments.refund_proposal r join orders."order" o on o.city_id = r.city_id and o.id = r.order_id`;

/** False when the order has a live proposal of the kind already. */
export const addProposal = async (tx: Tx, cityId: string, p: { id: string; orderId: string; kind: PartRefundKey; amountFen: number; words: Bilingual; reason: string; proposedBy: string; proposedByName: string; at: Date }): Promise<boolean> =>
  (await run(tx, sql`
    insert into payments.refund_proposal (city_id, id, order_id, kind, amount_fen, words_zh, words_en, reason, state, proposed_by, proposed_by_name, proposed_at)
    values (${cityId}, ${p.id}, ${p.orderId}, ${p.kind}, ${p.amountFen}, ${p.words.zh}, ${p.words.en}, ${p.reason}, 'proposed', ${p.proposedBy}, ${p.proposedByName}, ${p.at})
    on conflict do nothing`)) > 0;

export const findProposal = (tx: Tx, cityId: string, proposalId: string): Promise<ProposalRow | undefined> =>
  maybe(tx, sql`select ${columns} from ${rows} where r.city_id = ${cityId} and r.id = ${proposalId}`);

/** Decides an open proposal; false when somebody was first. */
export const decideProposal = async (tx: Tx, cityId: string, proposalId: string, decided: { state: 'approved' | 'declined'; by: string | null; byName: string; at: Date; words: string }): Promise<boolean> =>
  (await run(tx, sql`
    update payments.refund_proposal set state = ${decided.state}, decided_by = ${decided.by}, decided_by_name = ${decided.byName}, decided_at = ${decided.at}, decision_words = ${decided.words}
    where city_id = ${cityId} and id = ${proposalId} and state = 'proposed'`)) > 0;

/** Newest first, from after the proposal the cursor names. */
export const listProposals = (tx: Tx, cityId: string, { state, cursor, limit }: { state: string | undefined; cursor: string | undefined; limit: number }): Promise<ProposalRow[]> =>
  many(tx, sql`
    select ${columns} from ${rows} where r.city_id = ${cityId}
      ${state === undefined ? sql`` : sql`and r.state = ${state}`}
      ${cursor === undefined ? sql`` : sql`and (r.proposed_at, r.id) < (select proposed_at, id from payments.refund_proposal c where c.city_id = ${cityId} and c.id = ${cursor})`}
    order by r.proposed_at desc, r.id desc limit ${limit}`);
