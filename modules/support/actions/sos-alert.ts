import type { Bilingual } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import '../../../gateways/phone-line.ts';
import { maskName } from '../../../kernel/mask.ts';
import { callablePhone, settingsOf, tellPerson } from '../../accounts/index.ts';
import { MOST_RINGS, kindNames, stepWords, wakenAt } from '../rules/sos.ts';
import { deskPeople, onCallAt } from '../store/duty.ts';
import * as store from '../store/sos.ts';

const MINUTE_MS = 60_000;
const PLACES_A_ROUND = 200;

/** Adds to what was done. The alarm is locked, or new. */
export const addStep = async (ctx: Ctx, sosId: string, what: string, words: Bilingual): Promise<void> => {
  const isPerson = ctx.actor.kind === 'person';
  await store.addStep(ctx.tx, ctx.cityId, sosId, { at: ctx.now, what, byId: isPerson ? ctx.actor.personId : null, byName: isPerson ? ctx.actor.name : null, wordsZh: words.zh, wordsEn: words.en });
};

/** Sets the timer that wakes a level of the chain. */
export const wakeAt = (ctx: Ctx, sosId: string, level: number, at: Date, ring = 0): Promise<void> => ctx.schedule({ name: 'support.wakeForSos', key: `${sosId}:${level}:${ring}`, at, payload: { sosId, level } });

/** Rings one person; a line that fails is told, and keeps nobody else from being rung. */
const ring = async (ctx: Ctx, personId: string, sosId: string): Promise<boolean> => {
  try {
    await ctx.gateways.phoneLine.placeCall({ agentId: 'sos', to: await callablePhone(ctx, personId), reason: `sos ${sosId}` });
    return true;
  } catch {
    return false;
  }
};

const tell = async (ctx: Ctx, row: store.ListedSos, level: number, personIds: readonly string[]): Promise<number> => {
  const who = row.side === 'worker' ? `家政员${maskName(row.personName)}` : `客户${maskName(row.personName)}`;
  let failed = 0;
  for (const personId of personIds) {
    await tellPerson(ctx, { personId, template: 'sosAlarm', params: { kind: kindNames[row.kind].zh, who, place: row.estateName ?? '地点见客服台' } });
    const isRung = await ring(ctx, personId, row.id);
    if (!isRung) failed += 1;
    await store.addTold(ctx.tx, ctx.cityId, row.id, { personId, level, at: ctx.now, isRung });
  }
  return failed;
};

/**
 * Wakes a level of the chain while nobody has taken the alarm: message and phone to each. Past the end everybody is rung again
 * every few minutes, for an hour. Safe to run twice: a level once reached is not gone back to.
 */
export const wakeForSos = async (ctx: Ctx, { sosId, level }: { sosId: string; level: number }): Promise<void> => {
  const { tx, cityId, now } = ctx;
  const locked = await store.lockSos(tx, cityId, sosId);
  if (!locked || locked.state !== 'open' || locked.level > level) return;
  const row = (await store.findSos(tx, cityId, sosId))!;
  const isAgain = level === 3 && locked.level === 3;
  if (level > locked.level) await store.setLevel(tx, cityId, sosId, level);
  const desk = (await deskPeople(tx, cityId)).map(({ personId, roles }) => ({ personId, isAgent: roles.includes('agent') }));
  const { personIds, isFallback } = wakenAt(level, desk, await onCallAt(tx, cityId, now));
  // Whoever calls for help cannot answer it.
  const others = personIds.filter((personId) => personId !== row.raisedBy);
  const failed = await tell(ctx, row, level, others);
  if (others.length === 0) await addStep(ctx, sosId, 'nobody', stepWords.nobody);
  else await addStep(ctx, sosId, isAgain ? 'rung' : 'told', isAgain ? stepWords.rung(others.length) : stepWords.told(level, others.length, isFallback, failed));
  await ctx.emit('sos.moved', { sosId, state: row.state, personIds: [row.raisedBy], merchantId: null });
  if (isAgain) await store.countRing(tx, cityId, sosId);
  if (level === 3 && locked.rings < MOST_RINGS) await wakeAt(ctx, sosId, 3, new Date(now.getTime() + (await settingsOf(ctx)).sosThirdMinutes * MINUTE_MS), locked.rings + 1);
};

/** Forgets where somebody was when she called for help, some days after its end. */
export const forgetSosPlaces = async (ctx: Ctx): Promise<void> => {
  for (const sosId of await store.placesToForget(ctx.tx, ctx.cityId, ctx.now, PLACES_A_ROUND)) {
    await store.forgetPlace(ctx.tx, ctx.cityId, sosId);
    await addStep(ctx, sosId, 'placeForgotten', stepWords.placeForgotten);
  }
};
