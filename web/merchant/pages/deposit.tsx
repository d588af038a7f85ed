import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { Panel } from '../../shared/desk/panel.tsx';
import css from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { Amount, Faces, StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { useMerchant } from '../use-merchant.ts';
import { depositText } from './deposit.text.ts';
import pageCss from './pages.module.css';

type Deposit = View<'payments', 'deposit'>;

/** The shop's guarantee: what is asked, what is there, the cases about it, and the way to pay what is missing. */
export function DepositPanel() {
  const { t } = useText(depositText);
  const { merchantId } = useMerchant();
  const deposit = useView(['payments', 'deposit', merchantId], () => api.payments.deposit({ merchantId }), { live: ['charge', 'deposit', 'payment'], everySeconds: 30 });
  return <Panel title={t('title')} note={t('note')}><Faces of={deposit}>{(value) => <Body of={value} />}</Faces></Panel>;
}

function Body({ of }: { of: Deposit }) {
  const { t, say } = useText(depositText);
  return (
    <div className={css.stack} data-testid="shop-deposit">
      <div className={pageCss.parts}>{([['required', of.requiredFen], ['held', of.heldFen], ['missing', of.missingFen]] as const).map(([key, fen]) => <div key={key} data-main={key === 'held' || undefined}><small>{t(key)}</small><b><Amount fen={fen} /></b></div>)}</div>
      <p className={css.lead}>{say(of.words)}</p>
      {of.missingFen > 0 ? <Pay of={of} /> : null}
      {of.cases.map((one) => <CaseRow key={one.caseId} of={one} />)}
    </div>
  );
}

/** Opens the charge and goes to the provider's own cashier; the state follows by the provider's word. */
function Pay({ of }: { of: Deposit }) {
  const { t } = useText(depositText);
  const pay = useCommand(async ({ merchantId, chargeId }: { merchantId: string; chargeId: string | null }) => {
    const open = chargeId ?? (await api.payments.payDeposit({ merchantId })).chargeId;
    return open === null ? null : api.payments.startCharge({ chargeId: open, rail: 'alipay', scene: 'page' });
  }, { refreshes: [['payments']], onDone: (payment) => { if (payment?.cashierPath) location.assign(payment.cashierPath); } });
  return <div><Button type="primary" loading={pay.isRunning} data-testid="deposit-pay" onClick={() => void pay.run({ merchantId: of.merchantId, chargeId: of.chargeId })}>{t('pay')}</Button></div>;
}

function CaseRow({ of }: { of: Deposit['cases'][number] }) {
  const { t, say } = useText(depositText);
  const { instant } = useFormat();
  const [isOpen, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const appeal = useCommand(api.payments.appealDeduction, { isQuiet: true, onDone: () => { setOpen(false); showToast(t('appealed')); } });
  return (
    <div className={pageCss.payout}>
      <span className={css.cell}><b className={css.strong}>{of.words}</b><small>{of.decisionWords}{of.appealUntil && of.canAppeal ? ` · ${t('until', { time: instant(of.appealUntil) })}` : ''}</small></span>
      <span className={css.state} style={{ justifyItems: 'end' }}><b><Amount fen={-of.amountFen} /></b><StatusPill tone={of.state === 'taken' ? 'danger' : of.state === 'dropped' ? 'grey' : 'warm'}>{say(of.stateWords)}</StatusPill>{of.canAppeal ? <Button size="small" onClick={() => setOpen(true)}>{t('appeal')}</Button> : null}</span>
      <Modal open={isOpen} title={t('appeal')} okText={t('send')} cancelText={t('cancel')} confirmLoading={appeal.isRunning} okButtonProps={{ disabled: words.trim() === '' }} onCancel={() => setOpen(false)} onOk={() => void appeal.run({ caseId: of.caseId, words: words.trim() })}>
        <div className={css.form}><Input.TextArea rows={3} maxLength={500} value={words} aria-label={t('why')} placeholder={t('why')} onChange={(event) => setWords(event.target.value)} />{appeal.refusal ? <p className={css.wrong} role="alert">{say(appeal.refusal)}</p> : null}</div>
      </Modal>
    </div>
  );
}
