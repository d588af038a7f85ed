import { Button, Select, Tooltip } from 'antd';
import { HandCoins, Plus } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { ExportButton } from '../../shared/desk/export-button.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useHolds, useParam } from '../../shared/desk/use-param.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, StatusPill } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import { OperatorButton } from '../parts/role-button.tsx';
import { subsidyText, subsidyTones } from './subsidies.text.ts';
import { NewSubsidy } from './subsidy-new.tsx';
import { PaySubsidies } from './subsidy-pay.tsx';
import { SubsidyDrawer } from './subsidy-drawer.tsx';
import { SubsidyProgrammes } from './subsidy-programmes.tsx';

type Row = View<'benefits', 'listSubsidies'>['items'][number];
const states = ['submitted', 'accepted', 'paid', 'draft', 'refused', 'clawedBack'] as const;

/** The subsidy desk: claims from pack to payment, and the programmes they are made under. */
export default function SubsidiesPage() {
  const { t, say } = useText(subsidyText);
  const { money } = useFormat();
  const { param, setParam, open } = useParam();
  const holds = useHolds();
  const [doing, setDoing] = useState<'new' | 'pay' | null>(null);
  const isProgrammes = param('view') === 'programmes';
  const [state, programmeId] = [param('state') as (typeof states)[number] | null, param('programme')];
  const filter = { ...(state && { state }), ...(programmeId && { programmeId }) };
  const programmes = useView(['benefits', 'subsidyProgrammes'], () => api.benefits.subsidyProgrammes({}), { live: ['subsidy'] });
  const found = usePages(['benefits', 'listSubsidies', filter], (cursor) => api.benefits.listSubsidies({ ...filter, ...(cursor && { cursor }) }), { live: ['subsidy', 'certificate'] });
  const pill = (row: Row) => <StatusPill tone={subsidyTones[row.state]}>{t(row.state)}</StatusPill>;
  const columns = [
    { title: t('worker'), key: 'worker', width: 170, render: (_: unknown, row: Row) => <span className={partCss.cell}><b className={partCss.strong}>{row.workerName}</b><small>{row.maskedIdNumber}</small></span> },
    { title: t('programme'), key: 'programme', width: 220, render: (_: unknown, row: Row) => <span className={partCss.cell}><span>{say(row.programmeName)}</span><small>{row.no}</small></span> },
    { title: t('certificate'), key: 'certificate', width: 230, render: (_: unknown, row: Row) => <span className={partCss.cell}><span>{say(row.certificateTitle)}</span><small>{row.certificateNumber}</small></span> },
    { title: t('amount'), key: 'amount', width: 120, render: (_: unknown, row: Row) => <b>{money(row.amountFen)}</b> },
    { title: t('state'), key: 'state', width: 340, render: (_: unknown, row: Row) => <span className={partCss.state}>{pill(row)}<small>{say(row.words)}</small></span> },
  ];
  const card = (row: Row): RowCard => ({ title: `${row.workerName} · ${money(row.amountFen)}`, aside: pill(row), note: <><span>{say(row.programmeName)}</span><span>{say(row.words)}</span></> });
  const pay = <Tooltip title={holds('finance') ? '' : t('financeOnly')}><Button icon={<HandCoins size={16} />} disabled={!holds('finance')} data-testid="subsidy-pay-open" onClick={() => setDoing('pay')}>{t('pay')}</Button></Tooltip>;
  const add = <OperatorButton type="primary" icon={<Plus size={16} />} data-testid="subsidy-new" onClick={() => setDoing('new')}>{t('newClaim')}</OperatorButton>;
  return (
    <Page title={t('title')} note={t('note')} aside={<span className={partCss.line}>{pay}{add}</span>}>
      <FilterBar<'claims' | 'programmes'> segments={{ value: isProgrammes ? 'programmes' : 'claims', onChange: (next) => setParam('view', next === 'claims' ? null : next), choices: [{ value: 'claims', label: t('claims') }, { value: 'programmes', label: t('programmes') }] }}>
        {isProgrammes ? null : (
          <>
            <Select aria-label={t('state')} value={state ?? ''} onChange={(next) => setParam('state', next)} style={{ minWidth: 130 }} options={[{ value: '', label: t('allStates') }, ...states.map((value) => ({ value, label: t(value) }))]} />
            <Select aria-label={t('programme')} value={programmeId ?? ''} onChange={(next) => setParam('programme', next)} style={{ minWidth: 190 }} options={[{ value: '', label: t('allProgrammes') }, ...(programmes.value?.items ?? []).map((one) => ({ value: one.programmeId, label: say(one.name) }))]} />
            {holds('operator', 'finance', 'auditor') ? <ExportButton make={(asked) => api.benefits.exportSubsidies({ ...filter, ...asked })} testId="subsidy-export" /> : null}
          </>
        )}
      </FilterBar>
      {isProgrammes ? <SubsidyProgrammes of={programmes} />
        : <div data-testid="subsidies"><DenseTable<Row> of={found} rowKey={(row) => row.claimId} columns={columns} card={card} onOpen={(row) => open('claim', row.claimId)} openKey={param('claim')} empty={<EmptyState title={t('none')} art="calm">{t('noneNote')}</EmptyState>} /></div>}
      {doing === 'new' ? <NewSubsidy onOpen={(claimId) => { setDoing(null); open('claim', claimId); }} onClose={() => setDoing(null)} /> : doing === 'pay' ? <PaySubsidies onClose={() => setDoing(null)} /> : param('claim') ? <SubsidyDrawer key={param('claim')} claimId={param('claim')!} onClose={() => open('claim', null)} /> : null}
    </Page>
  );
}
