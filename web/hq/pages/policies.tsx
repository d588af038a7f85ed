import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { useByName } from '../../shared/by-name.text.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { Amount, EmptyState, Faces, Tag, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { OperatorButton } from '../parts/operator-button.tsx';
import { useHolds } from '../use-hq.ts';
import { policiesText } from './policies.text.ts';
import { PolicyDrawer, scopeOf } from './policy-drawer.tsx';

type Found = View<'dispatch', 'listPolicies'>;
export type Policy = Found['items'][number];

/** How orders find their worker, each rule in a sentence; beside it what the rules led to: orders passed on, promises kept. */
export default function PoliciesPage() {
  const { t, say } = useText(policiesText);
  const { instant } = useFormat();
  const by = useByName();
  const [edited, setEdited] = useState<Policy | 'new' | null>(null);
  const found = useView(['dispatch', 'listPolicies'], () => api.dispatch.listPolicies({}), { live: false });
  const acts = (row: Policy) => <span className={partCss.line}><OperatorButton size="small" data-testid={`policy-edit-${row.version}`} onClick={() => setEdited(row)}>{t('edit')}</OperatorButton>{row.version > 0 ? <Remove of={row} /> : null}</span>;
  const author = (row: Policy) => (row.at === null ? t('builtIn') : `${by(row.byName)} ${instant(row.at)}`.trim());
  const columns = [
    { title: t('scope'), key: 'scope', width: 170, render: (_: unknown, row: Policy) => <span className={partCss.cell}><b className={partCss.strong}>{say(row.scope)}</b></span> },
    { title: t('words'), key: 'words', width: 460, render: (_: unknown, row: Policy) => <span className={partCss.cell}><span><Tag tone="jade">{t(row.policy.mode)}</Tag></span><span>{say(row.words)}</span></span> },
    { title: t('by'), key: 'by', width: 150, render: (_: unknown, row: Policy) => <span className={partCss.cell}><span>{author(row)}</span><small>{row.reason}</small></span> },
    { title: '', key: 'act', width: 150, render: (_: unknown, row: Policy) => acts(row) },
  ];
  const card = (row: Policy): RowCard => ({ title: say(row.scope), aside: <Tag tone="jade">{t(row.policy.mode)}</Tag>, note: <><span className={partCss.wide}>{say(row.words)}</span><span>{author(row)}</span></>, act: acts(row) });
  return (
    <Page title={t('title')} note={t('note')} aside={<OperatorButton type="primary" data-testid="policy-new" onClick={() => setEdited('new')}>{t('add')}</OperatorButton>}>
      <div data-testid="policies"><DenseTable<Policy> of={{ ...found, value: found.value?.items }} rowKey={(row) => `${say(row.scope)} ${row.version}`} columns={columns} card={card} /></div>
      <div className={partCss.two}><Lost /><div className={partCss.stack}><OnTime /><History of={found.value?.history ?? []} /></div></div>
      {edited && found.value ? <PolicyDrawer key={edited === 'new' ? 'new' : edited.version} of={edited === 'new' ? null : edited} like={edited === 'new' ? found.value.items[0]! : edited} onClose={() => setEdited(null)} /> : null}
    </Page>
  );
}

function Remove({ of }: { of: Policy }) {
  const { t } = useText(policiesText);
  const holds = useHolds();
  const remove = useCommand(api.dispatch.removePolicy, { refreshes: [['dispatch']], onDone: () => showToast(t('removed')) });
  if (!holds('operator')) return null;
  return <Popconfirm title={t('remove')} description={t('removeNote')} okText={t('remove')} cancelText={t('cancel')} onConfirm={() => void remove.run({ ...scopeOf(of), reason: t('remove') })}><Button size="small" loading={remove.isRunning} data-testid={`policy-remove-${of.version}`}>{t('remove')}</Button></Popconfirm>;
}

/** What left its merchant, by merchant and one by one. */
function Lost() {
  const { t, say } = useText(policiesText);
  const { instant } = useFormat();
  const found = useView(['dispatch', 'listDiversions'], () => api.dispatch.listDiversions({}), { live: ['dispatch'], everySeconds: 120 });
  return (
    <Panel title={t('lost')} note={t('lostNote')}>
      <Faces of={found} isEmpty={({ items }) => items.length === 0} empty={<EmptyState title={t('noLost')} art="calm" />}>
        {({ items, byMerchant }) => (
          <div className={partCss.stack} data-testid="diversions">
            {byMerchant.map((one) => <div key={one.merchantId} className={partCss.pair}><span><b className={partCss.strong}>{one.name}</b> · {[one.lost > 0 ? t('lostCount', { count: one.lost }) : null, one.gained > 0 ? t('gained', { count: one.gained }) : null].filter(Boolean).join(' · ')}</span>{one.lost > 0 ? <span>{t('lostFen')} <Amount fen={one.lostFen} /></span> : null}</div>)}
            {items.slice(0, 20).map((one) => <span key={`${one.orderId} ${one.fromMerchantId}`} className={partCss.cell}><span>{say(one.itemName)} · {one.districtName} · {say(one.words)}</span><small>{instant(one.at)} · {one.orderNo}</small></span>)}
          </div>
        )}
      </Faces>
    </Panel>
  );
}

function OnTime() {
  const { t, say } = useText(policiesText);
  const found = useView(['dispatch', 'onTimeRecord'], () => api.dispatch.onTimeRecord({}), { live: false, everySeconds: 300 });
  return <Panel title={t('onTime')}><Faces of={found}>{(record) => <p data-testid="on-time">{say(record.words)}</p>}</Faces></Panel>;
}

function History({ of }: { of: Found['history'] }) {
  const { t, say } = useText(policiesText);
  const { instant } = useFormat();
  const by = useByName();
  return (
    <Panel title={t('history')}>
      {of.length === 0 ? <p className={partCss.quiet}>{t('noHistory')}</p> : <div className={partCss.stack}>{of.slice(0, 30).map((one) => <span key={one.version} className={partCss.cell}><span><b className={partCss.strong}>{say(one.scope)}</b> {say(one.words)}</span><small>{t('version', { version: one.version })} · {instant(one.at)} · {by(one.byName)} · {one.reason}</small></span>)}</div>}
    </Panel>
  );
}
