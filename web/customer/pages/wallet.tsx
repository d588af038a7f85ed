import { Coins, Crown, Gift, PackageOpen, Ticket } from 'lucide-react';
import { useCallback, useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Button, EmptyState, Faces, List, Notice, Row, SectionTitle, Sheet, SkeletonScreen, Tag, TextArea, TextInput, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { RequireSession } from '../../shared/use-session.tsx';
import { useView } from '../../shared/use-view.ts';
import { Frame } from '../frame.tsx';
import { ChargeSheet } from '../parts/charge-sheet.tsx';
import { text } from '../text.ts';
import css from '../wallet/wallet.module.css';
import { walletText } from '../wallet/wallet.text.ts';

type Wallet = View<'benefits', 'wallet'>;
const SHOWN = 12;

/** What the household holds here: its balance with every movement, and the ways to packs and coupons. */
export default function WalletPage() {
  const common = useText(text);
  return <RequireSession title={common.t('loginFirst')} lead={common.t('loginLead')}><Mine /></RequireSession>;
}

function Mine() {
  const { t } = useText(walletText);
  const wallet = useView(['benefits', 'wallet'], () => api.benefits.wallet({}), { live: ['charge', 'payment', 'order'] });
  return <Frame title={t('title')} back="/me"><Faces of={wallet} loading={<SkeletonScreen />}>{(found) => <Body of={found} />}</Faces></Frame>;
}

function Body({ of }: { of: Wallet }) {
  const { t, say } = useText(walletText);
  const [isRefunding, setRefunding] = useState(false);
  const coupons = useView(['promotions', 'myCoupons', 'usable'], () => api.promotions.myCoupons({ isUsable: 'true', limit: 50 }), { live: ['coupon', 'order'] });
  const points = useView(['benefits', 'points'], () => api.benefits.points({}), { live: ['order', 'points'] });
  const member = useView(['benefits', 'membership'], () => api.benefits.membership({}), { live: ['charge', 'membership'] });
  const icon = (Icon: typeof Gift) => <Icon size={21} strokeWidth={1.8} color="var(--jade-600)" aria-hidden="true" />;
  return (
    <>
      <section className={css.hero} data-testid="wallet-balance">
        <small>{t('balance')}</small><b><Amount fen={of.totalFen} /></b>
        {of.bonusFen > 0 ? <span>{t('split', { stored: formatMoney(of.storedFen), bonus: formatMoney(of.bonusFen) })}</span> : null}
      </section>
      <TopUp of={of} />
      <Vouchers />
      <List>
        <Row href="/me/packs" start={icon(PackageOpen)} title={t('packs')} note={t('packsNote')} />
        <Row href="/me/coupons" start={icon(Ticket)} title={t('coupons')} note={coupons.value ? t('couponsNote', { count: coupons.value.items.length }) : undefined} />
        <Row href="/me/points" start={icon(Coins)} title={t('points')} note={points.value ? t('pointsNote', { count: points.value.points }) : undefined} />
        <Row href="/me/membership" start={icon(Crown)} title={t('membership')} note={say(member.value?.current?.name)} />
        <Row href="/me/referral" start={icon(Gift)} title={t('referral')} note={t('refLead')} />
      </List>
      <SectionTitle more={of.refund.amountFen > 0 ? <Button kind="quiet" size="small" data-testid="wallet-refund" onClick={() => setRefunding(true)}>{t('refund')}</Button> : undefined}>{t('movements')}</SectionTitle>
      <Movements of={of.movements} />
      <p className={css.soft}>{t('rule')}</p>
      {isRefunding ? <RefundSheet of={of} onClose={() => setRefunding(false)} /> : null}
    </>
  );
}

/** What the elders' vouchers still pay this month; nothing for households without one. */
function Vouchers() {
  const { t, say } = useText(walletText);
  const { day } = useFormat();
  const found = useView(['benefits', 'myVouchers'], () => api.benefits.myVouchers({}), { live: ['order'] });
  if (!found.value || found.value.items.length === 0) return null;
  return <><SectionTitle>{t('vouchers')}</SectionTitle><List>{found.value.items.map((one) => <Row key={one.eligibilityId} title={t('voucherLeft', { name: one.memberName, month: Number(one.month.slice(5)) })} note={<>{say(one.levelWords)} · {t('voucherRule')}<br />{t('voucherUntil', { day: day(one.expiresOn) })}</>} end={<Amount fen={one.leftFen} />} />)}</List></>;
}

/** Amounts as large buttons: one tap chooses, the next one pays. */
function TopUp({ of }: { of: Wallet }) {
  const { t } = useText(walletText);
  const [chargeId, setChargeId] = useState<string | null>(null);
  const [isOther, setOther] = useState(false);
  const [yuan, setYuan] = useState('');
  const topUp = useCommand(api.benefits.topUp, { refreshes: [], onDone: (opened) => { setOther(false); setChargeId(opened.chargeId); } });
  const done = useCallback(() => { setChargeId(null); showToast(t('toppedUp')); }, [t]);
  const amountFen = Math.round(Number(yuan) * 100);
  return (
    <>
      <SectionTitle more={<Button kind="quiet" size="small" onClick={() => setOther(true)}>{t('other')}</Button>}>{t('topUp')}</SectionTitle>
      <div className={css.plans}>
        {of.plans.map((plan) => (
          <button key={plan.payFen} type="button" className={css.plan} disabled={topUp.isRunning} data-testid="wallet-plan" onClick={() => void topUp.run({ amountFen: plan.payFen })}>
            <b>{t('plan', { pay: wholeYuan(plan.payFen) })}</b><small data-quiet={plan.bonusFen === 0}>{plan.bonusFen > 0 ? t('planBonus', { bonus: wholeYuan(plan.bonusFen) }) : t('planPlain')}</small>
          </button>
        ))}
      </div>
      {isOther ? (
        <Sheet isOpen title={t('other')} onClose={() => setOther(false)} bar={<Button size="large" isWide isBusy={topUp.isRunning} disabled={!(amountFen >= 100 && amountFen <= of.mostFen)} onClick={() => void topUp.run({ amountFen })}>{t('otherGo', { amount: Number.isFinite(amountFen) ? formatMoney(amountFen) : '' })}</Button>}>
          <TextInput label={t('other')} hint={t('otherHint', { most: formatMoney(of.mostFen) })} inputMode="decimal" prefix="¥" value={yuan} onChange={(value) => setYuan(value.replace(/[^\d.]/g, '').slice(0, 8))} autoFocus />
        </Sheet>
      ) : null}
      {chargeId ? <ChargeSheet chargeId={chargeId} title={t('topUp')} note={t('keptNote')} onClose={() => setChargeId(null)} onPaid={done} /> : null}
    </>
  );
}
const wholeYuan = (fen: number): string => (fen % 100 === 0 ? `¥${(fen / 100).toLocaleString('en-US')}` : formatMoney(fen));

function Movements({ of }: { of: Wallet['movements'] }) {
  const { t, say } = useText(walletText);
  const { instant } = useFormat();
  const [shown, setShown] = useState(SHOWN);
  if (of.length === 0) return <EmptyState title={t('noMovements')} art="calm">{t('noMovementsLead')}</EmptyState>;
  return (
    <>
      <List>{of.slice(0, shown).map((one) => <Row key={one.postingId} title={<>{say(one.words)} {one.part === 'bonus' ? <Tag tone="warm">{t('bonusTag')}</Tag> : null}</>} note={instant(one.at)} end={<Amount fen={one.amountFen} hasSign />} {...(one.orderId && { href: `/orders/${one.orderId}` })} />)}</List>
      {of.length > shown ? <Button kind="quiet" isWide onClick={() => setShown(shown + 50)}>{t('all')}</Button> : null}
    </>
  );
}

/** Paying back what was not spent, with what it means for what was given on top. */
function RefundSheet({ of, onClose }: { of: Wallet; onClose: () => void }) {
  const { t, say } = useText(walletText);
  const [reason, setReason] = useState('');
  const { refund } = of;
  const back = useCommand(api.benefits.refundStored, { isQuiet: true, onDone: () => { showToast(t('refundDone')); onClose(); } });
  return (
    <Sheet isOpen title={t('refundTitle')} onClose={onClose} bar={<><Button kind="secondary" size="large" onClick={onClose}>{t('cancel')}</Button><Button size="large" isWide isBusy={back.isRunning} disabled={refund.needsReason && reason.trim() === ''} data-testid="wallet-refund-do" onClick={() => void back.run({ reason: reason.trim() })}>{t('refundDo', { amount: formatMoney(refund.amountFen) })}</Button></>}>
      <div className={css.big}><Amount fen={refund.amountFen} size="large" /></div>
      <Notice tone={refund.lapsingBonusFen > 0 ? 'warm' : 'jade'}>{say(refund.words)}</Notice>
      {refund.needsReason ? <TextArea label={t('refundWhy')} rows={2} maxLength={200} placeholder={t('refundWhyHint')} value={reason} onChange={setReason} wrong={back.refusal} /> : back.refusal ? <Notice tone="danger">{say(back.refusal)}</Notice> : null}
    </Sheet>
  );
}
