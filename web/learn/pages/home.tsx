import { Award, ChevronRight, GraduationCap, HandHelping, IdCard, ListChecks, Phone, TrendingUp, Users } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, ButtonLink, Card, Faces, IconTile, List, Notice, Progress, Row, Screen, SectionTitle, SkeletonScreen, Tag, TimelineBars } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useMe } from '../../shared/use-session.tsx';
import { useView } from '../../shared/use-view.ts';
import css from '../learn.module.css';
import { type Application, useAdmission, useApplication, useIsWorker, usePath, useSignatures } from '../use-learner.ts';
import { LearnTabs } from '../tabs.tsx';
import { Earlier, Over, isApplying, isOver } from '../status/over.tsx';
import { homeText } from './home.text.ts';
import { nextHref } from '../next-href.ts';

/** The first screen: where she stands and the one thing to do next. */
export function Home() {
  const { t } = useText(homeText);
  const me = useMe();
  const isWorker = useIsWorker();
  const found = useApplication();
  return (
    <Screen title={t('hello', { name: me.name })} tabs={<LearnTabs at="/" />}>
      <Faces of={found} loading={<SkeletonScreen />}>
        {({ application }) => (isWorker && !isApplying(application) ? <Standing application={application} /> : <Newcomer application={application} />)}
      </Faces>
    </Screen>
  );
}

function Newcomer({ application }: { application: Application | null }) {
  const { t, say } = useText(homeText);
  if (application && isOver(application)) return <><Over of={application} /><Earlier of={application} /><DeskCall /></>;
  const fields = application?.missing.map(({ words }) => say(words)).join(t('listComma')) ?? '';
  const steps = [[t('step1'), t('step1Note')], [t('step2'), t('step2Note')], [t('step3'), t('step3Note')], [t('step4'), t('step4Note')]] as const;
  return (
    <>
      <section className={css.next}>
        <b>{t('come')}</b>
        <p>{application === null ? t('comeLead') : fields === '' ? t('ready') : t('goOnLead', { fields })}</p>
        <ButtonLink href="/apply" kind="warm" size="large" isWide data-testid="apply-open">{t(application === null ? 'apply' : 'goOn')}</ButtonLink>
      </section>
      {application === null ? <Posts /> : null}
      <Card title={t('howGoes')}><ol className={css.steps}>{steps.map(([title, note]) => <li key={title}><span><b>{title}</b><br /><small className={css.soft}>{note}</small></span></li>)}</ol></Card>
      <DeskCall />
    </>
  );
}

/** Who is looked for; answering one begins the application with its work filled in. */
function Posts() {
  const { t } = useText(homeText);
  const [, navigate] = useLocation();
  const posts = useView(['workers', 'listPosts'], () => api.workers.listPosts({ isOpen: 'true' }), { live: false, staleSeconds: 300 });
  const begin = useCommand(api.workers.saveApplication, { onDone: () => navigate('/apply') });
  const items = posts.value?.items ?? [];
  if (items.length === 0) return null;
  return (
    <>
      <SectionTitle>{t('posts')}</SectionTitle>
      <List>{items.map((post) => <Row key={post.postId} start={<IconTile tone="warm" sizePixels={44}><HandHelping size={22} /></IconTile>} title={post.title} note={[post.place, post.payWords, t('seats', { count: post.seats })].filter(Boolean).join(' · ')} end={<Tag tone="jade">{t('forPost')}</Tag>} onPress={() => void begin.run({ postId: post.postId })} />)}</List>
    </>
  );
}

function Standing({ application }: { application: Application | null }) {
  const { t, say } = useText(homeText);
  const admission = useAdmission();
  return (
    <>
      <Faces of={admission} loading={<SkeletonScreen />}>
        {(found) => {
          const needed = found.checks.filter((check) => check.isNeeded);
          const passed = needed.filter((check) => check.state === 'passed').length;
          const href = nextHref(found.next);
          return (
            <>
              <section className={css.next} data-testid="next-step">
                <small>{t('next')}</small>
                <b>{say(found.next.words)}</b>
                {found.isAdmitted && found.next.code === null ? <a href="/work" className={css.link} style={{ color: 'inherit' }}>{t('toWork')}<ChevronRight size={18} aria-hidden="true" /></a> : href ? <ButtonLink href={href} kind="warm" size="large" isWide data-testid="next-do">{t('doIt')}</ButtonLink> : <small>{t('waitDesk')}</small>}
              </section>
              <Unsigned />
              <Card href="/status"><Progress label={t('checks')} done={passed} total={needed.length} note={t('passed', { passed, needed: needed.length })} /><span className={css.link}>{t('seeAll')}<ChevronRight size={18} aria-hidden="true" /></span></Card>
            </>
          );
        }}
      </Faces>
      <NextLesson />
      {application ? <Way application={application} /> : null}
      <List>
        <Row start={<TrendingUp size={22} color="var(--jade-600)" />} title={t('ladder')} note={t('ladderNote')} href="/ladder" />
        <Row start={<GraduationCap size={22} color="var(--jade-600)" />} title={t('practical')} note={t('practicalNote')} href="/practical" />
        <Row start={<IdCard size={22} color="var(--jade-600)" />} title={t('card')} note={t('cardNote')} href="/card" />
        <Row start={<Users size={22} color="var(--jade-600)" />} title={t('mentoring')} note={t('mentoringNote')} href="/mentoring" />
      </List>
    </>
  );
}

function Unsigned() {
  const { t } = useText(homeText);
  const open = useSignatures().value?.items.filter((one) => one.kind !== 'creditFile' && (one.signedAt === null || one.withdrawnAt !== null)).length ?? 0;
  return open === 0 ? null : <Notice tone="warm"><Link href="/sign" className={css.link}>{t('unsigned', { count: open })}<ChevronRight size={18} aria-hidden="true" /></Link></Notice>;
}

function NextLesson() {
  const { t, say } = useText(homeText);
  const path = usePath().value;
  if (!path?.next) return null;
  const step = path.steps.find(({ module }) => module === path.next!.module);
  return (
    <Card title={t('path')} face="warm" href={`/lessons/${path.next.lessonId}`}>
      <span className={css.head}><IconTile tone="warm"><Award size={24} /></IconTile><span><b>{say(path.next.title)}</b><small>{step?.reasons[0] ? say(step.reasons[0]) : say(path.words)}{step ? ` · ${t('untilLeft', { minutes: Math.max(1, Math.round(step.secondsLeft / 60)) })}` : ''}</small></span><ChevronRight size={20} aria-hidden="true" /></span>
    </Card>
  );
}

function Way({ application }: { application: Application }) {
  const { t, say } = useText(homeText);
  const stages = ['applied', 'checking', 'learning', 'examined', 'certified', 'admitted', 'firstOrder'] as const;
  const at = stages.indexOf(application.stage as (typeof stages)[number]);
  return <Card href="/status" title={t('way')} aside={<Tag tone="jade" icon={<ListChecks size={14} />}>{say(application.stageName)}</Tag>}><TimelineBars label={say(application.stageName)} steps={stages.map((key, index) => ({ key, state: index < at ? 'done' : index === at ? 'now' : 'next' }))} /></Card>;
}

function DeskCall() {
  const { t } = useText(homeText);
  const city = useView(['accounts', 'city'], () => api.accounts.city({}), { live: false, staleSeconds: 3600 });
  const hotline = city.value?.hotline;
  return hotline ? <Button kind="quiet" isWide icon={<Phone size={18} aria-hidden="true" />} onClick={() => location.assign(`tel:${hotline}`)}>{t('callDesk')} {hotline}</Button> : null;
}
