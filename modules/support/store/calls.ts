import { many, run, sql, type Tx } from '../../../kernel/database.ts';

export type CallRow = { id: string; at: Date; direction: 'inbound' | 'outbound'; phoneMasked: string; agentName: string | null; orderNo: string | null; words: string };

export const addCall = (tx: Tx, cityId: string, call: { id: string; at: Date; direction: CallRow['direction']; phoneMasked: string; phoneHash: string; agentId: string; orderId: string | null; words: string; dialNumber: string | null }): Promise<number> =>
  run(tx, sql`
    insert into support.call (city_id, id, at, direction, phone_masked, phone_hash, agent_id, order_id, words, dial_number)
    values (${cityId}, ${call.id}, ${call.at}, ${call.direction}, ${call.phoneMasked}, ${call.phoneHash}, ${call.agentId}, ${call.orderId}, ${call.words}, ${call.dialNumber})`);

export const listCallRows = (tx: Tx, cityId: string, { before, limit }: { before: { at: Date; id: string } | null; limit: number }): Promise<CallRow[]> =>
  many(tx, sql`
    select c.id, c.at, c.direction, c.phone_masked, p.name as agent_name, o.no as order_no, c.words
    from support.call c
    left join accounts.person p on p.city_id = c.city_id and p.id = c.agent_id
    left join orders."order" o on o.city_id = c.city_id and o.id = c.order_id
    where c.city_id = ${cityId} ${before === null ? sql`` : sql`and (c.at, c.id) < (${before.at}::timestamptz, ${before.id})`}
    order by c.at desc, c.id desc limit ${limit}`);
