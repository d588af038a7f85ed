import { Button, Input, InputNumber, Select } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { Faces, StatusPill, showToast } from '../../shared/kit/index.ts';
import { sanctionText } from '../../shared/sanction.text.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { OperatorButton } from '../parts/operator-button.tsx';

type Entry = View<'alliance', 'sanctionsOf'>['items'][number];
const kinds = ['warning', 'limit', 'suspend', 'reward'] as const satisfies readonly Entry['kind'][];
const tone = ({ kind, state }: Entry): 'jade' | 'warm' | 'danger' | 'grey' => (kind === 'reward' ? 'jade' : state !== 'standing' ? 'grey' : kind === 'warning' ? 'warm' : 'danger');

/** The ledger of one merchant: what was done and why, what it says to that, and what the platform does next. */
export function MerchantLedger({ merchantId }: { merchantId: string }) {
  const { t } = useText(sanctionText);
  const [isAdding, setAdding] = useState(false);
  const ledger = useView(['alliance', 'sanctionsOf', merchantId], () => api.alliance.sanctionsOf({ merchantId }), { live: ['alliance'], isKept: false });
  return (
    <Panel title={t('ledger')} note={t('ledgerNote')} aside={isAdding ? null : <OperatorButton size="small" icon={<Plus size={15} />} data-testid="ledger-add" onClick={() => setAdding(true)}>{t('add')}</OperatorButton>}>
      {isAdding ? <Impose merchantId={merchantId} onClose={() => setAdding(false)} /> : null}
      <Faces of={ledger}>{({ items }) => (items.length === 0 ? <p className={partCss.quiet}>{t('none')}</p> : <div className={partCss.stack} data-testid="ledger">{items.map((entry) => <LedgerEntry key={entry.sanctionId} of={entry} />)}</div>)}</Faces>
    </Panel>
  );
}

/** One entry with its evidence, its appeal, and what may be done about it. */
export function LedgerEntry({ of, isNamed = false }: { of: Entry; isNamed?: boolean }) {
  const { t, say, locale } = useText(sanctionText);
  const { day } = useFormat();
  const [asking, setAsking] = useState<'end' | 'decide' | null>(null);
  const [words, setWords] = useState('');
  const done = { isQuiet: true, onDone: () => { setAsking(null); setWords(''); showToast(t('done')); } };
  const end = useCommand(api.alliance.endSanction, done);
  const decide = useCommand(api.alliance.decideSanctionAppeal, done);
  const { sanctionId, appeal } = of;
  const said = words.trim();
  const refusal = asking === 'end' ? end.refusal : decide.refusal;
  return (
    <div className={partCss.stack} data-testid={`entry-${of.kind}`}>
      <div className={partCss.pair}>
        <span className={partCss.cell}>
          <b className={partCss.strong}>{isNamed ? `${of.merchantName} · ` : ''}{say(of.kindName)} · {of.reason}</b>
          {of.evidence === '' ? null : <small>{t('evidence', { words: of.evidence })}</small>}
          <small>{[t('from', { date: day(of.from) }), t('by', { name: of.byName }), of.endedAt !== null && of.endedWords !== '' ? t('ended', { date: day(of.endedAt), words: of.endedWords }) : ''].filter(Boolean).join(' · ')}</small>
          {appeal ? <small className={appeal.state === 'open' ? partCss.warm : undefined}>{t('appealed', { words: appeal.words })}{appeal.decidedByName ? ` · ${t('decided', { name: appeal.decidedByName, words: appeal.decisionWords })}` : ''}</small> : null}
        </span>
        <StatusPill tone={tone(of)}>{appeal && appeal.state !== 'accepted' ? t(appeal.state) : say(of.stateWords)}</StatusPill>
      </div>
      {asking === null ? (
        <div className={partCss.line}>
          {appeal?.state === 'open' ? of.canDecide ? <OperatorButton size="small" type="primary" data-testid="appeal-decide" onClick={() => setAsking('decide')}>{t('appeals')}</OperatorButton> : <small>{t('ownDecision')}</small> : null}
          {of.canEnd ? <OperatorButton size="small" data-testid="entry-end" onClick={() => setAsking('end')}>{t('end')}</OperatorButton> : null}
        </div>
      ) : (
        <div className={partCss.form}>
          <Input autoFocus value={words} maxLength={200} aria-label={t(asking === 'end' ? 'endWords' : 'decideWords')} placeholder={t(asking === 'end' ? 'endWords' : 'decideWords')} data-testid="entry-words" onChange={(event) => setWords(event.target.value)} />
          {refusal ? <p className={partCss.wrong} role="alert">{refusal[locale]}</p> : null}
          <div className={partCss.line}>
            {asking === 'end' ? <Button type="primary" disabled={said === ''} loading={end.isRunning} data-testid="entry-confirm" onClick={() => void end.run({ sanctionId, words: said })}>{t('confirm')}</Button> : (
              <><Button type="primary" disabled={said === ''} loading={decide.isRunning} data-testid="appeal-uphold" onClick={() => void decide.run({ sanctionId, isAccepted: true, words: said })}>{t('uphold')}</Button><Button disabled={said === ''} loading={decide.isRunning} onClick={() => void decide.run({ sanctionId, isAccepted: false, words: said })}>{t('reject')}</Button></>
            )}
            <Button onClick={() => setAsking(null)}>{t('cancel')}</Button>
          </div>
        </div>
      )}
    </div>
  );
}

function Impose({ merchantId, onClose }: { merchantId: string; onClose: () => void }) {
  const { t, locale } = useText(sanctionText);
  const [kind, setKind] = useState<Entry['kind']>('warning');
  const [reason, setReason] = useState('');
  const [evidence, setEvidence] = useState('');
  const [perDay, setPerDay] = useState<number | null>(3);
  const [days, setDays] = useState<number | null>(null);
  const impose = useCommand(api.alliance.imposeSanction, { isQuiet: true, onDone: () => { showToast(t('done')); onClose(); } });
  const isReward = kind === 'reward';
  const isFull = reason.trim() !== '' && (isReward || evidence.trim() !== '') && (kind !== 'limit' || perDay !== null);
  const send = (): void => void impose.run({ merchantId, kind, reason: reason.trim(), evidence: evidence.trim(), ...(kind === 'limit' && perDay !== null && { ordersPerDay: perDay }), ...(!isReward && days !== null && { days }) });
  return (
    <form className={partCss.form} data-testid="ledger-form" onSubmit={(event) => { event.preventDefault(); if (isFull) send(); }}>
      <div className={partCss.two}>
        <label>{t('kind')}<Select value={kind} onChange={setKind} aria-label={t('kind')} data-testid="ledger-kind" options={kinds.map((value) => ({ value, label: t(value) }))} /></label>
        {kind === 'limit' ? <label>{t('perDay')}<InputNumber min={1} max={1000} value={perDay} onChange={setPerDay} style={{ width: '100%' }} /></label> : null}
        {isReward ? null : <label>{t(kind === 'warning' ? 'warningDays' : 'days')}<InputNumber min={1} max={365} value={days} onChange={setDays} style={{ width: '100%' }} /></label>}
      </div>
      <label>{t('reason')}<Input value={reason} maxLength={200} placeholder={t('reasonHint')} data-testid="ledger-reason" onChange={(event) => setReason(event.target.value)} /></label>
      {isReward ? null : <label>{t('evidenceInput')}<Input.TextArea value={evidence} maxLength={500} autoSize={{ minRows: 2 }} data-testid="ledger-evidence" onChange={(event) => setEvidence(event.target.value)} /></label>}
      {impose.refusal ? <p className={partCss.wrong} role="alert">{impose.refusal[locale]}</p> : null}
      <div className={partCss.line}><Button type="primary" htmlType="submit" disabled={!isFull} loading={impose.isRunning} data-testid="ledger-save">{t('save')}</Button><Button onClick={onClose}>{t('cancel')}</Button></div>
    </form>
  );
}

/** Appeals that wait, above the list of firms. */
export function OpenAppeals() {
  const { t } = useText(sanctionText);
  const appeals = useView(['alliance', 'sanctionAppeals'], () => api.alliance.sanctionAppeals({}), { live: ['alliance'] });
  if (!appeals.value || appeals.value.items.length === 0) return null;
  return <Panel title={t('appeals')}><div className={partCss.stack} data-testid="sanction-appeals">{appeals.value.items.map((entry) => <LedgerEntry key={entry.sanctionId} of={entry} isNamed />)}</div></Panel>;
}
