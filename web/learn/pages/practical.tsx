import { CalendarClock, MapPin } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, CanButton, Card, Chips, Dialog, EmptyState, Faces, Notice, Screen, SectionTitle, Sheet, SkeletonScreen, Tag, showToast } from '../../shared/kit/index.ts';
import { ReadAloud } from '../../shared/read-aloud.tsx';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import css from '../learn.module.css';
import { practicalText } from './practical.text.ts';

type Slot = View<'exams', 'openSlots'>['items'][number];
type Seat = View<'exams', 'mySeats'>['items'][number];
type Rubric = View<'exams', 'rubrics'>['items'][number];
const tones = { booked: 'sky', cancelled: 'grey', passed: 'jade', failed: 'danger', absent: 'warm' } as const;

/** Practicals: what is looked at, when and where, and mine. */
export default function Practical() {
  const { t, say } = useText(practicalText);
  const [kind, setKind] = useState<string | null>(null);
  const [rubric, setRubric] = useState<Rubric | null>(null);
  const rubrics = useView(['exams', 'rubrics'], () => api.exams.rubrics({}), { live: false, staleSeconds: 600 });
  const seats = useView(['exams', 'mySeats'], () => api.exams.mySeats({}), { live: ['exam', 'practical'] });
  const slots = usePages(['exams', 'openSlots', kind], (cursor) => api.exams.openSlots({ limit: 30, ...(kind && { kind }), ...(cursor && { cursor }) }), { live: ['exam', 'practical'] });
  const items = rubrics.value?.items ?? [];
  return (
    <Screen title={t('title')} back="/exams">
      <Faces of={seats} loading={<SkeletonScreen />}>
        {({ items: mine }) => <>{mine.length > 0 ? <SectionTitle>{t('mine')}</SectionTitle> : null}{mine.slice(0, 5).map((seat) => <SeatCard key={seat.seatId} seat={seat} onRubric={() => setRubric(items.find((one) => one.kind === seat.kind) ?? null)} />)}</>}
      </Faces>
      <SectionTitle>{t('open')}</SectionTitle>
      {items.length > 1 ? <Chips label={t('open')} isScrolling canClear value={kind} onChange={setKind} choices={items.map((one) => ({ value: one.kind, label: say(one.title) }))} /> : null}
      <Faces of={slots} loading={<SkeletonScreen />} isEmpty={(found) => found.length === 0} empty={<EmptyState title={t('none')} art="calm" />}>
        {(found) => <>{found.map((slot) => <SlotCard key={slot.slotId} slot={slot} onRubric={() => setRubric(items.find((one) => one.kind === slot.kind) ?? null)} />)}</>}
      </Faces>
      {slots.hasMore ? <Button kind="secondary" isWide isBusy={slots.isLoadingMore} onClick={slots.loadMore}>{t('all')}</Button> : null}
      {rubric ? <RubricSheet of={rubric} onClose={() => setRubric(null)} /> : null}
    </Screen>
  );
}

function When({ of }: { of: Slot | Seat }) {
  const { t } = useText(practicalText);
  const { timeWindow } = useFormat();
  return (
    <>
      <p className={css.lessonLine}><CalendarClock size={18} aria-hidden="true" /> <b>{timeWindow(of.startAt, of.endAt)}</b></p>
      <p className={css.lessonLine}><MapPin size={18} aria-hidden="true" /> {of.place} · {t('examiner', { name: of.examinerName })}</p>
    </>
  );
}

function SeatCard({ seat, onRubric }: { seat: Seat; onRubric: () => void }) {
  const { t, say } = useText(practicalText);
  const [isAsking, setAsking] = useState(false);
  const cancel = useCommand(api.exams.cancelSeat, { onDone: () => setAsking(false) });
  return (
    <Card title={say(seat.title)} face={seat.state === 'booked' ? 'warm' : 'plain'} aside={<Tag tone={tones[seat.state]}>{t(seat.state)}{seat.outcome && !seat.outcome.isAbsent ? ` · ${t('score', { percent: seat.outcome.scorePercent })}` : ''}</Tag>}>
      <div className={css.stack} data-testid="my-seat">
        <When of={seat} />
        <p>{say(seat.words)}{seat.outcome?.words ? ` · ${seat.outcome.words}` : ''}</p>
        {seat.state === 'booked' ? <><p className={css.soft}>{t('bring')}</p><div className={css.row}><Button kind="soft" onClick={onRubric}>{t('rubric')}</Button><CanButton can={seat.can['cancel']} kind="quiet" onClick={() => setAsking(true)}>{t('cancel')}</CanButton></div></> : null}
      </div>
      <Dialog isOpen={isAsking} title={t('cancelAsk')} confirm={t('cancel')} cancel={t('keep')} isBusy={cancel.isRunning} onClose={() => setAsking(false)} onConfirm={() => void cancel.run({ seatId: seat.seatId })}>{t('cancelLead')}</Dialog>
    </Card>
  );
}

function SlotCard({ slot, onRubric }: { slot: Slot; onRubric: () => void }) {
  const { t, say } = useText(practicalText);
  const book = useCommand(api.exams.bookPractical, { onDone: () => { showToast(t('bookedToast')); scrollTo(0, 0); } });
  return (
    <Card title={say(slot.title)} aside={<Tag tone={slot.freeCount > 0 ? 'jade' : 'grey'}>{slot.freeCount > 0 ? t('free', { count: slot.freeCount }) : t('full')}</Tag>}>
      <div className={css.stack}>
        <When of={slot} />
        <div className={css.row}><Button kind="soft" onClick={onRubric}>{t('rubric')}</Button><CanButton can={slot.can['book']} isBusy={book.isRunning} data-testid="slot-book" onClick={() => void book.run({ slotId: slot.slotId })}>{t('book')}</CanButton></div>
      </div>
    </Card>
  );
}

function RubricSheet({ of, onClose }: { of: Rubric; onClose: () => void }) {
  const { t, say } = useText(practicalText);
  return (
    <Sheet isOpen title={t('rubric')} onClose={onClose}>
      <div className={css.wide}>
        <div className={css.row}><b>{say(of.title)} · {t('pass', { percent: of.passPercent })}</b><ReadAloud text={[...of.items.map(({ text }) => say(text)), t('redLines'), ...of.redLines.map(({ text }) => say(text))].join('。')} /></div>
        <ol className={css.steps}>{of.items.map((item) => <li key={item.code}><span>{say(item.text)}<br /><small className={css.soft}>{t('points', { count: item.points })}</small></span></li>)}</ol>
        {of.redLines.length > 0 ? <Notice tone="danger"><b>{t('redLines')}</b><ul className={css.plain}>{of.redLines.map((line) => <li key={line.code}>{say(line.text)}</li>)}</ul></Notice> : null}
      </div>
    </Sheet>
  );
}
