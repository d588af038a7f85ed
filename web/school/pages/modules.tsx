import { Button, Input } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useHolds, useParam } from '../../shared/desk/use-param.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, StatusPill, Tag, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import { text } from '../text.ts';
import { Learners } from './learners.tsx';
import { lessonsText } from './lessons.text.ts';
import { ModuleDrawer } from './module-drawer.tsx';

type Row = View<'learning', 'listModules'>['items'][number];
const tones = { core: 'jade', common: 'sky', specialty: 'warm', own: 'grey' } as const;

/** What is taught on the phone, and how far learners are. */
export default function ModulesPage() {
  const { t, say } = useText(lessonsText);
  const words = useText(text).t;
  const { param, setParams, open } = useParam();
  const holds = useHolds();
  const [isAdding, setAdding] = useState(false);
  const isLearners = param('tab') === 'learners';
  const found = useView(['learning', 'listModules'], () => api.learning.listModules({}), { live: ['learning', 'module', 'lesson'] });
  const report = useView(['learning', 'report'], () => api.learning.learningReport({}), { live: ['learning'], staleSeconds: 30 });
  const figures = new Map(report.value?.modules.map((one) => [one.module, one]));
  const columns = [
    { title: t('title'), key: 'title', width: 280, render: (_: unknown, row: Row) => <span className={partCss.cell}><b className={partCss.strong}>{say(row.title)}</b><small>{say(row.about)}</small></span> },
    { title: t('group'), key: 'group', width: 90, render: (_: unknown, row: Row) => <Tag tone={tones[row.group]}>{say(row.groupName)}</Tag> },
    { title: t('lessons'), key: 'lessons', width: 160, render: (_: unknown, row: Row) => t('lessonsOf', { count: row.lessonCount, minutes: Math.round(row.seconds / 60) }) },
    { title: t('neededFor'), key: 'needed', width: 260, render: (_: unknown, row: Row) => <span className={partCss.cell}><span>{row.neededFor.map((one) => say(one.title)).join(' · ') || '—'}</span></span> },
    { title: t('started'), key: 'started', width: 80, align: 'right' as const, render: (_: unknown, row: Row) => figures.get(row.module)?.started ?? '—' },
    { title: t('finished'), key: 'finished', width: 80, align: 'right' as const, render: (_: unknown, row: Row) => figures.get(row.module)?.finished ?? '—' },
    { title: t('state'), key: 'state', width: 90, render: (_: unknown, row: Row) => <StatusPill tone={row.isOpen ? 'jade' : 'grey'}>{t(row.isOpen ? 'open' : 'closed')}</StatusPill> },
  ];
  const card = (row: Row): RowCard => ({ title: say(row.title), aside: <StatusPill tone={row.isOpen ? 'jade' : 'grey'}>{t(row.isOpen ? 'open' : 'closed')}</StatusPill>, note: <><span>{t('lessonsOf', { count: row.lessonCount, minutes: Math.round(row.seconds / 60) })}</span><span>{t('finished')} {figures.get(row.module)?.finished ?? 0}</span></> });
  const add = holds('operator', 'trainer') ? <Button type="primary" icon={<Plus size={16} />} data-testid="module-add" onClick={() => setAdding(true)}>{t('addModule')}</Button> : null;
  return (
    <Page title={words('modules')} note={report.value ? t('totals', { learners: report.value.learners, core: report.value.coreFinished, hours: report.value.hours.toFixed(1) }) : null} aside={isLearners ? null : add}>
      <FilterBar<'modules' | 'learners'> segments={{ value: isLearners ? 'learners' : 'modules', onChange: (next) => setParams({ tab: next === 'modules' ? null : next, module: null }), choices: [{ value: 'modules', label: t('modulesTab') }, { value: 'learners', label: t('learnersTab') }] }} />
      {isLearners ? <Learners /> : <div data-testid="modules"><DenseTable<Row> of={{ ...found, value: found.value?.items }} rowKey={(row) => row.module} columns={columns} card={card} onOpen={(row) => open('module', row.module)} openKey={param('module')} empty={<EmptyState title={t('noModules')} art="calm" action={add} />} /></div>}
      {isAdding ? <AddModule onClose={() => setAdding(false)} /> : param('module') && !isLearners ? <ModuleDrawer key={param('module')} module={param('module')!} onClose={() => open('module', null)} /> : null}
    </Page>
  );
}

function AddModule({ onClose }: { onClose: () => void }) {
  const { t, locale } = useText(lessonsText);
  const words = useText(text).t;
  const [module, setModule] = useState('');
  const [title, setTitle] = useState({ zh: '', en: '' });
  const [about, setAbout] = useState({ zh: '', en: '' });
  const save = useCommand(api.learning.addModule, { isQuiet: true, onDone: () => { showToast(t('moduleSaved')); onClose(); } });
  const isFull = /^[a-z][A-Za-z0-9]{1,39}$/.test(module) && title.zh.trim() !== '' && about.zh.trim() !== '';
  const send = (): void => { if (isFull) void save.run({ module, title, about }); };
  return (
    <DeskDrawer isOpen title={t('addModule')} widthPixels={480} onClose={onClose} footer={<div className={partCss.line}><Button type="primary" disabled={!isFull} loading={save.isRunning} onClick={send}>{words('save')}</Button><Button onClick={onClose}>{words('cancel')}</Button></div>}>
      <form className={partCss.form} onSubmit={(event) => { event.preventDefault(); send(); }}>
        <label>{t('code')}<Input autoFocus value={module} maxLength={40} placeholder={t('codeHint')} onChange={(event) => { setModule(event.target.value); save.reset(); }} /></label>
        <label>{t('title')}<Input value={title.zh} maxLength={40} onChange={(event) => setTitle({ ...title, zh: event.target.value })} /></label>
        <label>{t('titleEn')}<Input value={title.en} maxLength={80} onChange={(event) => setTitle({ ...title, en: event.target.value })} /></label>
        <label>{t('about')}<Input.TextArea value={about.zh} rows={2} maxLength={120} onChange={(event) => setAbout({ ...about, zh: event.target.value })} /></label>
        <label>{t('aboutEn')}<Input.TextArea value={about.en} rows={2} maxLength={240} onChange={(event) => setAbout({ ...about, en: event.target.value })} /></label>
        {save.refusal ? <span className={partCss.wrong} role="alert">{save.refusal[locale]}</span> : null}
      </form>
    </DeskDrawer>
  );
}
