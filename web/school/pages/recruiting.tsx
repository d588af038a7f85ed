import { useLocation } from 'wouter';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useParam } from '../../shared/desk/use-param.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, Faces, SkeletonScreen } from '../../shared/kit/index.ts';
import { useView } from '../../shared/use-view.ts';
import { DayInput } from '../parts/day-input.tsx';
import { text } from '../text.ts';
import { type Stage, stageWords, stages } from './recruiting-words.ts';
import { recruitingText } from './recruiting.text.ts';

type Board = View<'workers', 'recruitmentBoard'>;
type Row = Board['rows'][number];
type Group = Board['byGroup'][number];

/** Where people came from and how far they got. */
export default function RecruitingPage() {
  const { t, say } = useText(recruitingText);
  const words = useText(text).t;
  const { param, setParam } = useParam();
  const [, navigate] = useLocation();
  const [from, to] = [param('from'), param('to')];
  const board = useView(['workers', 'recruitmentBoard', from, to], () => api.workers.recruitmentBoard({ ...(from && { from }), ...(to && { to }) }), { live: ['worker', 'application'], staleSeconds: 30 });
  const figure = (row: Row, stage: Stage) => {
    const count = row.reached[stage] ?? 0;
    return count === 0 ? <span className={partCss.quiet}>0</span> : <button type="button" className={partCss.link} onClick={() => navigate(`/applications?source=${row.source}&stage=${stage}`)}>{count}</button>;
  };
  const columns = [
    { title: t('source'), key: 'source', width: 170, render: (_: unknown, row: Row) => <b className={partCss.strong}>{say(row.name)}</b> },
    ...stages.map((stage) => ({ title: t(stageWords[stage]), key: stage, width: 88, align: 'right' as const, render: (_: unknown, row: Row) => figure(row, stage) })),
    { title: t('refusedCount'), key: 'refused', width: 80, align: 'right' as const, render: (_: unknown, row: Row) => row.refused },
  ];
  const card = (row: Row): RowCard => ({ title: say(row.name), aside: row.applications, note: <>{stages.filter((stage) => (row.reached[stage] ?? 0) > 0).map((stage) => <span key={stage}>{t(stageWords[stage])} {row.reached[stage]}</span>)}</> });
  const groups = [
    { title: t('group'), key: 'group', width: 160, render: (_: unknown, row: Group) => say(row.name) },
    { title: t('people'), key: 'applications', dataIndex: 'applications', width: 90, align: 'right' as const },
    { title: t('certified'), key: 'certified', dataIndex: 'certified', width: 90, align: 'right' as const },
    { title: t('admitted'), key: 'admitted', dataIndex: 'admitted', width: 90, align: 'right' as const },
    { title: t('atWork'), key: 'atWork', dataIndex: 'atWork', width: 90, align: 'right' as const },
  ];
  return (
    <Page title={words('recruiting')} note={t('boardNote')}>
      <div className={partCss.line}>
        <label className={partCss.line}>{t('from')}<DayInput value={from ?? ''} onChange={(next) => setParam('from', next)} canClear /></label>
        <label className={partCss.line}>{t('to')}<DayInput value={to ?? ''} onChange={(next) => setParam('to', next)} canClear /></label>
      </div>
      <Faces of={board} loading={<SkeletonScreen />}>
        {(shown) => (
          <>
            <div data-testid="board"><DenseTable<Row> of={{ value: shown.rows }} rowKey={(row) => row.source} columns={columns} card={card} isFootShown={false} empty={<EmptyState title={t('noBoard')} art="calm" />} /></div>
            {shown.byGroup.length === 0 ? null : <Panel title={t('byGroup')}>
              <DenseTable<Group> of={{ value: shown.byGroup }} rowKey={(row) => row.group} columns={groups} isFootShown={false}
                card={(row) => ({ title: say(row.name), aside: row.applications, note: <><span>{t('certified')} {row.certified}</span><span>{t('admitted')} {row.admitted}</span><span>{t('atWork')} {row.atWork}</span></> })} />
            </Panel>}
          </>
        )}
      </Faces>
    </Page>
  );
}
