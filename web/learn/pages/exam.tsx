import { LayoutGrid } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Dialog, Faces, Notice, Progress, Screen, Sheet, SkeletonScreen, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import { forgetAnswers, useAnswers } from '../exam/answers.ts';
import { useCountdown } from '../exam/clock.ts';
import examCss from '../exam/exam.module.css';
import { examText } from '../exam/exam.text.ts';
import { useIntegrityNotes } from '../exam/integrity.ts';
import { Question } from '../exam/question.tsx';
import css from '../learn.module.css';
import type { Attempt } from '../use-learner.ts';

type Sitting = Attempt & { receivedAt: number };

/** An exam under way: one question a screen, each answer kept at once, the server's clock above. */
export default function Exam({ attemptId }: { attemptId: string }) {
  const { t } = useText(examText);
  const [, navigate] = useLocation();
  const found = useView(['exams', 'attempt', attemptId], async (): Promise<Sitting> => ({ ...(await api.exams.attempt({ attemptId })), receivedAt: performance.now() }), { live: false, staleSeconds: 5, isKept: false });
  const isOver = found.value?.state === 'judged';
  useEffect(() => { if (isOver) navigate(`/exams/${attemptId}/result`, { replace: true }); }, [isOver, attemptId, navigate]);
  if (isOver) return <Screen title={t('title')}><SkeletonScreen /></Screen>;
  return <Faces of={found} loading={<Screen title={t('title')} back="/exams"><SkeletonScreen /></Screen>}>{(sitting) => <Paper sitting={sitting} />}</Faces>;
}

function Paper({ sitting }: { sitting: Sitting }) {
  const { t, say } = useText(examText);
  const [, navigate] = useLocation();
  const { attemptId, items } = sitting;
  const { left, setLeft } = useCountdown(sitting.remainingSeconds, sitting.receivedAt);
  const toResult = (): void => { forgetAnswers(attemptId); navigate(`/exams/${attemptId}/result`, { replace: true }); };
  const { answers, choose, isStuck, unsent } = useAnswers(sitting, { onClock: setLeft, onOver: () => { showToast(t('over'), { tone: 'warm' }); toResult(); } });
  const [at, setAt] = useState(() => Math.max(0, items.findIndex(({ no }) => answers[no] === undefined)));
  const [isSheetOpen, setSheetOpen] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const submit = useCommand(api.exams.submit, {
    onDone: toResult,
    // Handed in before, on another phone or by the clock: there is a result to see.
    onRefused: (why) => { if (why.code === 'exams.attempt_over' || why.code === 'exams.time_over') toResult(); },
  });
  useIntegrityNotes(attemptId);
  const handIn = (): void => void submit.run({ attemptId, answers: unsent() });
  const isTimeUp = left <= 0;
  const hasEnded = useRef(false);
  useEffect(() => {
    if (!isTimeUp || hasEnded.current) return;
    hasEnded.current = true;
    handIn();
  });

  const item = items[at];
  const answered = items.filter(({ no }) => (answers[no]?.answer.length ?? 0) > 0).length;
  const waiting = Object.values(answers).filter(({ isSent }) => !isSent).length;
  if (!item) return <Screen title={say(sitting.title)} back="/exams"><SkeletonScreen /></Screen>;
  const isLast = at === items.length - 1;
  return (
    <Screen title={say(sitting.title)} back="/exams" header={<div className={examCss.head}><button type="button" className={css.link} data-testid="answer-sheet" onClick={() => setSheetOpen(true)}><LayoutGrid size={20} aria-hidden="true" />{t('of', { no: at + 1, all: items.length })}</button><span className={examCss.clock} data-short={left < 60 || undefined} role="timer" data-testid="clock">{t('left', { time: clockWords(left) })}</span></div>}
      bar={<>
        <Button kind="secondary" size="large" disabled={at === 0} onClick={() => setAt(at - 1)}>{t('prev')}</Button>
        {isLast ? <Button size="large" isWide isBusy={submit.isRunning} data-testid="hand-in" onClick={() => setAsking(true)}>{t('handIn')}</Button> : <Button size="large" isWide data-testid="next-question" onClick={() => { setAt(at + 1); scrollTo(0, 0); }}>{t('next')}</Button>}
      </>}>
      <Progress label={t('answered', { count: answered })} done={answered} total={items.length} note={waiting === 0 ? <span data-testid="answers-kept">{t('saved')}</span> : t('saving')} />
      {isTimeUp ? <Notice tone="warm">{t('timeUp')}</Notice> : null}
      {isStuck && waiting > 0 ? <Notice tone="warm"><span data-testid="answers-unsent">{t('unsent', { count: waiting })}</span></Notice> : null}
      <Question key={item.no} item={item} answer={answers[item.no]?.answer ?? []} onAnswer={(answer) => choose(item.no, answer)} />
      <Sheet isOpen={isSheetOpen} title={t('sheet')} onClose={() => setSheetOpen(false)} bar={<Button size="large" isWide onClick={() => { setSheetOpen(false); setAsking(true); }}>{t('handIn')}</Button>}>
        <p className={css.soft}>{t('answered', { count: answered })}</p>
        <div className={examCss.cells}>{items.map(({ no }, index) => <button key={no} type="button" className={examCss.cell} aria-current={index === at} data-answered={(answers[no]?.answer.length ?? 0) > 0 || undefined} onClick={() => { setAt(index); setSheetOpen(false); }}>{no}</button>)}</div>
      </Sheet>
      <Dialog isOpen={isAsking} title={t('handInAsk')} confirm={t('handIn')} cancel={t('stay')} isBusy={submit.isRunning} onClose={() => setAsking(false)} onConfirm={() => { setAsking(false); handIn(); }}>{answered === items.length ? t('allAnswered') : t('someLeft', { count: items.length - answered })}</Dialog>
    </Screen>
  );
}

const clockWords = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
