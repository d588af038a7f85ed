import type { OrderStatus, ServiceFamily } from '@linli/contract';
import { Button, Select } from 'antd';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import css from '../../shared/desk/parts.module.css';
import { serviceFamilies, serviceFamilyText } from '../../shared/desk/service-family.text.ts';
import { useOpen } from '../../shared/desk/use-open.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, EmptyState, OrderStatusPill } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages } from '../../shared/use-view.ts';
import { statusText, statuses } from '../parts/status.text.ts';
import { text } from '../text.ts';
import { useHolds } from '../use-desk.ts';
import { ordersText } from './orders.text.ts';

type Row = View<'orders', 'search'>['items'][number];
const groups = ['open', 'running', 'done', 'broken', 'all'] as const;
type Group = (typeof groups)[number];

/** Every order of the city; filters live in the address, the order opens beside the list. */
export default function OrdersPage() {
  const { t, say } = useText(ordersText);
  const common = useText(text).t;
  const status = useText(statusText).t;
  const family = useText(serviceFamilyText).t;
  const { nearDay, time } = useFormat();
  const { orderId, openOrder, param, setParam, setParams } = useOpen();
  const holds = useHolds();
  const group = (param('group') ?? 'open') as Group;
  const filter = {
    ...(group !== 'all' && { group }), ...(param('status') && { status: param('status') as OrderStatus }), ...(param('family') && { family: param('family') as ServiceFamily }), ...(param('q') && { q: param('q')! }),
  };
  const orders = usePages(['orders', 'search', filter], (cursor) => api.orders.search({ ...filter, ...(cursor && { cursor }) }), { live: ['order', 'offer', 'payment', 'dispatch'] });
  const isGiven = (row: Row): boolean => row.status === 'paid' && row.startAt !== null && holds('dispatcher', 'operator');
  const assign = (row: Row) => <Button size="small" type="primary" data-testid="row-assign" onClick={() => openOrder(row.orderId, 'candidates')}>{t('assign')}</Button>;
  const columns = [
    { title: t('when'), key: 'when', width: 176, render: (_: unknown, row: Row) => (row.startAt ? <span className={css.clipped}><b style={{ fontWeight: 600, whiteSpace: 'nowrap' }}>{nearDay(row.startAt)} {time(row.startAt)}</b>{row.isLate ? <small className={css.danger}>{t('late')}</small> : row.endAt ? <small>{`– ${time(row.endAt)}`}</small> : null}</span> : <span className={css.warm}>{t('noTime')}</span>) },
    { title: t('service'), key: 'service', width: 146, render: (_: unknown, row: Row) => <span className={css.cell}><span>{say(row.itemName)}</span><small>{row.quantity} {say(row.unitLabel)}</small></span> },
    { title: t('customer'), key: 'customer', width: 120, render: (_: unknown, row: Row) => <span className={css.cell}>{row.customerName}</span> },
    { title: t('address'), key: 'address', width: 180, render: (_: unknown, row: Row) => <span className={css.clipped} style={{ maxWidth: 170 }}><span title={row.address}>{row.estateName}</span><small>{row.districtName}</small></span> },
    { title: t('worker'), key: 'worker', width: 180, render: (_: unknown, row: Row) => (row.workerName ? <span className={css.clipped} style={{ maxWidth: 170 }}><span>{row.workerName}</span><small>{row.merchantName ?? ''}</small></span> : isGiven(row) ? assign(row) : <span className={css.quiet}>{t('nobody')}</span>) },
    { title: t('status'), key: 'status', width: 176, render: (_: unknown, row: Row) => <span className={css.state}><OrderStatusPill status={row.status} label={row.statusLabel} isLate={row.isLate} /><small>{row.no}</small></span> },
    { title: t('amount'), key: 'amount', width: 104, align: 'right' as const, render: (_: unknown, row: Row) => <Amount fen={row.totalFen} /> },
  ];
  const card = (row: Row): RowCard => ({
    title: row.startAt ? `${nearDay(row.startAt)} ${time(row.startAt)}` : t('noTime'), aside: <OrderStatusPill status={row.status} label={row.statusLabel} isLate={row.isLate} />,
    note: <><span className={css.wide}>{say(row.itemName)} · {row.estateName}</span><span>{row.customerName} · {row.workerName ?? t('nobody')}</span><span className={css.atEnd}><Amount fen={row.totalFen} /></span></>,
    ...(isGiven(row) && { act: assign(row) }),
  });
  const isFiltered = param('q') !== null || param('status') !== null || param('family') !== null;
  const clear = (): void => setParams({ q: null, status: null, family: null });
  return (
    <Page title={t('title')}>
      <FilterBar<Group>
        search={{ value: param('q') ?? '', onChange: (words) => setParam('q', words === '' ? null : words), placeholder: t('placeholder') }}
        segments={{ value: group, onChange: (next) => setParam('group', next === 'open' ? null : next), choices: groups.map((value) => ({ value, label: t(value) })) }}
      >
        <Select<OrderStatus> allowClear style={{ width: 140 }} aria-label={common('status')} placeholder={common('allStatuses')} value={(param('status') as OrderStatus | null)} onChange={(value) => setParam('status', value ?? null)} options={statuses.map((value) => ({ value, label: status(value) }))} />
        <Select<ServiceFamily> allowClear style={{ width: 130 }} aria-label={common('family')} placeholder={common('allFamilies')} value={(param('family') as ServiceFamily | null)} onChange={(value) => setParam('family', value ?? null)} options={serviceFamilies.map((value) => ({ value, label: family(value) }))} />
      </FilterBar>
      <div data-testid="orders">
        <DenseTable<Row> of={orders} rowKey={(row) => row.orderId} columns={columns} card={card} onOpen={(row) => openOrder(row.orderId)} openKey={orderId} empty={<EmptyState title={t('empty')} art="search" {...(isFiltered && { action: <Button onClick={clear}>{t('clear')}</Button> })}>{t('emptyNote')}</EmptyState>} />
      </div>
    </Page>
  );
}
