import { api, type View } from '../../shared/api.ts';
import { useHolds } from '../../shared/desk/use-param.ts';
import { orKept } from '../../shared/kept.ts';
import { useMe } from '../../shared/use-session.tsx';
import { useView } from '../../shared/use-view.ts';
import type { Parcel } from './outbox.ts';

export type Sheet = View<'courses', 'mySheets'>['items'][number];
export type SheetSeat = Sheet['seats'][number];
export type Slot = View<'exams', 'myExamining'>['slots'][number];
export type Seat = Slot['seats'][number];
export type Rubric = View<'exams', 'myExamining'>['rubrics'][number];

/** My sheets of these days; without a network those kept on the phone. */
export function useSheets() {
  const { personId } = useMe();
  const holds = useHolds();
  return useView(['field', 'sheets', personId], orKept(`sheets.${personId}`, () => api.courses.mySheets({})), { live: ['course', 'session', 'cohort'], isReady: holds('trainer', 'operator'), everySeconds: 60 });
}

/** My practicals with who comes and the rubrics. */
export function useExamining() {
  const { personId } = useMe();
  const holds = useHolds();
  return useView(['field', 'examining', personId], orKept(`examining.${personId}`, () => api.exams.myExamining({})), { live: ['exam', 'practical'], isReady: holds('examiner', 'operator'), everySeconds: 60 });
}

/** A learner as the trainer left her: what waits in the post counts already. */
export function seatAsMarked(seat: SheetSeat, sessionId: string, parcels: readonly Parcel[]): SheetSeat & { isWaiting: boolean } {
  const subject = `${sessionId} ${seat.workerId}`;
  const wish = parcels.findLast((parcel) => parcel.kind === 'attendance' && parcel.subject === subject);
  const items = new Map(seat.items.map((item) => [item.code, item]));
  for (const parcel of parcels) if (parcel.kind === 'checklist' && parcel.subject.startsWith(`${subject} `)) items.set(parcel.mark.code, { code: parcel.mark.code, level: parcel.mark.level, words: parcel.mark.words ?? '', at: parcel.mark.at });
  const isWaiting = parcels.some((parcel) => parcel.kind !== 'signOff' && (parcel.subject === subject || parcel.subject.startsWith(`${subject} `)));
  return { ...seat, items: [...items.values()], isWaiting, ...(wish?.kind === 'attendance' && { state: wish.mark.state, minutes: wish.mark.minutes ?? seat.minutes }) };
}
