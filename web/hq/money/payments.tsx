import { useMemo } from 'react';
import { Segmented } from 'antd';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { formatStamp } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, EmptyState, Faces, StatusPill } from '../../shared/kit/index.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import { useParam } from '../use-hq.ts';
import css from './money.module.css';
import { moneyText } from './money.text.ts';

type Payment = View<'payments', 'listPayments'>['items'][number];
const states = ['all', 'paid', 'created', 'closed', 'failed'] as const;
type State = (typeof states)[number];
const tones = { paid: 'jade', created: 'warm', closed: 'grey', failed: 'danger' } as const;
const stateWords = { all: 'all', paid: 'paidState', created: 'created', closed: 'closed', failed: 'failed' } as const;

/** What came in, payment by payment, and what was refused at the door. */
export function Payments() {
  return <div className={css.wideLeft}><PaymentList /><Alarms /></div>;
}

function PaymentList() {
  const { t, say, locale } = useText(moneyText);
  const { param, setParam } = useParam();
  const state = (param('status') ?? 'all') as State;
  const found = usePages(['payments', 'listPayments', state], (cursor) => api.payments.listPayments({ ...(state !== 'all' && { status: state }), ...(cursor && { cursor }) }), { live: ['payment'] });
  const link = (row: Payment) => <a href={`/desk/orders?group=all&order=${row.orderId}&tab=money`} className={partCss.link}>{row.orderNo}</a>;
  const columns = useMemo(() => [
    { title: t('order'), key: 'order', width: 200, render: (_: unknown, row: Payment) => <span className={partCss.cell}>{link(row)}<small className={css.hash}>{row.tradeNo}</small></span> },
    { title: t('state'), key: 'state', width: 105, render: (_: unknown, row: Payment) => <StatusPill tone={tones[row.status]}>{t(stateWords[row.status])}</StatusPill> },
    { title: t('amount'), key: 'amount', width: 110, align: 'right' as const, render: (_: unknown, row: Payment) => <Amount fen={row.amountFen} /> },
    { title: t('refundedSum'), key: 'refunded', width: 100, align: 'right' as const, render: (_: unknown, row: Payment) => (row.refundedFen > 0 ? <Amount fen={row.refundedFen} /> : '—') },
    { title: t('rail'), key: 'rail', width: 90, render: (_: unknown, row: Payment) => say(row.railName) },
    { title: t('time'), key: 'time', width: 140, render: (_: unknown, row: Payment) => (row.paidAt ? formatStamp(row.paidAt, locale) : '—') },
  ], [t, say, locale]);
  const card = (row: Payment): RowCard => ({
    title: link(row), aside: <Amount fen={row.amountFen} />,
    note: <><StatusPill tone={tones[row.status]}>{t(stateWords[row.status])}</StatusPill><span>{say(row.railName)}</span>{row.paidAt ? <span>{formatStamp(row.paidAt, locale)}</span> : null}{row.refundedFen > 0 ? <span>{t('refundedSum')} <Amount fen={row.refundedFen} /></span> : null}<span className={css.hash}>{row.tradeNo}</span></>,
  });
  return (
    <Panel title={t('payments')} aside={<Segmented<State> size="small" value={state} onChange={(next) => setParam('status', next === 'all' ? null : next)} options={states.map((value) => ({ value, label: t(stateWords[value]) }))} />}>
      <div data-testid="payments"><DenseTable<Payment> of={found} rowKey={(row) => row.paymentId} columns={columns} card={card} empty={<EmptyState title={t('noPayments')} art="calm" />} /></div>
    </Panel>
  );
}

function Alarms() {
  const { t, say, locale } = useText(moneyText);
  const found = useView(['payments', 'alarms'], () => api.payments.alarms({}), { live: ['payment.alarmed'] });
  return (
    <Panel title={t('alarms')}>
      <Faces of={found} isEmpty={({ items }) => items.length === 0} empty={<EmptyState title={t('noAlarms')} art="calm">{t('noAlarmsNote')}</EmptyState>}>
        {({ items }) => <div>{items.map((alarm, index) => <div key={index} className={css.account}><span>{say(alarm.words)}<small className={css.sub}>{formatStamp(alarm.at, locale)}{alarm.tradeNo ? ` · ${alarm.tradeNo}` : ''}</small></span></div>)}</div>}
      </Faces>
    </Panel>
  );
}
