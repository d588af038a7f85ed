import { Select } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useParam } from '../../shared/desk/use-param.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, EmptyState, StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import { OperatorButton } from '../parts/role-button.tsx';
import { text } from '../text.ts';
import { CohortDrawer } from './cohort-drawer.tsx';
import { campusText } from './campus.text.ts';
import { CourseForm } from './course-form.tsx';
import { coursesText } from './courses.text.ts';
import { NewCohort } from './new-cohort.tsx';
import { type Cohort, type Course, type ServiceFamily, cohortTones, useCourses, useServiceFamilies } from './use-courses.ts';

const courseTones = { draft: 'grey', open: 'jade', closed: 'grey' } as const;

/** What is taught in rooms, and the classes that are open, running or over. */
export default function CoursesPage() {
  const { t } = useText(coursesText);
  const words = useText(text).t;
  const { param, setParam } = useParam();
  const isCourses = param('tab') === 'courses';
  const report = useView(['courses', 'cohortReport'], () => api.courses.cohortReport({}), { live: ['cohort', 'enrolment'], staleSeconds: 30 });
  const sum = report.value?.rows.reduce((total, row) => ({ cohorts: total.cohorts + row.cohorts, enrolled: total.enrolled + row.enrolled, finished: total.finished + row.finished }), { cohorts: 0, enrolled: 0, finished: 0 });
  return (
    <Page title={words('courses')} note={sum ? t('report', sum) : null}>
      <FilterBar<'cohorts' | 'courses'> segments={{ value: isCourses ? 'courses' : 'cohorts', onChange: (next) => setParam('tab', next === 'cohorts' ? null : next), choices: [{ value: 'cohorts', label: t('cohortsTab') }, { value: 'courses', label: t('coursesTab') }] }} />
      {isCourses ? <Courses /> : <Cohorts />}
    </Page>
  );
}

function Courses() {
  const { t, say } = useText(coursesText);
  const { param, setParam } = useParam();
  const q = param('q') ?? '';
  const family = param('family') as ServiceFamily | null;
  const families = useServiceFamilies();
  const found = useCourses(q.trim(), family);
  const campus = useText(campusText).t;
  const [doing, setDoing] = useState<Course | 'new' | null>(null);
  const move = useCommand(api.courses.moveCourse, { onDone: () => showToast(t('courseSaved')) });
  const hours = (minutes: number): string => (minutes / 60).toFixed(minutes % 60 === 0 ? 0 : 1);
  const pill = (row: Course) => <StatusPill tone={courseTones[row.state]}>{t(row.state)}</StatusPill>;
  const act = (row: Course) => <OperatorButton size="small" loading={move.isRunning} onClick={() => void move.run({ courseId: row.courseId, state: row.state === 'open' ? 'closed' : 'open' })}>{t(row.state === 'open' ? 'closeIt' : 'openIt')}</OperatorButton>;
  const columns = [
    { title: t('course'), key: 'title', width: 260, render: (_: unknown, row: Course) => <span className={partCss.cell}><b className={partCss.strong}>{row.title}</b><small>{[row.familyName ? say(row.familyName) : campus('everyFamily'), row.words].filter(Boolean).join(' · ')}</small></span> },
    { title: t('planOf'), key: 'plan', width: 190, render: (_: unknown, row: Course) => <span className={partCss.cell}><span>{t('theory', { hours: hours(row.theoryMinutes) })}</span><small>{t('practice', { hours: hours(row.practiceMinutes) })}</small></span> },
    { title: t('price'), key: 'price', width: 140, render: (_: unknown, row: Course) => <span className={partCss.cell}><span>{row.isFree ? t('free') : <Amount fen={row.priceFen} />}</span><small>{say(row.costBearerName)}</small></span> },
    { title: t('days'), key: 'days', width: 150, render: (_: unknown, row: Course) => <span className={partCss.cell}><span>{row.standardDays}</span><small>{row.shortReason}</small></span> },
    { title: t('cohorts'), key: 'cohorts', dataIndex: 'cohorts', width: 70, align: 'right' as const },
    { title: t('state'), key: 'state', width: 90, render: (_: unknown, row: Course) => pill(row) },
    { title: '', key: 'act', width: 110, render: (_: unknown, row: Course) => act(row) },
  ];
  const card = (row: Course): RowCard => ({ title: row.title, aside: pill(row), note: <><span>{t('theory', { hours: hours(row.theoryMinutes) })}</span><span>{t('practice', { hours: hours(row.practiceMinutes) })}</span></>, act: act(row) });
  const add = <OperatorButton type="primary" icon={<Plus size={16} />} data-testid="course-add" onClick={() => setDoing('new')}>{t('addCourse')}</OperatorButton>;
  return (
    <>
      <FilterBar search={{ value: q, onChange: (next) => setParam('q', next || null), placeholder: campus('pickCourse') }}>
        <Select aria-label={campus('family')} allowClear placeholder={campus('family')} value={family} style={{ minWidth: 140 }} onChange={(next?: ServiceFamily) => setParam('family', next ?? null)} options={(families.value ?? []).map((one) => ({ value: one.family, label: say(one.name) }))} />
        {add}
      </FilterBar>
      <div data-testid="courses"><DenseTable<Course> of={found} rowKey={(row) => row.courseId} columns={columns} card={card} onOpen={setDoing} empty={<EmptyState title={t('noCourses')} art="calm" action={add} />} /></div>
      {doing ? <CourseForm key={doing === 'new' ? 'new' : doing.courseId} of={doing === 'new' ? null : doing} onClose={() => setDoing(null)} /> : null}
    </>
  );
}

function Cohorts() {
  const { t, say } = useText(coursesText);
  const { day } = useFormat();
  const { param, setParam, open } = useParam();
  const [isAdding, setAdding] = useState(false);
  const state = param('state') as Cohort['state'] | null;
  const found = usePages(['courses', 'listCohorts', state], (cursor) => api.courses.listCohorts({ ...(state && { state }), ...(cursor && { cursor }) }), { live: ['cohort', 'enrolment'] });
  const pill = (row: Cohort) => <StatusPill tone={cohortTones[row.state]}>{say(row.stateName)}</StatusPill>;
  const columns = [
    { title: t('cohort'), key: 'name', width: 250, render: (_: unknown, row: Cohort) => <span className={partCss.cell}><b className={partCss.strong}>{row.name}</b><small>{row.courseTitle} · {say(row.intakeName)}</small></span> },
    { title: t('startsOn'), key: 'dates', width: 190, render: (_: unknown, row: Cohort) => <span className={partCss.cell}><span>{day(row.startsOn)}</span><small>{day(row.endsOn)}</small></span> },
    { title: t('seats'), key: 'seats', width: 120, render: (_: unknown, row: Cohort) => <span className={partCss.cell}><span>{t('seatsOf', { enrolled: row.enrolled + row.finished + row.incomplete, seats: row.seats })}</span>{row.waiting > 0 ? <small className={partCss.warm}>{t('waiting', { count: row.waiting })}</small> : null}</span> },
    { title: t('trainer'), key: 'trainer', width: 110, render: (_: unknown, row: Cohort) => row.trainerName ?? '—' },
    { title: t('state'), key: 'state', width: 230, render: (_: unknown, row: Cohort) => <span className={partCss.state}>{pill(row)}<small>{say(row.words)}</small></span> },
  ];
  const card = (row: Cohort): RowCard => ({ title: row.name, aside: pill(row), note: <><span>{day(row.startsOn)}</span><span>{t('seatsOf', { enrolled: row.enrolled + row.finished + row.incomplete, seats: row.seats })}</span></> });
  const add = <OperatorButton type="primary" icon={<Plus size={16} />} data-testid="cohort-add" onClick={() => setAdding(true)}>{t('addCohort')}</OperatorButton>;
  const opened = param('cohort');
  return (
    <>
      <div className={partCss.line}>
        {(['planned', 'running', 'finished', 'cancelled'] as const).map((one) => <button key={one} type="button" className={partCss.chip} aria-pressed={state === one} onClick={() => setParam('state', state === one ? null : one)}>{t(one)}</button>)}
        <span className={partCss.atEnd}>{add}</span>
      </div>
      <div data-testid="cohorts"><DenseTable<Cohort> of={found} rowKey={(row) => row.cohortId} columns={columns} card={card} onOpen={(row) => open('cohort', row.cohortId)} openKey={opened} empty={<EmptyState title={t('noCohorts')} art="calm" action={add}>{t('noCohortsNote')}</EmptyState>} /></div>
      {isAdding ? <NewCohort onClose={() => setAdding(false)} /> : opened ? <CohortDrawer key={opened} cohortId={opened} onClose={() => open('cohort', null)} /> : null}
    </>
  );
}
