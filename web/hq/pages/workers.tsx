import { Button } from 'antd';
import { useMemo } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import { useText } from '../../shared/i18n.ts';
import { Avatar, EmptyState, Stars, StatusPill, Tag } from '../../shared/kit/index.ts';
import { usePages } from '../../shared/use-view.ts';
import partCss from '../parts/parts.module.css';
import { useParam } from '../use-hq.ts';
import { platformText } from './platform.text.ts';
import { WorkerAudit } from './worker-audit.tsx';
import { statusTones, statusWords } from './worker-status.ts';

type Row = View<'workers', 'search'>['items'][number];
const groups = ['applied', 'active', 'suspended'] as const;
type Group = (typeof groups)[number];

/** Who waits to be admitted, and every worker after that. */
export default function WorkersPage() {
  const { t, say } = useText(platformText);
  const { param, setParam, open } = useParam();
  const group = (param('status') ?? 'applied') as Group;
  const filter = { status: group, ...(param('q') && { q: param('q')! }) };
  const found = usePages(['workers', 'search', filter], (cursor) => api.workers.search({ ...filter, ...(cursor && { cursor }) }), { live: ['worker'] });
  const columns = useMemo(() => [
    { title: t('name'), key: 'name', width: 220, render: (_: unknown, row: Row) => <span className={partCss.line} style={{ flexWrap: 'nowrap' }}><Avatar name={row.name} photo={row.photo} sizePixels={32} /><span className={partCss.cell}><b className={partCss.strong}>{row.name}</b><small>{row.maskedPhone}</small></span></span> },
    { title: t('merchant'), key: 'merchant', width: 200, render: (_: unknown, row: Row) => <span className={partCss.cell}>{row.merchantName ?? <span className={partCss.quiet}>{t('noMerchant')}</span>}</span> },
    { title: t('papers'), key: 'papers', width: 170, render: (_: unknown, row: Row) => { const waiting = row.papers.filter(({ state }) => state === 'submitted').length; return row.papers.length === 0 ? <span className={partCss.quiet}>{t('noPapers')}</span> : waiting > 0 ? <Tag tone="warm">{t('toVerify', { count: waiting })}</Tag> : <Tag tone="jade">{t('allVerified')}</Tag>; } },
    { title: t('state'), key: 'state', width: 330, render: (_: unknown, row: Row) => (row.status !== 'applied' ? <span className={partCss.cell}><StatusPill tone={statusTones[row.status]}>{t(statusWords[row.status])}</StatusPill>{row.isDispatchable ? null : <small>{say(row.dispatchBlockers[0])}</small>}</span> : row.can['admit']?.isAllowed ? <Tag tone="jade">{t('ready')}</Tag> : <span className={partCss.cell}><span>{t('notReady')}</span><small>{say(row.can['admit']?.why)}</small></span>) },
    { title: t('skills'), key: 'skills', width: 240, render: (_: unknown, row: Row) => <span className={partCss.tags}>{row.skills.slice(0, 3).map((skill) => <Tag key={skill.code}>{say(skill.name)} {skill.level}</Tag>)}{row.skills.length > 3 ? <span className={partCss.quiet}>+{row.skills.length - 3}</span> : null}</span> },
    { title: t('rating'), key: 'rating', width: 130, render: (_: unknown, row: Row) => (row.ratingCount > 0 ? <Stars rating={row.rating} count={row.ratingCount} sizePixels={14} /> : '—') },
  ], [t, say]);
  return (
    <Page title={t('workers')}>
      <FilterBar<Group> search={{ value: param('q') ?? '', onChange: (next) => setParam('q', next), placeholder: t('searchWorker') }} segments={{ value: group, onChange: (next) => setParam('status', next === 'applied' ? null : next), choices: groups.map((value) => ({ value, label: t(statusWords[value]) })) }} />
      <div data-testid="workers"><DenseTable<Row> of={found} rowKey={(row) => row.workerId} columns={columns} onOpen={(row) => open('worker', row.workerId)} openKey={param('worker')} empty={<EmptyState title={t(group === 'applied' ? 'emptyQueue' : 'emptyWorkers')} art="calm" {...(group === 'applied' && { action: <Button onClick={() => setParam('status', 'active')}>{t('seeActive')}</Button> })}>{group === 'applied' ? t('emptyQueueNote') : null}</EmptyState>} /></div>
      {param('worker') ? <WorkerAudit key={param('worker')} workerId={param('worker')!} onClose={() => open('worker', null)} /> : null}
    </Page>
  );
}
