import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';

/** Keeps an accepted notify; false when this very notify was kept before. */
export const addAcceptedNotify = async (tx: Tx, cityId: string, notify: { id: string; provider: string; notifyId: string; tradeNo: string; kind: string; bodyHash: string; at: Date }): Promise<boolean> =>
  (await run(tx, sql`
    insert into payments.notify (city_id, id, provider, notify_id, trade_no, kind, is_accepted, body_hash, at)
    values (${cityId}, ${notify.id}, ${notify.provider}, ${notify.notifyId}, ${notify.tradeNo}, ${notify.kind}, true, ${notify.bodyHash}, ${notify.at})
    on conflict (city_id, provider, notify_id) where is_accepted do nothing`)) > 0;

/** Whether this very notify was accepted before. */
export const isNotifyAccepted = async (tx: Tx, cityId: string, provider: string, notifyId: string): Promise<boolean> =>
  (await maybe(tx, sql`select 1 as is_there from payments.notify where city_id = ${cityId} and provider = ${provider} and notify_id = ${notifyId} and is_accepted`)) !== undefined;

export const addRefusedNotify = (tx: Tx, cityId: string, notify: { id: string; provider: string; notifyId: string; tradeNo: string | null; kind: string; reason: string; bodyHash: string; at: Date }): Promise<number> =>
  run(tx, sql`
    insert into payments.notify (city_id, id, provider, notify_id, trade_no, kind, is_accepted, reason, body_hash, at)
    values (${cityId}, ${notify.id}, ${notify.provider}, ${notify.notifyId}, ${notify.tradeNo}, ${notify.kind}, false, ${notify.reason}, ${notify.bodyHash}, ${notify.at})`);

export const latestAlarms = (tx: Tx, cityId: string, limit: number): Promise<{ at: Date; reason: string; tradeNo: string | null }[]> =>
  many(tx, sql`select at, reason, trade_no from payments.notify where city_id = ${cityId} and not is_accepted order by at desc, id desc limit ${limit}`);
