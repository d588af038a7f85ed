import { Button } from 'antd';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import { useText } from '../../shared/i18n.ts';
import { Avatar, EmptyState, Stars, StatusPill, Tag } from '../../shared/kit/index.ts';
import { usePages } from '../../shared/use-view.ts';
import partCss from '../../shared/desk/parts.module.css';
import { useParam } from '../use-hq.ts';
import { platformText } from './platform.text.ts';
import { WorkerAudit } from './worker-audit.tsx';
import { statusTones, statusWords } from './worker-status.ts';

type Row = View<'workers', 'search'>['items'][number];
const groups = ['applied', 'active', 'suspended', 'left'] as const;
type Group = (typeof groups)[number];

/** Who waits to be admitted, and every worker after that. */
export default function WorkersPage() {
  const { t, say } = useText(platformText);
  const { param, setParam, open } = useParam();
  const group = (param('status') ?? 'applied') as Group;
  const filter = { status: group, ...(param('q') && { q: param('q')! }) };
  const found = usePages(['workers', 'search', filter], (cursor) => api.workers.search({ ...filter, ...(cursor && { cursor }) }), { live: ['worker'] });
  const papersOf = (row: Row) => {
    const count = (state: Row['papers'][number]['state']): number => row.papers.filter((paper) => paper.state === state).length;
    if (row.papers.length === 0) return <span className={partCss.quiet}>{t('noPapers')}</span>;
    if (count('submitted') > 0) return <Tag tone="warm">{t('toVerify', { count: count('submitted') })}</Tag>;
    const bad = count('refused') + count('expired');
    return bad > 0 ? <Tag tone="danger">{t('notValid', { count: bad })}</Tag> : <Tag tone="jade">{t('allVerified')}</Tag>;
  };
  const stateOf = (row: Row) => {
    if (row.status !== 'applied') return <span className={partCss.cell}><span><StatusPill tone={statusTones[row.status]}>{t(statusWords[row.status])}</StatusPill></span>{row.isDispatchable ? null : <small>{say(row.dispatchBlockers[0])}</small>}</span>;
    return row.can['admit']?.isAllowed ? <Tag tone="jade">{t('ready')}</Tag> : <span className={partCss.cell}><span>{t('notReady')}</span><small>{say(row.can['admit']?.why)}</small></span>;
  };
  const card = (row: Row): RowCard => ({
    title: <span className={partCss.line} style={{ flexWrap: 'nowrap' }}><Avatar name={row.name} photo={row.photo} sizePixels={34} /><span className={partCss.cell}><span>{row.name}</span><small style={{ fontWeight: 400 }}>{row.merchantName ?? t('noMerchant')}</small></span></span>,
    aside: row.status === 'applied' ? papersOf(row) : <StatusPill tone={statusTones[row.status]}>{t(statusWords[row.status])}</StatusPill>,
    note: row.status === 'applied' ? stateOf(row) : row.isDispatchable ? null : <span className={partCss.warm}>{say(row.dispatchBlockers[0])}</span>,
  });
  const columns = [
    { title: t('name'), key: 'name', width: 210, render: (_: unknown, row: Row) => <span className={partCss.line} style={{ flexWrap: 'nowrap' }}><Avatar name={row.name} photo={row.photo} sizePixels={32} /><span className={partCss.cell}><b className={partCss.strong}>{row.name}</b><small>{row.maskedPhone}</small></span></span> },
    { title: t('merchant'), key: 'merchant', width: 180, render: (_: unknown, row: Row) => <span className={partCss.cell}>{row.merchantName ?? <span className={partCss.quiet}>{t('noMerchant')}</span>}</span> },
    { title: t('papers'), key: 'papers', width: 150, render: (_: unknown, row: Row) => papersOf(row) },
    { title: t('state'), key: 'state', width: 300, render: (_: unknown, row: Row) => stateOf(row) },
    { title: t('skills'), key: 'skills', width: 220, render: (_: unknown, row: Row) => <span className={partCss.tags}>{row.skills.slice(0, 3).map((skill) => <Tag key={skill.code}>{say(skill.name)} {skill.level}</Tag>)}{row.skills.length > 3 ? <span className={partCss.quiet}>+{row.skills.length - 3}</span> : null}</span> },
    { title: t('rating'), key: 'rating', width: 110, render: (_: unknown, row: Row) => (row.ratingCount > 0 ? <Stars rating={row.rating} count={row.ratingCount} sizePixels={14} /> : '—') },
  ];
  return (
    <Page title={t('workers')}>
      <FilterBar<Group> search={{ value: param('q') ?? '', onChange: (next) => setParam('q', next), placeholder: t('searchWorker') }} segments={{ value: group, onChange: (next) => setParam('status', next === 'applied' ? null : next), choices: groups.map((value) => ({ value, label: t(statusWords[value]) })) }} />
      <div data-testid="workers"><DenseTable<Row> of={found} rowKey={(row) => row.workerId} columns={columns} card={card} onOpen={(row) => open('worker', row.workerId)} openKey={param('worker')} empty={<EmptyState title={t(group === 'applied' ? 'emptyQueue' : 'emptyWorkers')} art="calm" {...(group === 'applied' && { action: <Button onClick={() => setParam('status', 'active')}>{t('seeActive')}</Button> })}>{group === 'applied' ? t('emptyQueueNote') : null}</EmptyState>} /></div>
      {param('worker') ? <WorkerAudit key={param('worker')} workerId={param('worker')!} onClose={() => open('worker', null)} /> : null}
    </Page>
  );
}
