import { Button, Input, InputNumber, Segmented } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { ExportButton } from '../../shared/desk/export-button.tsx';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useHolds, useParam } from '../../shared/desk/use-param.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, Faces, SkeletonList, StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { partRoles } from '../access.ts';
import { FormDrawer } from '../parts/form-drawer.tsx';
import { OperatorButton } from '../parts/role-button.tsx';
import { standardsText } from './standards.text.ts';

type Row = View<'standards', 'listRounds'>['items'][number];
type RoundPage = View<'standards', 'getRound'>;
type Sample = RoundPage['items'][number];
type Verdict = 'met' | 'notMet' | 'notSeen';

/** Inspections of settled visits, drawn by their hash. */
export function Inspections() {
  const { t } = useText(standardsText);
  const { day } = useFormat();
  const { param, open } = useParam();
  const [isDrawing, setDrawing] = useState(false);
  const found = useView(['standards', 'listRounds'], () => api.standards.listRounds({}), { live: ['inspection'] });
  const pill = (row: Row) => <StatusPill tone={row.state === 'open' ? 'warm' : 'jade'}>{t(row.state)}</StatusPill>;
  const met = (row: Row) => (row.metPercent === null ? '—' : t('metOf', { percent: row.metPercent }));
  const columns = [
    { title: t('roundName'), key: 'name', width: 260, render: (_: unknown, row: Row) => <span className={partCss.cell}><b className={partCss.strong}>{row.name}</b><small>{day(row.from)} – {day(row.to)}{row.isAutomatic ? ` · ${t('automatic')}` : ''}</small></span> },
    { title: t('visit'), key: 'samples', width: 220, render: (_: unknown, row: Row) => <span className={partCss.cell}><span>{t('samplesOf', { judged: row.judged, samples: row.samples })}</span><small>{t('visitsOf', { count: row.visits })}</small></span> },
    { title: t('met'), key: 'met', width: 140, render: (_: unknown, row: Row) => met(row) }, { title: t('state'), key: 'state', width: 120, render: (_: unknown, row: Row) => pill(row) },
  ];
  const card = (row: Row): RowCard => ({ title: row.name, aside: pill(row), note: <><span>{t('samplesOf', { judged: row.judged, samples: row.samples })}</span><span>{met(row)}</span></> });
  const add = <OperatorButton also={partRoles.draw} type="primary" data-testid="round-new" onClick={() => setDrawing(true)}>{t('newRound')}</OperatorButton>;
  return (
    <div className={partCss.stack} data-testid="inspections">
      <div className={partCss.line}>{add}</div>
      <DenseTable<Row> of={{ ...found, value: found.value?.items }} rowKey={(row) => row.roundId} columns={columns} card={card} onOpen={(row) => open('round', row.roundId)} openKey={param('round')} empty={<EmptyState title={t('noRounds')} art="calm">{t('noRoundsNote')}</EmptyState>} />
      {isDrawing ? <NewRound onDone={(roundId) => { setDrawing(false); open('round', roundId); }} onClose={() => setDrawing(false)} /> : param('round') ? <RoundDrawer key={param('round')} roundId={param('round')!} onClose={() => open('round', null)} /> : null}
    </div>
  );
}

function NewRound({ onDone, onClose }: { onDone: (roundId: string) => void; onClose: () => void }) {
  const { t } = useText(standardsText);
  const [name, setName] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [rate, setRate] = useState<number | null>(2);
  const draw = useCommand(api.standards.openRound, { isQuiet: true, onDone: (round) => { showToast(t('drawn', { count: round.samples })); onDone(round.roundId); } });
  return (
    <FormDrawer title={t('newRound')} isFull={name.trim() !== '' && from !== '' && to !== '' && rate !== null} isBusy={draw.isRunning} refusal={draw.refusal} testId="round-draw" onClose={onClose} onSave={() => { if (rate !== null) void draw.run({ name: name.trim(), from, to, ratePercent: rate }); }}>
      <label>{t('roundName')}<Input value={name} maxLength={60} data-testid="round-name" onChange={(event) => setName(event.target.value)} /></label>
      <div className={partCss.two}>
        <label>{t('fromDay')}<Input type="date" value={from} data-testid="round-from" onChange={(event) => setFrom(event.target.value)} /></label>
        <label>{t('toDay')}<Input type="date" value={to} data-testid="round-to" onChange={(event) => setTo(event.target.value)} /></label>
      </div>
      <label>{t('rate')}<InputNumber min={0.5} max={100} value={rate} data-testid="round-rate" onChange={setRate} style={{ width: '100%' }} /></label>
    </FormDrawer>
  );
}

function RoundDrawer({ roundId, onClose }: { roundId: string; onClose: () => void }) {
  const { t } = useText(standardsText);
  const found = useView(['standards', 'getRound', roundId], () => api.standards.getRound({ roundId }), { live: ['inspection'] });
  const close = useCommand(api.standards.closeRound, { onDone: () => showToast(t('closedDone')) });
  const aside = <span className={partCss.line}><ExportButton make={(asked) => api.standards.exportRound({ roundId, ...asked })} />{found.value?.state === 'open' ? <OperatorButton also={partRoles.draw} size="small" loading={close.isRunning} data-testid="round-close" onClick={() => void close.run({ roundId })}>{t('close')}</OperatorButton> : null}</span>;
  return (
    <DeskDrawer isOpen onClose={onClose} title={found.value?.name ?? t('round')} aside={aside}>
      <Faces of={found} loading={<SkeletonList count={4} />}>{(round) => <Body round={round} />}</Faces>
    </DeskDrawer>
  );
}

function Body({ round }: { round: RoundPage }) {
  const { t, say } = useText(standardsText);
  const tally = (one: { met: number; seen: number; metPercent: number | null }): string => (one.metPercent === null ? '—' : `${t('metOf', { percent: one.metPercent })} · ${t('seenOf', { met: one.met, seen: one.seen })}`);
  return (
    <div className={partCss.stack} data-testid="round-drawer">
      {round.items.map((sample) => <SamplePanel key={sample.sampleId} sample={sample} isOpen={round.state === 'open'} />)}
      <Panel title={t('byMerchant')}><Facts of={round.byMerchant.map((one): readonly [string, string] => [one.name || t('noMerchant'), tally(one)])} /></Panel>
      <Panel title={t('byItem')}><Facts of={round.byItem.map((one): readonly [string, string] => [say(one.itemName), tally(one)])} /></Panel>
      <Panel title={t('byClause')}><Facts of={round.byClause.map((one): readonly [string, string] => [`${t('clauseOf', { number: one.number, no: one.clauseNo })} ${say(one.text)}`, tally(one)])} /></Panel>
    </div>
  );
}

/** One visit: a verdict for each clause, with words where it is not met. */
function SamplePanel({ sample, isOpen }: { sample: Sample; isOpen: boolean }) {
  const { t, say } = useText(standardsText);
  const { instant } = useFormat();
  const holds = useHolds();
  const [isJudging, setJudging] = useState(false);
  const [verdicts, setVerdicts] = useState<Record<string, { verdict: Verdict | null; words: string }>>(() => Object.fromEntries(sample.findings.map((one) => [one.clauseId, { verdict: one.verdict, words: one.words }])));
  const judge = useCommand(api.standards.judgeSample, { onDone: () => { showToast(t('judged')); setJudging(false); } });
  const put = (clauseId: string, change: Partial<{ verdict: Verdict; words: string }>): void => setVerdicts((before) => ({ ...before, [clauseId]: { ...before[clauseId]!, ...change } }));
  const isFull = sample.findings.every(({ clauseId }) => { const one = verdicts[clauseId]; return one?.verdict && (one.verdict !== 'notMet' || one.words.trim() !== ''); });
  const send = (): void => void judge.run({ sampleId: sample.sampleId, findings: sample.findings.flatMap(({ clauseId }) => { const one = verdicts[clauseId]!; return one.verdict ? [{ clauseId, verdict: one.verdict, words: one.words.trim() }] : []; }) });
  const faults = sample.findings.filter(({ verdict }) => verdict === 'notMet');
  return (
    <Panel title={`${say(sample.itemName)} · ${sample.workerName}`} note={`${sample.merchantName ?? t('noMerchant')} · ${instant(sample.finishedAt)}`} aside={isOpen && !isJudging && holds(...partRoles.judge) ? <Button size="small" data-testid="sample-judge" onClick={() => setJudging(true)}>{t('judge')}</Button> : <StatusPill tone={sample.isJudged ? 'jade' : 'warm'}>{sample.isJudged ? t('judgedBy', { name: sample.judgedByName ?? '' }) : t('notJudged')}</StatusPill>}>
      {isJudging ? (
        <div className={partCss.form}>
          {sample.findings.map((one) => (
            <div key={one.clauseId} className={partCss.form}>
              <span className={partCss.cell}><span>{say(one.text)}</span><small>{t('clauseOf', { number: one.number, no: one.clauseNo })}</small></span>
              <Segmented<Verdict | ''> value={verdicts[one.clauseId]?.verdict ?? ''} onChange={(verdict) => { if (verdict !== '') put(one.clauseId, { verdict }); }} options={(['met', 'notMet', 'notSeen'] as const).map((value) => ({ value, label: t(value) }))} />
              {verdicts[one.clauseId]?.verdict === 'notMet' ? <Input aria-label={t('whatSeen')} placeholder={t('whatSeen')} value={verdicts[one.clauseId]?.words ?? ''} maxLength={200} onChange={(event) => put(one.clauseId, { words: event.target.value })} /> : null}
            </div>
          ))}
          <div className={partCss.line}>
            <Button data-testid="sample-rest" onClick={() => setVerdicts((before) => Object.fromEntries(Object.entries(before).map(([id, one]) => [id, one.verdict === null ? { ...one, verdict: 'met' as const } : one])))}>{t('allMet')}</Button>
            <Button type="primary" disabled={!isFull} loading={judge.isRunning} data-testid="sample-send" onClick={send}>{t('judge')}</Button>
          </div>
        </div>
      ) : faults.map((one) => <div key={one.clauseId} className={partCss.cell}><span className={partCss.danger}>{say(one.text)}</span><small>{one.words}</small></div>)}
    </Panel>
  );
}
