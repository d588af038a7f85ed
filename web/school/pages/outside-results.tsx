import { Button, Checkbox, Input, Select } from 'antd';
import { Download, Upload } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useHolds, useParam } from '../../shared/desk/use-param.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, Faces, SkeletonList, StatusPill, Tag, showRefusal } from '../../shared/kit/index.ts';
import { toRefusal } from '../../shared/refusal.ts';
import { fetchFile, sendFile } from '../../shared/send-file.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import { FileButton } from '../parts/file-button.tsx';
import { text } from '../text.ts';
import { outsideText } from './outside.text.ts';

type Row = View<'exams', 'outsideResults'>['items'][number];
type Import = View<'exams', 'outsideImport'>;
const partnerKinds = ['vocationalSchool', 'trainingAgency', 'elderInstitution', 'clinic'] as const;

/** Exams and practicals that others held: what came, whether it counts and why, and which the table recognises. */
export function OutsideResults() {
  const { t, say } = useText(outsideText);
  const { day, instant } = useFormat();
  const { param, setParam } = useParam();
  const isOperator = useHolds()('operator');
  const [isImporting, setImporting] = useState(false);
  const kind = param('kind');
  const found = usePages(['exams', 'outsideResults', kind], (cursor) => api.exams.outsideResults({ ...(kind && { kind }), ...(cursor && { cursor }) }), { live: ['certificate'] });
  const kinds = useView(['training', 'certificateKinds'], () => api.training.certificateKinds({}), { live: false, staleSeconds: 3600 });
  const rules = useView(['exams', 'outsideRules'], () => api.exams.outsideRules({}), { live: false, staleSeconds: 3600 });
  const counts = (row: Row) => <span className={partCss.cell}><span><StatusPill tone={row.counts ? 'jade' : 'grey'}>{t(row.counts ? 'does' : 'beside')}</StatusPill></span><small>{say(row.why)}</small></span>;
  const score = (row: Row) => <span className={partCss.cell}><b className={partCss.strong}>{row.scorePercent}</b><small>{t(row.isPassed ? 'passed' : 'failed')}</small></span>;
  const columns = [
    { title: t('who'), key: 'who', width: 150, render: (_: unknown, row: Row) => <b className={partCss.strong}>{row.workerName}</b> },
    { title: t('what'), key: 'what', width: 220, render: (_: unknown, row: Row) => <span className={partCss.cell}><span>{say(row.title)}</span><small>{t(row.part)} · {day(row.heldOn)}</small></span> },
    { title: t('score'), key: 'score', width: 90, render: (_: unknown, row: Row) => score(row) },
    { title: t('issuer'), key: 'issuer', width: 200, render: (_: unknown, row: Row) => <span className={partCss.cell}><span>{row.issuer}</span><small>{row.paperNumber}</small></span> },
    { title: t('counts'), key: 'counts', width: 240, render: (_: unknown, row: Row) => counts(row) },
    { title: t('broughtBy'), key: 'by', width: 220, render: (_: unknown, row: Row) => <span className={partCss.cell}><span>{row.byName} · {instant(row.at)}</span><small title={row.sha256}>{row.fileName} · {row.sha256.slice(0, 12)}</small></span> },
  ];
  const card = (row: Row): RowCard => ({ title: `${row.workerName} · ${say(row.title)}`, aside: <StatusPill tone={row.counts ? 'jade' : 'grey'}>{t(row.counts ? 'does' : 'beside')}</StatusPill>, note: <><span>{t(row.part)} {row.scorePercent} · {day(row.heldOn)}</span><span>{row.issuer}</span><span>{say(row.why)}</span></> });
  return (
    <>
      <div className={partCss.line}>
        <Select aria-label={t('what')} value={kind ?? ''} onChange={(next) => setParam('kind', next)} style={{ width: 240, maxWidth: '100%' }} options={[{ value: '', label: t('allKinds') }, ...(kinds.value?.items ?? []).map((one) => ({ value: one.kind, label: say(one.title) }))]} />
        {isOperator ? <Button type="primary" icon={<Upload size={16} />} data-testid="outside-import" onClick={() => setImporting(true)}>{t('import')}</Button> : null}
        <span className={partCss.quiet}>{t('note')}</span>
      </div>
      <div data-testid="outside-results"><DenseTable<Row> of={found} rowKey={(row) => row.resultId} columns={columns} card={card} empty={<EmptyState title={t('none')} art="calm">{t('noneNote')}</EmptyState>} /></div>
      <Panel title={t('rules')} note={t('rulesNote')}>
        <Faces of={rules} loading={<SkeletonList count={3} />}>
          {({ items }) => <div className={partCss.stack}>{items.map((rule) => <div key={`${rule.kind} ${rule.part}`} className={partCss.pair}><span>{say(rule.title)} · {t(rule.part)}</span><span className={partCss.line}><span className={partCss.quiet}>{t('rule', { least: rule.leastPercent, days: rule.days })}</span>{partnerKinds.filter((one) => rule.partners.includes(one)).map((one) => <Tag key={one} tone="jade">{t(one)}</Tag>)}</span></div>)}</div>}
        </Faces>
      </Panel>
      {isOperator ? <Imports /> : null}
      {isImporting ? <SendTable onClose={() => { setImporting(false); found.reload(); }} /> : null}
    </>
  );
}

const download = (path: string): void => void fetchFile(path, 'outside-results.csv').catch((thrown: unknown) => showRefusal(toRefusal(thrown)));

function Imports() {
  const { t } = useText(outsideText);
  const { instant } = useFormat();
  const found = usePages(['exams', 'outsideImports'], (cursor) => api.exams.outsideImports({ limit: 20, ...(cursor && { cursor }) }));
  const state = (row: Omit<Import, 'faults'>) => (row.isDryRun ? <StatusPill tone="grey">{t('dry')}</StatusPill> : <StatusPill tone={row.rowsOut > 0 ? 'warm' : 'jade'}>{t('done')}</StatusPill>);
  const columns = [
    { title: t('issuer'), key: 'issuer', width: 200, render: (_: unknown, row: Omit<Import, 'faults'>) => <span className={partCss.cell}><b className={partCss.strong}>{row.issuer}</b><small>{row.fileName}</small></span> },
    { title: t('hash'), key: 'hash', width: 150, render: (_: unknown, row: Omit<Import, 'faults'>) => <span className={partCss.cell}><span>{state(row)}</span><small title={row.sha256}>{row.sha256.slice(0, 12)}</small></span> },
    { title: t('in'), key: 'in', width: 80, align: 'right' as const, render: (_: unknown, row: Omit<Import, 'faults'>) => row.rowsIn },
    { title: t('out'), key: 'out', width: 90, align: 'right' as const, render: (_: unknown, row: Omit<Import, 'faults'>) => (row.rowsOut > 0 ? <span className={partCss.danger}>{row.rowsOut}</span> : 0) },
    { title: t('broughtBy'), key: 'by', width: 200, render: (_: unknown, row: Omit<Import, 'faults'>) => <span className={partCss.cell}><span>{row.byName}</span><small>{instant(row.at)}</small></span> },
    { title: '', key: 'file', width: 60, render: (_: unknown, row: Omit<Import, 'faults'>) => <Button size="small" aria-label={t('resultFile')} title={t('resultFile')} icon={<Download size={14} />} onClick={() => download(row.resultPath)} /> },
  ];
  return <Panel title={t('imports')}><DenseTable of={found} rowKey={(row) => row.importId} columns={columns} card={(row) => ({ title: row.issuer, aside: state(row), note: <><span>{row.fileName}</span><span>{t('in')} {row.rowsIn} · {t('out')} {row.rowsOut}</span><span>{instant(row.at)}</span></> })} empty={<EmptyState title={t('noImports')} art="calm" />} /></Panel>;
}

function SendTable({ onClose }: { onClose: () => void }) {
  const { t, say } = useText(outsideText);
  const words = useText(text).t;
  const [partnerId, setPartnerId] = useState<string | null>(null);
  const [issuer, setIssuer] = useState('');
  const [isDryRun, setDryRun] = useState(true);
  const [isBusy, setBusy] = useState(false);
  const [result, setResult] = useState<Import | null>(null);
  const partners = useView(['courses', 'listPartners', 'all'], () => api.courses.listPartners({}), { live: false, staleSeconds: 60 });
  const isFull = partnerId !== null && (partnerId !== '' || issuer.trim().length > 1);
  const send = async (file: File): Promise<void> => {
    setBusy(true);
    try {
      const query = new URLSearchParams({ fileName: file.name, isDryRun: String(isDryRun), partnerId: partnerId ?? '', issuer: issuer.trim() });
      setResult(await sendFile<Import>({ path: `/api/school/outside-imports?${query.toString()}`, file, type: /\.csv$/i.test(file.name) ? 'text/csv' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }));
    } catch (thrown) {
      showRefusal(toRefusal(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <DeskDrawer isOpen title={t('import')} widthPixels={560} onClose={onClose} footer={<Button onClick={onClose}>{words('close')}</Button>}>
      <div className={partCss.form}>
        <p className={partCss.lead}>{t('columns')}</p>
        <label>{t('issuer')}<Select aria-label={t('issuer')} data-testid="outside-issuer" value={partnerId} placeholder={t('partner')} onChange={(next) => { setPartnerId(next); setResult(null); }} options={[...(partners.value?.items ?? []).map((one) => ({ value: one.partnerId, label: `${one.name} · ${say(one.kindName)}` })), { value: '', label: t('other') }]} /></label>
        {partnerId === '' ? <label>{t('otherName')}<Input value={issuer} maxLength={80} data-testid="outside-other" onChange={(event) => setIssuer(event.target.value)} /></label> : null}
        <div><Checkbox checked={isDryRun} data-testid="outside-dry" onChange={(event) => setDryRun(event.target.checked)}>{t('dryRun')}</Checkbox></div>
        {isFull ? <FileButton label={t('choose')} accept=".csv,.xlsx" isBusy={isBusy} testId="outside-file" onPick={(file) => void send(file)} /> : <div><Button size="small" disabled>{t('choose')}</Button></div>}
        {result ? (
          <div data-testid="outside-outcome">
            <Panel title={t(result.isDryRun ? 'tried' : 'done')} aside={<Button size="small" icon={<Download size={14} />} onClick={() => download(result.resultPath)}>{t('resultFile')}</Button>}>
              <Facts of={[[t('read'), result.rowsRead], [t('in'), result.rowsIn], [t('out'), result.rowsOut], [t('hash'), result.sha256.slice(0, 16)]]} />
              {result.faults.map((fault) => <p key={fault.rowNo} className={partCss.danger}>{t('row', { row: fault.rowNo, column: fault.column })} {fault.maskedName} {say(fault.reason)}</p>)}
            </Panel>
          </div>
        ) : null}
      </div>
    </DeskDrawer>
  );
}
