import { Button, Checkbox, Select } from 'antd';
import { Plus, Upload } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useHolds, useParam } from '../../shared/desk/use-param.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, Tag } from '../../shared/kit/index.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import { text } from '../text.ts';
import { examsText } from './exams.text.ts';
import { ImportQuestions } from './import-questions.tsx';
import { QuestionDrawer } from './question-drawer.tsx';
import { QuestionEditor } from './question-editor.tsx';
import { type Question, flagTones, percent, questionKinds } from './question-words.ts';


/** Every question with how it does: too easy, too hard, or a key that may be wrong. */
export default function QuestionsPage() {
  const { t, say } = useText(examsText);
  const words = useText(text).t;
  const holds = useHolds();
  const { param, setParam, open } = useParam();
  const [doing, setDoing] = useState<'add' | 'import' | null>(null);
  const topics = useView(['exams', 'topics'], () => api.exams.topics({}), { live: ['exam', 'question'], staleSeconds: 60 });
  const [topic, kind, q] = [param('topic'), param('kind') as Question['kind'] | null, param('q')];
  const state = param('state') === 'retired' ? 'retired' : 'active';
  const isFlagged = param('flagged') === 'true';
  const filter = { state, ...(topic && { topic }), ...(kind && { kind }), ...(q && { q }), ...(isFlagged && { isFlagged: 'true' as const }) } as const;
  const found = usePages(['exams', 'questions', filter], (cursor) => api.exams.questions({ ...filter, ...(cursor && { cursor }) }), { live: ['exam', 'question'] });
  const columns = [
    { title: t('question'), key: 'stem', width: 420, render: (_: unknown, row: Question) => <span className={partCss.cell}><span className={partCss.twoLines}>{say(row.stem)}</span><small>{say(row.topicName)} · {t(row.kind)}</small></span> },
    { title: t('difficulty'), key: 'difficulty', width: 80, render: (_: unknown, row: Question) => t(`d${row.difficulty}` as 'd1') },
    { title: t('answers'), key: 'answers', width: 80, align: 'right' as const, render: (_: unknown, row: Question) => row.statistics.answers },
    { title: t('right'), key: 'p', width: 80, align: 'right' as const, render: (_: unknown, row: Question) => percent(row.statistics.p) },
    { title: t('discrimination'), key: 'd', width: 80, align: 'right' as const, render: (_: unknown, row: Question) => row.statistics.discrimination?.toFixed(2) ?? '—' },
    { title: t('verdict'), key: 'flag', width: 130, render: (_: unknown, row: Question) => <Tag tone={flagTones[row.statistics.flag]}>{t(row.statistics.flag)}</Tag> },
  ];
  const card = (row: Question): RowCard => ({ title: <span className={partCss.twoLines}>{say(row.stem)}</span>, aside: <Tag tone={flagTones[row.statistics.flag]}>{t(row.statistics.flag)}</Tag>, note: <><span>{say(row.topicName)}</span><span>{t(row.kind)}</span><span>{t('right')} {percent(row.statistics.p)}</span></> });
  const mayEdit = holds('operator', 'trainer');
  const opened = param('question');
  return (
    <Page title={words('questions')} aside={mayEdit ? <><Button icon={<Upload size={15} />} data-testid="question-import" onClick={() => setDoing('import')}>{t('importQuestions')}</Button><Button type="primary" icon={<Plus size={16} />} data-testid="question-add" onClick={() => setDoing('add')}>{t('addQuestion')}</Button></> : null}>
      <FilterBar<'active' | 'retired'> search={{ value: q ?? '', onChange: (next) => setParam('q', next), placeholder: t('searchQuestion') }} segments={{ value: state, onChange: (next) => setParam('state', next === 'active' ? null : next), choices: [{ value: 'active', label: t('active') }, { value: 'retired', label: t('retired') }] }}>
        <Select aria-label={t('topic')} value={topic ?? ''} onChange={(next) => setParam('topic', next)} style={{ minWidth: 190 }} options={[{ value: '', label: t('allTopics') }, ...(topics.value?.items ?? []).map((one) => ({ value: one.code, label: t('topicsOf', { topic: say(one.name), count: one.active }) }))]} />
        <Select aria-label={t('kind')} value={kind ?? ''} onChange={(next) => setParam('kind', next)} style={{ minWidth: 110 }} options={[{ value: '', label: t('allKinds') }, ...questionKinds.map((value) => ({ value, label: t(value) }))]} />
        <Checkbox checked={isFlagged} onChange={(event) => setParam('flagged', event.target.checked ? 'true' : null)}>{t('flagged')}</Checkbox>
      </FilterBar>
      <div data-testid="questions"><DenseTable<Question> of={found} rowKey={(row) => row.questionId} columns={columns} card={card} onOpen={(row) => open('question', row.questionId)} openKey={opened} empty={<EmptyState title={t('noQuestions')} art="search">{t('noQuestionsNote')}</EmptyState>} /></div>
      {doing === 'add' ? <QuestionEditor of={null} onClose={() => setDoing(null)} /> : doing === 'import' ? <ImportQuestions onClose={() => setDoing(null)} /> : opened ? <QuestionDrawer key={opened} questionId={opened} onClose={() => open('question', null)} /> : null}
    </Page>
  );
}
