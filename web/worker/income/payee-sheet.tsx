import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Segmented, Sheet, TextInput, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useMe } from '../../shared/use-session.tsx';
import css from './next-payout.module.css';
import type { Payouts } from './next-payout.tsx';
import { payoutText } from './payout.text.ts';

type Rail = NonNullable<Payouts['expected']['payee']>['rail'];

/** Where her money goes: a rail and an account. The name is her own, so it is not asked. */
export function PayeeSheet({ of, onClose }: { of: Payouts['expected']['payee']; onClose: () => void }) {
  const { t } = useText(payoutText);
  const { name } = useMe();
  const [rail, setRail] = useState<Rail>(of?.rail ?? 'alipay');
  const [account, setAccount] = useState('');
  const save = useCommand(api.payments.setMyPayee, { isQuiet: true, refreshes: [['payments']], onDone: () => { showToast(t('saved')); onClose(); } });
  const isWechat = rail === 'wechat';
  return (
    <Sheet isOpen title={t('payeeTitle')} onClose={onClose} bar={<Button size="large" isWide isBusy={save.isRunning} disabled={account.trim().length < 4} data-testid="payee-save" onClick={() => void save.run({ rail, account: account.trim(), holderName: name })}>{t('save')}</Button>}>
      <Segmented label={t('payeeWay')} value={rail} onChange={(next) => { setRail(next); save.reset(); }} choices={(['alipay', 'wechat'] as const).map((value) => ({ value, label: t(value) }))} />
      <TextInput label={t(isWechat ? 'wechatAccount' : 'alipayAccount')} hint={t(isWechat ? 'wechatHint' : 'alipayHint')} value={account} onChange={setAccount} maxLength={64} autoFocus autoCapitalize="off" spellCheck={false} placeholder={of?.rail === rail ? of.maskedAccount : ''} inputMode={isWechat ? 'text' : 'email'} data-testid="payee-account" wrong={save.refusal} />
      <div className={css.holder}><span>{t('holder')}<small>{t('holderNote')}</small></span><b>{name}</b></div>
    </Sheet>
  );
}
