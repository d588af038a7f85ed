import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { addDays, dayOf } from '../../shared/format.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';

export type Caller = { personId: string; name: string; phone: string | null; maskedPhone: string; isNew: boolean };
export type Address = View<'accounts', 'listAddresses'>['items'][number];
export type Item = View<'catalog', 'listItems'>['items'][number];
export type Order = View<'orders', 'get'>;
const slotDays = 7;

/** Everything one call gathers, what follows from it, and the way from it to an order. */
export function useCall() {
  const [caller, setCaller] = useState<Caller | null>(null);
  const [addressId, setAddressId] = useState<string | null>(null);
  const [item, setItem] = useState<Item | null>(null);
  const [quantity, setQuantity] = useState(1);
  const [note, setNote] = useState('');
  const [callWords, setCallWords] = useState('');
  const [fromDay, setFromDay] = useState(() => dayOf(new Date()));
  const [startAt, setStartAt] = useState<string | null>(null);
  const [workerId, setWorkerId] = useState<string | null>(null);
  const [order, setOrder] = useState<Order | null>(null);

  const customerId = caller?.personId;
  const addresses = useView(['accounts', 'listAddresses', customerId], () => api.accounts.listAddresses({ customerId: customerId! }), { isReady: caller !== null, live: false, isKept: false });
  const address = addresses.value?.items.find((one) => one.addressId === addressId) ?? addresses.value?.items.find(({ isDefault }) => isDefault) ?? addresses.value?.items[0] ?? null;
  const wish = item && address && customerId ? { itemId: item.itemId, addressId: address.addressId, quantity, customerId } : null;
  // Named by key, so that the same wish is the same view.
  const wishKey = wish ? [wish.itemId, wish.addressId, wish.quantity] : [];
  const slots = useView(['dispatch', 'listSlots', ...wishKey, fromDay], () => api.dispatch.listSlots({ ...wish!, from: fromDay, days: slotDays }), { isReady: wish !== null && order === null, live: ['order', 'offer', 'worker'], isKept: false });
  const free = slots.value?.days.flatMap(({ slots: ofDay }) => ofDay) ?? [];
  const isListed = slots.value !== undefined;
  const chosen = isListed ? free.find((slot) => slot.startAt === startAt) ?? free[0] ?? null : null;
  const start = isListed ? chosen?.startAt ?? null : startAt;
  const suggestions = useView(['dispatch', 'suggestWorkers', ...wishKey, start], () => api.dispatch.suggestWorkers({ ...wish!, startAt: start! }), { isReady: wish !== null && isListed && start !== null && order === null, live: false, isKept: false });
  const quote = useView(['catalog', 'quote', item?.itemId, quantity, start], () => api.catalog.quote({ itemId: item!.itemId, quantity, ...(start && { startAt: start }) }), { isReady: item !== null, live: ['catalog'] });

  const hold = useCommand(api.dispatch.holdSlot, { refreshes: [['dispatch', 'listSlots']], onRefused: () => slots.reload() });
  const place = useCommand(api.orders.place);
  const log = useCommand(api.support.logCall, { isQuiet: true, refreshes: [['support', 'listCalls']] });

  const logCall = async (orderId?: string): Promise<boolean> => {
    if (!caller?.phone) return false;
    return (await log.run({ phone: caller.phone, words: callWords.trim(), ...(orderId && { orderId }) })) !== undefined;
  };
  /** Holds the time and places the order; without a time it becomes a demand the desk arranges later. */
  const placeOrder = async (isDemand = false): Promise<void> => {
    if (!wish || (!isDemand && start === null)) return;
    const held = isDemand ? null : await hold.run({ ...wish, startAt: start!, ...(workerId && { workerId }) });
    if (held === undefined) return;
    const { itemId, addressId: at, quantity: count, customerId: whose } = wish;
    const placed = await place.run({ ...(held && { holdId: held.holdId, startAt: held.startAt, expectedTotalFen: held.quote.totalFen }), itemId, addressId: at, quantity: count, customerId: whose, note: note.trim(), memberIds: [], channel: 'phone' });
    if (!placed) return;
    setOrder(placed);
    void logCall(placed.orderId);
  };
  const restart = (): void => {
    setCaller(null); setAddressId(null); setItem(null); setQuantity(1); setNote(''); setCallWords(''); setFromDay(dayOf(new Date())); setStartAt(null); setWorkerId(null); setOrder(null);
  };
  const chooseItem = (next: Item, count = next.usualQuantity): void => { setItem(next); setQuantity(count); setStartAt(null); setWorkerId(null); };
  return {
    caller, setCaller, addresses, address, setAddressId, item, chooseItem, quantity, setQuantity, note, setNote, callWords, setCallWords, fromDay, moveDays: (by: number) => setFromDay(addDays(fromDay, by)), slots, startAt: start, setStartAt, suggestions, workerId, setWorkerId, quote, order,
    placeOrder, logCall, restart, isPlacing: hold.isRunning || place.isRunning,
  };
}
export type Call = ReturnType<typeof useCall>;
