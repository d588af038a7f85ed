import { Select } from 'antd';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useParam } from '../../shared/desk/use-param.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, Faces, SkeletonScreen, StatusPill, Tag } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import { text } from '../text.ts';
import { examsText } from './exams.text.ts';
import { OutsideResults } from './outside-results.tsx';
import { outsideText } from './outside.text.ts';
import { percent } from './question-words.ts';

type Row = View<'exams', 'paperReport'>['items'][number];
type Attempt = View<'exams', 'attemptList'>['items'][number];
const useReport = () => useView(['exams', 'paperReport'], () => api.exams.paperReport({}), { live: ['exam'], staleSeconds: 30 });

/** The papers with how they go, and every attempt. */
export default function PapersPage() {
  const { t, say } = useText(examsText);
  const words = useText(text).t;
  const { param, setParams } = useParam();
  const outside = useText(outsideText).t;
  const tab = param('tab') === 'attempts' ? 'attempts' : param('tab') === 'outside' ? 'outside' : 'papers';
  const found = useReport();
  const columns = [
    { title: t('paper'), key: 'title', width: 230, render: (_: unknown, row: Row) => <b className={partCss.strong}>{say(row.title)}</b> },
    { title: t('items'), key: 'items', width: 150, render: (_: unknown, row: Row) => <span className={partCss.cell}><span>{row.itemCount} · {t('minutesUnit', { minutes: row.minutes })}</span><small>{t('passAt')} {row.passPercent}%</small></span> },
    { title: t('parts'), key: 'parts', width: 320, render: (_: unknown, row: Row) => <span className={partCss.cell}><span>{row.isEnough ? null : <Tag tone="danger">{t('notEnough')}</Tag>} {row.parts.map((part) => t('asksOf', { name: say(part.name), asks: part.asks, inBank: part.inBank })).join(' · ')}</span></span> },
    { title: t('attempts'), key: 'attempts', width: 80, align: 'right' as const, render: (_: unknown, row: Row) => row.attempts },
    { title: t('passRate'), key: 'rate', width: 80, align: 'right' as const, render: (_: unknown, row: Row) => percent(row.passRate) },
    { title: t('mean'), key: 'mean', width: 80, align: 'right' as const, render: (_: unknown, row: Row) => row.meanPercent?.toFixed(0) ?? '—' },
  ];
  const card = (row: Row): RowCard => ({ title: say(row.title), aside: row.isEnough ? percent(row.passRate) : <Tag tone="danger">{t('notEnough')}</Tag>, note: <><span>{row.itemCount} · {t('minutesUnit', { minutes: row.minutes })}</span><span>{t('attempts')} {row.attempts}</span></> });
  return (
    <Page title={words('papers')}>
      <FilterBar<'papers' | 'attempts' | 'outside'> segments={{ value: tab, onChange: (next) => setParams({ tab: next === 'papers' ? null : next, paper: null, kind: null }), choices: [{ value: 'papers', label: t('papersTab') }, { value: 'attempts', label: t('attemptsTab') }, { value: 'outside', label: outside('tab') }] }} />
      {tab === 'attempts' ? <Attempts /> : tab === 'outside' ? <OutsideResults /> : <div data-testid="papers"><DenseTable<Row> of={{ ...found, value: found.value?.items }} rowKey={(row) => row.paper} columns={columns} card={card} onOpen={(row) => setParams({ tab: 'attempts', paper: row.paper }, false)} /></div>}
    </Page>
  );
}

function Attempts() {
  const { t, say } = useText(examsText);
  const { instant } = useFormat();
  const { param, setParam, open } = useParam();
  const papers = useReport();
  const paper = param('paper');
  const found = usePages(['exams', 'attemptList', paper], (cursor) => api.exams.attemptList({ ...(paper && { paper }), ...(cursor && { cursor }) }), { live: ['exam'] });
  const result = (row: Attempt) => (row.state === 'open' ? <StatusPill tone="sky">{t('openAttempt')}</StatusPill> : <StatusPill tone={row.isPassed ? 'jade' : 'danger'}>{row.scorePercent}% {t(row.isPassed ? 'passed' : 'failed')}</StatusPill>);
  const columns = [
    { title: t('who'), key: 'who', width: 180, render: (_: unknown, row: Attempt) => <span className={partCss.cell}><b className={partCss.strong}>{row.subjectName}</b>{row.personName === row.subjectName ? null : <small>{row.personName}</small>}</span> },
    { title: t('paper'), key: 'paper', width: 220, render: (_: unknown, row: Attempt) => say(row.title) },
    { title: t('result'), key: 'result', width: 150, render: (_: unknown, row: Attempt) => result(row) },
    { title: t('when'), key: 'when', width: 220, render: (_: unknown, row: Attempt) => <span className={partCss.cell}><span>{instant(row.startedAt)}</span><small>{row.closedBy === 'clock' ? t('closedByClock') : ''}</small></span> },
    { title: t('leftPage'), key: 'left', width: 110, align: 'right' as const, render: (_: unknown, row: Attempt) => (row.leftCount > 0 ? <span className={partCss.warm}>{t('times', { count: row.leftCount })}</span> : '—') },
  ];
  return (
    <>
      <Select aria-label={t('paper')} value={paper ?? ''} onChange={(next) => setParam('paper', next)} style={{ width: 260, maxWidth: '100%' }} options={[{ value: '', label: t('allPapers') }, ...(papers.value?.items ?? []).map((one) => ({ value: one.paper, label: say(one.title) }))]} />
      <div data-testid="attempts"><DenseTable<Attempt> of={found} rowKey={(row) => row.attemptId} columns={columns} card={(row) => ({ title: row.subjectName, aside: result(row), note: <><span>{say(row.title)}</span><span>{instant(row.startedAt)}</span></> })} onOpen={(row) => open('attempt', row.attemptId)} openKey={param('attempt')} empty={<EmptyState title={t('noAttempts')} art="calm" />} /></div>
      {param('attempt') ? <AttemptDrawer key={param('attempt')} attemptId={param('attempt')!} onClose={() => open('attempt', null)} /> : null}
    </>
  );
}

function AttemptDrawer({ attemptId, onClose }: { attemptId: string; onClose: () => void }) {
  const { t, say } = useText(examsText);
  const { instant } = useFormat();
  const found = useView(['exams', 'attemptReport', attemptId], () => api.exams.attemptReport({ attemptId }), { live: ['exam'], isKept: false });
  return (
    <DeskDrawer isOpen title={found.value ? `${found.value.subjectName} · ${say(found.value.title)}` : t('attempts')} onClose={onClose}>
      <Faces of={found} loading={<SkeletonScreen />}>
        {(shown) => (
          <div className={partCss.stack}>
            <Panel title={t('integrity')} note={t('integrityNote')}>{shown.notes.length === 0 ? <p className={partCss.quiet}>{t('noNotes')}</p> : shown.notes.map((note) => <div key={`${note.at} ${note.kind}`} className={partCss.pair}><span>{say(note.words)}</span><span className={partCss.quiet}>{instant(note.at)}</span></div>)}</Panel>
            <Panel title={t('answersOf')}>
              {shown.items.map((item) => (
                <div key={item.no} className={partCss.cell}><span><Tag tone={item.isRight ? 'jade' : 'danger'}>{item.no}</Tag> {say(item.stem)}</span><small>{t('yours')} {item.yours.map((one) => say(one)).join('、') || t('unanswered')}{item.isRight ? '' : ` · ${t('correct')} ${item.right.map((one) => say(one)).join('、')}`}</small></div>
              ))}
            </Panel>
          </div>
        )}
      </Faces>
    </DeskDrawer>
  );
}
