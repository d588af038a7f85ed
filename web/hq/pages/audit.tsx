import endpoints from 'virtual:endpoints';
import { Button, Tooltip } from 'antd';
import { useMemo } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import { formatStamp } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, showToast } from '../../shared/kit/index.ts';
import { usePages } from '../../shared/use-view.ts';
import partCss from '../parts/parts.module.css';
import { useParam } from '../use-hq.ts';
import css from './platform.module.css';
import { actionKey, actionText } from './audit.text.ts';
import { platformText } from './platform.text.ts';

type Entry = View<'accounts', 'auditTrail'>['items'][number];

/** Who did what, newest first; a name or a subject narrows the list to itself. */
export default function AuditPage() {
  const { t, locale } = useText(platformText);
  const actionName = useText(actionText).t;
  const { param, setParam, setParams } = useParam();
  const filter = { ...(param('actor') && { actorId: param('actor')! }), ...(param('subject') && { subjectId: param('subject')! }) };
  const found = usePages(['accounts', 'auditTrail', filter], (cursor) => api.accounts.auditTrail({ ...filter, ...(cursor && { cursor }) }), { live: false, staleSeconds: 10 });
  const isFiltered = param('actor') !== null || param('subject') !== null;
  const clear = <Button onClick={() => setParams({ actor: null, name: null, subject: null })}>{t('clear')}</Button>;
  const columns = useMemo(() => [
    { title: '#', key: 'seq', width: 80, align: 'right' as const, render: (_: unknown, row: Entry) => <span className={partCss.quiet}>{row.seq}</span> },
    { title: t('time'), key: 'time', width: 140, render: (_: unknown, row: Entry) => formatStamp(row.at, locale) },
    { title: t('actor'), key: 'actor', width: 180, render: (_: unknown, row: Entry) => (row.actorId ? <button type="button" className={partCss.link} title={t('onlyActor', { name: row.actorName })} onClick={() => setParams({ actor: row.actorId, name: row.actorName })}>{row.actorName}</button> : <span className={partCss.quiet}>{row.actorName === 'guest' ? t('guest') : t('system')}</span>) },
    { title: t('action'), key: 'action', width: 220, render: (_: unknown, row: Entry) => { const key = actionKey(row.action, endpoints); return key ? <span className={partCss.cell}><span>{actionName(key)}</span><small>{row.action}</small></span> : row.action; } },
    { title: t('subject'), key: 'subject', width: 320, render: (_: unknown, row: Entry) => <span className={partCss.tags}>{row.subjectIds.slice(0, 3).map((id) => <button key={id} type="button" className={css.hash} title={t('onlySubject')} onClick={() => setParam('subject', id)}>{id}</button>)}{row.subjectIds.length > 3 ? <span className={partCss.quiet}>+{row.subjectIds.length - 3}</span> : null}</span> },
    { title: t('hash'), key: 'hash', width: 150, render: (_: unknown, row: Entry) => <Tooltip title={row.hash}><button type="button" className={css.hash} onClick={() => { void navigator.clipboard?.writeText(row.hash); showToast(t('copied')); }}>{row.hash.slice(0, 12)}…</button></Tooltip> },
    // eslint-disable-next-line react/exhaustive-deps
  ], [t, actionName, locale]);
  return (
    <Page title={t('audit')} note={t('auditNote')}>
      <FilterBar search={{ value: param('subject') ?? '', onChange: (next) => setParam('subject', next), placeholder: t('searchSubject') }}>
        {param('actor') ? <span>{t('by', { name: param('name') ?? param('actor')! })}</span> : null}{isFiltered ? clear : null}
      </FilterBar>
      <div data-testid="audit"><DenseTable<Entry> of={found} rowKey={(row) => String(row.seq)} columns={columns} empty={<EmptyState title={t('noAudit')} art="search" {...(isFiltered && { action: clear })}>{t('noAuditNote')}</EmptyState>} /></div>
    </Page>
  );
}
