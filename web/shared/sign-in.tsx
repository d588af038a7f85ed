import { KeyRound, Mail, MessageCircle, Smartphone, Users, WalletMinimal } from 'lucide-react';
import { useEffect, useState } from 'react';
import { api, type View } from './api.ts';
import { maskPhone } from './format.ts';
import { useText } from './i18n.ts';
import { Button } from './kit/button.tsx';
import { CodeInput, PhoneInput, TextInput, isPhone } from './kit/field.tsx';
import { List, Row } from './kit/list.tsx';
import { Avatar } from './kit/marks.tsx';
import { Sheet } from './kit/overlay.tsx';
import { kitText } from './kit/text.ts';
import { LanguageSwitch } from './language.tsx';
import { appName, keepToken, sessionName, tryToken } from './session.ts';
import css from './sign-in.module.css';
import { isEmail, signInText } from './sign-in.text.ts';
import { goToProvider } from './social.ts';
import { useCommand } from './use-command.ts';
import { useView } from './use-view.ts';

type Me = View<'accounts', 'me'>;
/** Where a code goes. */
type Target = { phone: string } | { email: string };
/** A desk's people are known by their phone; social logins are for families and workers. */
const isH5 = typeof document !== 'undefined' && document.documentElement.dataset.face === 'h5';
/** `ticket`: a first social login, whose phone is asked for; there is no other way in then. */
type Props = { title?: string; lead?: string; onDone?: (me: Me) => void; isPage?: boolean; ticket?: string };

/** Phone (or, quietly, e-mail) → code → (a new person) name. Holds the new session; `onDone` tells who it is. */
export function SignIn({ title, lead, onDone, isPage = true, ticket }: Props) {
  const { t, say } = useText(kitText);
  const { t: ways } = useText(signInText);
  const [isByEmail, setByEmail] = useState(false);
  const [email, setEmail] = useState('');
  const [phone, setPhone] = useState('');
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [step, setStep] = useState<'phone' | 'code' | 'name'>('phone');
  const [isDemo, setDemo] = useState(false);
  const [waitSeconds, setWaitSeconds] = useState(0);
  const [session, setSession] = useState<{ token: string; me: Me } | null>(null);
  const [isChoosing, setChoosing] = useState(false);
  const demo = useView(['accounts', 'demoPersons'], () => api.accounts.demoPersons({}), { live: false, staleSeconds: 3600 });
  const persons = demo.value?.persons.filter((person) => person.app === appName || person.app === sessionName) ?? [];

  const social = useView(['accounts', 'ways'], () => api.accounts.ways({}), { live: false, staleSeconds: 3600, isReady: isH5 && ticket === undefined });
  const go = useCommand((provider: 'wechat' | 'alipay') => goToProvider(provider, 'signIn'), { refreshes: [] });

  const requestCode = useCommand((to: Target) => ('email' in to ? api.accounts.requestEmailCode(to) : api.accounts.requestCode(to)), {
    isQuiet: true, refreshes: [],
    onDone: (answer) => {
      setDemo(answer.isDemo);
      setWaitSeconds(answer.resendAfterSeconds);
      setCode('');
      setStep('code');
    },
  });
  const finish = (kept: { token: string; me: Me }): void => {
    keepToken(kept.token);
    onDone?.(kept.me);
  };
  const signIn = useCommand((proof: Target & { code: string }) => ('email' in proof ? api.accounts.signInByEmail(proof) : ticket === undefined ? api.accounts.signIn(proof) : api.accounts.finishSocial({ ...proof, ticket })), {
    isQuiet: true,
    onDone: (answer) => {
      if (!answer.me.isNew) return finish(answer);
      // The name is asked before the session counts, so that nobody is greeted without one.
      setSession(answer);
      setStep('name');
    },
    onRefused: () => setCode(''),
  });
  const saveName = useCommand(async (input: { name: string }, options?: { idempotencyKey?: string }) => {
    tryToken(session!.token);
    return api.accounts.updateMe(input, options);
  }, { isQuiet: true, onDone: (me) => finish({ token: session!.token, me }) });
  useEffect(() => () => tryToken(null), []);

  useEffect(() => {
    if (waitSeconds <= 0) return undefined;
    const timer = setTimeout(() => setWaitSeconds(waitSeconds - 1), 1000);
    return () => clearTimeout(timer);
  }, [waitSeconds]);

  const ask = (digits: string): void => void requestCode.run({ phone: digits });
  const target: Target = isByEmail ? { email: email.trim() } : { phone };
  const turnTo = (byEmail: boolean): void => { setByEmail(byEmail); requestCode.reset(); };
  const panel = (
    <div className={css.panel}>
      {step === 'name' ? (
        <form className={css.form} onSubmit={(event) => { event.preventDefault(); if (name.trim()) void saveName.run({ name: name.trim() }); }}>
          <div className={css.head}><h1>{t('askName')}</h1><p>{t('askNameLead')}</p></div>
          <TextInput label={t('name')} placeholder={t('nameHint')} value={name} onChange={setName} autoFocus maxLength={30} autoComplete="name" wrong={saveName.refusal} />
          <Button type="submit" size="large" isWide isBusy={saveName.isRunning} disabled={!name.trim()}>{t('start')}</Button>
        </form>
      ) : (
        <>
          <div className={css.head}>
            {isPage ? <img src="/icon.svg" alt="" /> : null}
            <h1>{title ?? t('signInTitle')}</h1>
            <p>{step === 'code' ? t('codeSent', { phone: isByEmail ? email.trim() : maskPhone(phone) }) : isByEmail ? ways('emailLead') : (lead ?? t('signInLead'))}</p>
          </div>
          {step === 'phone' && isByEmail ? (
            <form className={css.form} noValidate onSubmit={(event) => { event.preventDefault(); if (isEmail(email.trim())) void requestCode.run(target); }}>
              <TextInput label={ways('email')} type="email" inputMode="email" autoComplete="email" placeholder={ways('emailHint')} value={email} onChange={setEmail} maxLength={120} autoFocus wrong={requestCode.refusal} />
              <Button type="submit" size="large" isWide isBusy={requestCode.isRunning} disabled={!isEmail(email.trim())}>{t('sendCode')}</Button>
            </form>
          ) : step === 'phone' ? (
            <form className={css.form} onSubmit={(event) => { event.preventDefault(); if (isPhone(phone)) ask(phone); }}>
              <PhoneInput label={t('phone')} value={phone} onChange={setPhone} autoFocus wrong={requestCode.refusal ?? (phone.length === 11 && !isPhone(phone) ? t('phoneWrong') : null)} />
              <Button type="submit" size="large" isWide isBusy={requestCode.isRunning} disabled={!isPhone(phone)}>{t('sendCode')}</Button>
            </form>
          ) : (
            <form className={css.form} onSubmit={(event) => { event.preventDefault(); if (code.length === 6) void signIn.run({ ...target, code }); }}>
              <CodeInput label={isByEmail ? ways('codeByEmail') : t('code')} value={code} onChange={setCode} onFull={(digits) => void signIn.run({ ...target, code: digits })} wrong={signIn.refusal ?? requestCode.refusal} />
              {isDemo ? <a className={css.demo} href={`/demo/phone?phone=${encodeURIComponent(isByEmail ? email.trim() : phone)}`} target="_blank" rel="noreferrer"><KeyRound size={17} aria-hidden="true" />{t('demoCode')}</a> : null}
              <Button type="submit" size="large" isWide isBusy={signIn.isRunning} disabled={code.length !== 6}>{t('signIn')}</Button>
              <div className={css.small}>
                <button type="button" onClick={() => { setStep('phone'); signIn.reset(); }}>{isByEmail ? ways('changeEmail') : t('changePhone')}</button>
                <button type="button" disabled={waitSeconds > 0 || requestCode.isRunning} onClick={() => void requestCode.run(target)}>{waitSeconds > 0 ? t('resendIn', { seconds: waitSeconds }) : t('resend')}</button>
              </div>
            </form>
          )}
          {step === 'phone' && ticket === undefined ? (
            <div className={css.ways}>
              {social.value && social.value.social.length > 0 ? (
                <>
                  <p className={css.or}><span>{ways('or')}</span></p>
                  <div className={css.social}>
                    {social.value.social.map(({ provider }) => (
                      <Button key={provider} kind="secondary" isWide isBusy={go.isRunning} icon={provider === 'wechat' ? <MessageCircle size={19} aria-hidden="true" /> : <WalletMinimal size={19} aria-hidden="true" />} onClick={() => void go.run(provider)}>{ways(provider)}</Button>
                    ))}
                  </div>
                </>
              ) : null}
              <Button kind="quiet" isWide icon={isByEmail ? <Smartphone size={18} aria-hidden="true" /> : <Mail size={18} aria-hidden="true" />} onClick={() => turnTo(!isByEmail)}>{isByEmail ? ways('byPhone') : ways('byEmail')}</Button>
            </div>
          ) : null}
          {step === 'phone' && ticket === undefined && persons.length > 0 ? <Button kind="quiet" isWide icon={<Users size={18} />} onClick={() => setChoosing(true)}>{t('demoPersons')}</Button> : null}
          <div className={css.foot}><span>{t('agree')}</span><LanguageSwitch className={css.language} /></div>
        </>
      )}
      <Sheet isOpen={isChoosing} title={t('demoPersons')} onClose={() => setChoosing(false)}>
        <p style={{ color: 'var(--ink-600)' }}>{t('demoPersonsLead')}</p>
        <List>
          {persons.map((person) => (
            <Row key={person.phone} start={<Avatar name={person.name} />} title={person.name} note={`${say(person.role)} · ${maskPhone(person.phone)}`} onPress={() => { setChoosing(false); setByEmail(false); setPhone(person.phone); ask(person.phone); }} />
          ))}
        </List>
      </Sheet>
    </div>
  );
  return isPage ? <main className={css.page}>{panel}</main> : panel;
}
