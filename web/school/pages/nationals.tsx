import { Input, Select } from 'antd';
import { ExternalLink, Plus } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { ReasonLine } from '../../shared/desk/reason-line.tsx';
import { Toggle } from '../../shared/desk/toggle.tsx';
import { useParam } from '../../shared/desk/use-param.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import { DayInput } from '../parts/day-input.tsx';
import { FormDrawer } from '../parts/form-drawer.tsx';
import { OperatorButton } from '../parts/role-button.tsx';
import { WorkerPicker } from '../parts/worker-picker.tsx';
import { credentialsText } from './credentials.text.ts';

type Row = View<'training', 'nationalList'>['items'][number];
const states = ['submitted', 'verified', 'refused'] as const;
const tones = { submitted: 'warm', verified: 'jade', refused: 'danger' } as const;

/** Certificates of the state: who waits to be judged, the longest waiting first, and what was judged. */
export function Nationals() {
  const { t, say } = useText(credentialsText);
  const { day, instant } = useFormat();
  const { param, setParam } = useParam();
  const [isAdding, setAdding] = useState(false);
  const [refusing, setRefusing] = useState<Row | null>(null);
  const state = states.find((one) => one === param('national')) ?? 'submitted';
  const found = usePages(['training', 'nationalList', state], (cursor) => api.training.nationalList({ state, ...(cursor && { cursor }) }), { live: ['certificate'] });
  const judge = useCommand(api.training.judgeNational, { onDone: () => { showToast(t('nationalDone')); setRefusing(null); } });
  const act = (row: Row) => (row.state === 'submitted' ? (
    <span className={partCss.line}>
      <OperatorButton size="small" type="primary" data-testid="national-yes" onClick={() => void judge.run({ nationalId: row.nationalId, isAccepted: true })}>{t('judgeYes')}</OperatorButton>
      <OperatorButton size="small" data-testid="national-no" onClick={() => setRefusing(row)}>{t('judgeNo')}</OperatorButton>
    </span>
  ) : <span className={partCss.cell}><span>{row.judgedByName ?? ''}</span><small>{row.judgedAt ? instant(row.judgedAt) : ''}</small></span>);
  const what = (row: Row) => [say(row.occupationName), row.trade, say(row.levelName)].filter(Boolean).join(' · ');
  const columns = [
    { title: t('holder'), key: 'holder', width: 120, render: (_: unknown, row: Row) => <b className={partCss.strong}>{row.workerName}</b> },
    { title: t('certificate'), key: 'what', width: 260, render: (_: unknown, row: Row) => <span className={partCss.cell}><span>{what(row)}</span><small>{row.issuer}</small></span> },
    { title: t('nationalNumber'), key: 'number', width: 170, render: (_: unknown, row: Row) => <span className={partCss.cell}><span>{row.maskedNumber}</span><small>{day(row.issuedOn)}</small></span> },
    { title: t('handedIn'), key: 'at', width: 170, render: (_: unknown, row: Row) => <span className={partCss.cell}><span>{instant(row.submittedAt)}</span>{row.verifyUrl === '' ? null : <a href={row.verifyUrl} target="_blank" rel="noreferrer"><ExternalLink size={13} /> {t('lookUp')}</a>}</span> },
    { title: t('state'), key: 'state', width: 160, render: (_: unknown, row: Row) => <span className={partCss.state}><StatusPill tone={tones[row.state]}>{t(row.state)}</StatusPill>{row.stateWords ? <small>{row.stateWords}</small> : null}</span> },
    { title: t('judged'), key: 'act', width: 170, render: (_: unknown, row: Row) => act(row) },
  ];
  const card = (row: Row): RowCard => ({ title: row.workerName, aside: <StatusPill tone={tones[row.state]}>{t(row.state)}</StatusPill>, note: <><span>{what(row)}</span><span>{row.maskedNumber}</span><span>{row.stateWords}</span></>, act: act(row) });
  const add = <OperatorButton type="primary" icon={<Plus size={16} />} data-testid="national-new" onClick={() => setAdding(true)}>{t('addNational')}</OperatorButton>;
  return (
    <div className={partCss.stack} data-testid="nationals">
      <p className={partCss.lead}>{t('nationalNote')}</p>
      <div className={partCss.line}>{add}</div>
      <FilterBar<(typeof states)[number]> segments={{ value: state, onChange: (next) => setParam('national', next === 'submitted' ? null : next), choices: states.map((value) => ({ value, label: t(value) })) }} />
      {refusing ? <Panel title={`${t('refuseWhy')} · ${refusing.workerName} · ${what(refusing)}`}><ReasonLine label={t('refuseWhy')} quick={[t('n1'), t('n2'), t('n3')]} confirm={t('judgeNo')} isDanger isBusy={judge.isRunning} onSend={(words) => void judge.run({ nationalId: refusing.nationalId, isAccepted: false, words })} onCancel={() => setRefusing(null)} /></Panel> : null}
      <DenseTable<Row> of={found} rowKey={(row) => row.nationalId} columns={columns} card={card} empty={<EmptyState title={t(state === 'submitted' ? 'noQueue' : 'noNational')} art="calm">{state === 'submitted' ? t('noQueueNote') : null}</EmptyState>} />
      {isAdding ? <NewNational onClose={() => setAdding(false)} /> : null}
    </div>
  );
}

/** One entered for a worker, by whoever has her paper in hand. */
function NewNational({ onClose }: { onClose: () => void }) {
  const { t, say } = useText(credentialsText);
  const known = useView(['training', 'occupations'], () => api.training.occupations({}), { live: false, staleSeconds: 3600 });
  const [workerId, setWorkerId] = useState<string | null>(null);
  const [occupation, setOccupation] = useState<string | null>(null);
  const [trade, setTrade] = useState('');
  const [level, setLevel] = useState<number | null>(null);
  const [issuer, setIssuer] = useState('');
  const [number, setNumber] = useState('');
  const [issuedOn, setIssuedOn] = useState('');
  const [verifyUrl, setUrl] = useState('');
  const [isSeen, setSeen] = useState(true);
  const save = useCommand(api.training.submitNational, { isQuiet: true, onDone: () => { showToast(t('nationalDone')); onClose(); } });
  const items = known.value?.items ?? [];
  const chosen = items.find((one) => one.occupation === occupation);
  const isFull = workerId !== null && chosen !== undefined && level !== null && issuer.trim() !== '' && number.trim().length >= 6 && issuedOn !== '';
  return (
    <FormDrawer title={t('addNational')} isFull={isFull} isBusy={save.isRunning} refusal={save.refusal} testId="national-save" onClose={onClose} onSave={() => void save.run({ workerId: workerId!, occupation: occupation!, trade, level: level!, issuer: issuer.trim(), number: number.trim(), issuedOn, verifyUrl: verifyUrl.trim(), isSeen })}>
      <label>{t('worker')}<WorkerPicker label={t('worker')} value={workerId} onChange={(id) => setWorkerId(id)} testId="national-worker" /></label>
      <label>{t('occupation')}<Select aria-label={t('occupation')} data-testid="national-occupation" value={occupation} onChange={(next) => { setOccupation(next); setTrade(''); setLevel(null); }} options={items.map((one) => ({ value: one.occupation, label: say(one.name) }))} /></label>
      <div className={partCss.two}>
        <label>{t('level')}<Select aria-label={t('level')} data-testid="national-level" value={level} onChange={setLevel} options={(chosen?.levels ?? []).map((value) => ({ value, label: String(value) }))} /></label>
        {chosen && chosen.trades.length > 0 ? <label>{t('trade')}<Select aria-label={t('trade')} value={trade} onChange={setTrade} options={[{ value: '', label: '—' }, ...chosen.trades.map((value) => ({ value, label: value }))]} /></label> : null}
      </div>
      <label>{t('issuer')}<Input value={issuer} maxLength={80} data-testid="national-issuer" onChange={(event) => setIssuer(event.target.value)} /></label>
      <div className={partCss.two}>
        <label>{t('nationalNumber')}<Input value={number} maxLength={40} data-testid="national-number" onChange={(event) => setNumber(event.target.value)} /></label>
        <label>{t('issuedOn')}<DayInput label={t('issuedOn')} value={issuedOn} onChange={setIssuedOn} /></label>
      </div>
      <label>{t('verifyUrl')}<Input value={verifyUrl} maxLength={300} onChange={(event) => setUrl(event.target.value)} /></label>
      <div className={partCss.line}><Toggle label={t('isSeen')} isOn={isSeen} onChange={setSeen} /></div>
    </FormDrawer>
  );
}
