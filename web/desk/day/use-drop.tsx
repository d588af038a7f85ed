import { type ReactNode, useState } from 'react';
import { api } from '../../shared/api.ts';
import type { Carried, CarryTarget } from '../../shared/desk/gantt-carry.ts';
import { type AssignableOrder, useAssign } from '../../shared/desk/order/assign-bar.tsx';
import { useText } from '../../shared/i18n.ts';
import { showRefusal } from '../../shared/toasts.ts';
import { toRefusal } from '../../shared/refusal.ts';
import { BlockedDialog, type MoveCheck, TimeDialog } from './move-dialogs.tsx';
import { moveText } from './move.text.ts';

type Named = { workerId: string; name: string };

/** What a drop does: gives the order with an undo, or says which rule it breaks. `statusOf` is the order's state before, to be put back. */
export function useDrop(nameOf: (workerId: string) => string, statusOf: (orderId: string) => AssignableOrder['status']): { drop: (carried: Carried, target: CarryTarget) => void; dialogs: ReactNode; isRunning: boolean } {
  const { t } = useText(moveText);
  const assign = useAssign({ isQuiet: true });
  const [blocked, setBlocked] = useState<{ check: MoveCheck; order: AssignableOrder } | null>(null);
  const [asked, setAsked] = useState<{ carried: Carried; shiftMinutes: number; worker: Named | null } | null>(null);

  const give = async (order: AssignableOrder, worker: Named): Promise<void> => {
    try {
      // The rules are asked first: a refusal alone would name one of them and nothing that helps.
      const check = await api.dispatch.checkMove({ orderId: order.orderId, workerId: worker.workerId });
      if (!check.isAllowed) return setBlocked({ check, order });
      if (await assign.run(order, { workerId: worker.workerId, name: check.workerName }, t('moveReason'), false)) return;
      // Somebody was faster: what stands now is told.
      const after = await api.dispatch.checkMove({ orderId: order.orderId, workerId: worker.workerId });
      if (!after.isAllowed) setBlocked({ check: after, order });
    } catch (thrown) {
      showRefusal(toRefusal(thrown));
    }
  };
  const orderOf = (carried: Carried): AssignableOrder => ({ orderId: carried.orderId, status: statusOf(carried.orderId), workerId: carried.fromWorkerId, merchantId: null });
  const drop = (carried: Carried, { workerId, shiftMinutes }: CarryTarget): void => {
    const worker = workerId === null ? null : { workerId, name: nameOf(workerId) };
    if (shiftMinutes !== 0) setAsked({ carried, shiftMinutes, worker });
    else if (worker) void give(orderOf(carried), worker);
  };
  const dialogs = (
    <>
      {blocked ? <BlockedDialog check={blocked.check} formerWorkerId={blocked.order.workerId} onClose={() => setBlocked(null)} onGive={(worker) => { setBlocked(null); void give(blocked.order, worker); }} /> : null}
      {asked ? <TimeDialog {...asked} onClose={() => setAsked(null)} onGive={asked.worker && asked.worker.workerId !== asked.carried.fromWorkerId ? () => { setAsked(null); void give(orderOf(asked.carried), asked.worker!); } : null} /> : null}
    </>
  );
  return { drop, dialogs, isRunning: assign.isRunning };
}
