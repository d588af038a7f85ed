import { Segmented } from 'antd';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { useMemo, useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { formatMoney, formatStamp } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, EmptyState, Faces, SkeletonScreen, StatusPill } from '../../shared/kit/index.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useParam } from '../use-hq.ts';
import css from './platform.module.css';
import { platformText } from './platform.text.ts';

type Balances = View<'payments', 'trialBalance'>;
type Account = Balances['accounts'][number];
type Payment = View<'payments', 'listPayments'>['items'][number];
const kinds = ['asset', 'liability', 'income', 'expense', 'equity'] as const;
const states = ['all', 'paid', 'created', 'closed', 'failed'] as const;
type State = (typeof states)[number];
const tones = { paid: 'jade', created: 'warm', closed: 'grey', failed: 'danger' } as const;

/** Whether the books balance, what came in, and what was refused at the door. */
export default function MoneyPage() {
  const { t } = useText(platformText);
  const balances = useView(['payments', 'trialBalance'], () => api.payments.trialBalance({}), { live: ['payment', 'order.settled'], staleSeconds: 30 });
  return (
    <Page title={t('money')}>
      <Faces of={balances} loading={<SkeletonScreen />}>{(value) => <TrialBalance of={value} />}</Faces>
      <div className={css.two}><Payments /><Alarms /></div>
    </Page>
  );
}

function TrialBalance({ of }: { of: Balances }) {
  const { t } = useText(platformText);
  const isZero = of.sumFen === 0;
  return (
    <section className={partCss.stack} data-testid="trial-balance">
      <div className={css.zero} data-ok={isZero}>{isZero ? <CircleCheck size={18} aria-hidden="true" /> : <CircleAlert size={18} aria-hidden="true" />}{isZero ? t('sumZero') : t('sumWrong', { amount: formatMoney(of.sumFen) })}<span style={{ fontWeight: 400 }}>{accountsOf(t, of.accounts.length)} · {t('signs')}</span></div>
      <div className={css.sides}>{kinds.map((kind) => <Side key={kind} kind={kind} of={of.accounts.filter((account) => account.kind === kind)} />)}</div>
    </section>
  );
}

/** Accounts of many parties (a worker, a merchant, an order each) are told as one line with their number, and unfolded on demand. */
function Side({ kind, of }: { kind: (typeof kinds)[number]; of: readonly Account[] }) {
  const { t, say } = useText(platformText);
  const [isOpen, setOpen] = useState(false);
  const groups = useMemo(() => groupByName(of), [of]);
  if (of.length === 0) return null;
  const hasParties = groups.some((group) => group.length > 1);
  const sum = (accounts: readonly Account[]): number => accounts.reduce((total, account) => total + account.balanceFen, 0);
  return (
    <Panel title={t(kind)} note={accountsOf(t, of.length)} aside={<b><Amount fen={sum(of)} /></b>}>
      <div>
        {groups.map((group) => (
          <div key={group[0]!.account}>
            <div className={css.account}><span>{say(group[0]!.name)}{group.length > 1 ? <small className={css.sub}>{accountsOf(t, group.length)}</small> : null}</span><Amount fen={sum(group)} /></div>
            {isOpen && group.length > 1 ? [...group].sort((a, b) => Math.abs(b.balanceFen) - Math.abs(a.balanceFen)).slice(0, 30).map((account) => <div key={account.account} className={css.account} style={{ paddingInlineStart: 14 }}><span className={partCss.quiet}>{account.party ?? account.account}</span><Amount fen={account.balanceFen} /></div>) : null}
          </div>
        ))}
      </div>
      {hasParties ? <button type="button" className={partCss.link} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>{t(isOpen ? 'hideParties' : 'showParties')}</button> : null}
    </Panel>
  );
}

function Payments() {
  const { t, locale } = useText(platformText);
  const { param, setParam } = useParam();
  const state = (param('status') ?? 'all') as State;
  const filter = state === 'all' ? {} : { status: state };
  const found = usePages(['payments', 'listPayments', state], (cursor) => api.payments.listPayments({ ...filter, ...(cursor && { cursor }) }), { live: ['payment'] });
  const columns = useMemo(() => [
    { title: t('order'), key: 'order', width: 140, render: (_: unknown, row: Payment) => <a href={`/desk/orders?group=all&order=${row.orderId}&tab=money`} className={partCss.link}>{row.orderNo}</a> },
    { title: t('state'), key: 'state', width: 105, render: (_: unknown, row: Payment) => <StatusPill tone={tones[row.status]}>{t(row.status)}</StatusPill> },
    { title: t('amount'), key: 'amount', width: 110, align: 'right' as const, render: (_: unknown, row: Payment) => <Amount fen={row.amountFen} /> },
    { title: t('refunded'), key: 'refunded', width: 100, align: 'right' as const, render: (_: unknown, row: Payment) => (row.refundedFen > 0 ? <Amount fen={row.refundedFen} /> : '—') },
    { title: t('time'), key: 'time', width: 130, render: (_: unknown, row: Payment) => (row.paidAt ? formatStamp(row.paidAt, locale) : '—') },
    { title: t('tradeNo'), key: 'trade', width: 190, render: (_: unknown, row: Payment) => <span className={css.hash} style={{ overflowWrap: 'anywhere' }}>{row.tradeNo}</span> },
  ], [t, locale]);
  const card = (row: Payment): RowCard => ({
    title: <a href={`/desk/orders?group=all&order=${row.orderId}&tab=money`} className={partCss.link}>{row.orderNo}</a>, aside: <Amount fen={row.amountFen} />,
    note: <><StatusPill tone={tones[row.status]}>{t(row.status)}</StatusPill>{row.paidAt ? <span>{formatStamp(row.paidAt, locale)}</span> : null}{row.refundedFen > 0 ? <span>{t('refunded')} <Amount fen={row.refundedFen} /></span> : null}<span className={css.hash}>{row.tradeNo}</span></>,
  });
  return (
    <Panel title={t('payments')} aside={<Segmented<State> size="small" value={state} onChange={(next) => setParam('status', next === 'all' ? null : next)} options={states.map((value) => ({ value, label: t(value === 'all' ? 'allStates' : value) }))} />}>
      <div data-testid="payments"><DenseTable<Payment> of={found} rowKey={(row) => row.paymentId} columns={columns} card={card} empty={<EmptyState title={t('noPayments')} art="calm" />} /></div>
    </Panel>
  );
}

function Alarms() {
  const { t, say, locale } = useText(platformText);
  const found = useView(['payments', 'alarms'], () => api.payments.alarms({}), { live: ['payment.alarmed'] });
  return (
    <Panel title={t('alarms')}>
      <Faces of={found} isEmpty={({ items }) => items.length === 0} empty={<EmptyState title={t('noAlarms')} art="calm">{t('noAlarmsNote')}</EmptyState>}>
        {({ items }) => <div>{items.map((alarm, index) => <div key={index} className={css.account}><span>{say(alarm.words)}<small className={css.sub}>{formatStamp(alarm.at, locale)}{alarm.tradeNo ? ` · ${alarm.tradeNo}` : ''}</small></span></div>)}</div>}
      </Faces>
    </Panel>
  );
}

const accountsOf = (t: (key: 'oneAccount' | 'accounts', values: { count: number }) => string, count: number): string => t(count === 1 ? 'oneAccount' : 'accounts', { count });

function groupByName(of: readonly Account[]): Account[][] {
  const groups = new Map<string, Account[]>();
  for (const account of of) groups.set(account.name.zh, [...(groups.get(account.name.zh) ?? []), account]);
  return [...groups.values()];
}
