import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useParam } from '../../shared/desk/use-param.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, Faces, Progress, SkeletonScreen, StatusPill } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import { lessonsText } from './lessons.text.ts';

type Row = View<'learning', 'listLearners'>['items'][number];

/** Who learns, who learned last first. */
export function Learners() {
  const { t } = useText(lessonsText);
  const { duration, relative } = useFormat();
  const { param, setParam, open } = useParam();
  const q = param('q') ?? '';
  const found = usePages(['learning', 'listLearners', q], (cursor) => api.learning.listLearners({ ...(q !== '' && { q }), ...(cursor && { cursor }) }), { live: ['learning'] });
  const columns = [
    { title: t('learner'), key: 'learner', width: 200, render: (_: unknown, row: Row) => <span className={partCss.cell}><b className={partCss.strong}>{row.name}</b><small>{row.maskedPhone}</small></span> },
    { title: t('modulesDone'), key: 'modules', dataIndex: 'modulesFinished', width: 110, align: 'right' as const },
    { title: t('lessonsDone'), key: 'lessons', dataIndex: 'lessonsFinished', width: 110, align: 'right' as const },
    { title: t('hours'), key: 'hours', width: 140, align: 'right' as const, render: (_: unknown, row: Row) => duration(Math.round(row.secondsDone / 60)) },
    { title: t('last'), key: 'last', width: 140, render: (_: unknown, row: Row) => relative(row.lastAt) },
  ];
  const card = (row: Row): RowCard => ({ title: row.name, aside: relative(row.lastAt), note: <><span>{t('modulesDone')} {row.modulesFinished}</span><span>{t('lessonsDone')} {row.lessonsFinished}</span></> });
  return (
    <>
      <FilterBar search={{ value: q, onChange: (next) => setParam('q', next), placeholder: t('searchLearner') }} />
      <div data-testid="learners"><DenseTable<Row> of={found} rowKey={(row) => row.workerId} columns={columns} card={card} onOpen={(row) => open('learner', row.workerId)} openKey={param('learner')} empty={<EmptyState title={t('noLearners')} art="calm">{t('noLearnersNote')}</EmptyState>} /></div>
      {param('learner') ? <LearnerDrawer key={param('learner')} workerId={param('learner')!} onClose={() => open('learner', null)} /> : null}
    </>
  );
}

function LearnerDrawer({ workerId, onClose }: { workerId: string; onClose: () => void }) {
  const { t, say } = useText(lessonsText);
  const { instant } = useFormat();
  const found = useView(['learning', 'progressOf', workerId], () => api.learning.progressOf({ workerId }), { live: ['learning', 'exam'], isKept: false });
  return (
    <DeskDrawer isOpen title={found.value?.name ?? t('learner')} widthPixels={560} onClose={onClose}>
      <Faces of={found} loading={<SkeletonScreen />}>
        {(shown) => (
          <div className={partCss.stack}>
            <Panel title={t('path')} note={say(shown.path.because)}>
              {shown.path.steps.map((step) => <div key={step.module} className={partCss.pair}><span className={partCss.cell}><b className={partCss.strong}>{step.place}. {say(step.title)}</b><small>{step.reasons.map((why) => say(why)).join(' · ')}</small></span><span className={partCss.quiet}>{t('lessonsLeft', { count: step.lessonsLeft })}</span></div>)}
              {shown.path.steps.length === 0 ? <p>{say(shown.path.words)}</p> : null}
            </Panel>
            <Panel title={t('modulesTab')}>{shown.modules.filter((one) => one.mine && one.mine.state !== 'new').map((one) => <Progress key={one.module} label={say(one.title)} done={one.mine!.percent} total={100} note={say(one.mine!.words)} />)}</Panel>
            <Panel title={t('quizzes')}>{shown.quizzes.length === 0 ? <p className={partCss.quiet}>{t('noQuizzes')}</p> : shown.quizzes.map((one) => <div key={`${one.paper} ${one.at}`} className={partCss.pair}><span>{one.paper} · {instant(one.at)}</span><StatusPill tone={one.isPassed ? 'jade' : 'danger'}>{one.scorePercent}% {t(one.isPassed ? 'passed' : 'failed')}</StatusPill></div>)}</Panel>
          </div>
        )}
      </Faces>
    </DeskDrawer>
  );
}
