import { CircleCheck, CirclePlay, FileText } from 'lucide-react';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { ButtonLink, Card, Faces, List, Notice, Progress, Row, Screen, SkeletonScreen, Tag } from '../../shared/kit/index.ts';
import { useView } from '../../shared/use-view.ts';
import css from '../learn.module.css';
import { lessonText } from '../lesson/lesson.text.ts';
import { useIsWorker, usePapers } from '../use-learner.ts';

/** One module: its lessons in order, and the quiz behind them. */
export default function ModulePage({ module }: { module: string }) {
  const { t, say } = useText(lessonText);
  const isWorker = useIsWorker();
  const found = useView(['learning', 'getModule', module], () => api.learning.getModule({ module }), { live: ['learning'], isKept: false });
  const quiz = usePapers().value?.items.find((paper) => paper.kind === 'quiz' && paper.module === module);
  const next = found.value?.lessons.find(({ mine }) => mine?.state !== 'finished');
  return (
    <Screen title={found.value ? say(found.value.title) : t('study')} back="/study" bar={next && isWorker ? <ButtonLink href={`/lessons/${next.lessonId}`} size="large" isWide data-testid="module-go">{say(next.title)}</ButtonLink> : quiz && isWorker ? <ButtonLink href={`/exams?module=${module}`} size="large" isWide>{t('toQuiz')}</ButtonLink> : undefined}>
      <Faces of={found} loading={<SkeletonScreen />}>
        {(value) => (
          <>
            <p>{say(value.about)}</p>
            {value.mine ? <Card><Progress label={say(value.mine.words)} done={value.mine.lessonsFinished} total={value.mine.lessonCount} note={t('progress', { done: value.mine.lessonsFinished, all: value.mine.lessonCount })} /></Card> : <Notice tone="sky">{t('notWorker')}</Notice>}
            <List>
              {value.lessons.map((lesson) => (
                <Row key={lesson.lessonId} href={`/lessons/${lesson.lessonId}`} title={`${lesson.place}. ${say(lesson.title)}`} start={lesson.mine?.state === 'finished' ? <CircleCheck size={26} color="var(--jade-600)" aria-hidden="true" /> : lesson.kind === 'video' ? <CirclePlay size={26} color="var(--apricot-600)" aria-hidden="true" /> : <FileText size={26} color="var(--apricot-600)" aria-hidden="true" />}
                  note={`${t(lesson.kind === 'video' ? 'video' : 'text')} · ${lesson.seconds >= 90 ? t('minutes', { count: Math.round(lesson.seconds / 60) }) : t('seconds', { count: lesson.seconds })}`} end={lesson.mine && lesson.mine.state !== 'new' ? <Tag tone={lesson.mine.state === 'finished' ? 'jade' : 'warm'}>{lesson.mine.state === 'finished' ? t('state_finished') : t('state_started', { percent: lesson.mine.percent })}</Tag> : undefined} />
              ))}
            </List>
            {quiz ? <Card href={`/exams?module=${module}`} title={t('quiz')} aside={quiz.isPassed ? <Tag tone="jade">{t('state_finished')}</Tag> : undefined}><p className={css.soft}>{t('quizLead')}</p></Card> : null}
            {value.neededFor.length > 0 ? <small className={css.soft}>{t('neededFor', { kinds: value.neededFor.map(({ title }) => say(title)).join(' · ') })}</small> : null}
          </>
        )}
      </Faces>
    </Screen>
  );
}
