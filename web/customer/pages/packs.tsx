import { useCallback, useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Button, ButtonLink, Card, EmptyState, Faces, Notice, Progress, SectionTitle, Sheet, SkeletonList, SkeletonScreen, StatusPill, TextArea, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { RequireSession } from '../../shared/use-session.tsx';
import { useView } from '../../shared/use-view.ts';
import { Frame } from '../frame.tsx';
import { ChargeSheet } from '../parts/charge-sheet.tsx';
import { text } from '../text.ts';
import css from '../wallet/wallet.module.css';
import { walletText } from '../wallet/wallet.text.ts';

type Pack = View<'benefits', 'packs'>['items'][number];
type Offer = View<'benefits', 'packOffers'>['items'][number];

/** Packs of the household with what is left of each, and those that can be bought. */
export default function PacksPage() {
  const common = useText(text);
  return <RequireSession title={common.t('loginFirst')} lead={common.t('loginLead')}><Mine /></RequireSession>;
}

function Mine() {
  const { t } = useText(walletText);
  const packs = useView(['benefits', 'packs'], () => api.benefits.packs({}), { live: ['charge', 'order'] });
  const offers = useView(['benefits', 'packOffers'], () => api.benefits.packOffers({}), { live: false });
  return (
    <Frame title={t('packs')} back="/me/wallet">
      <Faces of={packs} loading={<SkeletonList count={1} />} isEmpty={({ items }) => items.every(({ state }) => state === 'waiting')} empty={<EmptyState title={t('noPacks')} art="calm">{t('noPacksLead')}</EmptyState>}>
        {({ items }) => <>{items.filter(({ state }) => state !== 'waiting').map((pack) => <PackCard key={pack.packId} of={pack} />)}</>}
      </Faces>
      <SectionTitle>{t('offers')}</SectionTitle>
      <Faces of={offers} loading={<SkeletonScreen />} isEmpty={({ items }) => items.length === 0} empty={<p className={css.soft}>{t('noOffers')}</p>}>
        {({ items }) => <><p className={css.soft}>{t('packsLead')}</p>{items.map((offer) => <OfferCard key={offer.offerId} of={offer} />)}</>}
      </Faces>
    </Frame>
  );
}

function PackCard({ of }: { of: Pack }) {
  const { t, say } = useText(walletText);
  const { day } = useFormat();
  const [isBack, setBack] = useState(false);
  const isActive = of.state === 'active';
  return (
    <Card>
      <div className={css.pack} data-testid="pack">
        <div className={css.packTop}><b>{say(of.name)}</b>{isActive ? null : <StatusPill tone="grey">{say(of.stateWords)}</StatusPill>}</div>
        <Progress label={t('left', { left: of.unitsLeft, units: of.units })} done={of.unitsLeft} total={of.units} note={of.expiresAt ? t('until', { day: day(of.expiresAt) }) : ''} />
        {isActive ? <div className={css.packActs}><ButtonLink href={`/book/${of.itemId}`} size="medium">{t('use')}</ButtonLink>{of.refund.amountFen > 0 ? <Button kind="secondary" data-testid="pack-refund" onClick={() => setBack(true)}>{t('packRefund')}</Button> : null}</div> : null}
      </div>
      {isBack ? <BackSheet of={of} onClose={() => setBack(false)} /> : null}
    </Card>
  );
}

function BackSheet({ of, onClose }: { of: Pack; onClose: () => void }) {
  const { t, say } = useText(walletText);
  const [reason, setReason] = useState('');
  const back = useCommand(api.benefits.refundPack, { isQuiet: true, onDone: () => { showToast(t('refundDone')); onClose(); } });
  return (
    <Sheet isOpen title={t('packRefund')} onClose={onClose} bar={<><Button kind="secondary" size="large" onClick={onClose}>{t('cancel')}</Button><Button size="large" isWide isBusy={back.isRunning} disabled={of.refund.needsReason && reason.trim() === ''} data-testid="pack-refund-do" onClick={() => void back.run({ packId: of.packId, reason: reason.trim() })}>{t('refundDo', { amount: formatMoney(of.refund.amountFen) })}</Button></>}>
      <div className={css.big}><Amount fen={of.refund.amountFen} size="large" /></div>
      <Notice tone="jade">{say(of.refund.words)}</Notice>
      {of.refund.needsReason ? <TextArea label={t('refundWhy')} rows={2} maxLength={200} placeholder={t('refundWhyHint')} value={reason} onChange={setReason} wrong={back.refusal} /> : back.refusal ? <Notice tone="danger">{say(back.refusal)}</Notice> : null}
    </Sheet>
  );
}

function OfferCard({ of }: { of: Offer }) {
  const { t, say } = useText(walletText);
  const [chargeId, setChargeId] = useState<string | null>(null);
  const buy = useCommand(api.benefits.buyPack, { refreshes: [], onDone: (opened) => setChargeId(opened.chargeId) });
  const done = useCallback(() => { setChargeId(null); showToast(t('bought')); }, [t]);
  return (
    <Card>
      <div className={css.pack}>
        <div className={css.packTop}><b>{say(of.name)}</b><Amount fen={of.priceFen} size="medium" /></div>
        <p className={css.soft}>{t('perUnit', { unit: say(of.unitLabel), price: formatMoney(of.unitPriceFen) })}{of.listUnitPriceFen > of.unitPriceFen ? ` · ${t('wasUnit', { price: formatMoney(of.listUnitPriceFen) })}` : ''} · {t('months', { count: of.validMonths })}</p>
        <Button isBusy={buy.isRunning} data-testid="pack-buy" onClick={() => void buy.run({ offerId: of.offerId })}>{t('buy', { price: formatMoney(of.priceFen) })}</Button>
      </div>
      {chargeId ? <ChargeSheet chargeId={chargeId} title={say(of.name)} note={t('packNote')} onClose={() => setChargeId(null)} onPaid={done} /> : null}
    </Card>
  );
}
