import { useText } from '../../shared/i18n.ts';
import { Amount, ButtonLink, Card, EmptyState, Faces, Screen, SkeletonList, StatusPill } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import css from '../income/next-payout.module.css';
import { type Payout, SendAgain, Take, usePayouts } from '../income/next-payout.tsx';
import { payoutText } from '../income/payout.text.ts';

const tones = { sending: 'sky', waitConfirm: 'warm', processing: 'sky', arrived: 'jade', failed: 'danger', expired: 'danger' } as const;

/** Every payout to her: what was earned, what was withheld and why, whether it arrived. */
export default function PayoutsPage() {
  const { t } = useText(payoutText);
  const payouts = usePayouts();
  return (
    <Screen title={t('history')} back="/income">
      <Faces of={payouts} loading={<SkeletonList count={4} />} isEmpty={({ items }) => items.length === 0} empty={<EmptyState title={t('historyEmpty')} art="calm" action={<ButtonLink href="/income" kind="secondary">{t('toIncome')}</ButtonLink>}>{t('historyEmptyLead')}</EmptyState>}>
        {({ items }) => <>{items.map((payout) => <PayoutCard key={payout.payoutId} of={payout} />)}</>}
      </Faces>
    </Screen>
  );
}

function PayoutCard({ of }: { of: Payout }) {
  const { t, say } = useText(payoutText);
  const { day, instant } = useFormat();
  if (of.state === 'waitConfirm') return <Take of={of} />;
  if (of.canReissue) return <SendAgain of={of} />;
  return (
    <Card>
      <div className={css.payout} data-testid="payout">
        <div className={css.payoutTop}><Amount fen={of.netFen} size="medium" /><StatusPill tone={of.isCarried || of.isReissued ? 'grey' : tones[of.state]}>{of.isCarried ? t('carried') : of.isReissued ? t('againDone') : say(of.stateWords)}</StatusPill></div>
        <small>{day(of.day)} · {t(of.rail)} {of.maskedAccount}{of.endedAt && of.state === 'arrived' ? ` · ${t('arrivedAt', { time: instant(of.endedAt) })}` : ''}</small>
        {of.taxFen > 0 ? <small>{t('gross')} <Amount fen={of.grossFen} /> · {t('withheld')} <Amount fen={of.taxFen} /></small> : null}
        {say(of.taxWords) ? <small>{say(of.taxWords)}</small> : null}
      </div>
    </Card>
  );
}
