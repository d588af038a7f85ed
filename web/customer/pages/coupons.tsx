import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Button, EmptyState, Faces, SectionTitle, Segmented, SkeletonScreen, Tag, TextInput, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { RequireSession } from '../../shared/use-session.tsx';
import { usePages, useView } from '../../shared/use-view.ts';
import { Frame } from '../frame.tsx';
import { text } from '../text.ts';
import css from '../wallet/wallet.module.css';
import { walletText } from '../wallet/wallet.text.ts';

type Coupon = View<'promotions', 'myCoupons'>['items'][number];
type Offer = View<'promotions', 'offers'>['items'][number];

/** The household's coupons, those that can be taken, and the field for a code. */
export default function CouponsPage() {
  const common = useText(text);
  return <RequireSession title={common.t('loginFirst')} lead={common.t('loginLead')}><Mine /></RequireSession>;
}

function Mine() {
  const { t } = useText(walletText);
  const [view, setView] = useState<'usable' | 'all'>('usable');
  const coupons = usePages(['promotions', 'myCoupons', view], (cursor) => api.promotions.myCoupons({ ...(view === 'usable' && { isUsable: 'true' as const }), limit: 50, ...(cursor && { cursor }) }), { live: ['coupon', 'order'] });
  return (
    <Frame title={t('myCoupons')} back="/me/wallet">
      <Segmented label={t('myCoupons')} value={view} onChange={setView} choices={(['usable', 'all'] as const).map((value) => ({ value, label: t(value) }))} />
      <Faces of={coupons} loading={<SkeletonScreen />} isEmpty={(items) => items.length === 0} empty={<EmptyState title={t('noCoupons')} art="calm">{t('noCouponsLead')}</EmptyState>}>
        {(items) => <div className={css.coupons} data-testid="coupons">{items.map((coupon) => <CouponCard key={coupon.couponId} of={coupon} />)}</div>}
      </Faces>
      {coupons.hasMore ? <Button kind="quiet" isWide isBusy={coupons.isLoadingMore} onClick={coupons.loadMore}>{t('all')}</Button> : null}
      <Offers />
      <Code />
    </Frame>
  );
}

/** What the left side of a ticket says: yuan, or a share of ten as Chinese shops write it. */
function Face({ of }: { of: Coupon }) {
  const { t, locale } = useText(walletText);
  // Chinese shops say what is left in tenths, others what is taken off.
  return (
    <span className={css.couponFace}>
      <b>{of.kind === 'percentOff' ? t('percentFace', { off: locale === 'zh' ? (100 - of.percent) / 10 : of.percent }) : <Amount fen={of.amountFen} />}</b>
      {of.minSpendFen > 0 ? <small>{t('min', { amount: `¥${of.minSpendFen / 100}` })}</small> : null}
    </span>
  );
}

function CouponCard({ of }: { of: Coupon }) {
  const { t, say } = useText(walletText);
  const { until } = useFormat();
  return (
    <article className={css.coupon} data-dim={of.state === 'spent' || of.state === 'expired'}>
      <Face of={of} />
      <div className={css.couponBody}>
        <b>{say(of.name)}</b><small>{say(of.words)}</small>
        {say(of.givenWhy) ? <small>{say(of.givenWhy)}</small> : null}
        <span className={css.couponEnd}><small>{t('expires', { time: until(of.expiresAt) })}</small>{of.state === 'free' ? null : <Tag tone={of.state === 'held' ? 'warm' : 'grey'}>{say(of.stateLabel)}</Tag>}</span>
      </div>
    </article>
  );
}

function Offers() {
  const { t } = useText(walletText);
  const offers = useView(['promotions', 'offers'], () => api.promotions.offers({}), { live: ['coupon'] });
  if (!offers.value || offers.value.items.length === 0) return null;
  return <><SectionTitle>{t('canTake')}</SectionTitle><div className={css.coupons} data-testid="coupon-offers">{[...offers.value.items].sort((a, b) => Number(b.can['claim']?.isAllowed ?? false) - Number(a.can['claim']?.isAllowed ?? false)).map((offer) => <OfferCard key={offer.campaignId} of={offer} />)}</div></>;
}

function OfferCard({ of }: { of: Offer }) {
  const { t, say } = useText(walletText);
  const { day } = useFormat();
  const claim = useCommand(api.promotions.claim, { onDone: () => showToast(t('taken')) });
  return (
    <article className={css.coupon} style={{ gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <div className={css.couponBody}>
        <b>{say(of.name)}</b><small>{say(of.words)}</small>
        <span className={css.couponEnd}>
          <small>{of.can['claim']?.isAllowed ? [of.left === null ? null : t('leftStock', { count: of.left }), t('closes', { day: day(of.closesAt) })].filter(Boolean).join(' · ') : say(of.can['claim']?.why)}</small>
          <Button size="small" disabled={!of.can['claim']?.isAllowed} isBusy={claim.isRunning} data-testid="coupon-take" onClick={() => void claim.run({ campaignId: of.campaignId })}>{t('take')}</Button>
        </span>
      </div>
    </article>
  );
}

function Code() {
  const { t, say } = useText(walletText);
  const [code, setCode] = useState('');
  const redeem = useCommand(api.promotions.redeemCode, { isQuiet: true, onDone: (coupon) => { setCode(''); showToast(t('redeemed', { name: say(coupon.name) })); } });
  return (
    <form className={css.codeLine} onSubmit={(event) => { event.preventDefault(); if (code.trim() !== '') void redeem.run({ code: code.trim() }); }}>
      <TextInput label={t('code')} placeholder={t('codeHint')} value={code} onChange={(value) => { setCode(value.toUpperCase()); redeem.reset(); }} maxLength={20} autoCapitalize="characters" autoComplete="off" wrong={redeem.refusal} />
      <Button kind="secondary" type="submit" isBusy={redeem.isRunning} disabled={code.trim() === ''}>{t('redeem')}</Button>
    </form>
  );
}
