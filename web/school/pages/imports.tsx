import { Button, Checkbox, Progress } from 'antd';
import { Download, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useParam } from '../../shared/desk/use-param.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, Faces, Notice, SkeletonScreen, StatusPill, showRefusal, showToast } from '../../shared/kit/index.ts';
import { toRefusal } from '../../shared/refusal.ts';
import { fetchFile, sendFile } from '../../shared/send-file.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import { text } from '../text.ts';
import { recruitingText } from './recruiting.text.ts';

type Row = View<'workers', 'getImport'>;
const tones = { running: 'sky', done: 'jade', failed: 'danger', stopped: 'warm' } as const;

/** Many applicants from one table: tried first, then written row by row. */
export default function ImportsPage() {
  const { t } = useText(recruitingText);
  const words = useText(text).t;
  const { instant } = useFormat();
  const { param, open } = useParam();
  const [isDryRun, setDryRun] = useState(true);
  const [share, setShare] = useState<number | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const found = useView(['workers', 'listImports'], () => api.workers.listImports({}), { live: ['worker', 'import'], everySeconds: 3 });
  const send = async (file: File): Promise<void> => {
    setShare(0);
    const type = /\.csv$/i.test(file.name) ? 'text/csv' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    try {
      const begun = await sendFile<Row>({ path: `/api/worker-imports?fileName=${encodeURIComponent(file.name)}&isDryRun=${isDryRun}`, file, type, onProgress: setShare });
      showToast(t('importBegun'));
      found.reload();
      open('open', begun.importId);
    } catch (thrown) {
      showRefusal(toRefusal(thrown));
    } finally {
      setShare(null);
      if (picker.current) picker.current.value = '';
    }
  };
  const pill = (row: Row) => <span className={partCss.line}><StatusPill tone={tones[row.state]}>{t(row.state)}</StatusPill>{row.isDryRun ? <span className={partCss.quiet}>{t('dry')}</span> : null}</span>;
  const columns = [
    { title: t('file'), key: 'file', width: 240, render: (_: unknown, row: Row) => <span className={partCss.cell}><b className={partCss.strong}>{row.fileName}</b><small>{(row.bytes / 1024).toFixed(0)} kB</small></span> },
    { title: t('state'), key: 'state', width: 150, render: (_: unknown, row: Row) => pill(row) },
    { title: t('rows'), key: 'rows', width: 90, align: 'right' as const, render: (_: unknown, row: Row) => row.rowsRead },
    { title: t('in'), key: 'in', width: 90, align: 'right' as const, render: (_: unknown, row: Row) => row.rowsIn },
    { title: t('out'), key: 'out', width: 90, align: 'right' as const, render: (_: unknown, row: Row) => (row.rowsOut > 0 ? <span className={partCss.danger}>{row.rowsOut}</span> : 0) },
    { title: t('by'), key: 'by', width: 200, render: (_: unknown, row: Row) => <span className={partCss.cell}><span>{row.byName}</span><small>{instant(row.startedAt)} · {t('seconds', { seconds: row.seconds.toFixed(1) })}</small></span> },
  ];
  const card = (row: Row): RowCard => ({ title: row.fileName, aside: pill(row), note: <><span>{t('in')} {row.rowsIn}</span><span>{t('out')} {row.rowsOut}</span><span>{instant(row.startedAt)}</span></> });
  return (
    <Page title={words('imports')} note={t('importNote')}>
      <div className={partCss.line}>
        <input ref={picker} type="file" accept=".xlsx,.csv" hidden data-testid="import-file" onChange={(event) => { const file = event.target.files?.[0]; if (file) void send(file); }} />
        <Button type="primary" icon={<Upload size={16} />} loading={share !== null} onClick={() => picker.current?.click()}>{share === null ? t('chooseFile') : t('sending')}</Button>
        <Checkbox checked={isDryRun} data-testid="import-dry" onChange={(event) => setDryRun(event.target.checked)}>{t('dryRun')}</Checkbox>
        {share === null ? null : <Progress percent={Math.round(share * 100)} style={{ width: 200 }} />}
      </div>
      <div data-testid="imports"><DenseTable<Row> of={{ ...found, value: found.value?.items }} rowKey={(row) => row.importId} columns={columns} card={card} onOpen={(row) => open('open', row.importId)} openKey={param('open')} empty={<EmptyState title={t('noImports')} art="calm">{t('noImportsNote')}</EmptyState>} /></div>
      {param('open') ? <ImportDrawer key={param('open')} importId={param('open')!} onClose={() => open('open', null)} /> : null}
    </Page>
  );
}

type Fault = View<'workers', 'importFaults'>['items'][number];

function ImportDrawer({ importId, onClose }: { importId: string; onClose: () => void }) {
  const { t, say } = useText(recruitingText);
  const found = useView(['workers', 'getImport', importId], () => api.workers.getImport({ importId }), { live: ['worker', 'import'], everySeconds: 2, isKept: false });
  const faults = usePages(['workers', 'importFaults', importId], (cursor) => api.workers.importFaults({ importId, ...(cursor && { cursor }) }), { live: ['worker', 'import'] });
  const goOn = async (): Promise<void> => { try { await sendFile({ path: `/api/worker-imports/${importId}/resume`, file: new Blob(['{}']), type: 'application/json' }); found.reload(); } catch (thrown) { showRefusal(toRefusal(thrown)); } };
  const columns = [
    { title: t('rowNo'), key: 'rowNo', dataIndex: 'rowNo', width: 70, align: 'right' as const },
    { title: t('person'), key: 'name', dataIndex: 'maskedName', width: 90 },
    { title: t('column'), key: 'column', dataIndex: 'column', width: 110 },
    { title: t('reason'), key: 'reason', render: (_: unknown, row: Fault) => <span className={partCss.cell}>{say(row.reason)}</span> },
  ];
  return (
    <DeskDrawer isOpen title={found.value?.fileName ?? t('file')} widthPixels={640} onClose={onClose} aside={<Button icon={<Download size={14} />} onClick={() => { if (found.value) void fetchFile(found.value.resultPath, 'import-result.csv').catch((thrown: unknown) => showRefusal(toRefusal(thrown))); }}>{t('resultFile')}</Button>}>
      <Faces of={found} loading={<SkeletonScreen />}>
        {(shown) => (
          <div className={partCss.stack}>
            {shown.why ? <Notice tone="danger">{say(shown.why)}</Notice> : null}
            <Panel title={<StatusPill tone={tones[shown.state]}>{t(shown.state)}</StatusPill>} aside={shown.state === 'stopped' ? <Button size="small" onClick={() => void goOn()}>{t('goOn')}</Button> : null}>
              <Facts of={[[t('rows'), shown.rowsRead], [t('in'), shown.rowsIn], [t('out'), shown.rowsOut], [t('by'), shown.byName]]} />
            </Panel>
            <Panel title={t('faults')}><DenseTable<Fault> of={faults} rowKey={(row) => `${row.rowNo} ${row.column}`} columns={columns} empty={<EmptyState title={t('noFaults')} art="calm" />} card={(row) => ({ title: `${row.rowNo} · ${row.maskedName}`, aside: row.column, note: say(row.reason) })} /></Panel>
          </div>
        )}
      </Faces>
    </DeskDrawer>
  );
}
