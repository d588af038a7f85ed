import { Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, type View } from '../../shared/api.ts';
import { DenseTable } from '../../shared/desk/dense-table.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, Tag } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { figuresText } from './figures.text.ts';

type Row = View<'learning', 'weakModules'>['items'][number];

/** What families and inspectors say is weak, module by module, and what has been done about it. */
export function WeakModules() {
  const { t, say } = useText(figuresText);
  const { instant } = useFormat();
  const [days, setDays] = useState<'30' | '90'>('30');
  const found = useView(['learning', 'weakModules', days], () => api.learning.weakModules({ days }), { live: ['learning', 'order', 'complaint', 'standard'], staleSeconds: 60 });
  const sources = (row: Row) => (
    <span className={partCss.tags}>
      {row.reviews > 0 ? <Tag tone="warm">{t('review', { count: row.reviews })}</Tag> : null}
      {row.complaints > 0 ? <Tag tone="danger">{t('complaint', { count: row.complaints })}</Tag> : null}
      {row.inspections > 0 ? <Tag tone="sky">{t('inspection', { count: row.inspections })}</Tag> : null}
    </span>
  );
  const answers = (row: Row) => (row.answers.length === 0
    ? <span className={partCss.quiet}>{t('noAnswers')}</span>
    : <span className={partCss.cell}>{row.answers.map((one) => <span key={`${one.lessonId} ${one.version}`} title={one.words}>{t('answer', { title: say(one.title), version: one.version })}</span>)}</span>);
  const columns = [
    { title: t('module'), key: 'module', width: 240, render: (_: unknown, row: Row) => <span className={partCss.cell}><b className={partCss.strong}>{say(row.title)}</b><small>{say(row.last.words)} · {instant(row.last.at)}</small></span> },
    { title: t('workers'), key: 'workers', width: 80, align: 'right' as const, render: (_: unknown, row: Row) => t('people', { count: row.workers }) },
    { title: t('from'), key: 'from', width: 230, render: (_: unknown, row: Row) => sources(row) },
    { title: t('mended'), key: 'mended', width: 110, render: (_: unknown, row: Row) => <span className={row.mended < row.workers ? partCss.warm : ''}>{t('mendedOf', { done: row.mended, all: row.workers })}</span> },
    { title: t('answers'), key: 'answers', width: 220, render: (_: unknown, row: Row) => answers(row) },
    { title: '', key: 'open', width: 90, render: (_: unknown, row: Row) => <Link className={partCss.link} href={`/modules?module=${row.module}`}>{t('toModule')}</Link> },
  ];
  return (
    <Panel title={t('weak')} note={t('weakNote')} aside={<Segmented<'30' | '90'> value={days} onChange={setDays} options={[{ value: '30', label: t('days', { days: 30 }) }, { value: '90', label: t('days', { days: 90 }) }]} />}>
      <div data-testid="weak-modules">
        <DenseTable<Row> of={{ ...found, value: found.value?.items }} rowKey={(row) => row.module} columns={columns} isFootShown={false} empty={<EmptyState title={t('noWeak')} art="calm">{t('noWeakNote')}</EmptyState>}
          card={(row) => ({ title: say(row.title), aside: t('people', { count: row.workers }), note: <>{sources(row)}<span>{t('mended')} {t('mendedOf', { done: row.mended, all: row.workers })}</span>{answers(row)}</>, act: <Link className={partCss.link} href={`/modules?module=${row.module}`}>{t('toModule')}</Link> })} />
      </div>
    </Panel>
  );
}
