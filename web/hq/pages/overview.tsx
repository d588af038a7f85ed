import { Button } from 'antd';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, type View } from '../../shared/api.ts';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { useIsPhone } from '../../shared/desk/use-is-phone.ts';
import { BarChart, KpiRow, KpiTile } from '../../shared/desk/kpi-tile.tsx';
import { useText } from '../../shared/i18n.ts';
import { Amount, Bone, Faces, SkeletonScreen, Tag } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useDistricts, useHolds, useNow, useStations } from '../use-hq.ts';
import css from './overview.module.css';
import { checkWords, overviewText } from './overview.text.ts';

type Board = View<'insights', 'board'>;

/** Whether everything holds, how the day goes, and how far the platform reaches. */
export function OverviewPage() {
  const { t } = useText(overviewText);
  const { day } = useFormat();
  const holds = useHolds();
  const now = useNow();
  const board = useView(['insights', 'board'], () => api.insights.board({}), { everySeconds: 60 });
  return (
    <Page title={t('title')} note={day(now)}>
      {holds('operator', 'auditor') ? <Health /> : null}
      <Faces of={board} loading={<SkeletonScreen />}>{(value) => <><Figures of={value.kpis} /><div className={css.lower}><Hours of={value.byHour} /><DeskWork of={value.exceptions} /></div></>}</Faces>
      <div className={css.lower}><Reach /><StationList /></div>
    </Page>
  );
}

/** Every invariant of the running system with how much was looked at. */
function Health() {
  const { t } = useText(overviewText);
  const { relative } = useFormat();
  const found = useView(['insights', 'verify'], () => api.insights.verify({}), { live: false, staleSeconds: 120 });
  const isPhone = useIsPhone();
  const [isListed, setListed] = useState(!isPhone);
  const bad = found.value?.checks.filter(({ ok }) => !ok).length ?? 0;
  if (found.refusal) return <Faces of={found}>{() => null}</Faces>;
  if (!found.value) return <section className={css.health} role="status"><div className={css.healthHead}><h2>{t('checking')}</h2></div><Bone width="70%" /></section>;
  const { checks, at } = found.value;
  return (
    <section className={css.health} data-ok={bad === 0} data-testid="health" aria-label={t('health')}>
      <div className={css.healthHead}>
        {bad === 0 ? <CircleCheck size={20} aria-hidden="true" /> : <CircleAlert size={20} aria-hidden="true" />}
        <h2>{bad === 0 ? t('healthy', { count: checks.length }) : t('unhealthy', { bad })}</h2><span>{t('checkedAt', { time: relative(at) })}</span>
        <Button size="small" loading={found.isRefreshing} onClick={found.reload} data-testid="recheck">{t('recheck')}</Button>
      </div>
      {isPhone ? <button type="button" className={`${partCss.link} ${css.unfold}`} aria-expanded={isListed} onClick={() => setListed(!isListed)}>{t(isListed ? 'fold' : 'unfold')}</button> : null}
      <div className={css.checks}>
        {[...checks].filter(({ ok }) => isListed || !ok).sort((a, b) => Number(a.ok) - Number(b.ok)).map((check, index) => {
          const words = checkWords[check.name];
          return (
            <div key={index} className={css.check} data-ok={check.ok} title={check.detail}>
              {check.ok ? <CircleCheck size={16} aria-label={t('checkOk')} /> : <CircleAlert size={16} aria-label={t('checkBad')} />}
              <span>{words ? t(words) : check.name}{!check.ok && check.detail ? <small style={{ display: 'block' }}>{check.detail}</small> : null}</span>
              <small>{t('checkCount', { count: check.count.toLocaleString('en-US') })}</small>
            </div>
          );
        })}
      </div>
    </section>
  );
}

function Figures({ of }: { of: Board['kpis'] }) {
  const { t } = useText(overviewText);
  return (
    <div className={css.figures}><KpiRow>
      <KpiTile label={t('ordersToday')} value={of.ordersToday} note={t('running', { count: of.runningNow })} />
      <KpiTile label={t('unassigned')} value={of.unassigned} tone={of.unassigned > 0 ? 'warm' : 'grey'} />
      <KpiTile label={t('online')} value={of.onlineWorkers} note={t('idle', { count: of.idleWorkers })} />
      <KpiTile label={t('revenue')} value={<Amount fen={of.revenueTodayFen} />} tone="jade" href="/money" />
      <KpiTile label={t('auto')} value={Math.round(of.autoAssignedPercent)} unit="%" note={t('week')} />
      <KpiTile label={t('completion')} value={Math.round(of.completionPercent)} unit="%" note={t('week')} />
      <KpiTile label={t('onTime')} value={Math.round(of.onTimePercent)} unit="%" note={t('week')} />
      <KpiTile label={t('satisfaction')} value={of.satisfaction > 0 ? of.satisfaction.toFixed(1) : t('noRating')} {...(of.satisfaction > 0 && { unit: '/ 5' })} note={t('month')} />
    </KpiRow></div>
  );
}

function Hours({ of }: { of: Board['byHour'] }) {
  const { t } = useText(overviewText);
  return <Panel title={t('byHour')} note={t('byHourNote')}><BarChart label={t('byHour')} heightPixels={150} bars={of.map(({ hour, visits, capacity }) => ({ key: String(hour), value: visits, limit: capacity, title: t('hour', { hour, visits, capacity }), label: String(hour) }))} /></Panel>;
}

function DeskWork({ of }: { of: Board['exceptions'] }) {
  const { t, say } = useText(overviewText);
  const { relative } = useFormat();
  return (
    <Panel title={t('exceptions')} note={t('exceptionsNote')} aside={<a href="/desk" className={partCss.link}>{t('toDesk')}</a>}>
      <div className={css.counts}>{(['now', 'soon', 'watch'] as const).map((severity) => { const count = of.filter((one) => one.severity === severity).length; return <span key={severity} data-hot={severity === 'now' && count > 0}>{t(severity)}<b>{count}</b></span>; })}</div>
      <div>{of.slice(0, 3).map((one) => <div key={`${one.kind} ${one.subjectId}`} className={css.tile}><span className={partCss.cell}><span>{say(one.title)}</span><small>{say(one.words)}</small></span><span className={partCss.quiet} style={{ whiteSpace: 'nowrap' }}>{relative(one.since)}</span></div>)}</div>
    </Panel>
  );
}

function Reach() {
  const { t } = useText(overviewText);
  const found = useDistricts();
  const open = found.value?.items.filter(({ isOpen }) => isOpen).length ?? 0;
  return (
    <Panel title={t('districts')} note={found.value ? t('opened', { open, planned: found.value.items.length - open }) : undefined} aside={<Link href="/districts" className={partCss.link!}>{t('all')}</Link>}>
      <Faces of={found}>{({ items }) => <div className={partCss.tags}>{items.map((district) => <Tag key={district.districtId} tone={district.isOpen ? 'jade' : 'grey'}>{district.name}{district.isOpen ? '' : ` · ${t('planned')}`}</Tag>)}</div>}</Faces>
    </Panel>
  );
}

function StationList() {
  const { t } = useText(overviewText);
  const found = useStations();
  return (
    <Panel title={t('stations')} note={found.value ? t('coverage', { percent: Math.round(found.value.coveragePercent) }) : undefined} aside={<Link href="/stations" className={partCss.link!}>{t('all')}</Link>}>
      <Faces of={found}>{({ items }) => <div>{items.slice(0, 6).map((station) => <div key={station.stationId} className={css.tile}><span>{station.name}</span><span className={partCss.quiet}>{t(station.kind)}</span></div>)}</div>}</Faces>
    </Panel>
  );
}
