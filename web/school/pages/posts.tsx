import type { ServiceFamily } from '@linli/contract';
import { Button, Input, InputNumber, Select } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { serviceFamilies, serviceFamilyText } from '../../shared/desk/service-family.text.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { DayInput } from '../parts/day-input.tsx';
import { OperatorButton } from '../parts/role-button.tsx';
import { text } from '../text.ts';
import { type Source, sources } from './recruiting-words.ts';
import { recruitingText } from './recruiting.text.ts';

type Row = View<'workers', 'listPosts'>['items'][number];

/** Who is looked for, and how many came of it. */
export default function PostsPage() {
  const { t } = useText(recruitingText);
  const words = useText(text).t;
  const family = useText(serviceFamilyText).t;
  const { day } = useFormat();
  const [, navigate] = useLocation();
  const [isAdding, setAdding] = useState(false);
  const found = useView(['workers', 'listPosts'], () => api.workers.listPosts({}), { live: ['worker', 'application', 'post'] });
  const close = useCommand(api.workers.closePost, { onDone: () => showToast(t('postClosed')) });
  const act = (row: Row) => (
    <span className={partCss.line}><Button size="small" onClick={() => navigate(`/applications?post=${row.postId}`)}>{t('seePeople')}</Button>{row.isOpen ? <OperatorButton size="small" loading={close.isRunning} onClick={() => void close.run({ postId: row.postId })}>{t('closePost')}</OperatorButton> : null}</span>
  );
  const pill = (row: Row) => <StatusPill tone={row.isOpen ? 'jade' : 'grey'}>{t(row.isOpen ? 'open' : 'closed')}</StatusPill>;
  const columns = [
    { title: t('title'), key: 'title', width: 260, render: (_: unknown, row: Row) => <span className={partCss.cell}><b className={partCss.strong}>{row.title}</b><small>{row.families.map((one) => family(one)).join(' · ')}</small></span> },
    { title: t('place'), key: 'place', width: 170, render: (_: unknown, row: Row) => <span className={partCss.cell}><span>{row.place || '—'}</span><small>{row.payWords}</small></span> },
    { title: t('source'), key: 'source', width: 140, render: (_: unknown, row: Row) => t(row.source) },
    { title: t('people'), key: 'people', width: 180, render: (_: unknown, row: Row) => <span className={partCss.cell}><span>{t('applications', { count: row.applications })}</span><small>{t('seatsOf', { admitted: row.admitted, seats: row.seats })}</small></span> },
    { title: t('closesOn'), key: 'closesOn', width: 130, render: (_: unknown, row: Row) => (row.closesOn ? day(row.closesOn) : '—') },
    { title: t('state'), key: 'state', width: 100, render: (_: unknown, row: Row) => pill(row) },
    { title: '', key: 'act', width: 200, render: (_: unknown, row: Row) => act(row) },
  ];
  const card = (row: Row): RowCard => ({ title: row.title, aside: pill(row), note: <><span>{row.families.map((one) => family(one)).join(' · ')}</span><span>{t('applications', { count: row.applications })}</span></>, act: act(row) });
  const add = <OperatorButton type="primary" icon={<Plus size={16} />} data-testid="post-open" onClick={() => setAdding(true)}>{t('newPost')}</OperatorButton>;
  return (
    <Page title={words('posts')} aside={add}>
      <div data-testid="posts"><DenseTable<Row> of={{ ...found, value: found.value?.items }} rowKey={(row) => row.postId} columns={columns} card={card} empty={<EmptyState title={t('noPosts')} art="calm" action={add}>{t('noPostsNote')}</EmptyState>} /></div>
      {isAdding ? <NewPost onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}

function NewPost({ onClose }: { onClose: () => void }) {
  const { t, locale } = useText(recruitingText);
  const words = useText(text).t;
  const family = useText(serviceFamilyText).t;
  const [title, setTitle] = useState('');
  const [families, setFamilies] = useState<ServiceFamily[]>(['cleaning']);
  const [said, setSaid] = useState('');
  const [payWords, setPay] = useState('');
  const [place, setPlace] = useState('');
  const [seats, setSeats] = useState(20);
  const [source, setSource] = useState<Source>('self');
  const [closesOn, setCloses] = useState('');
  const save = useCommand(api.workers.openPost, { isQuiet: true, onDone: () => { showToast(t('postDone')); onClose(); } });
  const isFull = title.trim() !== '' && families.length > 0;
  const send = (): void => { if (isFull) void save.run({ title: title.trim(), families, words: said.trim(), payWords: payWords.trim(), place: place.trim(), seats, source, ...(closesOn && { closesOn }) }); };
  return (
    <DeskDrawer isOpen title={t('newPost')} widthPixels={520} onClose={onClose} footer={<div className={partCss.line}><Button type="primary" disabled={!isFull} loading={save.isRunning} data-testid="post-save" onClick={send}>{words('save')}</Button><Button onClick={onClose}>{words('cancel')}</Button></div>}>
      <form className={partCss.form} onSubmit={(event) => { event.preventDefault(); send(); }}>
        <label>{t('title')}<Input autoFocus value={title} maxLength={40} data-testid="post-title" onChange={(event) => setTitle(event.target.value)} /></label>
        <label>{t('wanted')}<Select mode="multiple" aria-label={t('wanted')} value={families} onChange={setFamilies} options={serviceFamilies.map((value) => ({ value, label: family(value) }))} /></label>
        <label>{t('words')}<Input.TextArea value={said} maxLength={500} rows={3} onChange={(event) => setSaid(event.target.value)} /></label>
        <div className={partCss.two}>
          <label>{t('payWords')}<Input value={payWords} maxLength={60} onChange={(event) => setPay(event.target.value)} /></label>
          <label>{t('place')}<Input value={place} maxLength={60} onChange={(event) => setPlace(event.target.value)} /></label>
          <label>{t('seats')}<InputNumber min={1} max={10000} value={seats} onChange={(value) => setSeats(value ?? 1)} style={{ width: '100%' }} /></label>
          <label>{t('closesOn')}<DayInput value={closesOn} onChange={setCloses} canClear /></label>
        </div>
        <label>{t('source')}<Select aria-label={t('source')} value={source} onChange={setSource} options={sources.map((value) => ({ value, label: t(value) }))} /></label>
        {save.refusal ? <span className={partCss.wrong} role="alert">{save.refusal[locale]}</span> : null}
      </form>
    </DeskDrawer>
  );
}
