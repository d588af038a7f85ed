import { Link } from 'wouter';
import { api, type View } from '../../shared/api.ts';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import { useOpen } from '../../shared/desk/use-open.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, EmptyState, Faces, Notice, SkeletonList, StatusPill } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages } from '../../shared/use-view.ts';
import { useAlarms } from '../sos/alarm-bar.tsx';
import css from '../sos/sos-desk.module.css';
import { sosDeskText } from '../sos/sos-desk.text.ts';

type Alarm = View<'support', 'listSos'>['items'][number];
const states = ['live', 'closed'] as const;
const tones = { open: 'danger', acknowledged: 'warm', closed: 'grey' } as const;

/** Calls for help, those nobody has taken first, and who is on call now. */
export default function SosPage() {
  const { t } = useText(sosDeskText);
  const { param, setParam } = useOpen();
  const state = param('state') === 'closed' ? 'closed' : 'live';
  const live = useAlarms();
  return (
    <Page title={t('title')} note={t('note')} aside={<Link href="/duty">{t('toRoster')}</Link>}>
      <FilterBar<(typeof states)[number]> segments={{ value: state, onChange: (next) => setParam('state', next === 'live' ? null : next), choices: states.map((value) => ({ value, label: t(value) })) }} />
      {live.value ? <Notice tone={live.value.isFallback ? 'warm' : 'jade'}>{live.value.isFallback ? t('nobodyOnCall', { names: live.value.onCall.join('、') }) : t('onCall', { names: live.value.onCall.join('、') })}</Notice> : null}
      {state === 'closed' ? <Closed /> : (
        <Faces of={live} loading={<SkeletonList count={2} />} isEmpty={({ items }) => items.length === 0} empty={<EmptyState title={t('empty')} art="calm" />}>
          {({ items }) => <div className={css.cards} data-testid="sos-list">{items.map((one) => <AlarmCard key={one.sosId} of={one} />)}</div>}
        </Faces>
      )}
    </Page>
  );
}

function Closed() {
  const { t } = useText(sosDeskText);
  const closed = usePages(['support', 'listSos', 'closed'], (cursor) => api.support.listSos({ state: 'closed', limit: 50, ...(cursor && { cursor }) }), { live: ['sos'] });
  return (
    <Faces of={closed} loading={<SkeletonList count={3} />} isEmpty={(items) => items.length === 0} empty={<EmptyState title={t('emptyClosed')} art="calm" />}>
      {(items) => <div className={css.cards}>{items.map((one) => <AlarmCard key={one.sosId} of={one} />)}{closed.hasMore ? <Button kind="secondary" isBusy={closed.isLoadingMore} onClick={() => void closed.loadMore()}>…</Button> : null}</div>}
    </Faces>
  );
}

function AlarmCard({ of }: { of: Alarm }) {
  const { t } = useText(sosDeskText);
  const { instant, time } = useFormat();
  return (
    <Link href={`/sos/${of.sosId}`} className={css.card} data-state={of.state}>
      <span><b>{t(of.kind)} · {of.personName}</b><small>{[t(of.side === 'other' ? 'side_other' : of.side), of.estateName, of.orderNo, instant(of.openedAt), of.pressedTimes > 1 ? t('pressed', { count: of.pressedTimes }) : null].filter(Boolean).join(' · ')}</small></span>
      <StatusPill tone={tones[of.state]}>{of.state === 'closed' ? t('state_closed') : t(of.state)}</StatusPill>
      {of.acknowledgedByName ? <small>{t('taken', { name: of.acknowledgedByName })}</small> : of.nextLevelAt ? <small>{t('next', { time: time(of.nextLevelAt) })}</small> : null}
    </Link>
  );
}
