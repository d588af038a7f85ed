import type { EventPayload } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { blindIndex, sha256 } from '../../../kernel/crypto.ts';
import { stableJson } from '../../../kernel/http.ts';
import { itemBriefs } from '../../catalog/index.ts';
import { canonicalService } from '../rules/records.ts';
import * as store from '../store/services.ts';
import { appendLeaf } from './log.ts';

/** A settled visit becomes a record of hers: the log holds its salted hash alone. Safe to say twice. */
export const recordService = async (ctx: Ctx, e: EventPayload<'order.settled'>): Promise<void> => {
  if (await store.hasService(ctx.tx, ctx.cityId, e.orderId)) return;
  const item = (await itemBriefs(ctx, [e.itemId])).get(e.itemId)!;
  const id = ctx.newId('svc');
  const facts = {
    id, workerId: e.workerId, orderId: e.orderId, itemId: e.itemId, itemZh: item.name.zh, family: item.family, startedAt: new Date(e.startedAt), finishedAt: new Date(e.finishedAt), minutes: e.minutes, settledAt: ctx.now, salt: blindIndex(ctx.settings.secret, `service:${id}`),
  };
  const { index } = await appendLeaf(ctx, { kind: 'service', ref: id, sha256: sha256(stableJson(canonicalService(facts))) });
  await store.insertService(ctx.tx, ctx.cityId, { ...facts, itemEn: item.name.en, leafIndex: index });
};
