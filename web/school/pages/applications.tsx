import { Select } from 'antd';
import { UserRoundPlus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { serviceFamilyText } from '../../shared/desk/service-family.text.ts';
import { useParam } from '../../shared/desk/use-param.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, StatusPill, Tag } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages } from '../../shared/use-view.ts';
import { text } from '../text.ts';
import { OperatorButton } from '../parts/role-button.tsx';
import { AddLead } from './add-lead.tsx';
import { ApplicationDrawer } from './application-drawer.tsx';
import { type Source, type Stage, sources, stageTones, stageWords, stages, stateTones } from './recruiting-words.ts';
import { recruitingText } from './recruiting.text.ts';

type Row = View<'workers', 'listApplications'>['items'][number];

/** Everyone who applied or may, how far each got, and what is to be judged. */
export default function ApplicationsPage() {
  const { t, say } = useText(recruitingText);
  const words = useText(text).t;
  const family = useText(serviceFamilyText).t;
  const { nearDay } = useFormat();
  const { param, setParam, open } = useParam();
  const [isAdding, setAdding] = useState(false);
  const [stage, source, postId, importId, q] = [param('stage') as Stage | null, param('source') as Source | null, param('post'), param('import'), param('q')];
  const filter = { ...(stage && { stage }), ...(source && { source }), ...(postId && { postId }), ...(importId && { importId }), ...(q && { q }) };
  const found = usePages(['workers', 'listApplications', filter], (cursor) => api.workers.listApplications({ ...filter, ...(cursor && { cursor }) }), { live: ['worker', 'application'] });
  const pill = (row: Row) => (row.state === 'submitted' ? <StatusPill tone={stageTones[row.stage]}>{say(row.stageName)}</StatusPill> : <StatusPill tone={stateTones[row.state]}>{t(row.state)}</StatusPill>);
  const columns = useMemo(() => [
    { title: t('person'), key: 'person', width: 180, render: (_: unknown, row: Row) => <span className={partCss.cell}><b className={partCss.strong}>{row.name || '—'}</b><small>{row.maskedPhone}</small></span> },
    { title: t('source'), key: 'source', width: 190, render: (_: unknown, row: Row) => <span className={partCss.cell}><span>{say(row.sourceName)}</span><small>{row.sourceWords}</small></span> },
    { title: t('families'), key: 'families', width: 210, render: (_: unknown, row: Row) => <span className={partCss.cell}>{row.families.map((one) => family(one)).join(' · ') || '—'}</span> },
    { title: t('stage'), key: 'stage', width: 120, render: (_: unknown, row: Row) => pill(row) },
    { title: t('groups'), key: 'groups', width: 190, render: (_: unknown, row: Row) => <span className={partCss.tags}>{row.targetGroups.map((one) => <Tag key={one}>{t(one)}</Tag>)}</span> },
    { title: t('when'), key: 'when', width: 130, render: (_: unknown, row: Row) => nearDay(row.stageAt) },
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `pill` follows the words
  ], [t, say, family, nearDay]);
  const card = (row: Row): RowCard => ({ title: row.name || row.maskedPhone, aside: pill(row), note: <><span>{say(row.sourceName)}</span><span>{row.families.map((one) => family(one)).join(' · ')}</span><span>{nearDay(row.stageAt)}</span></> });
  const add = <OperatorButton also={['dispatcher', 'agent']} type="primary" icon={<UserRoundPlus size={16} />} data-testid="lead-open" onClick={() => setAdding(true)}>{t('addLead')}</OperatorButton>;
  return (
    <Page title={words('applications')} aside={add}>
      <FilterBar search={{ value: q ?? '', onChange: (next) => setParam('q', next), placeholder: t('searchPerson') }}>
        <Select aria-label={t('stage')} value={stage ?? ''} onChange={(next) => setParam('stage', next)} style={{ minWidth: 140 }} options={[{ value: '', label: t('allStages') }, ...stages.map((value) => ({ value, label: t(stageWords[value]) }))]} />
        <Select aria-label={t('source')} value={source ?? ''} onChange={(next) => setParam('source', next)} style={{ minWidth: 160 }} options={[{ value: '', label: t('allSources') }, ...sources.map((value) => ({ value, label: t(value) }))]} />
      </FilterBar>
      <div data-testid="applications"><DenseTable<Row> of={found} rowKey={(row) => row.applicationId} columns={columns} card={card} onOpen={(row) => open('application', row.applicationId)} openKey={param('application')} empty={<EmptyState title={t('none')} art="search" action={add}>{t('noneNote')}</EmptyState>} /></div>
      {isAdding ? <AddLead onClose={() => setAdding(false)} /> : param('application') ? <ApplicationDrawer key={param('application')} applicationId={param('application')!} onClose={() => open('application', null)} /> : null}
    </Page>
  );
}
