import { Button, Checkbox, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import css from '../../shared/desk/parts.module.css';
import { useOpen } from '../../shared/desk/use-open.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, StatusPill, Tag } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import { BulkModal, type SeriesRow } from '../series/bulk-modal.tsx';
import { NewModal } from '../series/new-modal.tsx';
import { SeriesDrawer, stateTones } from '../series/series-drawer.tsx';
import { seriesText } from '../series/series.text.ts';
import { useHolds } from '../use-desk.ts';

const states = ['active', 'paused', 'ended', 'all'] as const;
type State = (typeof states)[number];

/** The city's recurring visits: found, opened, changed one by one or several at once. */
export default function SeriesPage() {
  const { t, say } = useText(seriesText);
  const { instant } = useFormat();
  const { param, setParam } = useOpen();
  const mayAct = useHolds()('agent', 'dispatcher', 'operator');
  const [picked, setPicked] = useState<ReadonlyMap<string, SeriesRow>>(new Map());
  const [open, setOpen] = useState<'bulk' | 'new' | null>(null);
  const [words, setWords] = useState('');
  const state = (param('state') ?? 'active') as State;
  const filter = { scope: 'city' as const, ...(state !== 'all' && { state }), ...(param('q') && { q: param('q')! }), ...(param('by') && { workerId: param('by')! }) };
  const found = usePages(['orders', 'listSeries', filter], (cursor) => api.orders.listSeries({ ...filter, ...(cursor && { cursor }) }), { live: ['series', 'order'], everySeconds: 60 });
  const workers = useView(['workers', 'search', 'series', words], () => api.workers.search({ status: 'active', ...(words && { q: words }) }), { live: false, staleSeconds: 60 });
  const pick = (row: SeriesRow, isOn: boolean): void => { const next = new Map(picked); if (isOn) next.set(row.seriesId, row); else next.delete(row.seriesId); setPicked(next); };
  const marks = (row: SeriesRow) => <span className={css.tags}>{row.unpaidCount > 0 ? <Tag tone="warm">{t('unpaid', { count: row.unpaidCount })}</Tag> : null}{row.conflictCount > 0 ? <Tag tone="danger">{t('conflicts', { count: row.conflictCount })}</Tag> : null}</span>;
  const columns = [
    ...(mayAct ? [{ title: t('pick'), key: 'pick', width: 56, render: (_: unknown, row: SeriesRow) => <Checkbox aria-label={`${t('pick')} ${row.customerName}`} disabled={row.state === 'ended'} checked={picked.has(row.seriesId)} onClick={(event) => event.stopPropagation()} onChange={(event) => pick(row, event.target.checked)} /> }] : []),
    { title: t('customer'), key: 'customer', width: 150, render: (_: unknown, row: SeriesRow) => <span className={css.cell}><span>{row.customerName}</span><small>{row.maskedPhone}</small></span> },
    { title: t('service'), key: 'service', width: 110, render: (_: unknown, row: SeriesRow) => say(row.itemName) },
    { title: t('rule'), key: 'rule', width: 300, render: (_: unknown, row: SeriesRow) => <span className={css.cell}><span>{say(row.words)}</span><small>{row.address}</small></span> },
    { title: t('worker'), key: 'worker', width: 110, ellipsis: true, render: (_: unknown, row: SeriesRow) => row.workerName ?? t('noNext') },
    { title: t('next'), key: 'next', width: 170, render: (_: unknown, row: SeriesRow) => <span className={css.cell}><span>{row.nextStartAt ? instant(row.nextStartAt) : t('noNext')}</span><small>{t('upcoming', { count: row.upcomingCount })}</small></span> },
    { title: t('marks'), key: 'marks', width: 130, render: (_: unknown, row: SeriesRow) => marks(row) },
    { title: t('state'), key: 'state', width: 96, render: (_: unknown, row: SeriesRow) => <StatusPill tone={stateTones[row.state]}>{say(row.stateLabel)}</StatusPill> },
  ];
  const card = (row: SeriesRow): RowCard => ({ title: row.customerName, aside: <StatusPill tone={stateTones[row.state]}>{say(row.stateLabel)}</StatusPill>, note: <><span className={css.wide}>{say(row.words)}</span>{marks(row)}</> });
  const openId = param('series');
  return (
    <Page title={t('title')} aside={mayAct ? <>
      <Button data-testid="series-new" onClick={() => setOpen('new')}>{t('make')}</Button>
      <Button type="primary" data-testid="series-bulk" disabled={picked.size === 0} onClick={() => setOpen('bulk')}>{t('bulk', { count: picked.size })}</Button>
    </> : null}>
      <FilterBar<State>
        search={{ value: param('q') ?? '', onChange: (value) => setParam('q', value === '' ? null : value), placeholder: t('placeholder') }}
        segments={{ value: state, onChange: (next) => setParam('state', next === 'active' ? null : next), choices: states.map((value) => ({ value, label: t(value) })) }}
      >
        <Select<string> allowClear showSearch filterOption={false} style={{ width: 170 }} aria-label={t('worker')} placeholder={t('anyWorker')} value={param('by')} onSearch={setWords} onChange={(value) => setParam('by', value ?? null)} options={(workers.value?.items ?? []).map((one) => ({ value: one.workerId, label: one.name }))} />
      </FilterBar>
      <div data-testid="series-list"><DenseTable<SeriesRow> of={found} rowKey={(row) => row.seriesId} columns={columns} card={card} onOpen={(row) => setParam('series', row.seriesId)} openKey={openId} empty={<EmptyState title={t('none')} art="calm">{t('noneNote')}</EmptyState>} /></div>
      {openId && !param('order') ? <SeriesDrawer key={openId} seriesId={openId} onClose={() => setParam('series', null)} /> : null}
      {open === 'bulk' ? <BulkModal rows={[...picked.values()]} onClose={() => { setOpen(null); setPicked(new Map()); }} /> : null}
      {open === 'new' ? <NewModal onClose={() => setOpen(null)} onMade={(seriesId) => { setOpen(null); setParam('series', seriesId); }} /> : null}
    </Page>
  );
}
