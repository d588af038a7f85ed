import { Button, Input, InputNumber, Popconfirm, Select } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { ExportButton } from '../../shared/desk/export-button.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { ReasonLine } from '../../shared/desk/reason-line.tsx';
import { Toggle } from '../../shared/desk/toggle.tsx';
import { dayOf } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, EmptyState, StatusPill, Tag, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { FinanceButton } from '../parts/finance-button.tsx';
import { useHolds, useNow } from '../use-hq.ts';
import { vouchersText } from './vouchers.text.ts';

type Eligibility = View<'benefits', 'listEligibilities'>['items'][number];
type Claim = View<'benefits', 'voucherClaims'>['items'][number];
type Standing = 'live' | 'ended' | 'over' | 'coming';
const levels = ['moderate', 'severe', 'total'] as const;
const standingTones = { live: 'jade', ended: 'grey', over: 'grey', coming: 'sky' } as const;
const claimTones = { lacking: 'danger', ready: 'sky', toInspect: 'warm', failed: 'danger', marked: 'jade', claimed: 'jade' } as const;
const claimWords = { lacking: 'lacking', ready: 'ready', toInspect: 'toInspect', failed: 'failed', marked: 'markedState', claimed: 'claimedState' } as const;
const MOST_FEN = 80_000;

/** The national voucher for elders who depend on care: who has it and on which paper, and what each month is claimed from the office. */
export function Vouchers() {
  return <div className={partCss.stack} data-testid="vouchers"><Claims /><Elders /></div>;
}

function Elders() {
  const { t, say } = useText(vouchersText);
  const today = dayOf(useNow());
  const [isGranting, setGranting] = useState(false);
  const [ending, setEnding] = useState<Eligibility | null>(null);
  const [isAll, setAll] = useState(false);
  const found = useView(['benefits', 'listEligibilities'], () => api.benefits.listEligibilities({}), { live: false, staleSeconds: 15 });
  const end = useCommand(api.benefits.endEligibility, { onDone: () => { showToast(t('endDone')); setEnding(null); } });
  const standing = (row: Eligibility): Standing => (row.endedAt !== null ? 'ended' : row.validTo < today ? 'over' : row.validFrom > today ? 'coming' : 'live');
  const pill = (row: Eligibility) => <StatusPill tone={standingTones[standing(row)]}>{t(standing(row))}</StatusPill>;
  const act = (row: Eligibility) => (row.endedAt === null ? <FinanceButton size="small" danger data-testid="voucher-end" onClick={() => setEnding(row)}>{t('end')}</FinanceButton> : null);
  const columns = [
    { title: t('elder'), key: 'elder', width: 170, render: (_: unknown, row: Eligibility) => <span className={partCss.cell}><b className={partCss.strong}>{row.memberName}</b><small>{say(row.levelWords)}</small></span> },
    { title: t('basis'), key: 'basis', width: 260, render: (_: unknown, row: Eligibility) => row.evidence },
    { title: t('monthly'), key: 'monthly', width: 110, align: 'right' as const, render: (_: unknown, row: Eligibility) => <Amount fen={row.monthlyFen} /> },
    { title: t('span'), key: 'span', width: 210, render: (_: unknown, row: Eligibility) => <span className={partCss.cell}><span>{row.validFrom} – {row.validTo}</span><small>{t('by')} {row.grantedByName}</small></span> },
    { title: t('state'), key: 'state', width: 200, render: (_: unknown, row: Eligibility) => <span className={partCss.state}>{pill(row)}{row.endReason ? <small>{row.endReason}</small> : null}</span> },
    { title: '', key: 'act', width: 90, render: (_: unknown, row: Eligibility) => act(row) },
  ];
  const card = (row: Eligibility): RowCard => ({ title: row.memberName, aside: pill(row), note: <><span>{say(row.levelWords)}</span><span>{row.evidence}</span><span>{row.validFrom} – {row.validTo}</span><span>{row.endReason}</span></>, act: act(row) });
  const items = found.value?.items.filter((row) => isAll || row.endedAt === null);
  return (
    <Panel title={t('elders')} note={t('eldersNote')} aside={<FinanceButton size="small" type="primary" data-testid="voucher-grant" onClick={() => setGranting(true)}>{t('grant')}</FinanceButton>}>
      <div className={partCss.stack}>
        {isGranting ? <Grant today={today} onClose={() => setGranting(false)} /> : null}
        {ending ? <Panel title={`${t('endWhy')} · ${ending.memberName}`}><ReasonLine label={t('endWhy')} quick={[t('w1'), t('w2'), t('w3')]} confirm={t('end')} isDanger isBusy={end.isRunning} onSend={(reason) => void end.run({ eligibilityId: ending.eligibilityId, reason })} onCancel={() => setEnding(null)} /></Panel> : null}
        <Toggle label={t('showEnded')} isOn={isAll} onChange={setAll} />
        <DenseTable<Eligibility> of={{ ...found, value: items }} rowKey={(row) => row.eligibilityId} columns={columns} card={card} empty={<EmptyState title={t('noElders')} art="calm">{t('noEldersNote')}</EmptyState>} />
      </div>
    </Panel>
  );
}

/** The day a year later less one: an assessment holds for a year. */
const yearOn = (day: string): string => dayOf(new Date(Date.UTC(Number(day.slice(0, 4)) + 1, Number(day.slice(5, 7)) - 1, Number(day.slice(8)) - 1)));

function Grant({ today, onClose }: { today: string; onClose: () => void }) {
  const { t, locale } = useText(vouchersText);
  const [words, setWords] = useState('');
  const [memberId, setMember] = useState<string | null>(null);
  const [level, setLevel] = useState<(typeof levels)[number]>('severe');
  const [evidence, setEvidence] = useState('');
  const [validFrom, setFrom] = useState(today);
  const [validTo, setTo] = useState(yearOn(today));
  const [yuan, setYuan] = useState<number | null>(MOST_FEN / 100);
  const q = words.trim();
  const found = useView(['benefits', 'findElders', q], () => api.benefits.findElders({ q }), { isReady: q.length >= 2, live: false });
  const save = useCommand(api.benefits.grantEligibility, { isQuiet: true, onDone: () => { showToast(t('granted')); onClose(); } });
  const isFull = memberId !== null && evidence.trim() !== '' && validFrom !== '' && validTo !== '' && yuan !== null && yuan > 0;
  const send = (): void => { if (isFull) void save.run({ memberId, level, evidence: evidence.trim(), validFrom, validTo, monthlyFen: Math.round(yuan * 100) }); };
  const options = (found.value?.items ?? []).map((one) => ({ value: one.memberId, disabled: one.isEligible, label: [one.name, one.birthYear === null ? '' : t('born', { year: one.birthYear }), t('of', { name: one.householdOf, phone: one.maskedPhone }), one.isEligible ? t('already') : ''].filter(Boolean).join(' · ') }));
  return (
    <Panel title={t('grant')}>
      <form className={partCss.form} onSubmit={(event) => { event.preventDefault(); send(); }}>
        <label>{t('findElder')}<Select aria-label={t('findElder')} data-testid="voucher-elder" placeholder={t('findHint')} value={memberId} onChange={setMember} showSearch={{ filterOption: false, onSearch: setWords }} loading={found.isLoading} notFoundContent={q.length < 2 ? t('findHint') : t('foundNone')} options={options} style={{ width: '100%' }} /></label>
        <label>{t('evidence')}<Input value={evidence} maxLength={200} data-testid="voucher-evidence" onChange={(event) => setEvidence(event.target.value)} /></label>
        <div className={partCss.two}>
          <label>{t('level')}<Select aria-label={t('level')} value={level} onChange={setLevel} options={levels.map((value) => ({ value, label: t(value) }))} /></label>
          <label>{t('monthly')}<InputNumber min={0.01} max={MOST_FEN / 100} precision={2} value={yuan} onChange={setYuan} style={{ width: '100%' }} /></label>
          <label>{t('from')}<Input type="date" value={validFrom} onChange={(event) => setFrom(event.target.value)} /></label>
          <label>{t('to')}<Input type="date" value={validTo} onChange={(event) => setTo(event.target.value)} /></label>
        </div>
        {save.refusal ? <span className={partCss.wrong} role="alert">{save.refusal[locale]}</span> : null}
        <div className={partCss.line}><Button type="primary" htmlType="submit" disabled={!isFull} loading={save.isRunning} data-testid="voucher-save">{t('save')}</Button><Button onClick={onClose}>{t('cancel')}</Button></div>
      </form>
    </Panel>
  );
}

const MONTHS_SHOWN = 24;
/** A month and those before it, newest first. */
const monthsBefore = (month: string): string[] => Array.from({ length: MONTHS_SHOWN }, (_, ago) => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1 - ago, 1)).toISOString().slice(0, 7));

function Claims() {
  const { t, say } = useText(vouchersText);
  const { instant, money } = useFormat();
  const holds = useHolds();
  const thisMonth = dayOf(useNow()).slice(0, 7);
  const [month, setMonth] = useState(thisMonth);
  const [judging, setJudging] = useState<{ of: Claim; isFine: boolean } | null>(null);
  const found = useView(['benefits', 'voucherClaims', month], () => api.benefits.voucherClaims({ month }), { live: ['order.settled'], isKept: false });
  const mark = useCommand(api.benefits.markVoucherClaims, { onDone: () => showToast(t('marked')) });
  const claim = useCommand(api.benefits.claimVouchers, { onDone: () => showToast(t('sent')) });
  const inspect = useCommand(api.benefits.inspectVoucherClaim, { onDone: () => { showToast(t('inspected')); setJudging(null); } });
  const { value } = found;
  const count = (state: Claim['state']): number => value?.items.filter((one) => one.state === state).length ?? 0;
  const pill = (row: Claim) => <StatusPill tone={claimTones[row.state]}>{t(claimWords[row.state])}</StatusPill>;
  const proof = (row: Claim) => (row.lacks.length === 0 ? t('complete') : t('lack', { words: row.lacks.map((one) => say(one)).join(' · ') }));
  const act = (row: Claim) => (row.isSampled && row.state !== 'claimed' && holds('operator', 'finance') ? (
    <span className={partCss.line}><Button size="small" type={row.state === 'toInspect' ? 'primary' : 'default'} data-testid="voucher-fine" onClick={() => setJudging({ of: row, isFine: true })}>{t('fine')}</Button><Button size="small" danger onClick={() => setJudging({ of: row, isFine: false })}>{t('notFine')}</Button></span>
  ) : null);
  const columns = [
    { title: t('visit'), key: 'visit', width: 270, render: (_: unknown, row: Claim) => <span className={partCss.cell}><span>{row.memberName} · {say(row.itemName)}</span><small>{row.orderNo}{row.startAt ? ` · ${instant(row.startAt)}` : ''}</small></span> },
    { title: t('amount'), key: 'amount', width: 110, align: 'right' as const, render: (_: unknown, row: Claim) => <Amount fen={row.amountFen} /> },
    { title: t('proof'), key: 'proof', width: 280, render: (_: unknown, row: Claim) => <span className={partCss.cell}><span className={row.lacks.length > 0 ? partCss.warm : ''}>{proof(row)}</span>{row.returnedAfterFen > 0 ? <small className={partCss.danger}>{t('back', { amount: money(row.returnedAfterFen) })}</small> : null}</span> },
    { title: t('state'), key: 'state', width: 200, render: (_: unknown, row: Claim) => <span className={partCss.cell}><span className={partCss.tags}>{pill(row)}{row.isSampled ? <Tag>{t('sampled')}</Tag> : null}</span><small>{[row.inspection, row.batch === null ? '' : t('batch', { no: row.batch })].filter(Boolean).join(' · ')}</small></span> },
    { title: '', key: 'act', width: 160, render: (_: unknown, row: Claim) => act(row) },
  ];
  const card = (row: Claim): RowCard => ({ title: `${row.memberName} · ${say(row.itemName)}`, aside: <Amount fen={row.amountFen} />, note: <>{pill(row)}<span>{proof(row)}</span><span>{row.inspection}</span></>, act: act(row) });
  return (
    <Panel title={t('claims')} note={t('claimsNote')} aside={<ExportButton testId="voucher-export" make={(asked) => api.benefits.exportVoucherClaims({ month, ...asked })} />}>
      <div className={partCss.stack}>
        <div className={partCss.line}>
          <Select aria-label={t('month')} data-testid="voucher-month" value={month} style={{ minWidth: 120 }} options={monthsBefore(thisMonth).map((value) => ({ value, label: value }))} onChange={(next) => { setMonth(next); setJudging(null); }} />
          <span>{t('claimable')} <b><Amount fen={value?.claimableFen ?? 0} /></b></span><span>{t('claimed')} <b><Amount fen={value?.claimedFen ?? 0} /></b></span>
        </div>
        <div className={partCss.line}>
          <FinanceButton disabled={count('ready') === 0} loading={mark.isRunning} data-testid="voucher-mark" onClick={() => void mark.run({ month })}>{t('mark')}{count('ready') > 0 ? ` (${count('ready')})` : ''}</FinanceButton>
          <Popconfirm title={t('sendAsk', { month, amount: money(value?.claimableFen ?? 0) })} description={t('sendNote')} okText={t('send')} cancelText={t('cancel')} disabled={count('marked') === 0 || !holds('operator', 'finance')} onConfirm={() => void claim.run({ month })}>
            <FinanceButton type="primary" disabled={count('marked') === 0} loading={claim.isRunning} data-testid="voucher-send">{t('send')}</FinanceButton>
          </Popconfirm>
        </div>
        {judging ? <Panel title={`${t('inspectWhy')} · ${judging.of.memberName} · ${judging.of.orderNo}`}><ReasonLine label={t('inspectWhy')} quick={judging.isFine ? [t('i1'), t('i2')] : [t('i3')]} confirm={t(judging.isFine ? 'fine' : 'notFine')} isDanger={!judging.isFine} isBusy={inspect.isRunning} onSend={(words) => void inspect.run({ orderId: judging.of.orderId, isFine: judging.isFine, words })} onCancel={() => setJudging(null)} /></Panel> : null}
        <DenseTable<Claim> of={{ ...found, value: value?.items }} rowKey={(row) => row.orderId} columns={columns} card={card} empty={<EmptyState title={t('noClaims')} art="calm">{t('noClaimsNote')}</EmptyState>} />
      </div>
    </Panel>
  );
}
