import { Button } from 'antd';
import { Copy } from 'lucide-react';
import { useMemo } from 'react';
import { api, type View } from '../../shared/api.ts';
import { allCalls } from '../../shared/desk/calls.ts';
import { DenseTable } from '../../shared/desk/dense-table.tsx';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { formatStamp } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, Tag, showToast } from '../../shared/kit/index.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import { useCity, useParam } from '../use-hq.ts';
import css from './platform.module.css';
import { subjectKey, subjectText } from './audit-subjects.text.ts';
import { actionKey, actionText } from './audit.text.ts';
import { platformText } from './platform.text.ts';

type Entry = View<'accounts', 'auditTrail'>['items'][number];

/** Who did what, newest first; a name or a subject narrows the list to itself, a row opens with everything it touched. */
export default function AuditPage() {
  const { t, locale } = useText(platformText);
  const { param, setParam, setParams } = useParam();
  const { actionOf, subjectOf, actorOf } = useWords();
  const filter = { ...(param('actor') && { actorId: param('actor')! }), ...(param('subject') && { subjectId: param('subject')! }) };
  const found = usePages(['accounts', 'auditTrail', filter], (cursor) => api.accounts.auditTrail({ ...filter, ...(cursor && { cursor }) }), { live: false, staleSeconds: 10 });
  const isFiltered = param('actor') !== null || param('subject') !== null;
  const opened = found.value?.find(({ seq }) => String(seq) === param('entry'));
  const clear = <Button onClick={() => setParams({ actor: null, name: null, subject: null })}>{t('clear')}</Button>;
  const touched = (row: Entry) => row.subjectIds.length === 0 ? <span className={partCss.quiet}>—</span> : <span className={partCss.tags}>{row.subjectIds.slice(0, 3).map((id) => <Tag key={id}>{subjectOf(id)}</Tag>)}{row.subjectIds.length > 3 ? <span className={partCss.quiet}>+{row.subjectIds.length - 3}</span> : null}</span>;
  const columns = [
    { title: '#', key: 'seq', width: 80, align: 'right' as const, render: (_: unknown, row: Entry) => <span className={partCss.quiet}>{row.seq}</span> },
    { title: t('time'), key: 'time', width: 140, render: (_: unknown, row: Entry) => formatStamp(row.at, locale) },
    { title: t('actor'), key: 'actor', width: 160, render: (_: unknown, row: Entry) => (row.actorId ? <button type="button" className={partCss.link} title={t('onlyActor', { name: row.actorName })} onClick={() => setParams({ actor: row.actorId, name: row.actorName })}>{row.actorName}</button> : <span className={partCss.quiet}>{actorOf(row)}</span>) },
    { title: t('action'), key: 'action', width: 200, render: (_: unknown, row: Entry) => <b className={partCss.strong}>{actionOf(row)}</b> },
    { title: t('subject'), key: 'subject', width: 340, render: (_: unknown, row: Entry) => touched(row) },
    { title: t('hash'), key: 'hash', width: 130, render: (_: unknown, row: Entry) => <span className={css.hash}>{row.hash.slice(0, 12)}…</span> },
  ];
  return (
    <Page title={t('audit')} note={t('auditNote')}>
      <FilterBar search={{ value: param('subject') ?? '', onChange: (next) => setParam('subject', next), placeholder: t('searchSubject') }}>
        {param('actor') ? <span>{t('by', { name: param('name') ?? param('actor')! })}</span> : null}{isFiltered ? clear : null}
      </FilterBar>
      <div data-testid="audit"><DenseTable<Entry>
        of={found} rowKey={(row) => String(row.seq)} columns={columns} onOpen={(row) => setParam('entry', String(row.seq))} openKey={param('entry')}
        card={(row) => ({ title: actionOf(row), aside: <span className={partCss.quiet}>{formatStamp(row.at, locale)}</span>, note: <><span>{actorOf(row)}</span>{touched(row)}</> })}
        empty={<EmptyState title={t('noAudit')} art="search" {...(isFiltered && { action: clear })}>{t('noAuditNote')}</EmptyState>}
      /></div>
      {opened ? <EntryDrawer of={opened} onClose={() => setParam('entry', null)} /> : null}
    </Page>
  );
}

function EntryDrawer({ of, onClose }: { of: Entry; onClose: () => void }) {
  const { t, locale } = useText(platformText);
  const { setParams } = useParam();
  const { actionOf, subjectOf, actorOf } = useWords();
  return (
    <DeskDrawer isOpen onClose={onClose} widthPixels={520} title={actionOf(of)}>
      <div className={partCss.stack} data-testid="audit-entry">
        <Panel title={`#${of.seq}`} aside={of.actorId ? <button type="button" className={partCss.link} onClick={() => setParams({ actor: of.actorId, name: of.actorName, entry: null })}>{t('onlyActor', { name: of.actorName })}</button> : null}>
          <Facts of={[[t('time'), formatStamp(of.at, locale)], [t('actor'), actorOf(of)], [t('recordedAs'), <span key="a" className={css.hash}>{of.action}</span>], [t('hash'), <CopyLine key="h" words={of.hash} label={t('hash')} />]]} />
        </Panel>
        {of.subjectIds.length > 0 ? (
          <Panel title={t('subject')}>
            {of.subjectIds.map((id) => (
              <div key={id} className={css.grant}>
                <span className={partCss.cell}><b className={partCss.strong}>{subjectOf(id)}</b><CopyLine words={id} label={t('subject')} /></span>
                <Button size="small" onClick={() => setParams({ subject: id, entry: null })}>{t('onlySubject')}</Button>
              </div>
            ))}
          </Panel>
        ) : null}
      </div>
    </DeskDrawer>
  );
}

/** A number too long to read out, copied at a press. */
function CopyLine({ words, label }: { words: string; label: string }) {
  const { t } = useText(platformText);
  return <button type="button" className={css.copy} aria-label={t('copy', { what: label })} title={t('copy', { what: label })} onClick={() => { void navigator.clipboard?.writeText(words); showToast(t('copied')); }}><span className={css.hash}>{words}</span><Copy size={13} aria-hidden="true" /></button>;
}

/** The recorded names in the words of the screen. */
function useWords() {
  const { t } = useText(platformText);
  const actionName = useText(actionText).t;
  const { t: subjectName, say } = useText(subjectText);
  const items = useView(['catalog', 'listItems'], () => api.catalog.listItems({}), { live: false, staleSeconds: 3600 });
  const cityId = useCity().value?.cityId;
  const settings = useView(['accounts', 'settings'], () => api.accounts.settings({}), { live: false, staleSeconds: 3600 });
  return useMemo(() => {
    const rules = new Map(settings.value?.items.map(({ key, label }) => [key, label]));
    const services = new Map(items.value?.items.map(({ itemId, name }) => [itemId, name]));
    return {
      actionOf: ({ action }: Entry): string => { const key = actionKey(action, allCalls); return key ? actionName(key) : action; },
      actorOf: ({ actorId, actorName }: Entry): string => (actorId ? actorName : t(actorName === 'guest' ? 'guest' : 'system')),
      subjectOf: (id: string): string => {
        if (id === cityId) return t('whole');
        const service = services.get(id);
        if (service) return say(service);
        const rule = rules.get(id);
        if (rule) return say(rule);
        const key = subjectKey(id);
        if (!key) return id;
        return id.includes('_') ? `${subjectName(key)} …${id.slice(-4)}` : subjectName(key);
      },
    };
  }, [t, actionName, subjectName, say, items.value, settings.value, cityId]);
}
