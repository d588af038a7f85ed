import { LogOut, Monitor } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { dayOf } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Dialog, EmptyState, Faces, IconButton, List, Row, Screen, SectionTitle, SkeletonList, StatusPill } from '../../shared/kit/index.ts';
import { LanguageSwitch } from '../../shared/language.tsx';
import { useFormat } from '../../shared/use-format.ts';
import { useNow } from '../../shared/use-now.ts';
import { useMe, useSession } from '../../shared/use-session.tsx';
import { fieldText } from './field.text.ts';
import { usePost } from './outbox.ts';
import { Unsent } from './unsent.tsx';
import { type Sheet, type Slot, seatAsMarked, useExamining, useSheets } from './use-field.ts';

/** Everything of mine in these days, today first. */
export function TodayPage() {
  const { t } = useText(fieldText);
  const me = useMe();
  const { signOut } = useSession();
  const { parcels } = usePost();
  const [, navigate] = useLocation();
  const [isLeaving, setLeaving] = useState(false);
  const sheets = useSheets();
  const examining = useExamining();
  const today = dayOf(useNow(60));
  const leave = (): void => (parcels.length > 0 ? setLeaving(true) : signOut());
  const slots = examining.value?.value.slots ?? [];
  const items = (sheets.value?.value.items ?? []).filter((sheet) => sheet.state === 'planned');
  const isEmpty = !sheets.isLoading && !examining.isLoading && slots.length === 0 && items.length === 0 && sheets.refusal === null && examining.refusal === null;
  return (
    <Screen title={t('title')} actions={<><LanguageSwitch /><IconButton label={t('toDesk')} onClick={() => navigate('/')}><Monitor size={22} /></IconButton><IconButton label={t('signOut')} onClick={leave}><LogOut size={22} /></IconButton></>}>
      <p>{t('hello', { name: me.name })}</p>
      <Unsent keptAt={sheets.value?.keptAt ?? examining.value?.keptAt ?? null} />
      {isEmpty ? <EmptyState title={t('nothing')} art="calm">{t('nothingNote')}</EmptyState> : null}
      {slots.length > 0 ? <><SectionTitle>{t('practicals')}</SectionTitle><List>{slots.map((slot) => <SlotRow key={slot.slotId} of={slot} />)}</List></> : null}
      {sheets.refusal || sheets.isLoading ? <Faces of={sheets} loading={<SkeletonList count={3} />}>{() => null}</Faces> : null}
      {examining.refusal ? <Faces of={examining} loading={<SkeletonList count={1} />}>{() => null}</Faces> : null}
      {[['today', items.filter((sheet) => dayOf(sheet.startAt) === today)], ['past', items.filter((sheet) => dayOf(sheet.startAt) < today)], ['coming', items.filter((sheet) => dayOf(sheet.startAt) > today)]].map(([key, some]) => {
        const list = some as Sheet[];
        return list.length === 0 ? null : <div key={key as string}><SectionTitle>{t('classes')} · {t(key as 'today')}</SectionTitle><List>{list.map((sheet) => <SheetRow key={sheet.sessionId} of={sheet} />)}</List></div>;
      })}
      <Dialog isOpen={isLeaving} title={t('leaveTitle', { count: parcels.length })} onClose={() => setLeaving(false)} confirm={t('leave')} cancel={t('stay')} isDanger onConfirm={signOut}>{t('leaveNote')}</Dialog>
    </Screen>
  );
}

function SheetRow({ of }: { of: Sheet }) {
  const { t, say } = useText(fieldText);
  const { timeWindow } = useFormat();
  const { parcels } = usePost();
  const seats = of.seats.map((seat) => seatAsMarked(seat, of.sessionId, parcels));
  const marked = seats.filter((seat) => seat.state !== 'expected').length;
  return <Row href={`/m/session/${of.sessionId}`} title={of.title} note={<>{timeWindow(of.startAt, of.endAt)} · {of.roomName ?? say(of.kindName)}</>} end={<StatusPill tone={marked === seats.length ? 'jade' : 'warm'}>{t('marked', { marked, count: seats.length })}</StatusPill>} />;
}

function SlotRow({ of }: { of: Slot }) {
  const { t, say } = useText(fieldText);
  const { timeWindow } = useFormat();
  const { parcels } = usePost();
  const open = of.seats.filter((seat) => seat.state === 'booked' && !parcels.some((parcel) => parcel.kind === 'signOff' && parcel.subject === seat.seatId)).length;
  return <Row href={`/m/slot/${of.slotId}`} title={say(of.title)} note={<>{timeWindow(of.startAt, of.endAt)} · {of.place}</>} end={<StatusPill tone={open > 0 ? 'warm' : 'jade'}>{t('seats', { booked: of.seats.filter((seat) => seat.state !== 'cancelled').length })}</StatusPill>} />;
}
