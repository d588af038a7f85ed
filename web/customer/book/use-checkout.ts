import { useCallback, useState } from 'react';
import { api } from '../../shared/api.ts';
import type { RefusalError } from '../../shared/refusal.ts';
import { useCommand } from '../../shared/use-command.ts';
import type { Order } from '../parts/pay-sheet.tsx';
import type { Plan } from './use-plan.ts';

/** From the plan to an order that waits for payment: hold the time, place the order, then the cashier. */
export function useCheckout(plan: Plan) {
  const [order, setOrder] = useState<Order | null>(null);
  const [refusal, setRefusal] = useState<RefusalError | null>(null);
  const hold = useCommand(api.dispatch.holdSlot, { isQuiet: true, refreshes: [], onRefused: setRefusal });
  const place = useCommand(api.orders.place, { isQuiet: true, refreshes: [['orders']], onRefused: setRefusal });

  /** With `startAt` another time than the planned one, e.g. the nearest after the first was taken. */
  const checkOut = async (other?: { startAt: string; totalFen: number; workerId: string | null }): Promise<Order | null> => {
    const { item, address, quantity, slot, workerId, quote, note, memberIds } = plan;
    const startAt = other?.startAt ?? slot?.startAt;
    const totalFen = other?.totalFen ?? quote?.totalFen;
    const wished = other ? other.workerId : workerId;
    if (!address || startAt === undefined) return null;
    setRefusal(null);
    const held = await hold.run({ itemId: item.itemId, addressId: address.addressId, quantity, startAt, ...(wished && { workerId: wished }) });
    if (!held) return null;
    const placed = await place.run({ holdId: held.holdId, itemId: item.itemId, addressId: address.addressId, quantity, startAt, note: note.trim(), memberIds, ...(totalFen !== undefined && { expectedTotalFen: totalFen }) });
    if (placed) setOrder(placed);
    return placed ?? null;
  };

  /** A demand without a held time: a consultant or the dispatcher finds somebody. Nothing is paid. */
  const postDemand = async (startAt: string | null, addressId?: string): Promise<Order | null> => {
    const { item, address, quantity, note, memberIds } = plan;
    const where = addressId ?? address?.addressId;
    if (!where) return null;
    setRefusal(null);
    return (await place.run({ itemId: item.itemId, addressId: where, quantity, note: note.trim(), memberIds, ...(startAt && { startAt }) })) ?? null;
  };

  const dismiss = useCallback(() => setRefusal(null), []);
  return { order, refusal, dismiss, checkOut, postDemand, isRunning: hold.isRunning || place.isRunning, closeOrder: () => setOrder(null) };
}
