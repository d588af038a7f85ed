import { Clock3, MessageCircle, ShieldCheck, Wallet } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatCountdown, formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Button, List, Notice, Row } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useNow } from '../use-now.ts';
import css from './pay-sheet.module.css';
import { payText } from './pay-sheet.text.ts';
import type { Cashier } from './use-cashier.ts';

/** The one button of a cashier: pay, wait, ask, or try again, as things stand. */
export function CashierBar({ of, amountFen, isOver, isBusy = false, onClose }: { of: Cashier; amountFen: number; isOver: boolean; isBusy?: boolean; onClose: () => void }) {
  const { t } = useText(payText);
  if (isOver) return <Button size="large" kind="secondary" isWide onClick={onClose}>{t('later')}</Button>;
  if (of.isBroken) return <Button size="large" isWide isBusy={of.isStarting} onClick={of.again}>{t('again')}</Button>;
  if (of.isLate && of.payment) return <><Button size="large" kind="secondary" onClick={onClose}>{t('later')}</Button><Button size="large" isWide isBusy={of.isAsking} onClick={of.ask}>{t('sync')}</Button></>;
  return <Button size="large" isWide data-testid="pay-confirm" isBusy={isBusy || of.isWaiting || of.isPaying || of.isStarting || of.payment === null} onClick={of.pay}>{of.isWaiting ? t('waiting') : t('confirm', { amount: formatMoney(amountFen) })}</Button>;
}

/** What is paid, until when, and over which rail; `children` stand between the amount and the rails. */
export function CashierBody({ of, amountFen, title, payBefore, keptNote, children }: { of: Cashier; amountFen: number; title: string; payBefore: string | null; keptNote: string; children?: ReactNode }) {
  const { t, say } = useText(payText);
  const now = useNow(1);
  const { instant } = useFormat();
  const isOver = isPast(payBefore, now);
  return (
    <>
      <div className={css.amount}>
        <Amount fen={amountFen} size="large" />
        <span>{title}</span>
        {payBefore ? <span className={css.left} data-over={isOver}><Clock3 size={16} aria-hidden="true" />{isOver ? t('over') : Date.parse(payBefore) - now.getTime() > 86_400_000 ? t('until', { time: instant(payBefore) }) : t('before', { left: formatCountdown(payBefore, now) })}</span> : null}
      </div>
      {of.refusal ? <Notice tone="danger">{say(of.refusal)}</Notice> : null}
      {of.status === 'failed' || of.status === 'closed' ? <Notice tone="warm">{t('failed')}</Notice> : null}
      {of.isLate ? <><Notice tone="warm"><b>{t('lost')}</b><br />{t('lostLead')}</Notice><Button kind="soft" isWide isBusy={of.isStarting} data-testid="pay-again" onClick={of.again}>{t('again')}</Button></> : of.isWaiting ? <Notice tone="sky">{t('waitingLead')}</Notice> : null}
      {children}
      {of.hasNoRail ? <Notice tone="warm">{t('noRail')}</Notice> : null}
      {of.rails.length > 0 && amountFen > 0 ? (
        <List label={t('method')}>
          {of.rails.map((one) => <Row key={one.rail} start={<span className={css.rail} data-rail={one.rail} aria-hidden="true">{one.rail === 'wechat' ? <MessageCircle size={18} /> : <Wallet size={18} />}</span>} title={say(one.name)} isSelected={one.rail === of.rail} onPress={() => of.choose(one.rail)} />)}
        </List>
      ) : null}
      <List>
        <Row start={<ShieldCheck size={22} color="var(--jade-600)" />} title={keptNote} note={of.isDemo ? t('demo') : undefined} />
      </List>
      {of.isDemo && of.payment?.cashierPath ? <a className={css.cashier} href={of.payment.cashierPath}>{t('cashier')}</a> : null}
    </>
  );
}

export const isPast = (payBefore: string | null, now: Date): boolean => payBefore !== null && Date.parse(payBefore) <= now.getTime();
