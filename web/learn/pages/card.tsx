import { useEffect, useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Card, CheckRow, Dialog, EmptyState, Faces, List, Notice, Row, Screen, Sheet, SkeletonScreen, Tag, showToast } from '../../shared/kit/index.ts';
import { QrPicture } from '../../shared/qr-picture.tsx';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useMe } from '../../shared/use-session.tsx';
import { usePages, useView } from '../../shared/use-view.ts';
import css from '../learn.module.css';
import { useIsWorker } from '../use-learner.ts';
import { cardText } from './card.text.ts';

type Shown = View<'workers', 'myDoorCard'>;
const scopes = ['photo', 'badges', 'score', 'visits'] as const;
const outcomeKeys = { shown: 'shown', stale: 'stale_', lost: 'lost_', expired: 'expired', revoked: 'revoked', notAdmitted: 'notAdmitted' } as const;

/** Her card for the door: a code that changes every half minute, what it shows, and who has read it. */
export default function DoorCardPage() {
  const { t } = useText(cardText);
  const isWorker = useIsWorker();
  const found = useView(['workers', 'myDoorCard'], async (): Promise<Shown & { askedAt: number }> => ({ ...(await api.workers.myDoorCard({})), askedAt: performance.now() }), { isReady: isWorker, live: ['worker'], staleSeconds: 0 });
  if (found.refusal?.code === 'workers.card_unknown' || !isWorker) return <Screen title={t('title')} back="/"><EmptyState title={t('none')} art="door">{t('noneLead')}</EmptyState></Screen>;
  return (
    <Screen title={t('title')} back="/">
      <Faces of={found} loading={<SkeletonScreen />}>{(shown) => <Body shown={shown} reload={found.reload} />}</Faces>
    </Screen>
  );
}

function Body({ shown, reload }: { shown: Shown & { askedAt: number }; reload: () => void }) {
  const { t, say } = useText(cardText);
  const { day } = useFormat();
  const me = useMe();
  const { card } = shown;
  const [isAsking, setAsking] = useState(false);
  const [isReading, setReading] = useState(false);
  const scope = useCommand(api.workers.setCardScope);
  const lose = useCommand(api.workers.reportCardLost, { onDone: ({ reissueBy }) => { setAsking(false); showToast(t('lostDone', { day: reissueBy ? day(reissueBy) : '' })); } });
  return (
    <>
      <section className={css.card} data-testid="door-card">
        <b>{me.name} · {card.firmName}</b>
        {card.state === 'active' ? <Code shown={shown} reload={reload} /> : <p>{card.state === 'lost' && card.reissueBy ? t('stateLost', { day: day(card.reissueBy) }) : say(card.stateName)}{card.endedWords ? ` · ${card.endedWords}` : ''}</p>}
        <small className={css.code}>{card.cardNo} · {t('validUntil', { day: day(card.validUntil) })}</small>
      </section>
      {card.state === 'active' ? (
        <>
          <Card title={t('scope')}>
            {scopes.map((one) => <CheckRow key={one} label={t(one)} isOn={card.scope.includes(one)} isDisabled={scope.isRunning} onChange={(isOn) => void scope.run({ scope: scopes.filter((other) => (other === one ? isOn : card.scope.includes(other))) })} />)}
            <small className={css.soft}>{t('scopeNote')}</small>
          </Card>
          <List><Row title={t('scans')} onPress={() => setReading(true)} /></List>
          <Button kind="quiet" isWide onClick={() => setAsking(true)}>{t('lost')}</Button>
        </>
      ) : null}
      <Dialog isOpen={isAsking} title={t('lostAsk')} confirm={t('lost')} cancel={t('keep')} isDanger isBusy={lose.isRunning} onClose={() => setAsking(false)} onConfirm={() => void lose.run({})}>{t('lostLead')}</Dialog>
      {isReading ? <Scans onClose={() => setReading(false)} /> : null}
    </>
  );
}

/** The code of this half minute; a new one is asked for before it runs out, by how long this page has run. */
function Code({ shown, reload }: { shown: Shown & { askedAt: number }; reload: () => void }) {
  const { t } = useText(cardText);
  const [left, setLeft] = useState(shown.refreshSeconds);
  useEffect(() => {
    const tick = (): void => {
      const next = Math.ceil(shown.refreshSeconds - (performance.now() - shown.askedAt) / 1000);
      setLeft(next);
      if (next <= 0 && next % 3 === 0) reload();
    };
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [shown, reload]);
  // The code before the newest is still taken for half a minute; older ones must not be shown.
  const isStale = left < -25;
  return (
    <>
      {isStale ? <Notice tone="warm">{t('offline')}</Notice> : <QrPicture className={css.qr} svg={shown.qrSvg} label={t('scan')} />}
      <span>{t('scan')}</span>
      <small>{left > 0 ? t('renews', { seconds: left }) : t('stale')}</small>
    </>
  );
}

function Scans({ onClose }: { onClose: () => void }) {
  const { t } = useText(cardText);
  const { instant } = useFormat();
  const found = usePages(['workers', 'myScans'], (cursor) => api.workers.myScans({ limit: 30, ...(cursor && { cursor }) }), { live: ['worker'] });
  return (
    <Sheet isOpen isFull title={t('scans')} onClose={onClose}>
      <Faces of={found} loading={<SkeletonScreen />} isEmpty={(items) => items.length === 0} empty={<EmptyState title={t('scansNone')} art="calm" />}>
        {(items) => <List>{items.map((scan) => <Row key={scan.at} title={instant(scan.at)} note={scan.isExpected ? t('expected') : undefined} end={<Tag tone={scan.outcome === 'shown' ? 'jade' : 'warm'}>{t(outcomeKeys[scan.outcome])}</Tag>} />)}</List>}
      </Faces>
      {found.hasMore ? <Button kind="secondary" isWide isBusy={found.isLoadingMore} onClick={found.loadMore}>{t('more')}</Button> : null}
    </Sheet>
  );
}
