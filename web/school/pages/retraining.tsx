import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { ReasonLine } from '../../shared/desk/reason-line.tsx';
import { useParam } from '../../shared/desk/use-param.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages } from '../../shared/use-view.ts';
import { OperatorButton } from '../parts/role-button.tsx';
import { text } from '../text.ts';
import { credentialsText } from './credentials.text.ts';

type Row = View<'training', 'retrainingList'>['items'][number];

/** Whose certificate is to be refreshed: an overdue one holds up new orders of its skills. */
export default function RetrainingPage() {
  const { t, say } = useText(credentialsText);
  const words = useText(text).t;
  const { day } = useFormat();
  const { param, setParam } = useParam();
  const [doing, setDoing] = useState<Row | null>(null);
  const state = param('state') === 'soon' ? 'soon' : 'overdue';
  const found = usePages(['training', 'retrainingList', state], (cursor) => api.training.retrainingList({ state, ...(cursor && { cursor }) }), { live: ['certificate', 'training', 'retraining'] });
  const retrain = useCommand(api.training.retrain, { onDone: () => { showToast(t('retrained')); setDoing(null); } });
  const act = (row: Row) => <OperatorButton size="small" data-testid="retrain-open" onClick={() => setDoing(row)}>{t('retrainDo')}</OperatorButton>;
  const why = (row: Row) => (row.retraining.why ? t(row.retraining.why) : '—');
  const columns = [
    { title: t('holder'), key: 'holder', width: 140, render: (_: unknown, row: Row) => <b className={partCss.strong}>{row.workerName}</b> },
    { title: t('certificate'), key: 'title', width: 240, render: (_: unknown, row: Row) => <span className={partCss.cell}><span>{say(row.title)}</span><small>{row.number}</small></span> },
    { title: t('dueBy'), key: 'by', width: 150, render: (_: unknown, row: Row) => <span className={partCss.cell}><span className={state === 'overdue' ? partCss.danger : ''}>{row.retraining.by ? day(row.retraining.by) : '—'}</span></span> },
    { title: t('why'), key: 'why', width: 300, render: (_: unknown, row: Row) => <span className={partCss.cell}><span>{why(row)}</span><small>{say(row.retraining.words)}</small></span> },
    { title: '', key: 'act', width: 120, render: (_: unknown, row: Row) => act(row) },
  ];
  const card = (row: Row): RowCard => ({ title: `${row.workerName} · ${say(row.title)}`, aside: <StatusPill tone={state === 'overdue' ? 'danger' : 'warm'}>{row.retraining.by ? day(row.retraining.by) : '—'}</StatusPill>, note: say(row.retraining.words), act: act(row) });
  return (
    <Page title={words('retraining')} note={t('overdueNote')}>
      <FilterBar<'overdue' | 'soon'> segments={{ value: state, onChange: (next) => setParam('state', next === 'overdue' ? null : next), choices: [{ value: 'overdue', label: t('overdue') }, { value: 'soon', label: t('soon') }] }} />
      <div data-testid="retraining"><DenseTable<Row> of={found} rowKey={(row) => row.certificateId} columns={columns} card={card} empty={<EmptyState title={t('noRetraining')} art="calm" />} /></div>
      {doing ? (
        <DeskDrawer isOpen title={`${doing.workerName} · ${say(doing.title)}`} widthPixels={480} onClose={() => setDoing(null)}>
          <div className={partCss.stack}>
            <Panel title={t('certificate')}><Facts of={[[t('number'), doing.number], [t('dueBy'), doing.retraining.by ? day(doing.retraining.by) : null], [t('why'), say(doing.retraining.words)]]} /></Panel>
            <Panel title={t('retrainWords')}><ReasonLine label={t('retrainWords')} quick={[t('q1'), t('q2'), t('q3')]} confirm={t('retrainDo')} isBusy={retrain.isRunning} onSend={(said) => void retrain.run({ certificateId: doing.certificateId, words: said })} onCancel={() => setDoing(null)} /></Panel>
          </div>
        </DeskDrawer>
      ) : null}
    </Page>
  );
}
