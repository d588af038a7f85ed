import type { HomeScene } from '@linli/contract';
import { useEffect, useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { addDays, dayOf } from '../../shared/format.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useSession } from '../../shared/use-session.tsx';
import { useView } from '../../shared/use-view.ts';
import type { NewPlace } from '../parts/place-picker.tsx';
import { plainScene } from '../parts/scene-fields.tsx';
import type { ServiceItem } from '../parts/service-card.tsx';
import { type Slot, chooseSlot } from '../parts/slot-picker.tsx';

export type Address = View<'accounts', 'listAddresses'>['items'][number];
export type Start = { quantity: number; workerId: string | null; addressId: string | null; wishedStartAt: string | null; note: string; memberIds: string[] };
export type Plan = ReturnType<typeof usePlan>;
const daysShown = 7;

/**
 * What a person wants, step by step, with everything sensible filled in: the default address, the cheapest nearest time, the
 * fastest worker. What was not chosen follows what is possible; what was chosen stays until it can't be had.
 */
export function usePlan(item: ServiceItem, start: Start) {
  const { isSignedIn, askSignIn } = useSession();
  const [quantity, setQuantity] = useState(start.quantity);
  const [chosenAddressId, setAddressId] = useState(start.addressId);
  const [isNewPlace, setNewPlace] = useState(false);
  const [place, setPlace] = useState<NewPlace | null>(null);
  const [scene, setScene] = useState<HomeScene>(plainScene);
  const [wish, setWish] = useState(start.wishedStartAt);
  const [workerId, setWorkerId] = useState(start.workerId);
  const [fromDay, setFromDay] = useState(() => (start.wishedStartAt ? weekOf(start.wishedStartAt) : dayOf(new Date())));
  const [today] = useState(() => dayOf(new Date()));
  const [note, setNote] = useState(start.note);
  const [memberIds, setMemberIds] = useState<string[]>(start.memberIds);

  const addresses = useView(['accounts', 'listAddresses'], () => api.accounts.listAddresses({}), { isReady: isSignedIn, live: false, staleSeconds: 30 });
  const [added, setAdded] = useState<Address | null>(null);
  const listed = isSignedIn ? (addresses.value?.items ?? []) : [];
  // What was added a moment ago counts before the list has been read again.
  const known = added && isSignedIn && !listed.some((one) => one.addressId === added.addressId) ? [added, ...listed] : listed;
  const usual = known.find((one) => one.addressId === chosenAddressId) ?? known.find((one) => one.isDefault) ?? known[0] ?? null;
  const isPickingPlace = isNewPlace || (usual === null && (!isSignedIn || addresses.value !== undefined));
  const address = isPickingPlace ? null : usual;
  // The estate said so already: times are not even asked for.
  const isClosed = place?.building != null && !place.estate.isOpen && (isPickingPlace || address?.estateId === place.estate.estateId);
  const isSlotItem = item.bookingMode === 'slot';

  const slotKey = [item.itemId, address?.addressId, quantity, workerId, fromDay] as const;
  const read = useView(['dispatch', 'listSlots', ...slotKey], async () => ({
    key: slotKey.join(' '),
    ...withPromise(
      await api.dispatch.listSlots({ itemId: item.itemId, addressId: address!.addressId, quantity, from: fromDay, days: daysShown, ...(workerId && { workerId }) }),
      workerId === null && fromDay === today ? await api.dispatch.promiseArrival({ itemId: item.itemId, addressId: address!.addressId, quantity }) : null,
    ),
  }), { isReady: isSlotItem && address !== null && !isClosed, live: ['order', 'catalog'], everySeconds: 60, staleSeconds: 10 });
  // The answer to a former question stays in sight while the new one is asked, but nothing is booked from it.
  const isStale = read.value !== undefined && read.value.key !== slotKey.join(' ');
  const slots = address === null ? undefined : read.value?.slots;
  const promise = address === null || isStale ? null : (read.value?.promise ?? null);
  const slot = slots ? chooseSlot(slots.days, wish) : null;
  const isMoved = wish !== null && slot !== null && !isStale && slot.startAt !== wish && start.wishedStartAt === wish;

  // The same again must not end at the one worker who is booked out: then anyone, and the page says so.
  const isHerWeekFull = workerId !== null && workerId === start.workerId && start.wishedStartAt !== null && ((slots !== undefined && slot === null && !isStale) || (address !== null && read.refusal !== null));
  const [isWorkerGone, setWorkerGone] = useState(false);
  useEffect(() => {
    if (!isHerWeekFull) return;
    setWorkerGone(true);
    setWorkerId(null);
  }, [isHerWeekFull]);

  const suggested = useView(['dispatch', 'suggestWorkers', item.itemId, address?.addressId, quantity, slot?.startAt], () => api.dispatch.suggestWorkers({ itemId: item.itemId, addressId: address!.addressId, quantity, startAt: slot!.startAt }), { isReady: address !== null && slot !== null, live: false, staleSeconds: 60 });
  const candidate = suggested.value?.items.find((one) => one.worker.workerId === workerId);
  const page = useView(['workers', 'publicPage', workerId], () => api.workers.publicPage({ workerId: workerId! }), { isReady: workerId !== null && candidate === undefined, live: false, staleSeconds: 300, isKept: false });
  const worker = workerId === null ? null : (candidate?.worker ?? page.value?.card ?? null);
  const level = worker?.level;

  const quote = useView(['catalog', 'quote', item.itemId, quantity, slot?.startAt, level], () => api.catalog.quote({ itemId: item.itemId, quantity, ...(slot && { startAt: slot.startAt }), ...(level && { workerLevel: level }) }), { live: ['catalog'], staleSeconds: 60 });
  const isPriceFresh = quote.value !== undefined && !quote.isRefreshing;

  const add = useCommand(api.accounts.addAddress, { refreshes: [['accounts', 'listAddresses']], onDone: (made) => { setAdded(made); setAddressId(made.addressId); setNewPlace(false); } });
  const update = useCommand(api.accounts.updateAddress, { refreshes: [['accounts', 'listAddresses'], ['dispatch']] });

  /** Keeps the new place as an address of the household, asking who it is first; the steps after it then appear. */
  const keepPlace = async (): Promise<Address | null> => {
    if (place === null || place.building === null) return null;
    if (!(await askSignIn({ isPhoneNeeded: true }))) return null;
    const same = (await api.accounts.listAddresses({}).catch(() => ({ items: [] as Address[] }))).items.find((one) => one.estateId === place.estate.estateId && one.building === place.building && one.room === place.room.trim());
    if (same) {
      setAddressId(same.addressId);
      setNewPlace(false);
      return same;
    }
    return (await add.run({ estateId: place.estate.estateId, building: place.building, room: place.room.trim(), homeScene: scene, isDefault: known.length === 0 })) ?? null;
  };

  return {
    item, isSlotItem, quantity, setQuantity, note, setNote, memberIds, setMemberIds,
    isSignedIn, askSignIn, known, address, isPickingPlace, isLoadingAddresses: isSignedIn && addresses.value === undefined && addresses.refusal === null, place, setPlace, keepPlace, isKeeping: add.isRunning,
    chooseAddress: (addressId: string): void => { setAddressId(addressId); setNewPlace(false); },
    startNewPlace: (): void => { setNewPlace(true); setPlace(null); setScene(plainScene); },
    scene: address?.homeScene ?? scene,
    setScene: (next: HomeScene): void => { if (address) void update.run({ addressId: address.addressId, homeScene: next }); else setScene(next); },
    isClosed, slots, slotsRefusal: address === null ? null : read.refusal, isStale, reloadSlots: read.reload,
    slot, promise, isMoved, isWorkerGone: isWorkerGone && workerId === null, wish, chooseSlot: (next: Slot): void => setWish(next.startAt),
    fromDay, showDays: (day: string): void => setFromDay(day), laterDays: (): void => { setFromDay(addDays(fromDay, daysShown)); setWish(null); }, hasEarlierDays: fromDay > today, earlierDays: (): void => { setFromDay(today); setWish(null); },
    suggested, worker, workerId, chooseWorker: setWorkerId,
    quote: quote.value, isPriceFresh, reloadQuote: quote.reload,
    isReady: address !== null && slot !== null && !isStale && isPriceFresh && (workerId === null || worker !== null),
  };
}

type Slots = View<'dispatch', 'listSlots'>;
type Promised = View<'dispatch', 'promiseArrival'>;
/** A promised arrival is a time like any other to choose, the first of its day. */
function withPromise(slots: Slots, told: Promised | null): { slots: Slots; promise: (Promised & { startAt: string }) | null } {
  const promise = told?.promise;
  if (!told || !promise) return { slots, promise: null };
  const endAt = new Date(Date.parse(promise.startAt) + slots.durationMinutes * 60_000).toISOString();
  const soonest = { startAt: promise.startAt, endAt, workerCount: 1, isUrgent: true, totalFen: promise.totalFen };
  const days = slots.days.map((one) => (one.day === dayOf(promise.startAt) && !one.slots.some(({ startAt }) => startAt === promise.startAt) ? { ...one, slots: [soonest, ...one.slots] } : one));
  return { slots: { ...slots, days, nobody: null }, promise: { ...told, startAt: promise.startAt } };
}

/** The seven days in which a wished instant lies, counted in weeks from today, so that the strip starts in the present when it can. */
function weekOf(instant: string): string {
  const today = dayOf(new Date());
  const ahead = Math.max(0, Math.round((Date.parse(dayOf(instant)) - Date.parse(today)) / 86_400_000));
  return ahead < daysShown ? today : addDays(dayOf(instant), -3);
}
