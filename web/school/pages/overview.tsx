import { api } from '../../shared/api.ts';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { KpiRow, KpiTile } from '../../shared/desk/kpi-tile.tsx';
import { useHolds } from '../../shared/desk/use-param.ts';
import { useText } from '../../shared/i18n.ts';
import { useView } from '../../shared/use-view.ts';
import { pageRoles, partRoles } from '../access.ts';
import { dayNow } from '../parts/now.ts';
import { text } from '../text.ts';
import { IncomeAfter } from './income-after.tsx';
import { overviewText } from './overview.text.ts';
import { Targets } from './targets.tsx';
import { TrainPeople } from './train-people.tsx';
import { WeakModules } from './weak-modules.tsx';

const most = 50;

/** What waits for somebody of the school, and how far the pilot has got. */
export function OverviewPage() {
  const { t } = useText(overviewText);
  const words = useText(text).t;
  const holds = useHolds();
  const isOperator = holds('operator');
  const mayMark = holds('operator', 'trainer');
  // Learners and open slots are the school's own; finance and the desk of the city see the counters beside.
  const isSchool = holds(...pageRoles['/modules']);
  const checking = useView(['workers', 'listApplications', 'checking'], () => api.workers.listApplications({ stage: 'checking', limit: most }), { isReady: isOperator, staleSeconds: 60 });
  const overdue = useView(['training', 'retrainingList', 'overdue', 'count'], () => api.training.retrainingList({ state: 'overdue', limit: most }), { isReady: isOperator, staleSeconds: 60 });
  const report = useView(['learning', 'report'], () => api.learning.learningReport({}), { isReady: isSchool, staleSeconds: 60 });
  const counters = useView(['courses', 'trainingCounters'], () => api.courses.trainingCounters({}), { staleSeconds: 60 });
  const unmarked = useView(['courses', 'unmarkedSessions', 'count'], () => api.courses.unmarkedSessions({ limit: most }), { isReady: mayMark, staleSeconds: 30 });
  const slots = useView(['exams', 'openSlots', 'count'], () => api.exams.openSlots({ isAll: 'true', from: dayNow(), limit: most }), { isReady: isSchool, staleSeconds: 60 });
  const count = (list: { items: readonly unknown[]; nextCursor: string | null } | undefined): string => (list === undefined ? '…' : list.nextCursor ? t('more', { count: list.items.length }) : String(list.items.length));
  const waits = (list: { items: readonly unknown[] } | undefined, tone: 'warm' | 'danger'): 'warm' | 'danger' | 'grey' => ((list?.items.length ?? 0) > 0 ? tone : 'grey');
  return (
    <Page title={words('overview')}>
      <div data-testid="overview">
        <KpiRow>
          {isOperator ? <KpiTile label={t('checking')} value={count(checking.value)} tone={waits(checking.value, 'warm')} href="/applications?stage=checking" /> : null}
          {mayMark ? <KpiTile label={t('unmarked')} value={count(unmarked.value)} tone={waits(unmarked.value, 'warm')} href="/timetable" /> : null}
          {isSchool ? <KpiTile label={t('slots')} value={count(slots.value)} href="/practicals" /> : null}
          {isOperator ? <KpiTile label={t('overdue')} value={count(overdue.value)} tone={waits(overdue.value, 'danger')} href="/retraining" /> : null}
          {isSchool ? <KpiTile label={t('learners')} value={report.value?.learners ?? '…'} note={report.value ? `${t('coreDone')} ${report.value.coreFinished}` : null} href="/modules?tab=learners" /> : null}
          <KpiTile label={t('coverage')} value={counters.value ? `${counters.value.coveragePercent ?? 0}%` : '…'} note={counters.value ? t('soonLearners', { active: counters.value.activeWorkers, covered: counters.value.coveredWorkers }) : null} tone="jade" />
          <KpiTile label={t('sessions')} value={counters.value?.sessionsHeld ?? '…'} href="/timetable" />
        </KpiRow>
      </div>
      <Targets />
      {holds(...partRoles.weakness) ? <><WeakModules /><TrainPeople /></> : null}
      {holds(...partRoles.income) ? <IncomeAfter /> : null}
    </Page>
  );
}
