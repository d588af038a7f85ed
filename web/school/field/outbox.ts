import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { api, type Input, type View } from '../../shared/api.ts';
import type { Bilingual } from '../../shared/i18n.ts';
import type { Kept } from '../../shared/kept.ts';
import { type Outbox, type Parcel as Posted, browserShelf, createOutbox, useParcelsOf } from '../../shared/outbox.ts';
import { RefusalError } from '../../shared/refusal.ts';
import { useMe } from '../../shared/use-session.tsx';
import { type Seat, seatAsMarked } from './use-field.ts';

export type AttendanceMark = Input<'courses', 'markAttendance'>['marks'][number];
export type ChecklistMark = Input<'courses', 'markChecklist'>['marks'][number];
export type SignOff = Input<'exams', 'signOff'>;
/** What was done on the phone. `subject` is what a newer mark replaces; `name` is whom it is about. The id inside is the key of the parcel: accepted once. */
export type Wish = { subject: string; name: string } & ({ kind: 'attendance'; mark: AttendanceMark } | { kind: 'checklist'; mark: ChecklistMark } | { kind: 'signOff'; signOff: SignOff });
export type Parcel = Posted<Wish>;
/** What the server would not take, kept until it has been seen. */
export type Refused = { key: string; kind: Wish['kind']; name: string; why: Bilingual };

const unaccepted: Bilingual = { zh: '服务器没有接受这条记录', en: 'The server did not accept this' };
type Outcome = Awaited<ReturnType<typeof api.courses.markAttendance>>['items'][number];
/** A mark is answered by itself: a refused one is never to be sent again. */
function demandTaken(outcome: Outcome | undefined): void {
  if (outcome && outcome.outcome !== 'refused') return;
  const why = outcome?.why ?? unaccepted;
  throw new RefusalError({ status: 422, code: 'courses.mark_refused', zh: why.zh, en: why.en });
}

async function send(parcel: Parcel): Promise<Seat | null> {
  const options = { idempotencyKey: parcel.key };
  if (parcel.kind === 'attendance') demandTaken((await api.courses.markAttendance({ marks: [parcel.mark] }, options)).items[0]);
  else if (parcel.kind === 'checklist') demandTaken((await api.courses.markChecklist({ marks: [parcel.mark] }, options)).items[0]);
  else return api.exams.signOff(parcel.signOff, options);
  return null;
}

/** What the server has taken is shown before the views are read again. */
const showSigned = (personId: string, seat: Seat): void => void queries?.setQueryData<Kept<View<'exams', 'myExamining'>>>(['field', 'examining', personId], (held) => held && {
  ...held, value: { ...held.value, slots: held.value.slots.map((slot) => ({ ...slot, seats: slot.seats.map((one) => (one.seatId === seat.seatId ? seat : one)) })) },
});
const showMarked = (personId: string, parcel: Parcel): void => void queries?.setQueryData<Kept<View<'courses', 'mySheets'>>>(['field', 'sheets', personId], (held) => held && {
  ...held, value: { ...held.value, items: held.value.items.map((sheet) => ({ ...sheet, seats: sheet.seats.map((seat) => { const { isWaiting: _, ...now } = seatAsMarked(seat, sheet.sessionId, [parcel]); return now; }) })) },
});

type Post = { outbox: Outbox<Wish>; refused: () => readonly Refused[]; subscribe: (listener: () => void) => () => void; dismiss: (key: string) => void };
const posts = new Map<string, Post>();
let queries: QueryClient | null = null;

/** The post of one person: another one on the same phone has another. */
function postOf(personId: string): Post {
  const known = posts.get(personId);
  if (known) return known;
  const entry = `linli.refused.school.${personId}`;
  const listeners = new Set<() => void>();
  let refused = readRefused(entry);
  const publish = (next: readonly Refused[]): void => {
    refused = next;
    localStorage.setItem(entry, JSON.stringify(next));
    for (const listener of listeners) listener();
  };
  const made: Post = {
    outbox: createOutbox<Wish, Seat | null>({
      send, shelf: browserShelf<Wish>(`school.${personId}`),
      replaces: (next, waiting) => next.kind !== 'signOff' && next.kind === waiting.kind && next.subject === waiting.subject,
      onSent: (seat, parcel) => {
        if (seat !== null) showSigned(personId, seat);
        else if (parcel.kind !== 'signOff') showMarked(personId, parcel);
        // One reading after the last of many, not one after each.
        return made.outbox.parcels().length <= 1 ? queries?.invalidateQueries({ queryKey: ['field'] }) : undefined;
      },
      onRefused: (why, parcel) => {
        publish([...refused, { key: parcel.key, kind: parcel.kind, name: parcel.name, why: { zh: why.zh, en: why.en } }]);
        void queries?.invalidateQueries({ queryKey: ['field'] });
      },
    }),
    refused: () => refused,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    dismiss: (key) => publish(refused.filter((one) => one.key !== key)),
  };
  posts.set(personId, made);
  return made;
}

function readRefused(entry: string): readonly Refused[] {
  try { return JSON.parse(localStorage.getItem(entry) ?? '[]') as Refused[]; } catch { return []; }
}

/** My own outbox, for posting and for what waits in it. */
export function usePost(): { post: Outbox<Wish>['post']; parcels: readonly Parcel[]; deliverAgain: () => void; refused: readonly Refused[]; dismiss: (key: string) => void } {
  const { outbox, refused, subscribe, dismiss } = postOf(useMe().personId);
  const parcels = useParcelsOf(outbox);
  return { post: outbox.post, parcels, deliverAgain: outbox.deliverAgain, refused: useSyncExternalStore(subscribe, refused), dismiss };
}

/** Opens my outbox as long as I am signed in. Mounted once. */
export function useOpenPost(): void {
  const { personId } = useMe();
  const client = useQueryClient();
  useEffect(() => {
    queries = client;
    return postOf(personId).outbox.open();
  }, [client, personId]);
}
