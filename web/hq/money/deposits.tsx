import { Button, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { Amount, EmptyState, Faces, StatusPill, Tag, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { FinanceButton } from '../parts/finance-button.tsx';
import { useMerchants, useParam } from '../use-hq.ts';
import { holdingsText } from './holdings.text.ts';
import css from './money.module.css';

type Deposit = View<'payments', 'deposit'>;
type Case = Deposit['cases'][number];
const useDeposit = (merchantId: string) => useView(['payments', 'deposit', merchantId], () => api.payments.deposit({ merchantId }), { live: ['charge', 'deposit'], staleSeconds: 30 });

/** What merchants keep here as a guarantee, and the cases about it. */
export function Deposits() {
  const { t } = useText(holdingsText);
  const { param, open } = useParam();
  const merchants = useMerchants();
  const opened = merchants.value?.items.find(({ merchantId }) => merchantId === param('merchant'));
  return (
    <Panel title={t('deposits')} note={t('depositsNote')}>
      <Faces of={merchants} isEmpty={({ items }) => items.length === 0} empty={<EmptyState title={t('noMerchants')} art="calm" />}>
        {({ items }) => <div data-testid="deposits">{items.map((one) => <Row key={one.merchantId} merchantId={one.merchantId} name={one.name} onOpen={() => open('merchant', one.merchantId)} />)}</div>}
      </Faces>
      {opened ? <Drawer key={opened.merchantId} merchantId={opened.merchantId} name={opened.name} onClose={() => open('merchant', null)} /> : null}
    </Panel>
  );
}

function Row({ merchantId, name, onOpen }: { merchantId: string; name: string; onOpen: () => void }) {
  const { t } = useText(holdingsText);
  const { value } = useDeposit(merchantId);
  const running = value?.cases.filter(({ state }) => state === 'proposed' || state === 'decided' || state === 'appealed').length ?? 0;
  return (
    <button type="button" className={css.holding} data-testid="deposit" onClick={onOpen}>
      <span className={partCss.cell}><b className={partCss.strong}>{name}</b>{running > 0 ? <small className={partCss.warm}>{t('openCases', { count: running })}</small> : null}</span>
      <span><small>{t('required')}</small>{value ? <Amount fen={value.requiredFen} /> : '…'}</span>
      <span><small>{t('held')}</small>{value ? <b><Amount fen={value.heldFen} /></b> : '…'}</span>
      {value ? <StatusPill tone={value.leftAt ? 'grey' : value.missingFen > 0 ? 'warm' : 'jade'}>{t(value.leftAt ? 'left' : value.missingFen > 0 ? 'short' : 'whole')}</StatusPill> : <span />}
    </button>
  );
}

function Drawer({ merchantId, name, onClose }: { merchantId: string; name: string; onClose: () => void }) {
  const { t, say } = useText(holdingsText);
  const { day } = useFormat();
  const deposit = useDeposit(merchantId);
  const back = useCommand(api.payments.returnDeposit, { onDone: () => showToast(t('gaveBack')) });
  return (
    <DeskDrawer isOpen title={`${name} · ${t('deposits')}`} widthPixels={560} onClose={onClose}>
      <Faces of={deposit}>
        {(value) => (
          <div className={partCss.stack} data-testid="deposit-drawer">
            <div className={css.trio}><div><small>{t('required')}</small><b><Amount fen={value.requiredFen} /></b></div><div><small>{t('held')}</small><b><Amount fen={value.heldFen} /></b></div><div><small>{t('missing')}</small><b><Amount fen={value.missingFen} /></b></div></div>
            <p className={css.note}>{say(value.words)}</p>
            {value.leftAt && value.returnedAt === null ? <div className={partCss.line}><FinanceButton loading={back.isRunning} onClick={() => void back.run({ merchantId })}>{t('giveBack')}</FinanceButton>{value.refundFrom ? <span className={css.note}>{t('refundFrom', { day: day(value.refundFrom) })}</span> : null}</div> : null}
            <Panel title={t('cases')}>{value.cases.length === 0 ? <p className={partCss.quiet}>{t('noCases')}</p> : value.cases.map((one) => <CaseView key={one.caseId} of={one} />)}</Panel>
            {value.heldFen > 0 ? <Propose merchantId={merchantId} mostFen={value.heldFen} /> : null}
          </div>
        )}
      </Faces>
    </DeskDrawer>
  );
}

function CaseView({ of }: { of: Case }) {
  const { t, say } = useText(holdingsText);
  const { instant } = useFormat();
  const [words, setWords] = useState('');
  const done = (): void => { setWords(''); showToast(t('done')); };
  const decide = useCommand(api.payments.decideDeduction, { onDone: done });
  const hear = useCommand(api.payments.decideAppeal, { onDone: done });
  const isOpen = of.canDecide || of.canDecideAppeal;
  return (
    <div className={css.case}>
      <div className={css.ran}><b><Amount fen={of.amountFen} /></b><StatusPill tone={of.state === 'taken' ? 'danger' : of.state === 'dropped' ? 'grey' : 'warm'}>{say(of.stateWords)}</StatusPill></div>
      <span>{of.words}</span>
      <small className={partCss.quiet}>{t('by', { name: of.proposedByName, time: instant(of.proposedAt) })}{of.decisionWords ? ` · ${of.decidedByName ?? ''}: ${of.decisionWords}` : ''}{of.state === 'decided' && of.appealUntil ? ` · ${t('appealUntil', { time: instant(of.appealUntil) })}` : ''}</small>
      {of.appealWords ? <Tag tone="warm">{t('appeal', { words: of.appealWords })}</Tag> : null}
      {of.state === 'proposed' && !of.canDecide ? <small className={partCss.quiet}>{t('ownOne')}</small> : null}
      {isOpen ? (
        <>
          <div className={partCss.line}>{(['w1', 'w2'] as const).map((key) => <button key={key} type="button" className={partCss.chip} aria-pressed={words === t(key)} onClick={() => setWords(t(key))}>{t(key)}</button>)}</div>
          <Input value={words} maxLength={500} aria-label={t('decideWords')} placeholder={t('decideWords')} onChange={(event) => setWords(event.target.value)} />
          <div className={partCss.line}>
            {of.canDecide ? <><Button danger size="small" disabled={words.trim() === ''} loading={decide.isRunning} data-testid="case-decide" onClick={() => void decide.run({ caseId: of.caseId, isApproved: true, words: words.trim() })}>{t('decide')}</Button><Button size="small" disabled={words.trim() === ''} loading={decide.isRunning} onClick={() => void decide.run({ caseId: of.caseId, isApproved: false, words: words.trim() })}>{t('drop')}</Button></> : null}
            {of.canDecideAppeal ? <><Button danger size="small" disabled={words.trim() === ''} loading={hear.isRunning} onClick={() => void hear.run({ caseId: of.caseId, isUpheld: true, words: words.trim() })}>{t('uphold')}</Button><Button size="small" disabled={words.trim() === ''} loading={hear.isRunning} onClick={() => void hear.run({ caseId: of.caseId, isUpheld: false, words: words.trim() })}>{t('overturn')}</Button></> : null}
          </div>
        </>
      ) : null}
    </div>
  );
}

function Propose({ merchantId, mostFen }: { merchantId: string; mostFen: number }) {
  const { t, say } = useText(holdingsText);
  const [yuan, setYuan] = useState<number | null>(null);
  const [words, setWords] = useState('');
  const propose = useCommand(api.payments.proposeDeduction, { isQuiet: true, onDone: () => { setYuan(null); setWords(''); showToast(t('proposed')); } });
  return (
    <Panel title={t('propose')}>
      <div className={partCss.form}>
        <label>{t('amountYuan')}<InputNumber value={yuan} min={0.01} max={mostFen / 100} precision={2} onChange={setYuan} style={{ width: 180 }} /></label>
        <div className={partCss.line}>{(['r1', 'r2', 'r3'] as const).map((key) => <button key={key} type="button" className={partCss.chip} aria-pressed={words === t(key)} onClick={() => setWords(t(key))}>{t(key)}</button>)}</div>
        <Input.TextArea rows={2} value={words} maxLength={500} aria-label={t('reason')} placeholder={t('reason')} onChange={(event) => setWords(event.target.value)} />
        {propose.refusal ? <p className={partCss.wrong} role="alert">{say(propose.refusal)}</p> : null}
        <div className={partCss.line}><FinanceButton type="primary" loading={propose.isRunning} disabled={yuan === null || words.trim() === ''} data-testid="deposit-propose" onClick={() => void propose.run({ merchantId, amountFen: Math.round((yuan ?? 0) * 100), words: words.trim() })}>{t('send')}</FinanceButton></div>
      </div>
    </Panel>
  );
}
