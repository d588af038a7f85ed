import { Clock3, MessageCircle, ShieldCheck, Wallet } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { formatCountdown, formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Button, List, Notice, PriceLines, Row, Sheet, showToast } from '../../shared/kit/index.ts';
import { networkRefusal } from '../../shared/refusal.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { useNow } from '../use-now.ts';
import css from './pay-sheet.module.css';
import { payText } from './pay-sheet.text.ts';
import { railsHere, rememberedRail, rememberRail, type Rail } from './rails.ts';

export type Order = View<'orders', 'get'>;
type Payment = View<'payments', 'start'>;

/** The result is late when this long has passed; then the person may ask the provider herself. */
const patienceMilliseconds = 9000;

/** Pays a held order over the chosen rail: one tap at its cashier, then waits for the provider's word. `onPaid` fires once. */
export function PaySheet({ order, onClose, onPaid }: { order: Order; onClose: () => void; onPaid: (order: Order) => void }) {
  const { t, say } = useText(payText);
  const now = useNow(1);
  const [payment, setPayment] = useState<Payment | null>(null);
  const [chosenAt, setChosenAt] = useState<number | null>(null);
  const { instant } = useFormat();
  const city = useView(['accounts', 'city'], () => api.accounts.city({}), { live: false, staleSeconds: 3600 });
  const offered = useView(['payments', 'listRails'], () => api.payments.listRails({}), { live: false, staleSeconds: 600 });
  const [chosen, setChosen] = useState<Rail | null>(null);
  const rails = railsHere(offered.value?.items ?? []);
  const rail = chosen ?? rememberedRail(rails);
  const start = useCommand(api.payments.start, { isQuiet: true, refreshes: [], onDone: setPayment });
  const sync = useCommand(api.payments.sync, { refreshes: [['payments']] });
  const asked = useView(['payments', 'get', payment?.paymentId], () => api.payments.get({ paymentId: payment!.paymentId }), { isReady: payment !== null, live: ['payment', 'order'], everySeconds: chosenAt === null ? 15 : 1.2, staleSeconds: 0, isKept: false });
  const isOver = order.payBefore !== null && Date.parse(order.payBefore) <= now.getTime();
  const status = asked.value?.status ?? payment?.status;

  const { run: begin } = start;
  useEffect(() => { if (rail) void begin({ orderId: order.orderId, rail }); }, [begin, order.orderId, rail]);
  const choose = (next: Rail): void => {
    if (next === rail || start.isRunning || chosenAt !== null) return;
    setPayment(null);
    setChosen(next);
    rememberRail(next);
  };

  const isTold = useRef(false);
  useEffect(() => {
    if (status !== 'paid' || isTold.current) return;
    isTold.current = true;
    showToast(t('paid'));
    onPaid(order);
  }, [status, onPaid, order, t]);

  const pay = useCommand(async (cashierPath: string) => {
    if (city.value?.isDemo !== true) { location.assign(cashierPath); return; }
    // Alipay's address leads on to its cashier; only there the order stands.
    const cashier = await fetch(cashierPath, { headers: { accept: 'application/json' } }).catch(() => { throw networkRefusal(); });
    const answer = await fetch(cashier.url, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify({ outcome: 'paid' }) }).catch(() => { throw networkRefusal(); });
    if (!answer.ok) throw networkRefusal();
  }, { refreshes: [['payments']], onDone: () => setChosenAt(Date.now()) });

  const isWaiting = chosenAt !== null && status !== 'failed' && status !== 'closed';
  const isLate = isWaiting && now.getTime() - chosenAt > patienceMilliseconds;
  const again = (): void => { setChosenAt(null); setPayment(null); void start.run({ orderId: order.orderId, ...(rail && { rail }) }); };

  const bar = isOver ? <Button size="large" kind="secondary" isWide onClick={onClose}>{t('later')}</Button>
    : status === 'failed' || status === 'closed' || start.refusal ? <Button size="large" isWide isBusy={start.isRunning} onClick={again}>{t('again')}</Button>
      : isLate && payment ? <><Button size="large" kind="secondary" onClick={onClose}>{t('later')}</Button><Button size="large" isWide isBusy={sync.isRunning} onClick={() => void sync.run({ paymentId: payment.paymentId })}>{t('sync')}</Button></>
        : <Button size="large" isWide data-testid="pay-confirm" isBusy={isWaiting || pay.isRunning || start.isRunning || payment === null} onClick={() => payment?.cashierPath && void pay.run(payment.cashierPath)}>{isWaiting ? t('waiting') : t('confirm', { amount: formatMoney(order.totalFen) })}</Button>;

  return (
    <Sheet isOpen title={t('title')} onClose={onClose} bar={bar}>
      <div className={css.amount}>
        <Amount fen={order.totalFen} size="large" />
        <span>{say(order.itemName)}</span>
        {order.payBefore ? <span className={css.left} data-over={isOver}><Clock3 size={16} aria-hidden="true" />{isOver ? t('over') : Date.parse(order.payBefore) - now.getTime() > 86_400_000 ? t('until', { time: instant(order.payBefore) }) : t('before', { left: formatCountdown(order.payBefore, now) })}</span> : null}
      </div>
      {start.refusal ? <Notice tone="danger">{say(start.refusal)}</Notice> : null}
      {status === 'failed' || status === 'closed' ? <Notice tone="warm">{t('failed')}</Notice> : null}
      {isLate ? <><Notice tone="warm"><b>{t('lost')}</b><br />{t('lostLead')}</Notice><Button kind="soft" isWide isBusy={start.isRunning} data-testid="pay-again" onClick={again}>{t('again')}</Button></> : isWaiting ? <Notice tone="sky">{t('waitingLead')}</Notice> : null}
      {offered.value && rails.length === 0 ? <Notice tone="warm">{t('noRail')}</Notice> : null}
      {rails.length > 0 ? (
        <List label={t('method')}>
          {rails.map((one) => <Row key={one.rail} start={<span className={css.rail} data-rail={one.rail} aria-hidden="true">{one.rail === 'wechat' ? <MessageCircle size={18} /> : <Wallet size={18} />}</span>} title={say(one.name)} isSelected={one.rail === rail} onPress={() => choose(one.rail)} />)}
        </List>
      ) : null}
      <List>
        <Row start={<ShieldCheck size={22} color="var(--jade-600)" />} title={t('kept')} note={city.value?.isDemo ? t('demo') : undefined} />
      </List>
      <div className={css.lines}><PriceLines lines={order.quote.lines} totalFen={order.totalFen} /></div>
      {city.value?.isDemo && payment?.cashierPath ? <a className={css.cashier} href={payment.cashierPath}>{t('cashier')}</a> : null}
    </Sheet>
  );
}
