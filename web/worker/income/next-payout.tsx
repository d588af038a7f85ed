import { Banknote, HandCoins, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Button, Card, List, Notice, Row, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import css from './next-payout.module.css';
import { payoutText } from './payout.text.ts';
import { PayeeSheet } from './payee-sheet.tsx';
import { useTake } from './use-take.ts';
import { TaxSheet } from './tax-sheet.tsx';

export type Payouts = View<'payments', 'myPayouts'>;
export type Payout = Payouts['items'][number];
export const usePayouts = () => useView(['payments', 'myPayouts'], () => api.payments.myPayouts({}), { live: ['payment', 'order'] });

/** What comes next and when, what waits for her thumb, and where it all goes. */
export function NextPayout({ of: { expected, items } }: { of: Payouts }) {
  const { t, say } = useText(payoutText);
  const { nearDay } = useFormat();
  const [isSetting, setSetting] = useState(false);
  const [isTaxOpen, setTaxOpen] = useState(false);
  const { payee } = expected;
  return (
    <>
      {items.filter(({ state }) => state === 'waitConfirm').map((payout) => <Take key={payout.payoutId} of={payout} />)}
      {items.filter(({ canReissue }) => canReissue).map((payout) => <SendAgain key={payout.payoutId} of={payout} />)}
      {payee === null ? (
        <Card face="warm">
          <div className={css.head}><HandCoins size={26} aria-hidden="true" /><span><b>{expected.dueFen > 0 ? t('noPayeeLead', { amount: formatMoney(expected.dueFen) }) : t('payeeNone')}</b><small>{t('noPayee')}</small></span></div>
          <Button size="large" isWide data-testid="payee-open" onClick={() => setSetting(true)}>{t('setPayee')}</Button>
        </Card>
      ) : (
        <Card face={expected.dueFen > 0 ? 'jade' : 'plain'}>
          <div className={css.head} data-testid="next-payout"><Banknote size={26} aria-hidden="true" /><span><b>{t('next')}</b><small>{payee.isBlocked ? t('blockedLead', { why: payee.blockedReason }) : expected.dueFen > 0 ? t('nextOn', { day: nearDay(expected.dueDay), rail: t(payee.rail) }) : expected.balanceFen + expected.onTheWayFen > 0 ? t('nothingDue') : say(expected.words)}</small></span>{expected.dueFen > 0 ? <Amount fen={expected.dueFen} size="medium" /> : null}</div>
          <Parts of={expected} />
        </Card>
      )}
      <List>
        <Row title={t('payee')} note={payee ? t('payeeNote', { rail: t(payee.rail), account: payee.maskedAccount, name: payee.holderName }) : t('payeeNone')} onPress={() => setSetting(true)} />
        <Row title={t('tax')} note={t('taxNote', { amount: formatMoney(expected.incomeThisYearFen) })} end={expected.taxThisYearFen === 0 ? t('taxNone') : <Amount fen={expected.taxThisYearFen} />} onPress={() => setTaxOpen(true)} />
        <Row title={t('history')} note={items.length > 0 ? t('historyNote', { count: items.length }) : t('historyEmpty')} href="/income/payouts" />
      </List>
      {isSetting ? <PayeeSheet of={payee} onClose={() => setSetting(false)} /> : null}
      {isTaxOpen ? <TaxSheet onClose={() => setTaxOpen(false)} /> : null}
    </>
  );
}

/** What else is hers, and what it waits for; nothing when all of it comes next. */
function Parts({ of }: { of: Payouts['expected'] }) {
  const { t } = useText(payoutText);
  const parts = [['onTheWay', of.onTheWayFen], ['fresh', of.freshFen], ['frozen', of.frozenFen]] as const;
  if (parts.every(([, fen]) => fen === 0)) return null;
  return <dl className={css.parts}>{parts.filter(([, fen]) => fen > 0).map(([key, fen]) => <div key={key}><dt>{t(key)}</dt><dd><Amount fen={fen} /></dd></div>)}</dl>;
}

/** WeChat keeps a transfer for a day until its payee has said yes. */
export function Take({ of }: { of: Payout }) {
  const { t } = useText(payoutText);
  const { instant } = useFormat();
  const { take, isTaking, mustOpenWechat } = useTake(of);
  return (
    <Card face="warm">
      <div className={css.head} data-testid="payout-waits"><HandCoins size={26} aria-hidden="true" /><span><b>{t('take', { amount: formatMoney(of.netFen) })}</b><small>{t('takeLead', { time: of.confirmBy ? instant(of.confirmBy) : '' })}</small></span></div>
      {mustOpenWechat ? <Notice tone="warm">{t('takeInWechat')}</Notice> : <Button size="large" isWide isBusy={isTaking} data-testid="payout-take" onClick={take}>{t('takeDo')}</Button>}
    </Card>
  );
}

export function SendAgain({ of }: { of: Payout }) {
  const { t } = useText(payoutText);
  const again = useCommand(api.payments.reissuePayout, { onDone: () => showToast(t('againDone')) });
  return (
    <Card face="warm">
      <div className={css.head}><RotateCcw size={26} aria-hidden="true" /><span><b>{t('again', { amount: formatMoney(of.netFen) })}</b><small>{of.state === 'expired' ? t('againExpired') : of.why || t('againExpired')}</small></span></div>
      <Button size="large" isWide isBusy={again.isRunning} data-testid="payout-again" onClick={() => void again.run({ payoutId: of.payoutId })}>{t('againDo')}</Button>
    </Card>
  );
}
