import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from './api.ts';
import { maskPhone } from './format.ts';
import { useText } from './i18n.ts';
import { Button } from './kit/button.tsx';
import { CodeInput, PhoneInput, TextInput, isPhone } from './kit/field.tsx';
import { kitText } from './kit/text.ts';
import css from './sign-in.module.css';
import { isEmail, signInText } from './sign-in.text.ts';
import { useCommand } from './use-command.ts';

/** Gives the own account a phone or an e-mail address: where the code goes, then the code. */
export function AddWay({ kind, lead, onDone }: { kind: 'phone' | 'email'; lead?: string; onDone: (me: View<'accounts', 'me'>) => void }) {
  const { t: kit } = useText(kitText);
  const { t } = useText(signInText);
  const [target, setTarget] = useState('');
  const [code, setCode] = useState('');
  const [isSent, setSent] = useState<{ isDemo: boolean } | null>(null);
  const isPhoneKind = kind === 'phone';
  const isGood = isPhoneKind ? isPhone(target) : isEmail(target.trim());
  const ask = useCommand((to: string) => (isPhoneKind ? api.accounts.requestCode({ phone: to }) : api.accounts.requestEmailCode({ email: to })), { isQuiet: true, refreshes: [], onDone: ({ isDemo }) => { setCode(''); setSent({ isDemo }); } });
  const add = useCommand((digits: string) => (isPhoneKind ? api.accounts.addPhone({ phone: target, code: digits }) : api.accounts.addEmail({ email: target.trim(), code: digits })), { isQuiet: true, onDone, onRefused: () => setCode('') });
  return (
    <form className={css.form} onSubmit={(event) => { event.preventDefault(); if (isSent && code.length === 6) void add.run(code); else if (!isSent && isGood) void ask.run(target.trim()); }}>
      <p className={css.lead}>{isSent ? kit('codeSent', { phone: isPhoneKind ? maskPhone(target) : target.trim() }) : lead}</p>
      {isSent ? (
        <>
          <CodeInput label={isPhoneKind ? kit('code') : t('codeByEmail')} value={code} onChange={setCode} onFull={(digits) => void add.run(digits)} wrong={add.refusal} />
          {isSent.isDemo ? <a className={css.demo} href={`/demo/phone?phone=${encodeURIComponent(target.trim())}`} target="_blank" rel="noreferrer"><KeyRound size={17} aria-hidden="true" />{kit('demoCode')}</a> : null}
          <Button type="submit" size="large" isWide isBusy={add.isRunning} disabled={code.length !== 6}>{t('confirm')}</Button>
          <div className={css.small}><button type="button" onClick={() => { setSent(null); add.reset(); }}>{isPhoneKind ? kit('changePhone') : t('changeEmail')}</button></div>
        </>
      ) : (
        <>
          {isPhoneKind ? <PhoneInput label={kit('phone')} value={target} onChange={setTarget} autoFocus wrong={ask.refusal} />
            : <TextInput label={t('email')} type="email" inputMode="email" autoComplete="email" placeholder={t('emailHint')} value={target} onChange={setTarget} autoFocus wrong={ask.refusal} />}
          <Button type="submit" size="large" isWide isBusy={ask.isRunning} disabled={!isGood}>{kit('sendCode')}</Button>
        </>
      )}
    </form>
  );
}
