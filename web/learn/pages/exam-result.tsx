import { CircleCheck, CircleX } from 'lucide-react';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { ButtonLink, Card, Faces, Notice, Progress, Screen, SectionTitle, SkeletonScreen } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import examCss from '../exam/exam.module.css';
import { examText } from '../exam/exam.text.ts';
import css from '../learn.module.css';
import type { Result } from '../use-learner.ts';

/** How it went, part by part, and the one next step. Quizzes also say why. */
export default function ExamResult({ attemptId }: { attemptId: string }) {
  const { t, say } = useText(examText);
  const found = useView(['exams', 'result', attemptId], () => api.exams.result({ attemptId }), { live: false, staleSeconds: 60, isKept: false });
  const result = found.value;
  const isQuiz = result?.paper.startsWith('quiz-') ?? false;
  return (
    <Screen title={result ? say(result.title) : t('result')} back="/exams" bar={result ? <>
      <ButtonLink href="/exams" kind="secondary" size="large">{t('toList')}</ButtonLink>
      {result.isPassed ? (isQuiz ? <ButtonLink href="/study" size="large" isWide>{t('toStudy')}</ButtonLink> : <ButtonLink href="/practical" size="large" isWide>{t('toPractical')}</ButtonLink>) : <ButtonLink href="/study" size="large" isWide>{t('toStudy')}</ButtonLink>}
    </> : undefined}>
      <Faces of={found} loading={<SkeletonScreen />}>{(value) => <Body of={value} />}</Faces>
    </Screen>
  );
}

function Body({ of }: { of: Result }) {
  const { t, say } = useText(examText);
  const { instant } = useFormat();
  return (
    <>
      <section className={examCss.verdict} data-passed={of.isPassed || undefined} data-testid="verdict">
        <b>{t(of.isPassed ? 'passed' : 'failed')}</b>
        <span className={examCss.score}>{t('score', { percent: of.scorePercent })}</span>
        <span>{t('counts', { all: of.itemCount, right: of.rightCount, pass: of.passPercent })}</span>
      </section>
      <p className={css.lead}>{say(of.words)}</p>
      {of.closedBy === 'clock' ? <Notice tone="sky">{t('closedByClock')}</Notice> : null}
      {!of.isPassed && of.tries.nextAt ? <Notice tone="sky">{t('nextAt', { time: instant(of.tries.nextAt) })}</Notice> : null}
      {of.topics.length > 1 ? <Card title={t('topics')}><div className={css.stack}>{of.topics.map((topic) => <Progress key={topic.code} label={say(topic.name)} done={topic.right} total={topic.of} tone={topic.right / Math.max(1, topic.of) >= of.passPercent / 100 ? 'jade' : 'warm'} />)}</div></Card> : null}
      {of.review.length > 0 ? <SectionTitle>{t('review')}</SectionTitle> : null}
      {of.review.map((one) => (
        <Card key={one.no} title={`${one.no}. ${say(one.stem)}`} aside={one.isRight ? <CircleCheck size={22} color="var(--jade-600)" aria-label={t('right')} /> : <CircleX size={22} color="var(--danger-600)" aria-label={t('wrong')} />}>
          <div className={css.stack}>
            {one.picture ? <img className={examCss.picture} src={one.picture.url} alt={say(one.picture.alt)} /> : null}
            {one.isRight ? null : <p>{one.yours.length > 0 ? t('yours', { words: one.yours.map(say).join(' → ') }) : t('noAnswer')}</p>}
            <p><b>{t('rightIs', { words: one.right.map(say).join(' → ') })}</b></p>
            {say(one.why) ? <p className={css.soft}>{t('why')} · {say(one.why)}</p> : null}
          </div>
        </Card>
      ))}
    </>
  );
}
