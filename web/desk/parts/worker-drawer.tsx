import { Button } from 'antd';
import { Thermometer } from 'lucide-react';
import { api, type View } from '../../shared/api.ts';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import css from '../../shared/desk/parts.module.css';
import { useOpen } from '../../shared/desk/use-open.ts';
import { useShortcut } from '../../shared/desk/use-shortcut.ts';
import { addDays, formatStamp, formatWeekday, today } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Avatar, Faces, Notice, OrderStatusPill, SkeletonScreen, Stars, StatusPill, Tag } from '../../shared/kit/index.ts';
import type { Tone } from '../../shared/tokens.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { repairText } from '../plan/repair.text.ts';
import { useRepair } from '../plan/use-repair.ts';
import { useHolds } from '../use-desk.ts';
import { SafetyPanel, safetyTones } from './safety-panel.tsx';
import { workerText } from './worker.text.ts';

type Profile = View<'workers', 'getProfile'>;
const paperTones: Record<Profile['papers'][number]['state'], Tone> = { submitted: 'warm', verified: 'jade', refused: 'danger', expired: 'danger' };
const soonDays = 14;
/** A Monday; weekday names are read off the days after it. */
const someMonday = '2026-11-23';

/** One worker beside the list: may she be dispatched, her papers, her hours, what comes next. */
export default function WorkerDrawer({ workerId }: { workerId: string }) {
  const { t } = useText(workerText);
  const { close } = useOpen();
  const profile = useView(['workers', 'getProfile', workerId], () => api.workers.getProfile({ workerId }), { live: ['worker', 'order'], isKept: false });
  const { value } = profile;
  const holds = useHolds();
  const mayRepair = holds('dispatcher', 'operator');
  return (
    <DeskDrawer isOpen widthPixels={600} onClose={close} footer={value?.status === 'active' && mayRepair ? <WorkerActs workerId={workerId} mayRecall={holds('operator')} /> : null} title={value ? <span className={css.line}><Avatar name={value.name} photo={value.photo} sizePixels={36} />{value.name}<Stars rating={value.rating} count={value.ratingCount} /><StatusPill tone={safetyTones[value.safety.colour]}>{t('safety')} {t(`safety_${value.safety.colour}`)}</StatusPill><StatusPill tone={value.isOnline ? 'jade' : 'grey'}>{t(value.isOnline ? 'online' : 'offline')}</StatusPill></span> : t('loading')}>
      <div className={css.stack} tabIndex={0} role="group" aria-label={t('profile')} data-testid="worker-drawer"><Faces of={profile} loading={<SkeletonScreen />}>{(worker) => <Body worker={worker} />}</Faces></div>
    </DeskDrawer>
  );
}

/** What may upset her day: one press opens what would be done. */
function WorkerActs({ workerId, mayRecall }: { workerId: string; mayRecall: boolean }) {
  const { t } = useText(repairText);
  const { open } = useRepair();
  useShortcut('i', () => open('workerIll', workerId), t('keyIll'));
  return <div className={css.line}><Button icon={<Thermometer size={16} />} onClick={() => open('workerIll', workerId)} data-testid="worker-ill">{t('ill')}</Button>{mayRecall ? <Button onClick={() => open('papersRecalled', workerId)}>{t('recall')}</Button> : null}</div>;
}

function Body({ worker }: { worker: Profile }) {
  const { t, say, locale } = useText(workerText);
  const { distance, duration } = useFormat();
  const soon = addDays(today(), soonDays);
  return (
    <>
      {worker.isDispatchable ? <Notice tone="jade">{t('noBlockers')}</Notice> : <Notice tone="warm"><b>{t('blockers')}</b><ul>{worker.dispatchBlockers.map((reason) => <li key={reason.zh}>{say(reason)}</li>)}</ul></Notice>}
      <SafetyPanel worker={worker} />
      <Panel title={t('profile')}>
        <Facts of={[
          [t('phone'), worker.maskedPhone], [t('merchant'), worker.merchantName], [t('level'), `${t('levelShort', { level: worker.level })} · ${t('experience', { years: worker.experienceYears })}`], [t('area'), worker.homeArea],
          [t('travel'), `${t(worker.travelMode)} · ${t('radius', { distance: distance(worker.travelRadiusMeters) })} · ${t('maxDay', { duration: duration(worker.maxMinutesPerDay) })}`],
          [t('skills'), <span key="s" className={css.tags}>{worker.skills.map((skill) => <Tag key={skill.code}>{say(skill.name)} {skill.level}</Tag>)}</span>],
          [t('scenes'), worker.sceneSkills.length > 0 ? worker.sceneSkills.map((scene) => t(scene)).join(' · ') : null],
          [t('allergies'), worker.allergies.map((one) => t(one)).join(' · ')], [t('habits'), worker.habits.map((one) => t(one)).join(' · ')],
          [t('badges'), worker.badges.length > 0 ? <span key="b" className={css.tags}>{worker.badges.map((badge) => <Tag key={badge.zh} tone="jade">{say(badge)}</Tag>)}</span> : null],
        ]} />
      </Panel>
      <Panel title={t('papers')} note={String(worker.papers.length)}>
        {worker.papers.map((paper) => (
          <div key={paper.paperId} className={css.pair}>
            <span className={css.cell}><span>{say(paper.name)}{paper.healthClass ? ` ${t('healthClass', { level: paper.healthClass })}` : ''} <span className={css.quiet}>{paper.maskedNumber}</span></span><small>{t('validUntil', { day: paper.validUntil })}</small></span>
            <StatusPill tone={paper.state === 'verified' && paper.validUntil <= soon ? 'warm' : paperTones[paper.state]}>{paper.state === 'verified' && paper.validUntil <= soon ? t('expiring') : t(paper.state)}</StatusPill>
          </div>
        ))}
      </Panel>
      <Panel title={t('weekly')}>
        <Facts of={[0, 1, 2, 3, 4, 5, 6].map((index) => {
          const spans = worker.weekly.filter(({ weekday }) => weekday === index + 1);
          return [formatWeekday(addDays(someMonday, index), locale), spans.length === 0 ? <span key={index} className={css.quiet}>{t('dayOff')}</span> : spans.map(({ from, to }) => `${from}–${to}`).join(', ')] as const;
        })} />
      </Panel>
      <Declined workerId={worker.workerId} />
      <Upcoming workerId={worker.workerId} />
    </>
  );
}

/** Homes she said no to, and why: for the desk to see to, never told to the household. */
function Declined({ workerId }: { workerId: string }) {
  const { t, locale } = useText(workerText);
  const { openOrder } = useOpen();
  const homes = useView(['dispatch', 'declinedHouseholds', workerId], () => api.dispatch.declinedHouseholds({ workerId }), { live: ['worker'], isKept: false });
  return (
    <Panel title={t('declined')} note={t('declinedNote')}>
      <Faces of={homes} isEmpty={({ items }) => items.length === 0} empty={<p className={css.quiet}>{t('noDeclined')}</p>}>
        {({ items }) => <>{items.map((home) => (
          <div key={home.orderId} className={css.pair} data-testid="declined-home">
            <span className={css.cell}><span>{home.householdName} · {home.estateName}</span><small>{home.reason} · {formatStamp(home.setAt, locale)}</small></span>
            <button type="button" className={css.link} onClick={() => openOrder(home.orderId)}>{t('seeVisit')}</button>
          </div>
        ))}</>}
      </Faces>
    </Panel>
  );
}

function Upcoming({ workerId }: { workerId: string }) {
  const { t, say } = useText(workerText);
  const { timeWindow } = useFormat();
  const { openOrder } = useOpen();
  const from = `${today()}T00:00:00+08:00`;
  const orders = useView(['orders', 'search', 'worker', workerId, from], () => api.orders.search({ workerId, from, limit: 10 }), { live: ['order'], isKept: false });
  return (
    <Panel title={t('upcoming')}>
      <Faces of={orders} isEmpty={({ items }) => items.length === 0} empty={<p className={css.quiet}>{t('noUpcoming')}</p>}>
        {({ items }) => <>{items.map((order) => (
          <div key={order.orderId} className={css.pair}>
            <button type="button" className={css.link} onClick={() => openOrder(order.orderId)}>{order.startAt && order.endAt ? timeWindow(order.startAt, order.endAt) : '—'} · {say(order.itemName)} · {order.estateName}</button>
            <OrderStatusPill status={order.status} label={order.statusLabel} isLate={order.isLate} />
          </div>
        ))}</>}
      </Faces>
    </Panel>
  );
}
