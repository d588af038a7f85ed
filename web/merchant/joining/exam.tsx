import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { Button, Notice, Progress, Tag } from '../../shared/kit/index.ts';
import { usePickedAnswer } from '../../shared/pick-answer.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useNow } from '../../shared/use-now.ts';
import { useView } from '../../shared/use-view.ts';
import css from './joining.module.css';
import { joiningText } from './joining.text.ts';
import type { Joining } from './use-joining.ts';

type Attempt = View<'exams', 'attempt'>;
type Answers = Record<number, { version: number; answer: string[] }>;

/** The merchants' paper: tries left, how it went, and the paper itself while it is open. */
export function ExamPanel({ of }: { of: Joining }) {
  const { t, locale, say } = useText(joiningText);
  const { instant } = useFormat();
  const papers = useView(['exams', 'myPapers'], () => api.exams.myPapers({}), { live: ['exam'] });
  const paper = papers.value?.items.find(({ paper: name }) => name === 'merchant');
  const [attempt, setAttempt] = useState<Attempt | null>(null);
  const start = useCommand(api.exams.start, { isQuiet: true, onDone: setAttempt });
  if (attempt) return <Sitting of={attempt} onOver={() => { setAttempt(null); papers.reload(); }} />;
  return (
    <Panel title={t('exam')} note={say(of.exam.words)}>
      {of.exam.results.length > 0 ? <div className={partCss.tags}>{of.exam.results.map(({ attemptId, scorePercent, isPassed, at }) => <Tag key={attemptId} tone={isPassed ? 'jade' : 'grey'}>{scorePercent}% · {instant(at)}</Tag>)}</div> : null}
      {paper ? <p className={partCss.lead}>{paper.tries.left > 0 ? t('examTries', { count: paper.tries.left }) : t('examNone', { at: paper.tries.nextAt ? instant(paper.tries.nextAt) : '' })}</p> : null}
      {start.refusal ? <Notice tone="warm">{start.refusal[locale]}</Notice> : null}
      {of.exam.isPassed ? null : <Button isWide size="large" disabled={!paper || (paper.tries.left === 0 && paper.openAttemptId === null)} isBusy={start.isRunning} data-testid="exam-start" onClick={() => void start.run({ paper: 'merchant' })}>{t(paper?.openAttemptId ? 'examGoOn' : 'examStart')}</Button>}
    </Panel>
  );
}

const clock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

const listed = (answers: Answers): { no: number; version: number; answer: string[] }[] => Object.entries(answers).map(([no, one]) => ({ no: Number(no), ...one }));

/** One item after the other, each answer saved at once; the server's clock counts. */
function Sitting({ of, onOver }: { of: Attempt; onOver: () => void }) {
  const { t, locale, say } = useText(joiningText);
  const [answers, setAnswers] = useState<Answers>(() => Object.fromEntries(of.items.flatMap(({ no, answer, version }) => (answer ? [[no, { version, answer }]] : []))));
  const [place, setPlace] = useState(() => Math.max(0, of.items.findIndex(({ answer }) => answer === null)));
  const [begun] = useState(() => new Date());
  const [result, setResult] = useState<View<'exams', 'result'> | null>(null);
  const now = useNow(1);
  const left = Math.max(0, of.remainingSeconds - Math.round((now.getTime() - begun.getTime()) / 1000));
  const save = useCommand(api.exams.answer, { isQuiet: true });
  const submit = useCommand(api.exams.submit, { isQuiet: true, onDone: setResult });
  const item = of.items[place]!;
  const open = of.items.filter(({ no }) => (answers[no]?.answer.length ?? 0) === 0).length;
  const answer = (given: readonly string[]): void => {
    const all = { ...answers, [item.no]: { version: (answers[item.no]?.version ?? item.version) + 1, answer: [...given] } };
    setAnswers(all);
    // All of them each time: what a slow network swallowed goes along with the next one.
    void save.run({ attemptId: of.attemptId, answers: listed(all) });
  };
  const handIn = (): void => void submit.run({ attemptId: of.attemptId, answers: listed(answers) });
  // At the end the server judges what it has, without being asked.
  if (result === null && left === 0) return <Panel title={t('exam')}><Notice tone="warm">{t('examTimeOver')}</Notice><Button isWide onClick={onOver}>{t('examSeen')}</Button></Panel>;
  if (result) return <Panel title={t('exam')}><Notice tone={result.isPassed ? 'jade' : 'warm'}>{t(result.isPassed ? 'passed' : 'failed', { score: result.scorePercent })} {say(result.words)}</Notice><Button isWide data-testid="exam-seen" onClick={onOver}>{t('examSeen')}</Button></Panel>;
  return (
    <Panel title={t('examNo', { no: place + 1, count: of.itemCount })} aside={<Tag tone={left < 300 ? 'warm' : 'grey'}>{t('examLeft', { time: clock(left) })}</Tag>}>
      <Progress done={of.itemCount - open} total={of.itemCount} label={t('examOpen', { count: open })} />
      <p className={css.stem} data-testid="exam-stem">{say(item.stem)}</p>
      {item.picture ? <img className={css.picture} src={item.picture.url} alt={say(item.picture.alt)} /> : null}
      <Options key={item.no} item={item} kept={answers[item.no]?.answer ?? []} onAnswer={answer} />
      {save.refusal ? <Notice tone="warm">{save.refusal[locale]}</Notice> : null}
      {submit.refusal ? <Notice tone="warm">{submit.refusal[locale]}</Notice> : null}
      <div className={css.actions}>
        <Button kind="secondary" disabled={place === 0} onClick={() => setPlace(place - 1)}>{t('examBack')}</Button>
        {place < of.itemCount - 1 ? <Button data-testid="exam-next" onClick={() => setPlace(place + 1)}>{t('examNext')}</Button> : null}
        {place === of.itemCount - 1 || open === 0 ? <Button kind="warm" isBusy={submit.isRunning} data-testid="exam-submit" onClick={handIn}>{open > 0 ? `${t('examHandIn')} · ${t('examOpen', { count: open })}` : t('examHandIn')}</Button> : null}
      </div>
    </Panel>
  );
}

/** What may be picked; an order is saved once it is whole. */
function Options({ item, kept, onAnswer }: { item: Attempt['items'][number]; kept: readonly string[]; onAnswer: (answer: readonly string[]) => void }) {
  const { t, say } = useText(joiningText);
  const { answer, pick, redo } = usePickedAnswer(item, kept, onAnswer);
  return (
    <>
      {item.pick === 'one' ? null : <p className={partCss.lead}>{t(item.pick === 'many' ? 'wrongPick' : 'orderPick')}</p>}
      <div className={css.options}>{item.options.map(({ code, text }) => <button key={code} type="button" className={css.option} aria-pressed={answer.includes(code)} data-testid="exam-option" onClick={() => pick(code)}><i aria-hidden="true">{item.pick === 'order' && answer.includes(code) ? answer.indexOf(code) + 1 : code}</i>{say(text)}</button>)}</div>
      {item.pick === 'order' && answer.length > 0 ? <div className={css.actions}><Button kind="quiet" onClick={redo}>{t('orderRedo')}</Button></div> : null}
    </>
  );
}
