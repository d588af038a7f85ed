import { Crown } from 'lucide-react';
import { useCallback, useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Button, Card, EmptyState, Faces, List, Notice, Row, SectionTitle, Sheet, SkeletonScreen, StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { RequireSession } from '../../shared/use-session.tsx';
import { useView } from '../../shared/use-view.ts';
import { Frame } from '../frame.tsx';
import { ChargeSheet } from '../parts/charge-sheet.tsx';
import { text } from '../text.ts';
import { memberText } from '../wallet/member.text.ts';
import css from '../wallet/wallet.module.css';

type Mine = View<'benefits', 'membership'>;
type Plan = Mine['plans'][number];

/** The household's membership, what it brings, and what else is offered. */
export default function MembershipPage() {
  const common = useText(text);
  return <RequireSession title={common.t('loginFirst')} lead={common.t('loginLead')}><Page /></RequireSession>;
}

function Page() {
  const { t } = useText(memberText);
  const mine = useView(['benefits', 'membership'], () => api.benefits.membership({}), { live: ['charge', 'membership'] });
  return <Frame title={t('title')} back="/me/wallet"><Faces of={mine} loading={<SkeletonScreen />}>{(found) => <Body of={found} />}</Faces></Frame>;
}

function Body({ of }: { of: Mine }) {
  const { t, say } = useText(memberText);
  const { day } = useFormat();
  const [isDropping, setDropping] = useState(false);
  const { current } = of;
  const running = current?.state === 'running' ? current : null;
  return (
    <>
      {running ? (
        <section className={css.hero} data-testid="member">
          <small>{say(running.name)}</small><span>{say(running.words)}</span>
          {running.endsAt ? <span>{t('until', { day: day(running.endsAt) })}</span> : null}
        </section>
      ) : null}
      {running && of.drop ? <Button kind="quiet" onClick={() => setDropping(true)}>{t('drop')}</Button> : null}
      {running ? null : <SectionTitle>{t('plans')}</SectionTitle>}
      {running ? null : of.plans.length === 0 ? <EmptyState title={t('noPlans')} art="calm" /> : of.plans.map((plan) => <PlanCard key={plan.planId} of={plan} />)}
      {of.history.length > 0 ? <><SectionTitle>{t('history')}</SectionTitle><List>{of.history.map((one) => <Row key={one.membershipId} title={say(one.name)} note={one.startsAt && one.endsAt ? `${day(one.startsAt)} – ${day(one.endsAt)}` : undefined} end={<StatusPill tone={one.state === 'running' ? 'jade' : 'grey'}>{say(one.stateLabel)}</StatusPill>} />)}</List></> : null}
      {isDropping && running && of.drop ? <DropSheet membershipId={running.membershipId} of={of.drop} onClose={() => setDropping(false)} /> : null}
    </>
  );
}

function PlanCard({ of }: { of: Plan }) {
  const { t, say } = useText(memberText);
  const [chargeId, setChargeId] = useState<string | null>(null);
  const buy = useCommand(api.benefits.buyMembership, { refreshes: [], onDone: (opened) => setChargeId(opened.chargeId) });
  const done = useCallback(() => { setChargeId(null); showToast(t('welcome')); }, [t]);
  const brings = [of.discountPercent > 0 ? t('discount', { percent: of.discountPercent }) + (of.discountCapFen === null ? '' : t('cap', { amount: formatMoney(of.discountCapFen) })) : null, of.isFeeFree ? t('feeFree') : null, of.pointsTimes > 1 ? t('times', { times: of.pointsTimes }) : null].filter((one) => one !== null);
  return (
    <Card face="warm">
      <div className={css.pack} data-testid="plan">
        <div className={css.packTop}><b>{say(of.name)}</b><Amount fen={of.priceFen} size="medium" /></div>
        <ul className={css.programmes}>{brings.map((one) => <li key={one}><Crown size={18} aria-hidden="true" /><span>{one}</span></li>)}</ul>
        <p className={css.soft}>{t('days', { count: of.days })}</p>
        <Button size="large" isWide isBusy={buy.isRunning} data-testid="plan-buy" onClick={() => void buy.run({ planId: of.planId })}>{t('buy', { price: formatMoney(of.priceFen) })}</Button>
      </div>
      {chargeId ? <ChargeSheet chargeId={chargeId} title={say(of.name)} note={t('note')} onClose={() => setChargeId(null)} onPaid={done} /> : null}
    </Card>
  );
}

function DropSheet({ membershipId, of, onClose }: { membershipId: string; of: NonNullable<Mine['drop']>; onClose: () => void }) {
  const { t, say } = useText(memberText);
  const drop = useCommand(api.benefits.dropMembership, { onDone: () => { showToast(t('dropped')); onClose(); } });
  return (
    <Sheet isOpen title={t('drop')} onClose={onClose} bar={<><Button kind="secondary" size="large" onClick={onClose}>{t('keep')}</Button><Button size="large" isWide kind="danger" isBusy={drop.isRunning} onClick={() => void drop.run({ membershipId })}>{t('dropDo', { amount: formatMoney(of.refundFen) })}</Button></>}>
      <div className={css.big}><Amount fen={of.refundFen} size="large" /></div><Notice tone="jade">{say(of.words)}</Notice>
    </Sheet>
  );
}
