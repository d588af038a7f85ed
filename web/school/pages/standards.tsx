import { Select } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { Toggle } from '../../shared/desk/toggle.tsx';
import { useHolds, useParam } from '../../shared/desk/use-param.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, StatusPill } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { partRoles } from '../access.ts';
import { OperatorButton } from '../parts/role-button.tsx';
import { EditionDrawer } from './edition-drawer.tsx';
import { EditionForm } from './edition-form.tsx';
import { Inspections } from './inspections.tsx';
import { StandardDocuments, StandardProposals } from './standard-lists.tsx';
import { standardTones, standardsText } from './standards.text.ts';

type Row = View<'standards', 'listStandards'>['items'][number];
const viewNames = ['registry', 'families', 'inspections', 'proposals'] as const;
type ViewName = (typeof viewNames)[number];
const kinds = ['national', 'industry', 'local', 'group', 'enterprise'] as const;
const states = ['inForce', 'announced', 'toConfirm', 'draft', 'replaced', 'withdrawn'] as const;

/** The registry, the three documents of each family of services, inspections, and what the trade proposes. */
export default function StandardsPage() {
  const { t } = useText(standardsText);
  const { param, setParam } = useParam();
  const [isAdding, setAdding] = useState(false);
  // Inspections are the city's to read; trainers and examiners have the standards themselves.
  const views = useHolds()(...partRoles.inspections) ? viewNames : viewNames.filter((name) => name !== 'inspections');
  const view = views.find((name) => name === param('view')) ?? 'registry';
  const add = <OperatorButton type="primary" icon={<Plus size={16} />} data-testid="edition-new" onClick={() => setAdding(true)}>{t('add')}</OperatorButton>;
  return (
    <Page title={t('title')} note={t('note')} aside={view === 'registry' ? add : null}>
      <FilterBar<ViewName> segments={{ value: view, onChange: (next) => setParam('view', next === 'registry' ? null : next), choices: views.map((value) => ({ value, label: t(value) })) }} />
      {view === 'inspections' ? <Inspections /> : view === 'families' ? <StandardDocuments /> : view === 'proposals' ? <StandardProposals /> : <Registry />}
      {isAdding ? <EditionForm of={null} onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}

function Registry() {
  const { t, say } = useText(standardsText);
  const { day } = useFormat();
  const { param, setParam, open } = useParam();
  const [kind, state, q, isAll] = [param('kind') as (typeof kinds)[number] | null, param('state') as (typeof states)[number] | null, param('q') ?? '', param('all') === '1'];
  const filter = { ...(kind && { kind }), ...(state && { state }), ...(q && { q }), ...(isAll && { isAll: 'true' as const }) };
  const found = useView(['standards', 'listStandards', filter], () => api.standards.listStandards(filter), { live: ['standard'] });
  const pill = (row: Row) => <StatusPill tone={standardTones[row.state]}>{t(row.state)}</StatusPill>;
  const columns = [
    { title: t('number'), key: 'number', width: 190, render: (_: unknown, row: Row) => <span className={partCss.cell}><b className={partCss.strong}>{row.number}</b><small>{say(row.kindName)}</small></span> },
    { title: t('name'), key: 'name', width: 380, render: (_: unknown, row: Row) => <span className={partCss.cell}><span>{say(row.title)}</span>{row.note ? <small className={partCss.warm}>{say(row.note)}</small> : <small>{say(row.subjectName)}</small>}</span> },
    { title: t('state'), key: 'state', width: 130, render: (_: unknown, row: Row) => pill(row) },
    { title: t('dates'), key: 'dates', width: 190, render: (_: unknown, row: Row) => <span className={partCss.cell}><span>{row.inForceFrom ? t('from', { day: day(row.inForceFrom) }) : '—'}</span>{row.endedOn ? <small>{t('until', { day: day(row.endedOn) })}</small> : null}</span> },
    { title: t('clauses'), key: 'clauses', width: 150, render: (_: unknown, row: Row) => <span className={partCss.cell}><span>{t('clauseCount', { count: row.clauseCount })}</span>{row.lineCount > 0 ? <small>{t('lineCount', { count: row.lineCount })}</small> : null}</span> },
  ];
  const card = (row: Row): RowCard => ({ title: row.number, aside: pill(row), note: <><span>{say(row.title)}</span><span>{t('clauseCount', { count: row.clauseCount })}</span></> });
  return (
    <>
      <FilterBar<string> search={{ value: q, onChange: (value) => setParam('q', value), placeholder: t('search') }}>
        <Select aria-label={t('kind')} value={kind ?? ''} onChange={(next) => setParam('kind', next)} style={{ minWidth: 130 }} options={[{ value: '', label: t('allKinds') }, ...kinds.map((value) => ({ value, label: t(value) }))]} />
        <Select aria-label={t('state')} value={state ?? ''} onChange={(next) => setParam('state', next)} style={{ minWidth: 130 }} options={[{ value: '', label: t('allStates') }, ...states.map((value) => ({ value, label: t(value) }))]} />
        <Toggle label={t('oldOnes')} isOn={isAll} onChange={(isOn) => setParam('all', isOn ? '1' : null)} />
      </FilterBar>
      <div data-testid="standards"><DenseTable<Row> of={{ ...found, value: found.value?.items }} rowKey={(row) => row.editionId} columns={columns} card={card} onOpen={(row) => open('edition', row.editionId)} openKey={param('edition')} empty={<EmptyState title={t('none')} art="search" />} /></div>
      {param('edition') ? <EditionDrawer key={param('edition')} editionId={param('edition')!} onOpen={(editionId) => open('edition', editionId)} onClose={() => open('edition', null)} /> : null}
    </>
  );
}
