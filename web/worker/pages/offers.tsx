import { CircleCheckBig } from 'lucide-react';
import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { dayOf } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { ButtonLink, Card, EmptyState, Faces, Screen, Segmented, SkeletonList } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { OfferCard } from '../offers/offer-card.tsx';
import css from '../offers/offers.module.css';
import { offersText } from '../offers/offers.text.ts';
import { Pool } from '../offers/pool.tsx';
import { RefuseSheet } from '../offers/refuse-sheet.tsx';
import { WorkerTabs } from '../tabs.tsx';
import { useNow } from '../use-now.ts';
import { type Visit, useOffers, useProfile } from '../use-work.ts';

/** Offers made to me, and the hall of open orders. */
export function Offers() {
  const { t, say } = useText(offersText);
  const format = useFormat();
  const now = useNow(1);
  const [, navigate] = useLocation();
  const tab = new URLSearchParams(useSearch()).get('tab') === 'pool' ? 'pool' : 'mine';
  const [taken, setTaken] = useState<Visit | null>(null);
  const [refusing, setRefusing] = useState<string | null>(null);
  const profile = useProfile();
  const offers = useOffers();
  const isOffline = profile.value?.isOnline === false;
  return (
    <Screen title={t('title')} tabs={<WorkerTabs at="/offers" />}>
      <Segmented label={t('title')} value={tab} onChange={(next) => navigate(next === 'pool' ? '/offers?tab=pool' : '/offers', { replace: true })} choices={[{ value: 'mine', label: t('mine') }, { value: 'pool', label: t('pool') }]} />
      {taken ? (
        <Card face="jade">
          <div className={css.taken} role="status" data-testid="offer-accepted">
            <CircleCheckBig size={30} aria-hidden="true" />
            <span><b>{t('accepted')}</b><span>{t('acceptedLead', { when: taken.startAt && taken.endAt ? format.timeWindow(taken.startAt, taken.endAt) : '', item: say(taken.itemName) })}</span></span>
          </div>
          <ButtonLink href={`/visits/${taken.orderId}`} kind="secondary" isWide data-testid="offer-open-visit">{t('seeVisit')}</ButtonLink>
        </Card>
      ) : null}
      {tab === 'pool' ? <Pool today={dayOf(now)} onGrabbed={setTaken} /> : (
        <Faces of={offers} loading={<SkeletonList count={2} />} isEmpty={({ items }) => items.length === 0}
          empty={<EmptyState title={t('emptyTitle')} art="calm" action={isOffline ? <ButtonLink href="/">{t('toToday')}</ButtonLink> : <ButtonLink href="/offers?tab=pool" kind="secondary">{t('toPool')}</ButtonLink>}>{t(isOffline ? 'emptyOffline' : 'emptyOnline')}</EmptyState>}>
          {({ items }) => items.map((offer, index) => <OfferCard key={offer.offerId} offer={offer} now={now} isFirst={index === 0} onAccepted={setTaken} onRefuse={() => setRefusing(offer.offerId)} />)}
        </Faces>
      )}
      {refusing ? <RefuseSheet offerId={refusing} onClose={() => setRefusing(null)} /> : null}
    </Screen>
  );
}
