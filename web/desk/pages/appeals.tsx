import { Button, Input, Segmented } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import css from '../../shared/desk/parts.module.css';
import { useOpen } from '../../shared/desk/use-open.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, Faces, SkeletonList, StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { ConductAppeals } from '../parts/conduct-appeals.tsx';
import { LadderAppeals } from '../parts/ladder-appeals.tsx';
import { useHolds } from '../use-desk.ts';
import { appealsText } from './appeals.text.ts';

const abouts = ['responses', 'conduct', 'ladder'] as const;
type About = (typeof abouts)[number];
type Appeal = View<'workers', 'listAppeals'>['items'][number];
const states = ['open', 'accepted', 'rejected'] as const;
type State = (typeof states)[number];
const tones = { open: 'warm', accepted: 'jade', rejected: 'grey' } as const;
const counted = ['timeClash', 'familyMatter', 'payTooLow', 'other'] as const;
const isCounted = (reason: string | null): reason is (typeof counted)[number] => counted.some((one) => one === reason);

/** What workers disagree with: refusals that count, steps taken about them, their level. The longest waiting first; decided where they stand. */
export default function AppealsPage() {
  const { t } = useText(appealsText);
  const { param, setParam } = useOpen();
  const holds = useHolds();
  const state = (param('state') ?? 'open') as State;
  const about = (param('about') ?? 'responses') as About;
  const shown = abouts.filter((one) => one !== 'conduct' || holds('operator', 'auditor'));
  return (
    <Page title={t('title')} note={t(`note_${about}`)}>
      <FilterBar<State> segments={{ value: state, onChange: (next) => setParam('state', next === 'open' ? null : next), choices: states.map((value) => ({ value, label: t(value) })) }}>
        <Segmented<About> value={about} onChange={(next) => setParam('about', next === 'responses' ? null : next)} options={shown.map((value) => ({ value, label: t(`about_${value}`) }))} />
      </FilterBar>
      {about === 'conduct' ? <ConductAppeals state={state} /> : about === 'ladder' ? <LadderAppeals state={state} /> : <ResponseAppeals state={state} />}
    </Page>
  );
}

function ResponseAppeals({ state }: { state: State }) {
  const { t } = useText(appealsText);
  const found = useView(['workers', 'listAppeals', state], () => api.workers.listAppeals({ state, limit: 100 }), { live: ['worker.changed'], everySeconds: 60 });
  return (
    <Faces of={found} loading={<SkeletonList count={3} />} isEmpty={({ items }) => items.length === 0} empty={<EmptyState title={t('empty')} art="calm">{t('emptyNote')}</EmptyState>}>
      {({ items }) => <div className={css.stack} data-testid="appeals">{items.map((one) => <AppealCard key={one.responseId} of={one} />)}</div>}
    </Faces>
  );
}

function AppealCard({ of }: { of: Appeal }) {
  const { t, say } = useText(appealsText);
  const { instant } = useFormat();
  const { openOrder, openWorker } = useOpen();
  const appeal = of.appeal!;
  return (
    <Panel title={<button type="button" className={css.link} onClick={() => openWorker(of.workerId)}>{of.workerName}</button>} note={`${t('at')} ${instant(appeal.at)}`} aside={<StatusPill tone={tones[appeal.state]}>{t(appeal.state)}</StatusPill>}>
      <p>{appeal.words}</p>
      <Facts of={[
        [t('about'), of.orderId ? <button key="o" type="button" className={css.link} onClick={() => openOrder(of.orderId!)}>{say(of.about) || of.orderId}</button> : say(of.about)],
        [t('reason'), [isCounted(of.reason) ? t(of.reason) : '', of.words].filter(Boolean).join('：')],
        [t('numbers'), `${t('line', { accepted: of.numbers.accepted, refusedUnexcused: of.numbers.refusedUnexcused })}${of.numbers.acceptedPercent === null ? '' : ` · ${t('rate', { percent: of.numbers.acceptedPercent })}`}`],
        [t('words'), appeal.decidedAt ? `${appeal.decisionWords} · ${t('by', { name: of.decidedByName ?? '' })} ${instant(appeal.decidedAt)}` : null],
      ]} />
      {appeal.state === 'open' ? <Decide of={of} /> : null}
    </Panel>
  );
}

function Decide({ of }: { of: Appeal }) {
  const { t } = useText(appealsText);
  const [words, setWords] = useState('');
  const mayDecide = useHolds()('dispatcher', 'agent', 'operator');
  const decide = useCommand(api.workers.decideAppeal, { refreshes: [['workers']], onDone: () => showToast(t('done')) });
  if (!mayDecide) return null;
  const run = (isAccepted: boolean): void => {
    if (words.trim() === '') showToast(t('needWords'), { tone: 'warm' });
    else void decide.run({ responseId: of.responseId, isAccepted, words: words.trim() });
  };
  return (
    <div className={css.form}>
      <div className={css.line} role="group" aria-label={t('words')}>{(['q1', 'q2', 'q3'] as const).map((key) => <button key={key} type="button" className={css.chip} aria-pressed={words === t(key)} onClick={() => setWords(t(key))}>{t(key)}</button>)}</div>
      <Input value={words} maxLength={300} placeholder={t('words')} aria-label={t('words')} onChange={(event) => setWords(event.target.value)} data-testid="appeal-words" />
      <div className={css.line}><Button type="primary" loading={decide.isRunning} data-testid="appeal-uphold" onClick={() => run(true)}>{t('uphold')}</Button><Button disabled={decide.isRunning} data-testid="appeal-decline" onClick={() => run(false)}>{t('decline')}</Button></div>
    </div>
  );
}
