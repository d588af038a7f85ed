import '../../shared/desk/calls.ts';
import { useEffect } from 'react';
import { Route, Switch } from 'wouter';
import { useText } from '../../shared/i18n.ts';
import { ButtonLink, EmptyState, Screen } from '../../shared/kit/index.ts';
import { keepPage } from '../../shared/keep-page.ts';
import { fieldText } from './field.text.ts';
import { useOpenPost } from './outbox.ts';
import { SeatPage } from './seat.tsx';
import { SessionPage } from './session.tsx';
import { SlotPage } from './slot.tsx';
import { TodayPage } from './today.tsx';

/** The phone pages of who teaches and examines. Nothing here is loaded later: a room without reception must not find a page missing. */
export default function Field() {
  const { t } = useText(fieldText);
  useOpenPost();
  useEffect(() => {
    // A thumb reads larger than a desk; the rest of the school's app is dense.
    const { face } = document.documentElement.dataset;
    document.documentElement.dataset.face = 'h5';
    document.title = `${t('title')} · 邻里`;
    void keepPage('/school');
    return () => { document.documentElement.dataset.face = face ?? 'desk'; };
  }, [t]);
  return (
    <Switch>
      <Route path="/m"><TodayPage /></Route>
      <Route path="/m/session/:sessionId">{({ sessionId }) => <SessionPage key={sessionId} sessionId={sessionId} />}</Route>
      <Route path="/m/slot/:slotId">{({ slotId }) => <SlotPage key={slotId} slotId={slotId} />}</Route>
      <Route path="/m/seat/:seatId">{({ seatId }) => <SeatPage key={seatId} seatId={seatId} />}</Route>
      <Route><Screen title={t('notFound')} back="/m"><EmptyState title={t('notFound')} action={<ButtonLink href="/m">{t('title')}</ButtonLink>}>{t('notFoundNote')}</EmptyState></Screen></Route>
    </Switch>
  );
}
