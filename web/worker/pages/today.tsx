import { ChevronRight, HandHelping, MapPin, Quote, Timer } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { api } from '../../shared/api.ts';
import { cx } from '../../shared/class-names.ts';
import { dayOf } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Button, ButtonLink, Card, EmptyState, Faces, Notice, OrderStatusPill, Screen, SectionTitle, ServiceTile, SkeletonScreen, Switch, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { TodayHours } from '../calendar/today-hours.tsx';
import { type DayPlan, gapMinutes, planDay } from '../day-plan.ts';
import { distanceBetween } from '../distance.ts';
import { IllToday } from '../ill/ill-today.tsx';
import { phaseOf } from '../next-step.ts';
import { SceneTags } from '../scene-tags.tsx';
import { LateCards } from '../visit/late-cards.tsx';
import { WorkerTabs } from '../tabs.tsx';
import { Unsent } from '../unsent.tsx';
import { useNow } from '../use-now.ts';
import { type Profile, type Visit, useOffers, useProfile, useVisits } from '../use-work.ts';
import css from './today.module.css';
import { todayText } from './today.text.ts';

/** The first screen: am I on duty, where do I go next, what does today look like. */
export function Today() {
  const { t } = useText(todayText);
  const format = useFormat();
  const now = useNow();
  const today = dayOf(now);
  const visits = useVisits(today);
  const profile = useProfile();
  return (
    <Screen title={t('title')} header={<h1 className={css.title}>{t('title')}<small>{format.day(today)}</small></h1>} tabs={<WorkerTabs at="/" />}>
      <OnlineCard profile={profile.value} />
      <LateCards />
      <TodayHours today={today} now={now} />
      <OffersCard />
      <Faces of={visits} loading={<SkeletonScreen />}>
        {({ items }) => <Day plan={planDay(items, today)} now={now} profile={profile.value} />}
      </Faces>
      {profile.value?.status === 'active' ? <IllToday /> : null}
    </Screen>
  );
}

function OnlineCard({ profile }: { profile: Profile | undefined }) {
  const { t, say } = useText(todayText);
  const setOnline = useCommand(api.workers.setOnline, { onDone: ({ isOnline }) => showToast(t(isOnline ? 'wentOnline' : 'wentOffline')) });
  if (!profile) return null;
  return (
    <>
      <Card face={profile.isOnline ? 'jade' : 'plain'} className={css.online}>
        <div data-testid="online-switch"><Switch label={<b>{t('online')}</b>} note={t(profile.isOnline ? 'onlineOn' : 'onlineOff')} isOn={profile.isOnline} isDisabled={setOnline.isRunning || profile.status !== 'active'} onChange={(isOnline) => void setOnline.run({ isOnline })} /></div>
      </Card>
      <Unsent refusal={setOnline.refusal} onRetry={() => void setOnline.run({ isOnline: !profile.isOnline })} />
      {profile.dispatchBlockers.length === 0 ? null : (
        <Notice tone="warm"><b>{t('blocked')}</b>{profile.dispatchBlockers.map((blocker) => <p key={blocker.zh}>{say(blocker)}</p>)}<Link href="/me">{t('blockedWhat')}</Link></Notice>
      )}
    </>
  );
}

function OffersCard() {
  const { t } = useText(todayText);
  const format = useFormat();
  const items = useOffers().value?.items ?? [];
  if (items.length === 0) return null;
  const first = items.map((offer) => offer.expiresAt).sort()[0]!;
  return (
    <Card face="warm" href="/offers" className={css.offers}>
      <span className={css.offersIcon}><HandHelping size={26} aria-hidden="true" /></span>
      <span className={css.grow}><b>{t('offersWait', { count: items.length })}</b><small>{t('offersBy', { time: format.time(first) })}</small></span>
      <ChevronRight size={22} aria-hidden="true" />
    </Card>
  );
}

function Day({ plan, now, profile }: { plan: DayPlan<Visit>; now: Date; profile: Profile | undefined }) {
  const { t } = useText(todayText);
  const format = useFormat();
  const home = profile ? { lon: profile.homeLon, lat: profile.homeLat } : null;
  return (
    <>
      {plan.next ? <NextVisit visit={plan.next} now={now} home={home} /> : null}
      {plan.today.length === 0 && !plan.next ? (
        <EmptyState title={t('nothingToday')} art="calm" action={<ButtonLink href="/offers?tab=pool" kind="secondary">{t('toPool')}</ButtonLink>}>{t(profile?.isOnline === false ? 'nothingOffline' : 'nothingOnline')}</EmptyState>
      ) : null}
      {plan.today.length > 0 ? (
        <>
          <div className={css.money}>
            <div><small>{t('earned')}</small><Amount fen={plan.earnedFen} size="large" /></div>
            <div><small>{t('expected')}</small><Amount fen={plan.expectedFen} size="large" /></div>
          </div>
          <SectionTitle>{t('restOfDay')}</SectionTitle>
          <Card><ol className={css.day}>{plan.today.map((visit, index) => <DayRow key={visit.orderId} visit={visit} before={plan.today.slice(0, index).findLast((one) => phaseOf(one) !== 'broken')} isNext={visit === plan.next} home={home} />)}</ol></Card>
        </>
      ) : null}
      {plan.later.length > 0 ? (
        <>
          <SectionTitle>{t('laterDays')}</SectionTitle>
          <Card><ol className={css.day}>{plan.later.map((visit) => <DayRow key={visit.orderId} visit={visit} home={null} dayLabel={format.nearDay(visit.startAt!)} />)}</ol></Card>
        </>
      ) : null}
    </>
  );
}

type Point = { lon: number; lat: number };

function NextVisit({ visit, now, home }: { visit: Visit; now: Date; home: Point | null }) {
  const { t, say } = useText(todayText);
  const format = useFormat();
  const [, navigate] = useLocation();
  const phase = phaseOf(visit);
  const path = `/visits/${visit.orderId}`;
  const depart = useCommand(api.orders.depart, { onDone: () => { showToast(t('departed')); navigate(path); } });
  const start = useCommand(api.orders.startService, { onDone: () => navigate(path) });
  const minutes = Math.round((Date.parse(visit.startAt!) - now.getTime()) / 60_000);
  const isRunning = visit.status !== 'accepted';
  const whenWords = phase === 'work' || phase === 'start' ? t('until', { time: format.time(visit.endAt!) })
    : minutes > 1 ? t('inTime', { span: format.duration(minutes < 600 ? minutes : Math.round(minutes / 60) * 60) }) : minutes > -5 ? t('startsNow') : t('late', { span: format.duration(-minutes) });
  const isToday = dayOf(visit.startAt!) === dayOf(now);
  return (
    <section className={css.hero} aria-label={t(isRunning ? 'nowAt' : 'next')} data-testid="next-visit">
      <div className={css.heroTop}><OrderStatusPill status={visit.status} label={visit.statusLabel} isLate={visit.isLate} /><span>{whenWords}</span></div>
      <h2 className={css.when}>{isToday ? null : <span>{format.nearDay(visit.startAt!)}</span>} {format.time(visit.startAt!)}–{format.time(visit.endAt!)}</h2>
      <Link href={path} className={css.what}>
        <ServiceTile icon={visit.icon} family={visit.family} sizePixels={52} />
        <span className={css.grow}><b>{say(visit.itemName)}</b><span>{visit.estateName}</span></span>
        <span className={css.more}>{t('openVisit')}<ChevronRight size={20} aria-hidden="true" /></span>
      </Link>
      <div className={css.facts}>
        {home ? <span><MapPin size={18} aria-hidden="true" />{t('fromHome', { distance: format.distance(distanceBetween(home, visit)) })}</span> : null}
        <span><Timer size={18} aria-hidden="true" />{format.duration(visit.durationMinutes)}</span>
      </div>
      <SceneTags scene={visit.homeScene} />
      {visit.note ? <p className={css.note}><Quote size={17} aria-hidden="true" /><span><span className="visually-hidden">{t('said')}: </span>{visit.note}</span></p> : null}
      <div className={css.act}>
        <span className={css.pay}><small>{t('netPay')}</small><Amount fen={visit.workerPayFen ?? 0} size="large" /></span>
        <NextAction visit={visit} path={path} depart={depart} start={start} />
      </div>
      <Unsent refusal={depart.refusal ?? start.refusal} onRetry={() => void (phase === 'depart' ? depart : start).run({ orderId: visit.orderId })} />
    </section>
  );
}

type Move = { run: (input: { orderId: string }) => Promise<unknown>; isRunning: boolean };
function NextAction({ visit, path, depart, start }: { visit: Visit; path: string; depart: Move; start: Move }) {
  const { t, say } = useText(todayText);
  const phase = phaseOf(visit);
  if (phase === 'depart' || phase === 'start') {
    const move = phase === 'depart' ? depart : start;
    const can = visit.can[phase === 'depart' ? 'depart' : 'startService'];
    return (
      <span className={css.grow}>
        <Button size="large" isWide className={css.big} data-testid="next-action" isBusy={move.isRunning} disabled={can?.isAllowed === false} onClick={() => void move.run({ orderId: visit.orderId })}>{t(phase)}</Button>
        {can?.isAllowed === false ? <small className={css.why}>{say(can.why)}</small> : null}
      </span>
    );
  }
  return <span className={css.grow}><ButtonLink href={path} size="large" isWide className={css.big} data-testid="next-action">{t(phase as 'checkIn' | 'confirm' | 'work')}</ButtonLink></span>;
}

function DayRow({ visit, before, isNext = false, home, dayLabel }: { visit: Visit; before?: Visit | undefined; isNext?: boolean; home: Point | null; dayLabel?: string }) {
  const { t, say } = useText(todayText);
  const format = useFormat();
  const phase = phaseOf(visit);
  const free = before ? gapMinutes(before, visit) : null;
  const way = before ? distanceBetween(before, visit) : home ? distanceBetween(home, visit) : null;
  const gap = phase === 'broken' ? null : free === null ? (way === null ? null : t('fromHomeFirst', { distance: format.distance(way) }))
    : free < 0 ? t('overlap')
      : t('gapTravel', { span: format.duration(free), distance: format.distance(way ?? 0) });
  return (
    <>
      {gap ? <li className={cx(css.gap, free !== null && free < 0 && css.clash)}>{gap}</li> : null}
      <li>
        <Link href={`/visits/${visit.orderId}`} className={css.row} data-phase={phase} data-next={isNext || undefined}>
          <span className={css.time}><b>{format.time(visit.startAt!)}</b><small>{format.time(visit.endAt!)}</small></span>
          <span className={css.grow}>{dayLabel ? <small>{dayLabel}</small> : null}<b>{say(visit.itemName)}{visit.redoOf ? ` · ${t('isRedo')}` : ''}</b><small>{visit.estateName}</small>{visit.status === 'accepted' ? null : <small className={css.status}>{say(visit.statusLabel)}</small>}</span>
          {phase === 'broken' ? null : <Amount fen={visit.workerPayFen ?? 0} />}
          <ChevronRight size={18} className={css.chevron} aria-hidden="true" />
        </Link>
      </li>
    </>
  );
}
