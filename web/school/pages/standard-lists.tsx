import { Button } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { ReasonLine } from '../../shared/desk/reason-line.tsx';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import { OperatorButton } from '../parts/role-button.tsx';
import { standardsText } from './standards.text.ts';

type Family = View<'standards', 'serviceDocuments'>['items'][number];
type Proposal = View<'standards', 'listProposals'>['items'][number];

/** Whether each family of services carries price, process and guarantee. */
export function StandardDocuments() {
  const { t, say } = useText(standardsText);
  const found = useView(['standards', 'serviceDocuments'], () => api.standards.serviceDocuments({}), { live: ['standard'] });
  const cell = (edition: Family['price']) => (edition ? <span className={partCss.cell}><span>{edition.number}</span><small>{say(edition.title)}</small></span> : <StatusPill tone="danger">{t('missing')}</StatusPill>);
  const columns = [
    { title: t('family'), key: 'family', width: 160, render: (_: unknown, row: Family) => <b className={partCss.strong}>{say(row.name)}</b> },
    { title: t('price'), key: 'price', width: 240, render: (_: unknown, row: Family) => cell(row.price) }, { title: t('process'), key: 'process', width: 240, render: (_: unknown, row: Family) => cell(row.process) }, { title: t('guarantee'), key: 'guarantee', width: 240, render: (_: unknown, row: Family) => cell(row.guarantee) },
  ];
  const card = (row: Family): RowCard => ({ title: say(row.name), aside: <StatusPill tone={row.isComplete ? 'jade' : 'danger'}>{t(row.isComplete ? 'complete' : 'missing')}</StatusPill>, note: <span>{[row.price, row.process, row.guarantee].flatMap((one) => (one ? [one.number] : [])).join(' · ')}</span> });
  return <div data-testid="standard-documents"><DenseTable<Family> of={{ ...found, value: found.value?.items }} rowKey={(row) => row.family} columns={columns} card={card} /></div>;
}

const tones = { open: 'warm', taken: 'jade', declined: 'grey' } as const;
const names = { open: 'opened', taken: 'taken', declined: 'declined' } as const;
/** What the trade proposes for our own standards. */
export function StandardProposals() {
  const { t } = useText(standardsText);
  const { instant } = useFormat();
  const [answering, setAnswering] = useState<{ of: Proposal; isTaken: boolean } | null>(null);
  const found = usePages(['standards', 'listProposals'], (cursor) => api.standards.listProposals({ ...(cursor && { cursor }) }), { live: ['standard'] });
  const answer = useCommand(api.standards.answerProposal, { onDone: () => { showToast(t('answered')); setAnswering(null); } });
  const pill = (row: Proposal) => <StatusPill tone={tones[row.state]}>{t(names[row.state])}</StatusPill>;
  const act = (row: Proposal) => (row.state === 'open' ? <span className={partCss.line}><OperatorButton size="small" type="primary" onClick={() => setAnswering({ of: row, isTaken: true })}>{t('take')}</OperatorButton><OperatorButton size="small" onClick={() => setAnswering({ of: row, isTaken: false })}>{t('decline')}</OperatorButton></span> : <span className={partCss.quiet}>{row.answer}</span>);
  const columns = [
    { title: t('number'), key: 'number', width: 170, render: (_: unknown, row: Proposal) => <span className={partCss.cell}><b className={partCss.strong}>{row.number}</b><small>{row.clauseNo}</small></span> },
    { title: t('proposeWords'), key: 'words', width: 380, render: (_: unknown, row: Proposal) => <span className={partCss.cell}><span>{row.words}</span><small>{row.reason}</small></span> },
    { title: t('propose'), key: 'by', width: 190, render: (_: unknown, row: Proposal) => <span className={partCss.cell}><span>{row.byName}</span><small>{instant(row.at)}</small></span> },
    { title: t('state'), key: 'state', width: 110, render: (_: unknown, row: Proposal) => pill(row) }, { title: '', key: 'act', width: 200, render: (_: unknown, row: Proposal) => act(row) },
  ];
  const card = (row: Proposal): RowCard => ({ title: row.words, aside: pill(row), note: <><span>{row.number} {row.clauseNo}</span><span>{row.byName}</span></>, act: act(row) });
  return (
    <div className={partCss.stack} data-testid="standard-proposals">
      {answering ? <Panel title={answering.of.words} aside={<Button size="small" onClick={() => setAnswering(null)}>×</Button>}><ReasonLine label={t('answerWords')} quick={[t(answering.isTaken ? 'a1' : 'a2')]} confirm={t(answering.isTaken ? 'take' : 'decline')} isBusy={answer.isRunning} onSend={(words) => void answer.run({ proposalId: answering.of.proposalId, isTaken: answering.isTaken, words })} onCancel={() => setAnswering(null)} /></Panel> : null}
      <DenseTable<Proposal> of={found} rowKey={(row) => row.proposalId} columns={columns} card={card} empty={<EmptyState title={t('noProposals')} art="calm" />} />
    </div>
  );
}
