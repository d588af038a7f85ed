import type { OrderStatus, ServiceFamily } from '@linli/contract';
import { Button, Select } from 'antd';
import { useMemo } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import { useText } from '../../shared/i18n.ts';
import { Amount, EmptyState, OrderStatusPill } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages } from '../../shared/use-view.ts';
import css from '../parts/desk.module.css';
import { serviceFamilies, serviceFamilyText, statusText, statuses } from '../parts/status.text.ts';
import { text } from '../text.ts';
import { useHolds, useIsNarrow, useOpen } from '../use-desk.ts';
import { ordersText } from './orders.text.ts';

type Row = View<'orders', 'search'>['items'][number];
const groups = ['open', 'running', 'done', 'broken', 'all'] as const;
type Group = (typeof groups)[number];
const mayAssign: readonly OrderStatus[] = ['paid'];

/** Every order of the city; filters live in the address, the order opens beside the list. */
export default function OrdersPage() {
  const { t, say } = useText(ordersText);
  const common = useText(text).t;
  const status = useText(statusText).t;
  const family = useText(serviceFamilyText).t;
  const { nearDay, time } = useFormat();
  const { orderId, openOrder, param, setParam, setParams } = useOpen();
  const holds = useHolds();
  const isNarrow = useIsNarrow();
  const group = (param('group') ?? 'open') as Group;
  const filter = {
    ...(group !== 'all' && { group }), ...(param('status') && { status: param('status') as OrderStatus }), ...(param('family') && { family: param('family') as ServiceFamily }), ...(param('q') && { q: param('q')! }),
  };
  const orders = usePages(['orders', 'search', filter], (cursor) => api.orders.search({ ...filter, ...(cursor && { cursor }) }), { live: ['order', 'offer', 'payment', 'dispatch'] });
  const columns = useMemo(() => [
    { title: t('when'), key: 'when', width: 176, render: (_: unknown, row: Row) => (row.startAt ? <span className={css.cell}><b style={{ fontWeight: 600, whiteSpace: 'nowrap' }}>{nearDay(row.startAt)} {time(row.startAt)}</b>{row.isLate ? <small className={css.danger}>{t('late')}</small> : row.endAt ? <small>{`– ${time(row.endAt)}`}</small> : null}</span> : <span className={css.warm}>{t('noTime')}</span>) },
    { title: t('service'), key: 'service', width: 150, render: (_: unknown, row: Row) => <span className={css.cell}><span>{say(row.itemName)}</span><small>{row.quantity} {say(row.unitLabel)}</small></span> },
    { title: t('customer'), key: 'customer', width: 104, ellipsis: true, render: (_: unknown, row: Row) => row.customerName },
    { title: t('address'), key: 'address', width: 210, render: (_: unknown, row: Row) => <span className={css.cell} style={{ maxWidth: 200 }}><span title={row.address}>{row.estateName}</span><small>{row.districtName}</small></span> },
    { title: t('worker'), key: 'worker', width: 180, render: (_: unknown, row: Row) => (row.workerName ? <span className={css.cell} style={{ maxWidth: 170 }}><span>{row.workerName}</span><small>{row.merchantName ?? ''}</small></span> : mayAssign.includes(row.status) && holds('dispatcher', 'operator') ? <Button size="small" type="primary" data-testid="row-assign" onClick={() => openOrder(row.orderId, 'candidates')}>{t('assign')}</Button> : <span className={css.quiet}>{t('nobody')}</span>) },
    { title: t('status'), key: 'status', width: 136, render: (_: unknown, row: Row) => <OrderStatusPill status={row.status} label={row.statusLabel} isLate={row.isLate} /> },
    { title: t('amount'), key: 'amount', width: 104, align: 'right' as const, render: (_: unknown, row: Row) => <Amount fen={row.totalFen} /> },
    { title: t('no'), key: 'no', width: 136, render: (_: unknown, row: Row) => <span className={css.quiet}>{row.no}</span> },
  ], [t, say, nearDay, time, openOrder, holds]);
  const narrow = [
    { title: t('when'), key: 'order', render: (_: unknown, row: Row) => <span className={css.cell}><b style={{ fontWeight: 600 }}>{row.startAt ? `${nearDay(row.startAt)} ${time(row.startAt)}` : t('noTime')}</b><span>{say(row.itemName)} · {row.estateName}</span><small>{row.customerName} · {row.workerName ?? t('nobody')}</small></span> },
    { title: t('status'), key: 'status', width: 112, align: 'right' as const, render: (_: unknown, row: Row) => <span className={css.cell} style={{ justifyItems: 'end', gap: 4 }}><OrderStatusPill status={row.status} label={row.statusLabel} isLate={row.isLate} /><Amount fen={row.totalFen} /></span> },
  ];
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
        <DenseTable<Row> of={orders} rowKey={(row) => row.orderId} columns={isNarrow ? narrow : columns} onOpen={(row) => openOrder(row.orderId)} openKey={orderId} empty={<EmptyState title={t('empty')} art="search" {...(isFiltered && { action: <Button onClick={clear}>{t('clear')}</Button> })}>{t('emptyNote')}</EmptyState>} />
      </div>
    </Page>
  );
}
