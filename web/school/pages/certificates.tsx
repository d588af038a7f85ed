import { Select } from 'antd';
import { Award } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useParam } from '../../shared/desk/use-param.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, StatusPill } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import { OperatorButton } from '../parts/role-button.tsx';
import { text } from '../text.ts';
import { CertificateDrawer, certificateTones } from './certificate-drawer.tsx';
import { credentialsText } from './credentials.text.ts';
import { IssueCertificate } from './issue-certificate.tsx';
import { Nationals } from './nationals.tsx';

type Row = View<'training', 'certificateList'>['items'][number];
const states = ['valid', 'expired', 'revoked'] as const;

export const useKinds = () => useView(['training', 'certificateKinds'], () => api.training.certificateKinds({}), { live: false, staleSeconds: 3600 });

/** Certificates the platform issued, and beside them those of the state that wait to be judged. */
export default function CertificatesPage() {
  const { t } = useText(credentialsText);
  const words = useText(text).t;
  const { param, setParam } = useParam();
  const view = param('view') === 'nationals' ? 'nationals' : 'ours';
  return (
    <Page title={words('certificates')} note={t('certificatesNote')}>
      <FilterBar<'ours' | 'nationals'> segments={{ value: view, onChange: (next) => setParam('view', next === 'ours' ? null : next), choices: [{ value: 'ours', label: t('ours') }, { value: 'nationals', label: t('national') }] }} />
      {view === 'nationals' ? <Nationals /> : <Ours />}
    </Page>
  );
}

function Ours() {
  const { t, say } = useText(credentialsText);
  const { day, instant } = useFormat();
  const { param, setParam, open } = useParam();
  const [isIssuing, setIssuing] = useState(false);
  const kinds = useKinds();
  const [kind, state] = [param('kind'), param('state') as (typeof states)[number] | null];
  const filter = { ...(kind && { kind }), ...(state && { state }) };
  const found = usePages(['training', 'certificateList', filter], (cursor) => api.training.certificateList({ ...filter, ...(cursor && { cursor }) }), { live: ['certificate', 'training'] });
  const pill = (row: Row) => <StatusPill tone={certificateTones[row.state]}>{t(row.state)}</StatusPill>;
  const columns = [
    { title: t('holder'), key: 'holder', width: 130, render: (_: unknown, row: Row) => <b className={partCss.strong}>{row.workerName}</b> },
    { title: t('certificate'), key: 'title', width: 240, render: (_: unknown, row: Row) => <span className={partCss.cell}><span>{say(row.title)}</span><small>{row.number}</small></span> },
    { title: t('state'), key: 'state', width: 100, render: (_: unknown, row: Row) => pill(row) },
    { title: t('issued'), key: 'issued', width: 190, render: (_: unknown, row: Row) => <span className={partCss.cell}><span>{instant(row.issuedAt)}</span><small>{row.issuedByName}</small></span> },
    { title: t('until'), key: 'until', width: 130, render: (_: unknown, row: Row) => (row.validUntil ? day(row.validUntil) : t('forGood')) },
    { title: t('evidence'), key: 'evidence', width: 220, render: (_: unknown, row: Row) => <span className={partCss.cell}><span>{row.evidence.kind === 'national' ? t('national') : t(row.evidence.kind)}</span><small>{row.evidence.words}</small></span> },
  ];
  const card = (row: Row): RowCard => ({ title: `${row.workerName} · ${say(row.title)}`, aside: pill(row), note: <><span>{row.number}</span><span>{instant(row.issuedAt)}</span></> });
  const add = <OperatorButton type="primary" icon={<Award size={16} />} data-testid="issue-open" onClick={() => setIssuing(true)}>{t('issue')}</OperatorButton>;
  const opened = found.value?.find((row) => row.certificateId === param('certificate'));
  return (
    <>
      <div className={partCss.line}>{add}</div>
      <FilterBar<string> segments={{ value: state ?? '', onChange: (next) => setParam('state', next), choices: [{ value: '', label: t('allStates') }, ...states.map((value) => ({ value, label: t(value) }))] }}>
        <Select aria-label={t('kind')} value={kind ?? ''} onChange={(next) => setParam('kind', next)} style={{ minWidth: 200 }} options={[{ value: '', label: t('allKinds') }, ...(kinds.value?.items ?? []).map((one) => ({ value: one.kind, label: say(one.title) }))]} />
      </FilterBar>
      <div data-testid="certificates"><DenseTable<Row> of={found} rowKey={(row) => row.certificateId} columns={columns} card={card} onOpen={(row) => open('certificate', row.certificateId)} openKey={param('certificate')} empty={<EmptyState title={t('none')} art="calm" action={add}>{t('noneNote')}</EmptyState>} /></div>
      {isIssuing ? <IssueCertificate onClose={() => setIssuing(false)} /> : opened ? <CertificateDrawer key={opened.certificateId} of={opened} onClose={() => open('certificate', null)} /> : null}
    </>
  );
}
