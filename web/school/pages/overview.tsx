import { api } from '../../shared/api.ts';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { KpiRow, KpiTile } from '../../shared/desk/kpi-tile.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useHolds } from '../../shared/desk/use-param.ts';
import { useText } from '../../shared/i18n.ts';
import { Faces, Progress, SkeletonList } from '../../shared/kit/index.ts';
import { useView } from '../../shared/use-view.ts';
import { dayNow } from '../parts/now.ts';
import { text } from '../text.ts';
import { IncomeAfter } from './income-after.tsx';
import { overviewText } from './overview.text.ts';
import { TrainPeople } from './train-people.tsx';
import { WeakModules } from './weak-modules.tsx';

const most = 50;

/** What waits for somebody of the school, and how far the pilot has got. */
export function OverviewPage() {
  const { t, say } = useText(overviewText);
  const words = useText(text).t;
  const holds = useHolds();
  const isOperator = holds('operator');
  const mayMark = holds('operator', 'trainer');
  const checking = useView(['workers', 'listApplications', 'checking'], () => api.workers.listApplications({ stage: 'checking', limit: most }), { isReady: isOperator, staleSeconds: 60 });
  const overdue = useView(['training', 'retrainingList', 'overdue', 'count'], () => api.training.retrainingList({ state: 'overdue', limit: most }), { isReady: isOperator, staleSeconds: 60 });
  const report = useView(['learning', 'report'], () => api.learning.learningReport({}), { staleSeconds: 60 });
  const counters = useView(['courses', 'trainingCounters'], () => api.courses.trainingCounters({}), { staleSeconds: 60 });
  const unmarked = useView(['courses', 'unmarkedSessions', 'count'], () => api.courses.unmarkedSessions({ limit: most }), { isReady: mayMark, staleSeconds: 30 });
  const slots = useView(['exams', 'openSlots', 'count'], () => api.exams.openSlots({ isAll: 'true', from: dayNow(), limit: most }), { staleSeconds: 60 });
  const funnel = useView(['courses', 'pilotFunnel'], () => api.courses.pilotFunnel({}), { staleSeconds: 60 });
  const count = (list: { items: readonly unknown[]; nextCursor: string | null } | undefined): string => (list === undefined ? '…' : list.nextCursor ? t('more', { count: list.items.length }) : String(list.items.length));
  const waits = (list: { items: readonly unknown[] } | undefined, tone: 'warm' | 'danger'): 'warm' | 'danger' | 'grey' => ((list?.items.length ?? 0) > 0 ? tone : 'grey');
  return (
    <Page title={words('overview')}>
      <div data-testid="overview">
        <KpiRow>
          {isOperator ? <KpiTile label={t('checking')} value={count(checking.value)} tone={waits(checking.value, 'warm')} href="/applications?stage=checking" /> : null}
          {mayMark ? <KpiTile label={t('unmarked')} value={count(unmarked.value)} tone={waits(unmarked.value, 'warm')} href="/timetable" /> : null}
          <KpiTile label={t('slots')} value={count(slots.value)} href="/practicals" />
          {isOperator ? <KpiTile label={t('overdue')} value={count(overdue.value)} tone={waits(overdue.value, 'danger')} href="/retraining" /> : null}
          <KpiTile label={t('learners')} value={report.value?.learners ?? '…'} note={report.value ? `${t('coreDone')} ${report.value.coreFinished}` : null} href="/modules?tab=learners" />
          <KpiTile label={t('coverage')} value={counters.value ? `${counters.value.coveragePercent ?? 0}%` : '…'} note={counters.value ? t('soonLearners', { active: counters.value.activeWorkers, covered: counters.value.coveredWorkers }) : null} tone="jade" />
          <KpiTile label={t('sessions')} value={counters.value?.sessionsHeld ?? '…'} href="/timetable" />
        </KpiRow>
      </div>
      <WeakModules />
      <TrainPeople />
      {holds('operator', 'trainer', 'auditor', 'finance') ? <IncomeAfter /> : null}
      <Panel title={t('funnel')} note={t('funnelNote')}>
        <Faces of={funnel} loading={<SkeletonList count={5} />}>
          {({ rows }) => <div className={partCss.stack}>{rows.map((row) => <Progress key={row.step} label={`${say(row.name)} ${t('people', { count: row.count })}`} done={Math.min(row.count, row.target ?? row.count)} total={Math.max(1, row.target ?? row.count)} note={row.target === null ? t('noTarget') : t('target', { target: row.target })} />)}</div>}
        </Faces>
      </Panel>
    </Page>
  );
}
