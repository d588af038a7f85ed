import { ChevronRight, CloudUpload, PencilLine } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useText } from '../../shared/i18n.ts';
import { Button, ButtonLink, Card, Faces, Notice, Progress, Screen, SkeletonScreen, showToast } from '../../shared/kit/index.ts';
import { ReadAloud } from '../../shared/read-aloud.tsx';
import { useView } from '../../shared/use-view.ts';
import css from '../learn.module.css';
import { onFinish, segmentsOf, sendBeats, useUnsentBeats } from '../lesson/beats.ts';
import { beginLesson } from '../lesson/kept-lessons.ts';
import lessonCss from '../lesson/lesson.module.css';
import { lessonText } from '../lesson/lesson.text.ts';
import { Player, useReading } from '../lesson/player.tsx';
import { type Segment, mergeSegments, secondsIn } from '../lesson/segments.ts';
import { type Lesson, useIsWorker } from '../use-learner.ts';

/** One lesson of at most three minutes: watch or read, hear it, go on. */
export default function LessonPage({ lessonId }: { lessonId: string }) {
  const isWorker = useIsWorker();
  const found = useView(['learning', 'lesson', lessonId], () => beginLesson(lessonId, isWorker), { live: false, staleSeconds: 600, isKept: false });
  const { t, say } = useText(lessonText);
  const lesson = found.value;
  const { waiting } = useUnsentBeats();
  const segments = mergeSegments([...(lesson?.mine?.segments ?? []), ...segmentsOf(waiting, lessonId)]);
  const [isModuleDone, setModuleDone] = useState(false);
  useEffect(() => onFinish((id, answer) => {
    if (id !== lessonId) return;
    if (answer.isModuleFinished) setModuleDone(true);
    showToast(t(answer.isModuleFinished ? 'moduleDone' : 'finished'));
  }), [lessonId, t]);
  useReading(lesson, isWorker && lesson !== undefined && lesson.kind !== 'video');
  return (
    <Screen title={lesson ? say(lesson.title) : t('study')} back={lesson ? `/modules/${lesson.module}` : '/study'} bar={lesson && isWorker ? <Foot lesson={lesson} segments={segments} isModuleDone={isModuleDone} /> : undefined}>
      <Faces of={found} loading={<SkeletonScreen />}>
        {(value) => (
          <>
            <Unsent />
            {value.video ? <Player lesson={value} video={value.video} segments={segments} onReload={found.reload} /> : value.kind === 'video' ? <Notice tone="warm">{t('noVideo')}</Notice> : null}
            {value.kind === 'video' && isWorker ? <Strip segments={segments} seconds={value.seconds} /> : null}
            {value.pictureUrl ? <img className={css.picture} src={value.pictureUrl} alt={t('picture')} /> : null}
            <div className={css.row}><ReadAloud text={value.body.readAloud || [value.body.intro, ...value.body.steps, ...value.body.safety].join('。')} /></div>
            {value.body.intro ? <p className={lessonCss.read}>{value.body.intro}</p> : null}
            {value.body.steps.length > 0 ? <Card title={t('steps')}><ol className={css.steps}>{value.body.steps.map((step) => <li key={step}><span>{step}</span></li>)}</ol></Card> : null}
            {value.body.safety.length > 0 ? <Notice tone="warm"><b>{t('safety')}</b><ul className={css.plain}>{value.body.safety.map((point) => <li key={point}>{point}</li>)}</ul></Notice> : null}
          </>
        )}
      </Faces>
    </Screen>
  );
}

/** What has not been sent, and that nothing is lost. */
function Unsent() {
  const { t } = useText(lessonText);
  const { waiting, isStuck } = useUnsentBeats();
  if (!isStuck) return null;
  const seconds = Object.keys(waiting).reduce((sum, lessonId) => sum + secondsIn(segmentsOf(waiting, lessonId)), 0);
  return <Notice tone="warm"><span data-testid="beats-unsent"><b>{t('unsent', { seconds })}</b><br />{t('sending')}</span> <Button kind="quiet" icon={<CloudUpload size={18} aria-hidden="true" />} onClick={() => void sendBeats()}>{t('again')}</Button></Notice>;
}

function Strip({ segments, seconds }: { segments: readonly Segment[]; seconds: number }) {
  const { t } = useText(lessonText);
  return (
    <div>
      <div className={lessonCss.strip} role="img" aria-label={t('watched')}>{segments.map(([from, to]) => <i key={from} style={{ left: `${(from / seconds) * 100}%`, width: `${((to - from) / seconds) * 100}%` }} />)}</div>
      <small className={css.soft}>{t('skip')}</small>
    </div>
  );
}

function Foot({ lesson, segments, isModuleDone }: { lesson: Lesson; segments: readonly Segment[]; isModuleDone: boolean }) {
  const { t } = useText(lessonText);
  const watched = Math.min(lesson.seconds, secondsIn(segments));
  const left = Math.max(0, lesson.finishSeconds - watched);
  if (lesson.mine?.finishedAt) {
    const toModule = <ButtonLink href={`/modules/${lesson.module}`} kind="secondary" size="large">{t('toModule')}</ButtonLink>;
    if (lesson.nextLessonId && !isModuleDone) return <>{toModule}<ButtonLink href={`/lessons/${lesson.nextLessonId}`} size="large" isWide data-testid="next-lesson">{t('nextLesson')}<ChevronRight size={20} aria-hidden="true" /></ButtonLink></>;
    return <>{toModule}<ButtonLink href={`/exams?module=${lesson.module}`} size="large" isWide icon={<PencilLine size={20} aria-hidden="true" />} data-testid="to-quiz">{t('toQuiz')}</ButtonLink></>;
  }
  return (
    <div className={lessonCss.foot} data-testid="lesson-progress">
      <Progress label={left > 90 ? t('leftMinutes', { minutes: Math.ceil(left / 60) }) : t('left', { seconds: left })} done={Math.min(watched, lesson.finishSeconds)} total={lesson.finishSeconds} note={t('done', { percent: Math.min(99, Math.round((watched / Math.max(1, lesson.finishSeconds)) * 100)) })} />
    </div>
  );
}
