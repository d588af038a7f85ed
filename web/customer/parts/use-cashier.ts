import { useEffect, useRef, useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { showToast } from '../../shared/kit/index.ts';
import { type RefusalError, networkRefusal } from '../../shared/refusal.ts';
import { useText } from '../../shared/i18n.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import { useNow } from '../use-now.ts';
import { payText } from './pay-sheet.text.ts';
import { railsHere, rememberedRail, rememberRail, type Rail } from './rails.ts';

export type Payment = View<'payments', 'start'>;
type Offered = View<'payments', 'listRails'>['items'][number];
export type Cashier = {
  payment: Payment | null; status: Payment['status'] | undefined; rails: Offered[]; rail: Rail | undefined; hasNoRail: boolean; isDemo: boolean; refusal: RefusalError | null;
  isStarting: boolean; isPaying: boolean; isWaiting: boolean; isLate: boolean; isAsking: boolean; isBroken: boolean;
  choose: (rail: Rail) => void; pay: () => void; again: () => void; ask: () => void;
};

/** The result is late when this long has passed; then the person may ask the provider herself. */
const patienceMilliseconds = 9000;

/**
 * Pays something over the chosen rail: its payment is opened at once, one tap goes to the cashier, then the provider's word is waited for. `dueKey` names
 * what is due and how much: another one opens another payment; null waits. `onPaid` fires once.
 */
export function useCashier({ dueKey, open, onPaid }: { dueKey: string | null; open: (rail: Rail | undefined) => Promise<Payment>; onPaid: () => void }): Cashier {
  const { t } = useText(payText);
  const now = useNow(1);
  const [opened, setOpened] = useState<{ dueKey: string | null; payment: Payment } | null>(null);
  const [chosenAt, setChosenAt] = useState<number | null>(null);
  const [chosen, setChosen] = useState<Rail | null>(null);
  const city = useView(['accounts', 'city'], () => api.accounts.city({}), { live: false, staleSeconds: 3600 });
  const offered = useView(['payments', 'listRails'], () => api.payments.listRails({}), { live: false, staleSeconds: 600 });
  const rails = railsHere(offered.value?.items ?? []);
  const rail = chosen ?? rememberedRail(rails);
  const latest = useRef(open);
  latest.current = open;
  const start = useCommand(async ({ rail: wished }: { rail: Rail | undefined; dueKey: string | null }) => latest.current(wished), { isQuiet: true, refreshes: [], onDone: (payment, asked) => setOpened({ dueKey: asked.dueKey, payment }) });
  const sync = useCommand(api.payments.sync, { refreshes: [['payments']] });
  // Once the payer has been to the cashier her payment stays in sight, whatever is due by then: paid, nothing is.
  const payment = opened && (opened.dueKey === dueKey || chosenAt !== null) ? opened.payment : null;
  const asked = useView(['payments', 'get', payment?.paymentId], () => api.payments.get({ paymentId: payment!.paymentId }), { isReady: payment !== null, live: ['payment', 'order', 'charge'], everySeconds: chosenAt === null ? 15 : 1.2, staleSeconds: 0, isKept: false });
  const status = asked.value?.status ?? payment?.status;

  const { run: begin } = start;
  const isOpened = payment !== null, isStarting = start.isRunning;
  // Once per rail and due: what was refused waits for the person.
  const tried = useRef('');
  useEffect(() => {
    if (!rail || dueKey === null || isOpened || isStarting || tried.current === `${rail} ${dueKey}`) return;
    tried.current = `${rail} ${dueKey}`;
    void begin({ rail, dueKey });
  }, [begin, rail, dueKey, isOpened, isStarting]);
  const choose = (next: Rail): void => {
    if (next === rail || start.isRunning || chosenAt !== null) return;
    setOpened(null);
    setChosen(next);
    rememberRail(next);
  };

  const isTold = useRef(false);
  useEffect(() => {
    if (status !== 'paid' || isTold.current) return;
    isTold.current = true;
    showToast(t('paid'));
    onPaid();
  }, [status, onPaid, t]);

  const pay = useCommand(async (cashierPath: string) => {
    if (city.value?.isDemo !== true) { location.assign(cashierPath); return; }
    // Alipay's address leads on to its cashier; only there the order stands.
    const cashier = await fetch(cashierPath, { headers: { accept: 'application/json' } }).catch(() => { throw networkRefusal(); });
    const answer = await fetch(cashier.url, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify({ outcome: 'paid' }) }).catch(() => { throw networkRefusal(); });
    if (!answer.ok) throw networkRefusal();
  }, { refreshes: [['payments']], onDone: () => setChosenAt(Date.now()) });

  const isWaiting = chosenAt !== null && status !== 'failed' && status !== 'closed';
  return {
    payment, status, rails, rail, hasNoRail: offered.value !== undefined && rails.length === 0, isDemo: city.value?.isDemo === true, refusal: start.refusal,
    isStarting: start.isRunning, isPaying: pay.isRunning, isWaiting, isLate: isWaiting && now.getTime() - chosenAt > patienceMilliseconds, isAsking: sync.isRunning, isBroken: status === 'failed' || status === 'closed' || start.refusal !== null,
    choose, pay: () => { if (payment?.cashierPath) void pay.run(payment.cashierPath); },
    again: () => { setChosenAt(null); setOpened(null); void start.run({ rail, dueKey }); }, ask: () => { if (payment) void sync.run({ paymentId: payment.paymentId }); },
  };
}
