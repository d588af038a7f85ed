import { useMemo } from 'react';
import { api, type View } from '../../shared/api.ts';
import type { Carried, CarryTarget } from '../../shared/desk/gantt-carry.ts';
import { useText } from '../../shared/i18n.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { moveText } from './move.text.ts';

export type Allowed = View<'dispatch', 'listMoves'>['allowed'][number];
const shownBest = 6;
const noOne: readonly Allowed[] = [];

/** Who may have an order: the whole field of it, kept for a moment because it is asked for again and again while a hand moves. */
export const useMoves = (orderId: string | null) =>
  useView(['dispatch', 'listMoves', orderId], () => api.dispatch.listMoves({ orderId: orderId! }), { isReady: orderId !== null, live: orderId === null ? false : { subject: orderId }, staleSeconds: 15, isKept: false });

/** What is known about a carry: for each worker yes or no, the best of them, and the sentence about where it would be put down now. */
export function useVerdicts(carried: Carried | null, target: CarryTarget) {
  const { t, say } = useText(moveText);
  const { time } = useFormat();
  const moves = useMoves(carried?.orderId ?? null);
  const field = carried ? moves.value : undefined;
  const known = useMemo(() => field && new Map<string, boolean>([...field.blocked.map(({ workerId }) => [workerId, false] as const), ...field.allowed.map(({ workerId }) => [workerId, true] as const)]), [field]);
  const best = useMemo(() => field?.allowed.filter(({ workerId }) => workerId !== carried?.fromWorkerId).slice(0, shownBest) ?? noOne, [field, carried]);
  const isElsewhere = carried !== null && target.workerId !== null && target.workerId !== carried.fromWorkerId;
  const single = isElsewhere && known !== undefined && !known.has(target.workerId!) ? target.workerId : null;
  const check = useView(['dispatch', 'checkMove', carried?.orderId, single], () => api.dispatch.checkMove({ orderId: carried!.orderId, workerId: single! }), { isReady: single !== null, live: false, staleSeconds: 15, isKept: false });
  const verdicts = useMemo(() => (known && single !== null && check.value ? new Map([...known, [single, check.value.isAllowed]]) : known ?? null), [known, single, check.value]);

  const words = ((): { text: string; isGood: boolean } => {
    if (!carried || target.workerId === null) return { text: t('dropHere'), isGood: true };
    if (target.shiftMinutes !== 0) return { text: t('otherTime', { time: time(new Date(Date.parse(carried.startAt) + target.shiftMinutes * 60_000).toISOString()) }), isGood: false };
    if (!isElsewhere) return { text: t('backHome'), isGood: true };
    const allowed = field?.allowed.find(({ workerId }) => workerId === target.workerId);
    if (allowed) return { text: allowed.caution ? t('canWith', { why: say(allowed.caution) }) : t('canGo', { score: Math.round(allowed.score), minutes: allowed.travelMinutes }), isGood: true };
    const blocked = field?.blocked.find(({ workerId }) => workerId === target.workerId);
    if (blocked) return { text: t('cannot', { why: say(blocked.reason) }), isGood: false };
    if (single !== null && check.value) return check.value.isAllowed ? { text: t('canGo', { score: 0, minutes: check.value.travelMinutes }), isGood: true } : { text: t('cannot', { why: say(check.value.blockers[0]?.reason) || t('unreachable') }), isGood: false };
    return { text: t('looking'), isGood: true };
  })();
  return { verdicts, words, best, isAsked: field !== undefined };
}
