import { Button, Input, Popover, Segmented, Tooltip } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { formatStamp } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, EmptyState, StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { usePages } from '../../shared/use-view.ts';
import { useHolds, useParam } from '../use-hq.ts';
import css from './money.module.css';
import { moneyText } from './money.text.ts';

type Proposal = View<'payments', 'listRefundProposals'>['items'][number];
const states = ['proposed', 'approved', 'declined', 'all'] as const;
type State = (typeof states)[number];
const tones = { proposed: 'warm', approved: 'jade', declined: 'grey' } as const;

/** Refunds that need a second person: the rule's own words, why it was proposed, and two buttons. */
export function Refunds() {
  const { t, say, locale } = useText(moneyText);
  const { param, setParam } = useParam();
  const wished = param('status');
  const state: State = states.find((one) => one === wished) ?? 'proposed';
  const found = usePages(['payments', 'listRefundProposals', state], (cursor) => api.payments.listRefundProposals({ ...(state !== 'all' && { state }), ...(cursor && { cursor }) }), { live: ['payment.refundProposed', 'payment.refundRequested'] });
  const pill = (row: Proposal) => <StatusPill tone={tones[row.state]}>{t(row.state)}</StatusPill>;
  const link = (row: Proposal) => <a href={`/desk/orders?group=all&order=${row.orderId}&tab=money`} className={partCss.link}>{row.orderNo}</a>;
  const decided = (row: Proposal) => (row.decidedByName ? `${row.decidedByName} ${row.decidedAt ? formatStamp(row.decidedAt, locale) : ''}${row.decisionWords ? ` · ${row.decisionWords}` : ''}` : null);
  const columns = [
    { title: t('order'), key: 'order', width: 170, render: (_: unknown, row: Proposal) => <span className={partCss.cell}>{link(row)}<small>{say(row.itemName)}</small></span> },
    { title: t('amount'), key: 'amount', width: 110, align: 'right' as const, render: (_: unknown, row: Proposal) => <b><Amount fen={row.amountFen} /></b> },
    { title: t('wordsTo'), key: 'words', width: 340, render: (_: unknown, row: Proposal) => <span className={partCss.cell}><span>{say(row.words)}</span><small>{t(row.kind)}</small></span> },
    { title: t('reason'), key: 'reason', width: 200, render: (_: unknown, row: Proposal) => <span className={partCss.cell}><span>{row.reason}</span><small>{row.proposedByName} · {formatStamp(row.proposedAt, locale)}</small></span> },
    { title: t('state'), key: 'state', width: 200, render: (_: unknown, row: Proposal) => (row.state === 'proposed' ? <Decide of={row} /> : <span className={partCss.state}>{pill(row)}<small>{decided(row)}</small></span>) },
  ];
  const card = (row: Proposal): RowCard => ({
    title: <>{link(row)} {say(row.itemName)}</>, aside: <Amount fen={row.amountFen} />,
    note: <>{row.state === 'proposed' ? null : pill(row)}<span className={partCss.wide}>{say(row.words)}</span><span>{row.reason}</span><span>{row.proposedByName} · {formatStamp(row.proposedAt, locale)}</span>{decided(row) ? <span>{decided(row)}</span> : null}</>,
    ...(row.state === 'proposed' && { act: <Decide of={row} /> }),
  });
  return (
    <Panel title={t('refunds')} note={t('refundsLead')} aside={<Segmented<State> size="small" value={state} onChange={(next) => setParam('status', next === 'proposed' ? null : next)} options={states.map((value) => ({ value, label: t(value) }))} />}>
      <div data-testid="proposals"><DenseTable<Proposal> of={found} rowKey={(row) => row.proposalId} columns={columns} card={card} empty={<EmptyState title={t('noProposals')} art="calm">{t('noProposalsNote')}</EmptyState>} /></div>
    </Panel>
  );
}

/** Yes is one press; no wants to be said why, and a chip says it. */
function Decide({ of }: { of: Proposal }) {
  const { t } = useText(moneyText);
  const holds = useHolds();
  const [words, setWords] = useState('');
  const [isOpen, setOpen] = useState(false);
  const decide = useCommand(api.payments.decideRefund, { onDone: (done) => { setOpen(false); showToast(t(done.state === 'approved' ? 'approvedToast' : 'declinedToast')); } });
  if (!of.canDecide) return <Tooltip title={holds('finance', 'operator') ? t('ownOne') : t('needFinance')}><span className={css.acts}><Button size="small" disabled>{t('approve')}</Button><small className={partCss.quiet}>{holds('finance', 'operator') ? t('ownOne') : t('needFinance')}</small></span></Tooltip>;
  return (
    <span className={css.acts}>
      <Button size="small" type="primary" loading={decide.isRunning} data-testid="refund-approve" onClick={() => void decide.run({ proposalId: of.proposalId, isApproved: true, words: '' })}>{t('approve')}</Button>
      <Popover trigger="click" open={isOpen} onOpenChange={setOpen} title={t('declineWhy')} content={(
        <div className={partCss.form} style={{ width: 'min(320px, 78vw)' }}>
          <div className={partCss.line}>{(['d1', 'd2', 'd3'] as const).map((key) => <button key={key} type="button" className={partCss.chip} aria-pressed={words === t(key)} onClick={() => setWords(t(key))}>{t(key)}</button>)}</div>
          <Input value={words} maxLength={200} aria-label={t('declineWhy')} placeholder={t('declineWhy')} onChange={(event) => setWords(event.target.value)} />
          <Button danger type="primary" loading={decide.isRunning} disabled={words.trim() === ''} data-testid="refund-decline-do" onClick={() => void decide.run({ proposalId: of.proposalId, isApproved: false, words: words.trim() })}>{t('decline')}</Button>
        </div>
      )}>
        <Button size="small" data-testid="refund-decline">{t('decline')}</Button>
      </Popover>
    </span>
  );
}
