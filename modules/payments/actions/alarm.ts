import { sha256 } from '../../../kernel/crypto.ts';
import type { Ctx } from '../../../kernel/context.ts';
import type { AlarmReason } from '../rules/words.ts';
import { addRefusedNotify } from '../store/notifies.ts';

/** Keeps what was refused, as a digest, and tells the desk. Nothing else changes. */
export const raiseAlarm = async (ctx: Ctx, alarm: { provider: string; notifyId: string; tradeNo: string | null; kind: string; reason: AlarmReason; body: string }): Promise<void> => {
  const alarmId = ctx.newId('ntf');
  const { provider, notifyId, tradeNo, kind, reason } = alarm;
  await addRefusedNotify(ctx.tx, ctx.cityId, { id: alarmId, provider, notifyId, tradeNo, kind, reason, bodyHash: sha256(alarm.body), at: ctx.now });
  await ctx.emit('payment.alarmed', { alarmId, reason, personIds: [], merchantId: null });
};
