import { Button, Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { Panel } from '../../shared/desk/panel.tsx';
import css from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { Amount, EmptyState, Faces, Notice, StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { useMerchant } from '../use-merchant.ts';
import pageCss from './pages.module.css';
import { payoutsText } from './payouts.text.ts';

type Payouts = View<'payments', 'merchantPayouts'>;
type Payee = NonNullable<Payouts['expected']['payee']>;
const tones = { sending: 'sky', waitConfirm: 'warm', processing: 'sky', arrived: 'jade', failed: 'danger', expired: 'danger' } as const;
const SHOWN = 8;

/** What is paid out next and when, where it goes, and what was paid out so far. */
export function PayoutPanels() {
  const { t } = useText(payoutsText);
  const { merchantId } = useMerchant();
  const payouts = useView(['payments', 'merchantPayouts', merchantId], () => api.payments.merchantPayouts({ merchantId }), { live: ['payment', 'order.settled'] });
  return <Faces of={payouts}>{(value) => <div className={css.wideLeft} data-testid="merchant-payouts"><Next of={value.expected} /><Panel title={t('payouts')}><History of={value.items} /></Panel></div>}</Faces>;
}

function Next({ of }: { of: Payouts['expected'] }) {
  const { t } = useText(payoutsText);
  const { day } = useFormat();
  const [isSetting, setSetting] = useState(false);
  const parts = [['due', of.dueFen], ['fresh', of.freshFen], ['frozen', of.frozenFen], ['onTheWay', of.onTheWayFen]] as const;
  const { payee } = of;
  return (
    <Panel title={t('next')} note={of.dueFen > 0 ? t('nextOn', { day: day(of.dueDay) }) : t('nothingDue')} aside={<Button type={payee ? 'default' : 'primary'} data-testid="merchant-payee" onClick={() => setSetting(true)}>{t(payee ? 'change' : 'set')}</Button>}>
      {payee?.isBlocked ? <Notice tone="danger">{t('blocked', { why: payee.blockedReason })}</Notice> : null}
      <div className={pageCss.parts}>{parts.filter(([key, fen]) => fen > 0 || key === 'due').map(([key, fen]) => <div key={key} data-main={key === 'due' || undefined}><small>{t(key)}</small><b><Amount fen={fen} /></b></div>)}</div>
      <div className={css.line}><span className={css.quiet}>{t('payee')}</span>{payee ? <span><b className={css.strong}>{t(payee.rail)} {payee.maskedAccount}</b> · {payee.holderName} <span className={css.quiet}>{t('since', { day: day(payee.changedAt) })}</span></span> : <span className={css.warm}>{t('none')}</span>}</div>
      {isSetting ? <PayeeModal of={payee} onClose={() => setSetting(false)} /> : null}
    </Panel>
  );
}

function History({ of }: { of: Payouts['items'] }) {
  const { t, say } = useText(payoutsText);
  const { day, instant } = useFormat();
  const [isOpen, setOpen] = useState(false);
  if (of.length === 0) return <EmptyState title={t('noPayouts')} art="calm">{t('noPayoutsNote')}</EmptyState>;
  return (
    <div>
      {of.slice(0, isOpen ? of.length : SHOWN).map((one) => (
        <div key={one.payoutId} className={pageCss.payout}>
          <span className={css.cell}><b className={css.strong}>{day(one.day)}</b><small>{t(one.rail)} {one.maskedAccount}{one.state === 'arrived' && one.endedAt ? ` · ${t('arrived', { time: instant(one.endedAt) })}` : one.state === 'waitConfirm' && one.confirmBy ? ` · ${t('waits', { time: instant(one.confirmBy) })}` : ''}</small></span>
          <span className={css.state} style={{ justifyItems: 'end' }}><b><Amount fen={one.netFen} /></b><StatusPill tone={tones[one.state]}>{say(one.stateWords)}</StatusPill></span>
        </div>
      ))}
      {!isOpen && of.length > SHOWN ? <button type="button" className={css.link} onClick={() => setOpen(true)}>+{of.length - SHOWN}</button> : null}
    </div>
  );
}

function PayeeModal({ of, onClose }: { of: Payee | null; onClose: () => void }) {
  const { t, say } = useText(payoutsText);
  const { merchantId } = useMerchant();
  const shop = useView(['alliance', 'getMerchant', merchantId], () => api.alliance.getMerchant({ merchantId }), { live: false, staleSeconds: 300 });
  const [rail, setRail] = useState<Payee['rail']>(of?.rail ?? 'alipay');
  const [account, setAccount] = useState('');
  const [typed, setHolder] = useState<string | null>(null);
  const holderName = typed ?? of?.holderName ?? shop.value?.name ?? '';
  const save = useCommand(api.payments.setMerchantPayee, { isQuiet: true, refreshes: [['payments']], onDone: () => { showToast(t('saved')); onClose(); } });
  const saveButton = { disabled: account.trim().length < 4 || holderName.trim() === '', 'data-testid': 'merchant-payee-save' };
  return (
    <Modal open title={t('title')} onCancel={onClose} okText={t('save')} cancelText={t('cancel')} confirmLoading={save.isRunning} okButtonProps={saveButton} onOk={() => void save.run({ merchantId, rail, account: account.trim(), holderName: holderName.trim() })} width={440}>
      <div className={css.form}>
        <label>{t('rail')}<Segmented<Payee['rail']> block value={rail} onChange={setRail} options={(['alipay', 'wechat'] as const).map((value) => ({ value, label: t(value) }))} /></label>
        <label>{t('account')}<Input value={account} maxLength={64} autoFocus placeholder={of?.rail === rail ? of.maskedAccount : ''} data-testid="merchant-payee-account" onChange={(event) => setAccount(event.target.value)} /><span className={css.quiet}>{t(rail === 'alipay' ? 'alipayHint' : 'wechatHint')}</span></label>
        <label>{t('holder')}<Input value={holderName} maxLength={60} onChange={(event) => setHolder(event.target.value)} /><span className={css.quiet}>{t('holderHint')}</span></label>
        {save.refusal ? <p className={css.wrong} role="alert">{say(save.refusal)}</p> : null}
      </div>
    </Modal>
  );
}
