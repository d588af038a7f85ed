import { type SyntheticEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useText } from '../../shared/i18n.ts';
import { Button, Notice, Segmented } from '../../shared/kit/index.ts';
import type { Lesson } from '../use-learner.ts';
import { addBeat } from './beats.ts';
import css from './lesson.module.css';
import { lessonText } from './lesson.text.ts';
import { type Segment, createRun, firstGap, secondsIn } from './segments.ts';

type Video = NonNullable<Lesson['video']>;
/** The last beat may still be on its way: so little missing is no gap. */
const gapSeconds = 3;

/** The film of a lesson, from where she left off, with captions. Only what is really played is told. */
export function Player({ lesson, video, segments, onReload }: { lesson: Lesson; video: Video; segments: readonly Segment[]; onReload: () => void }) {
  const { t } = useText(lessonText);
  const [isBroken, setBroken] = useState(false);
  const [rate, setRate] = useState<'1' | '1.25'>('1');
  const element = useRef<HTMLVideoElement>(null);
  const start = useRef(firstGap(segments, lesson.seconds, lesson.mine?.resumeSecond ?? 0) ?? 0);
  const run = useMemo(() => createRun((from, to) => addBeat(lesson.lessonId, from, Math.min(to, lesson.seconds))), [lesson.lessonId, lesson.seconds]);
  useEffect(() => () => run.stop(), [run]);
  useEffect(() => { if (element.current) element.current.playbackRate = Math.min(Number(rate), lesson.rate); }, [rate, lesson.rate]);
  const tell = (event: SyntheticEvent<HTMLVideoElement>): void => { if (!event.currentTarget.seeking && !event.currentTarget.paused) run.at(event.currentTarget.currentTime); };
  const onEnded = ({ currentTarget: film }: SyntheticEvent<HTMLVideoElement>): void => {
    run.at(Math.max(film.currentTime, lesson.seconds));
    run.stop();
    // Something was skipped: it goes on there by itself.
    const gap = firstGap(segments, lesson.seconds);
    if (gap === null || lesson.finishSeconds - secondsIn(segments) <= gapSeconds) return;
    film.currentTime = gap;
    void film.play().catch(() => undefined);
  };
  if (isBroken) return <Notice tone="warm">{t('videoBroken')}<br /><Button kind="secondary" onClick={() => { setBroken(false); onReload(); }}>{t('videoAgain')}</Button></Notice>;
  return (
    <>
      <video ref={element} className={css.video} data-testid="lesson-video" src={video.url} controls playsInline preload="metadata" controlsList="nodownload"
        onLoadedMetadata={(event) => { event.currentTarget.currentTime = start.current; }} onTimeUpdate={tell} onPlay={tell} onPause={() => run.stop()} onSeeking={() => run.stop()}
        onEnded={onEnded} onError={() => setBroken(true)}>
        <track kind="captions" src={video.captionsUrl ?? undefined} srcLang="zh" label={t('text')} default={video.captionsUrl !== null} />
      </video>
      <Segmented label={t('speed')} value={rate} onChange={setRate} choices={[{ value: '1', label: t('normal') }, { value: '1.25', label: t('faster') }]} />
    </>
  );
}

/** Reading counts while the page is open before her: second after second from where something is left. */
export function useReading(lesson: Lesson | undefined, isRunning: boolean): void {
  const lessonId = lesson?.lessonId;
  const seconds = lesson?.seconds ?? 0;
  const segments = lesson?.mine?.segments;
  const seen = useRef<readonly Segment[]>([]);
  seen.current = segments ?? [];
  useEffect(() => {
    if (!isRunning || lessonId === undefined) return undefined;
    let position: number | null = null;
    let own: Segment[] = [];
    const run = createRun((from, to) => { own = [...own, [from, to]]; addBeat(lessonId, from, to); });
    const timer = setInterval(() => {
      if (document.visibilityState !== 'visible') { run.stop(); position = null; return; }
      if (position === null || position >= seconds) {
        run.stop();
        position = firstGap([...seen.current, ...own], seconds);
        if (position === null) { clearInterval(timer); return; }
        run.at(position);
        return;
      }
      position += 1;
      run.at(position);
      if (position >= seconds) run.stop();
    }, 1000);
    return () => { clearInterval(timer); run.stop(); };
  }, [isRunning, lessonId, seconds]);
}
