import { useText } from '../../shared/i18n.ts';
import { Avatar, EmptyState, Faces, List, Notice, Row, Screen, SkeletonList, StatusPill } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import css from './field.module.css';
import { fieldText } from './field.text.ts';
import { usePost } from './outbox.ts';
import { Unsent } from './unsent.tsx';
import { type Seat, useExamining } from './use-field.ts';

export const seatLooks = { booked: ['booked', 'warm'], passed: ['passed', 'jade'], failed: ['failed', 'danger'], cancelled: ['seatCancelled', 'grey'], absent: ['seatAbsent', 'grey'] } as const satisfies Record<Seat['state'], readonly [string, string]>;

/** One practical: who comes, and how each went. */
export function SlotPage({ slotId }: { slotId: string }) {
  const { t, say } = useText(fieldText);
  const { timeWindow } = useFormat();
  const { parcels } = usePost();
  const found = useExamining();
  const slot = found.value?.value.slots.find((one) => one.slotId === slotId);
  return (
    <Screen title={slot ? say(slot.title) : t('practicals')} back="/m">
      <Unsent keptAt={found.value?.keptAt ?? null} />
      <Faces of={found} loading={<SkeletonList count={4} hasAvatar />}>
        {() => (!slot ? <EmptyState title={t('notFound')}>{t('notFoundNote')}</EmptyState> : (
          <>
            <p className={css.quiet}>{timeWindow(slot.startAt, slot.endAt)} · {slot.place}</p>
            {slot.state === 'cancelled' ? <Notice tone="danger">{slot.cancelWords}</Notice> : null}
            {slot.seats.length === 0 ? <EmptyState title={t('noBooked')} art="calm" /> : (
              <List>
                {slot.seats.map((seat) => {
                  const isSigned = parcels.some((parcel) => parcel.kind === 'signOff' && parcel.subject === seat.seatId);
                  const [word, tone] = seatLooks[seat.state];
                  return <Row key={seat.seatId} href={`/m/seat/${seat.seatId}`} start={<Avatar name={seat.workerName} sizePixels={40} />} title={seat.workerName} note={seat.outcome && !seat.outcome.isAbsent ? t('percent', { percent: seat.outcome.scorePercent }) : say(seat.words)} end={<StatusPill tone={isSigned ? 'warm' : tone}>{t(isSigned ? 'signed' : word)}</StatusPill>} />;
                })}
              </List>
            )}
          </>
        ))}
      </Faces>
    </Screen>
  );
}
