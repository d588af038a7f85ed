import { Link } from 'wouter';
import { api } from '../../shared/api.ts';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import css from '../../shared/desk/parts.module.css';
import { CarePanel } from '../../shared/desk/people/care.tsx';
import { ConductPanel } from '../../shared/desk/people/conduct.tsx';
import { Skills } from '../../shared/desk/people/skills.tsx';
import { Checks } from '../../shared/desk/checks/checks.tsx';
import { DoorCards } from '../../shared/desk/checks/door-cards.tsx';
import { useOpen } from '../../shared/desk/use-open.ts';
import { useText } from '../../shared/i18n.ts';
import { Avatar, Faces, Notice, SkeletonScreen, Stars, StatusPill, Tag } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { Breaches } from './breaches.tsx';
import { Papers, type Profile } from './papers.tsx';
import staffCss from './staff.module.css';
import { staffText } from './staff.text.ts';

const tones = { applied: 'warm', active: 'jade', suspended: 'danger', left: 'grey' } as const;

/** One of the own workers: what blocks dispatch first, then what can be changed. */
export default function WorkerDrawer({ workerId }: { workerId: string }) {
  const { t } = useText(staffText);
  const { close } = useOpen();
  const profile = useView(['workers', 'getProfile', workerId], () => api.workers.getProfile({ workerId }), { live: { subject: workerId }, isKept: false });
  const { value } = profile;
  const title = value ? <span className={css.line}><Avatar name={value.name} photo={value.photo} sizePixels={36} /><span style={{ overflowWrap: 'anywhere' }}>{value.name}</span><StatusPill tone={tones[value.status]}>{t(value.status)}</StatusPill></span> : t('profile');
  return (
    <DeskDrawer isOpen title={title} widthPixels={620} onClose={close}>
      <div data-testid="worker-drawer"><Faces of={profile} loading={<SkeletonScreen />}>{(shown) => <Body of={shown} />}</Faces></div>
    </DeskDrawer>
  );
}

function Body({ of }: { of: Profile }) {
  const { t, say } = useText(staffText);
  const { distance, duration } = useFormat();
  return (
    <div className={css.stack}>
      {of.isDispatchable ? <Notice tone="jade">{t('dispatchable')}</Notice> : <Notice tone="warm"><b>{t('blockers')}</b><ul className={staffCss.blockers}>{of.dispatchBlockers.map((why) => <li key={why.zh}>{say(why)}</li>)}</ul></Notice>}
      <Panel title={t('profile')} aside={<Link href={`/orders?group=all&by=${of.workerId}&name=${encodeURIComponent(of.name)}`} className={css.link!}>{t('orders')}</Link>}>
        <div className={css.line}><Stars rating={of.rating} count={of.ratingCount} sizePixels={15} /><span className={css.quiet}>{t('visits', { count: of.visitsDone })}</span><Tag tone={of.isOnline ? 'jade' : 'grey'}>{t(of.isOnline ? 'online' : 'offline')}</Tag>{of.badges.map((badge) => <Tag key={badge.zh} tone="warm">{say(badge)}</Tag>)}</div>
        <Facts of={[
          [t('phone'), of.maskedPhone], [t('area'), of.homeArea], [t('travel'), `${t(of.travelMode)} · ${t('radius', { distance: distance(of.travelRadiusMeters) })}`], [t('experience'), t('years', { years: of.experienceYears })],
          [t('mostPerDay'), duration(of.maxMinutesPerDay)], [t('scenes'), of.sceneSkills.length > 0 ? <span key="s" className={css.tags}>{of.sceneSkills.map((scene) => <Tag key={scene} tone="sky">{t(scene)}</Tag>)}</span> : null],
        ]} />
      </Panel>
      <Skills profile={of} />
      <Papers profile={of} />
      <Breaches workerId={of.workerId} />
      <Checks workerId={of.workerId} part="read" />
      <DoorCards workerId={of.workerId} name={of.name} />
      <Week of={of.weekly} />
      <ConductPanel workerId={of.workerId} canRecord={false} />
      <CarePanel workerId={of.workerId} />
    </div>
  );
}

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
function Week({ of }: { of: Profile['weekly'] }) {
  const { t } = useText(staffText);
  return (
    <Panel title={t('availability')} note={t('availabilityNote')}>
      {of.length === 0 ? <p className={css.warm}>{t('noAvailability')}</p> : (
        <div className={staffCss.week}>
          {weekdays.map((weekday) => {
            const spans = of.filter((one) => one.weekday === weekday);
            return <div key={weekday} data-off={spans.length === 0}><b>{t(`day${weekday}`)}</b>{spans.length === 0 ? <span>{t('rest')}</span> : spans.map(({ from, to }) => <span key={from}>{from}–{to}</span>)}</div>;
          })}
        </div>
      )}
    </Panel>
  );
}
