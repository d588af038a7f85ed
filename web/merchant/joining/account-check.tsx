import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { Button, Notice, StatusPill, TextInput } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import css from './joining.module.css';
import { joiningText } from './joining.text.ts';
import type { Joining } from './use-joining.ts';

/** The bank sends less than a yuan; whoever owns the account can read how much. */
export function AccountCheck({ of }: { of: Joining }) {
  const { t, locale, say } = useText(joiningText);
  const [bankName, setBank] = useState('');
  const [accountNo, setAccount] = useState('');
  const [amount, setAmount] = useState('');
  const [isAgain, setAgain] = useState(false);
  const start = useCommand(api.alliance.startAccountCheck, { isQuiet: true, onDone: () => setAgain(false) });
  const confirm = useCommand(api.alliance.confirmAccountCheck, { isQuiet: true, onDone: () => setAmount('') });
  const { account } = of;
  const isWaiting = account?.state === 'sent' && !isAgain;
  return (
    <Panel title={t('account')} aside={account ? <StatusPill tone={account.state === 'passed' ? 'jade' : account.state === 'failed' ? 'danger' : 'warm'}>{`${account.bankName} ${account.maskedAccount}`}</StatusPill> : null}>
      {account ? <p className={partCss.lead}>{say(account.words)}</p> : null}
      {account?.state === 'passed' ? null : isWaiting ? (
        <form className={partCss.form} onSubmit={(event) => { event.preventDefault(); void confirm.run({ amountFen: Number(amount) }); }}>
          <TextInput label={t('sum')} hint={`${t('sumHint')} · ${t('tries', { count: account.triesLeft })}`} inputMode="numeric" value={amount} maxLength={2} wrong={confirm.refusal?.[locale] ?? null} data-testid="account-sum" onChange={(text) => setAmount(text.replace(/\D/g, ''))} />
          <div className={css.actions}><Button type="submit" disabled={Number(amount) < 1} isBusy={confirm.isRunning} data-testid="account-confirm">{t('confirm')}</Button><Button kind="quiet" onClick={() => setAgain(true)}>{t('again')}</Button></div>
        </form>
      ) : (
        <form className={partCss.form} onSubmit={(event) => { event.preventDefault(); void start.run({ bankName: bankName.trim(), accountNo, holderName: of.name }); }}>
          <TextInput label={t('bank')} value={bankName} maxLength={40} data-testid="account-bank" onChange={setBank} />
          <TextInput label={t('accountNo')} inputMode="numeric" value={accountNo} maxLength={30} data-testid="account-no" onChange={(text) => setAccount(text.replace(/\D/g, ''))} />
          {start.refusal ? <Notice tone="warm">{start.refusal[locale]}</Notice> : null}
          <Button type="submit" disabled={bankName.trim() === '' || accountNo.length < 8 || of.name === ''} isBusy={start.isRunning} data-testid="account-send">{t('send')}</Button>
        </form>
      )}
    </Panel>
  );
}
