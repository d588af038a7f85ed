import { Button } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { ReasonLine } from '../../shared/desk/reason-line.tsx';
import { useParam } from '../../shared/desk/use-param.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages } from '../../shared/use-view.ts';
import { OperatorButton } from '../parts/role-button.tsx';
import { WorkerPicker } from '../parts/worker-picker.tsx';
import { text } from '../text.ts';
import { credentialsText } from './credentials.text.ts';

type Row = View<'training', 'mentorPairs'>['items'][number];

/** Who takes whom along. */
export default function MentorsPage() {
  const { t } = useText(credentialsText);
  const words = useText(text).t;
  const { day } = useFormat();
  const { param, setParam } = useParam();
  const [doing, setDoing] = useState<Row | 'new' | null>(null);
  const isLive = param('state') === 'over' ? 'false' : 'true';
  const found = usePages(['training', 'mentorPairs', isLive], (cursor) => api.training.mentorPairs({ isLive, ...(cursor && { cursor }) }), { live: ['training', 'mentor', 'pair'] });
  const end = useCommand(api.training.endMentorPair, { onDone: () => { showToast(t('ended')); setDoing(null); } });
  const act = (row: Row) => (row.endedAt ? null : <OperatorButton size="small" onClick={() => setDoing(row)}>{t('endPair')}</OperatorButton>);
  const pill = (row: Row) => <StatusPill tone={row.endedAt ? 'grey' : 'jade'}>{t(row.endedAt ? 'over' : 'live')}</StatusPill>;
  const coached = (row: Row): string => t('sessionsOf', { count: row.sessionCount, minutes: row.minutes });
  const columns = [
    { title: t('mentor'), key: 'mentor', width: 150, render: (_: unknown, row: Row) => <b className={partCss.strong}>{row.mentorName}</b> },
    { title: t('trainee'), key: 'trainee', width: 150, render: (_: unknown, row: Row) => row.traineeName },
    { title: t('sessions'), key: 'sessions', width: 180, render: (_: unknown, row: Row) => coached(row) },
    { title: t('since'), key: 'since', width: 190, render: (_: unknown, row: Row) => <span className={partCss.cell}><span>{day(row.madeAt)}</span><small>{row.madeByName}</small></span> },
    { title: t('state'), key: 'state', width: 220, render: (_: unknown, row: Row) => <span className={partCss.state}>{pill(row)}<small>{row.endWords}</small></span> },
    { title: '', key: 'act', width: 100, render: (_: unknown, row: Row) => act(row) },
  ];
  const card = (row: Row): RowCard => ({ title: `${row.mentorName} → ${row.traineeName}`, aside: pill(row), note: <><span>{coached(row)}</span><span>{day(row.madeAt)}</span></>, act: act(row) });
  const add = <OperatorButton type="primary" icon={<Plus size={16} />} data-testid="pair-open" onClick={() => setDoing('new')}>{t('pair')}</OperatorButton>;
  return (
    <Page title={words('mentors')} aside={add}>
      <FilterBar<'live' | 'over'> segments={{ value: isLive === 'true' ? 'live' : 'over', onChange: (next) => setParam('state', next === 'live' ? null : next), choices: [{ value: 'live', label: t('live') }, { value: 'over', label: t('over') }] }} />
      <div data-testid="mentors"><DenseTable<Row> of={found} rowKey={(row) => row.pairId} columns={columns} card={card} empty={<EmptyState title={t('noPairs')} art="calm" action={add}>{t('noPairsNote')}</EmptyState>} /></div>
      {doing === 'new' ? <NewPair onClose={() => setDoing(null)} /> : doing ? (
        <DeskDrawer isOpen title={`${doing.mentorName} → ${doing.traineeName}`} widthPixels={440} onClose={() => setDoing(null)}>
          <ReasonLine label={t('endWhy')} quick={[t('e1'), t('e2'), t('e3')]} confirm={t('endPair')} isBusy={end.isRunning} onSend={(said) => void end.run({ pairId: doing.pairId, words: said })} onCancel={() => setDoing(null)} />
        </DeskDrawer>
      ) : null}
    </Page>
  );
}

function NewPair({ onClose }: { onClose: () => void }) {
  const { t, locale } = useText(credentialsText);
  const words = useText(text).t;
  const [mentorId, setMentor] = useState<string | null>(null);
  const [traineeId, setTrainee] = useState<string | null>(null);
  const pair = useCommand(api.training.pairMentor, { isQuiet: true, onDone: () => { showToast(t('pairDone')); onClose(); } });
  return (
    <DeskDrawer isOpen title={t('pair')} widthPixels={440} onClose={onClose} footer={<div className={partCss.line}><Button type="primary" disabled={!mentorId || !traineeId} loading={pair.isRunning} data-testid="pair-send" onClick={() => { if (mentorId && traineeId) void pair.run({ mentorId, traineeId }); }}>{t('pair')}</Button><Button onClick={onClose}>{words('cancel')}</Button></div>}>
      <div className={partCss.form}>
        <label>{t('mentor')}<WorkerPicker label={t('mentor')} value={mentorId} onChange={(id) => { setMentor(id); pair.reset(); }} /></label>
        <label>{t('trainee')}<WorkerPicker label={t('trainee')} value={traineeId} onChange={(id) => { setTrainee(id); pair.reset(); }} /></label>
        {pair.refusal ? <span className={partCss.wrong} role="alert">{pair.refusal[locale]}</span> : <span className={partCss.quiet}>{t('noPairsNote')}</span>}
      </div>
    </DeskDrawer>
  );
}
