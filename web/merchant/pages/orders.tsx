import type { OrderStatus, ServiceFamily } from '@linli/contract';
import { Button, Select } from 'antd';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import css from '../../shared/desk/parts.module.css';
import { serviceFamilies, serviceFamilyText } from '../../shared/desk/service-family.text.ts';
import { useOpen } from '../../shared/desk/use-open.ts';
import { addDays, dayOf, instantAt } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, EmptyState, OrderStatusPill, Tag } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages } from '../../shared/use-view.ts';
import { useMerchant } from '../use-merchant.ts';
import { pagesText } from './pages.text.ts';

type Row = View<'orders', 'search'>['items'][number];
const groups = ['open', 'running', 'done', 'broken', 'all'] as const;
type Group = (typeof groups)[number];
const spans = ['today', 'week', 'past'] as const;

/** The days a filter speaks of, as instants. */
function spanOf(span: string | null): { from?: string; to?: string } {
  const day = dayOf(new Date());
  if (span === 'today') return { from: instantAt(day, '00:00'), to: instantAt(day, '24:00') };
  if (span === 'week') return { from: instantAt(day, '00:00'), to: instantAt(addDays(day, 6), '24:00') };
  if (span === 'past') return { from: instantAt(addDays(day, -30), '00:00'), to: instantAt(day, '24:00') };
  return {};
}

/** What the merchant serves and what lies in its territory; filters live in the address. */
export default function OrdersPage() {
  const { t, say } = useText(pagesText);
  const family = useText(serviceFamilyText).t;
  const { nearDay, time } = useFormat();
  const { merchantId } = useMerchant();
  const { orderId, openOrder, param, setParam, setParams } = useOpen();
  const status = param('status') as OrderStatus | null;
  const group = (param('group') ?? 'open') as Group;
  const span = param('days');
  const filter = { ...(group !== 'all' && { group }), ...(status && { status }), ...(param('family') && { family: param('family') as ServiceFamily }), ...(param('q') && { q: param('q')! }), ...(param('by') && { workerId: param('by')! }), ...spanOf(span) };
  const orders = usePages(['orders', 'search', filter], (cursor) => api.orders.search({ ...filter, ...(cursor && { cursor }) }), { live: ['order', 'offer', 'payment', 'dispatch'] });
  const whose = (row: Row) => <Tag tone={row.merchantId === merchantId ? 'jade' : 'sky'}>{t(row.merchantId === merchantId ? 'own' : 'territory')}</Tag>;
  const isGiven = (row: Row): boolean => row.status === 'paid' && row.workerName === null && row.startAt !== null;
  const assign = (row: Row) => <Button size="small" type="primary" data-testid="row-assign" onClick={() => openOrder(row.orderId, 'candidates')}>{t('assign')}</Button>;
  const columns = [
    { title: t('when'), key: 'when', width: 172, render: (_: unknown, row: Row) => (row.startAt ? <span className={css.cell}><b className={css.strong} style={{ whiteSpace: 'nowrap' }}>{nearDay(row.startAt)} {time(row.startAt)}</b>{row.endAt ? <small>– {time(row.endAt)}</small> : null}</span> : <span className={css.warm}>{t('noTime')}</span>) },
    { title: t('service'), key: 'service', width: 150, render: (_: unknown, row: Row) => <span className={css.cell}><span>{say(row.itemName)}</span><small>{row.quantity} {say(row.unitLabel)}</small></span> },
    { title: t('whose'), key: 'whose', width: 76, render: (_: unknown, row: Row) => whose(row) },
    { title: t('customer'), key: 'customer', width: 90, render: (_: unknown, row: Row) => <span className={css.cell}>{row.customerName}</span> },
    { title: t('address'), key: 'address', width: 160, render: (_: unknown, row: Row) => <span className={css.cell}><span>{row.estateName}</span><small>{row.districtName}</small></span> },
    { title: t('worker'), key: 'worker', width: 160, render: (_: unknown, row: Row) => row.workerName ?? (isGiven(row) ? assign(row) : <span className={css.quiet}>—</span>) },
    { title: t('status'), key: 'status', width: 176, render: (_: unknown, row: Row) => <span className={css.state}><OrderStatusPill status={row.status} label={row.statusLabel} isLate={row.isLate} /><small>{row.no}</small></span> },
    { title: t('amount'), key: 'amount', width: 100, align: 'right' as const, render: (_: unknown, row: Row) => <Amount fen={row.totalFen} /> },
  ];
  const card = (row: Row): RowCard => ({
    title: row.startAt ? `${nearDay(row.startAt)} ${time(row.startAt)}${row.endAt ? `–${time(row.endAt)}` : ''}` : t('noTime'), aside: <OrderStatusPill status={row.status} label={row.statusLabel} isLate={row.isLate} />,
    note: <><span className={css.wide}>{say(row.itemName)} · {row.quantity} {say(row.unitLabel)}</span><span className={css.wide}>{row.estateName} · {row.customerName}</span>{whose(row)}<span>{row.workerName ?? say(row.nextStep)}</span><span className={css.atEnd}><Amount fen={row.totalFen} /></span></>,
    ...(isGiven(row) && { act: assign(row) }),
  });
  const isFiltered = [status, param('q'), param('family'), param('by'), span].some((value) => value !== null);
  const clear = <Button onClick={() => setParams({ status: null, q: null, family: null, days: null, by: null, name: null })}>{t('clear')}</Button>;
  return (
    <Page title={t('orders')}>
      <FilterBar<Group>
        search={{ value: param('q') ?? '', onChange: (words) => setParam('q', words === '' ? null : words), placeholder: t('orderSearch') }}
        segments={{ value: group, onChange: (next) => setParams({ group: next === 'open' ? null : next, status: null }), choices: groups.map((value) => ({ value, label: t(value === 'running' ? 'runningGroup' : value) })) }}
      >
        <Select allowClear style={{ width: 130 }} aria-label={t('whenFilter')} placeholder={t('anyDay')} value={span} onChange={(value: string | undefined) => setParam('days', value ?? null)} options={spans.map((value) => ({ value, label: t(value === 'today' ? 'todayOnly' : value) }))} />
        <Select<ServiceFamily> allowClear style={{ width: 120 }} aria-label={t('family')} placeholder={t('family')} value={param('family') as ServiceFamily | null} onChange={(value) => setParam('family', value ?? null)} options={serviceFamilies.map((value) => ({ value, label: family(value) }))} />
        {param('name') ? <Tag tone="sky">{param('name')}</Tag> : null}
        {isFiltered ? clear : null}
      </FilterBar>
      <div data-testid="orders">
        <DenseTable<Row> of={orders} rowKey={(row) => row.orderId} columns={columns} card={card} onOpen={(row) => openOrder(row.orderId)} openKey={orderId} empty={<EmptyState title={t('emptyOrders')} art="search" {...(isFiltered && { action: clear })}>{t('emptyOrdersNote')}</EmptyState>} />
      </div>
    </Page>
  );
}
