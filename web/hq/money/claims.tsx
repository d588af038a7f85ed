import { Button, Input, InputNumber, Popover, Segmented } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, EmptyState, StatusPill, Tag, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages } from '../../shared/use-view.ts';
import { useHolds } from '../use-hq.ts';
import { ClaimPapers } from './claim-papers.tsx';
import { claimsText } from './claims.text.ts';
import css from './money.module.css';

type Claim = View<'benefits', 'listClaims'>['items'][number];
const states = ['all', 'reported', 'documented', 'accepted', 'paid', 'refused'] as const;
type State = (typeof states)[number];
const tones = { reported: 'warm', documented: 'sky', accepted: 'jade', refused: 'danger', paid: 'jade' } as const;

/** What happened on insured visits, how far the insurer is, and what the platform advances and gets back. */
export function Claims() {
  const { t, say } = useText(claimsText);
  const { instant } = useFormat();
  const [state, setState] = useState<State>('all');
  const found = usePages(['benefits', 'listClaims', state], (cursor) => api.benefits.listClaims({ ...(state !== 'all' && { state }), ...(cursor && { cursor }) }), { live: ['claim', 'insurance'] });
  const marks = (row: Claim) => <span className={partCss.tags}>{row.isUrgent ? <Tag tone="danger">{t('urgent')}</Tag> : null}{row.isLate ? <Tag tone="warm">{t('late')}</Tag> : null}{row.missing.length > 0 && row.state !== 'paid' && row.state !== 'refused' ? <Tag>{t('missing', { count: row.missing.length })}</Tag> : null}</span>;
  const money = (row: Claim): string => [t('limit', { amount: formatMoney(row.limitFen) }), row.advancedFen > 0 ? t('advanced', { amount: formatMoney(row.advancedFen) }) : null, row.decidedFen === null ? null : t('decided', { amount: formatMoney(row.decidedFen) })].filter(Boolean).join(' · ');
  const pill = (row: Claim) => <StatusPill tone={tones[row.state]}>{t(row.state)}</StatusPill>;
  const columns = [
    { title: t('no'), key: 'no', width: 330, render: (_: unknown, row: Claim) => <span className={partCss.cell}><span>{row.description}</span><small>{row.no} · {instant(row.happenedAt)}{row.insurerNo ? ` · ${t('insurerNo', { no: row.insurerNo })}` : ''}</small>{marks(row)}</span> },
    { title: t('who'), key: 'who', width: 110, render: (_: unknown, row: Claim) => row.workerName },
    { title: t('asked'), key: 'asked', width: 190, align: 'right' as const, render: (_: unknown, row: Claim) => <span className={partCss.cell}><b><Amount fen={row.askedFen} /></b><small>{money(row)}</small></span> },
    { title: t('state'), key: 'state', width: 150, render: (_: unknown, row: Claim) => <span className={partCss.state}>{pill(row)}<small>{say(row.words)}</small></span> },
    { title: '', key: 'act', width: 230, render: (_: unknown, row: Claim) => <span className={css.acts}><ClaimPapers of={row} /><Acts of={row} /></span> },
  ];
  const card = (row: Claim): RowCard => ({ title: row.description, aside: <Amount fen={row.askedFen} />, note: <>{pill(row)}{marks(row)}<span>{row.no}</span><span>{row.workerName}</span><span>{money(row)}</span></>, act: <span className={css.acts}><ClaimPapers of={row} /><Acts of={row} /></span> });
  return (
    <Panel title={t('title')} note={t('note')} aside={<Segmented<State> size="small" value={state} onChange={setState} options={states.map((value) => ({ value, label: t(value) }))} />}>
      <div data-testid="claims"><DenseTable<Claim> of={found} rowKey={(row) => row.claimId} columns={columns} card={card} empty={<EmptyState title={t('none')} art="calm" />} /></div>
    </Panel>
  );
}

function Acts({ of }: { of: Claim }) {
  const { t } = useText(claimsText);
  const holds = useHolds();
  const done = (): void => { showToast(t('done')); };
  const advance = useCommand(api.benefits.advanceClaim, { onDone: done });
  const decide = useCommand(api.benefits.decideClaim, { onDone: done });
  const settle = useCommand(api.benefits.settleClaim, { onDone: done });
  if (!holds('finance', 'operator')) return null;
  const isOpen = of.state === 'reported' || of.state === 'documented';
  const mostFen = Math.min(of.askedFen, of.limitFen);
  return (
    <span className={css.acts}>
      {isOpen && of.advancedFen === 0 ? <AmountPopover label={t('advance')} startFen={mostFen} isRunning={advance.isRunning} onSend={(amountFen, words) => void advance.run({ claimId: of.claimId, amountFen, words })} /> : null}
      {isOpen ? <AmountPopover label={t('decide')} startFen={mostFen} isRunning={decide.isRunning} onSend={(amountFen, words) => void decide.run({ claimId: of.claimId, isAccepted: true, amountFen, words })} /> : null}
      {isOpen ? <AmountPopover label={t('refuse')} startFen={null} isRunning={decide.isRunning} onSend={(_, words) => void decide.run({ claimId: of.claimId, isAccepted: false, amountFen: 0, words })} /> : null}
      {of.state === 'accepted' ? <Button size="small" type="primary" loading={settle.isRunning} onClick={() => void settle.run({ claimId: of.claimId })}>{t('settle')}</Button> : null}
    </span>
  );
}

/** An amount and a sentence behind one button; `startFen` null asks for the sentence alone. */
function AmountPopover({ label, startFen, isRunning, onSend }: { label: string; startFen: number | null; isRunning: boolean; onSend: (amountFen: number, words: string) => void }) {
  const { t } = useText(claimsText);
  const [yuan, setYuan] = useState<number | null>(startFen === null ? null : startFen / 100);
  const [words, setWords] = useState('');
  return (
    <Popover trigger="click" title={label} content={(
      <div className={partCss.form} style={{ width: 'min(280px, 78vw)' }}>
        {startFen === null ? null : <InputNumber value={yuan} min={0.01} precision={2} prefix="¥" aria-label={t('yuan')} onChange={setYuan} style={{ width: '100%' }} />}
        <div className={partCss.line}>{(['wd1', 'wd2', 'wd3'] as const).map((key) => <button key={key} type="button" className={partCss.chip} aria-pressed={words === t(key)} onClick={() => setWords(t(key))}>{t(key)}</button>)}</div>
        <Input value={words} maxLength={200} aria-label={t('words')} placeholder={t('words')} onChange={(event) => setWords(event.target.value)} />
        <Button type="primary" danger={startFen === null} loading={isRunning} disabled={words.trim() === '' || (startFen !== null && yuan === null)} onClick={() => onSend(Math.round((yuan ?? 0) * 100), words.trim())}>{label}</Button>
      </div>
    )}><Button size="small">{label}</Button></Popover>
  );
}
