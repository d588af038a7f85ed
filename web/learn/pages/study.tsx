import { CalendarDays, ChevronRight, CircleCheck, Clock3 } from 'lucide-react';
import { useText } from '../../shared/i18n.ts';
import { ButtonLink, Card, EmptyState, Faces, List, Notice, Progress, Row, Screen, SectionTitle, SkeletonScreen, Tag } from '../../shared/kit/index.ts';
import css from '../learn.module.css';
import { lessonText } from '../lesson/lesson.text.ts';
import { LearnTabs } from '../tabs.tsx';
import { type Module, type Path, useModules, usePath } from '../use-learner.ts';

const groups = ['core', 'common', 'specialty', 'own'] as const;
const shownSteps = 4;

/** What to learn next and why, and everything there is. */
export default function Study() {
  const { t } = useText(lessonText);
  const modules = useModules();
  const path = usePath();
  return (
    <Screen title={t('study')} tabs={<LearnTabs at="/study" />}>
      {path.value ? <PathCard path={path.value} /> : null}
      <List><Row start={<CalendarDays size={22} color="var(--jade-600)" />} title={t('classes')} note={t('classesNote')} href="/classes" /></List>
      <Faces of={modules} loading={<SkeletonScreen />} isEmpty={({ items }) => items.length === 0} empty={<EmptyState title={t('pathEmpty')} art="calm" />}>
        {({ items, coreLeft }) => (
          <>
            {coreLeft === null ? null : coreLeft > 0 ? <Notice tone="sky">{t('coreLeft', { count: coreLeft })}</Notice> : <Notice tone="jade">{t('coreDone')} <ButtonLink href="/exams" kind="quiet">{t('toExam')}</ButtonLink></Notice>}
            {groups.map((group) => {
              const own = items.filter((one) => one.group === group && one.isOpen);
              return own.length === 0 ? null : <section key={group} className={css.stack}><SectionTitle>{t(group)}</SectionTitle><List>{own.map((one) => <ModuleRow key={one.module} of={one} />)}</List></section>;
            })}
          </>
        )}
      </Faces>
    </Screen>
  );
}

function PathCard({ path }: { path: Path }) {
  const { t, say } = useText(lessonText);
  if (path.steps.length === 0) return <Notice tone="jade">{say(path.words) || t('pathEmpty')}</Notice>;
  return (
    <Card title={t('path')} face="warm">
      <div className={css.stack} data-testid="path">
        {path.because ? <small className={css.soft}>{t('reckoned', { words: say(path.because) })}</small> : null}
        {path.next ? <ButtonLink href={`/lessons/${path.next.lessonId}`} size="large" isWide>{say(path.next.title)}<ChevronRight size={20} aria-hidden="true" /></ButtonLink> : null}
        <ol className={css.steps}>
          {path.steps.slice(0, shownSteps).map((step) => (
            <li key={step.module}><span><b>{say(step.title)}</b>{step.secondsLeft > 0 ? <small className={css.soft}> · {t('until', { minutes: Math.max(1, Math.round(step.secondsLeft / 60)) })}</small> : null}<br />{step.reasons.map((reason) => <small key={reason.zh} className={css.soft}>{say(reason)}<br /></small>)}</span></li>
          ))}
        </ol>
      </div>
    </Card>
  );
}

function ModuleRow({ of }: { of: Module }) {
  const { t, say } = useText(lessonText);
  const { mine } = of;
  const words = mine === null || mine.state === 'new' ? t('state_new') : mine.state === 'finished' ? t('state_finished') : t('state_started', { percent: mine.percent });
  return (
    <Row href={`/modules/${of.module}`} title={say(of.title)} start={mine?.state === 'finished' ? <CircleCheck size={24} color="var(--jade-600)" aria-hidden="true" /> : <Clock3 size={24} color="var(--ink-400)" aria-hidden="true" />}
      note={<>{t('lessons', { count: of.lessonCount })} · {t('until', { minutes: Math.max(1, Math.round(of.seconds / 60)) })}{mine && mine.state === 'started' ? <Progress label={words} done={mine.lessonsFinished} total={mine.lessonCount} /> : null}</>} end={mine?.state === 'started' ? undefined : <Tag tone={mine?.state === 'finished' ? 'jade' : 'grey'}>{words}</Tag>} />
  );
}
