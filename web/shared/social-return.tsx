import type { SocialProvider } from '@linli/contract';
import { useEffect, useRef, useState } from 'react';
import { api } from './api.ts';
import { useText } from './i18n.ts';
import { Button } from './kit/button.tsx';
import { EmptyState, ErrorState, SkeletonScreen } from './kit/faces.tsx';
import type { RefusalError } from './refusal.ts';
import { keepToken } from './session.ts';
import css from './sign-in.module.css';
import { SignIn } from './sign-in.tsx';
import { signInText } from './sign-in.text.ts';
import { goToProvider, homePath, takeJourney, type Journey } from './social.ts';
import { useCommand } from './use-command.ts';

/** Where a provider sends the browser back to: signs in, links, or asks once for the phone; then on to where the person was. */
export default function SocialReturn({ provider }: { provider: SocialProvider }) {
  const { t } = useText(signInText);
  const [ticket, setTicket] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<RefusalError | null>(null);
  const [isDeclined, setDeclined] = useState(false);
  const journey = useRef<Journey | null>(null);
  const isBegun = useRef(false);
  // A whole new page: whatever was on screen belongs to whoever is signed in now.
  const leave = (): void => location.replace(journey.current?.returnPath ?? homePath);
  const signIn = useCommand(api.accounts.signInBySocial, {
    isQuiet: true, onRefused: setRefusal,
    onDone: (answer) => {
      if (answer.ticket !== null) return setTicket(answer.ticket);
      keepToken(answer.token);
      leave();
    },
  });
  const link = useCommand(api.accounts.linkSocial, { isQuiet: true, onRefused: setRefusal, onDone: leave });

  useEffect(() => {
    if (isBegun.current) return;
    isBegun.current = true;
    journey.current = takeJourney();
    const answer = new URLSearchParams(location.search);
    const code = answer.get('code') ?? answer.get('auth_code');
    // The code is of use once; it need not stay in the history.
    history.replaceState(null, '', location.pathname);
    if (!code) return setDeclined(true);
    const input = { provider, code, state: answer.get('state') ?? '-', verifier: journey.current?.verifier ?? '-' };
    void (journey.current?.purpose === 'link' ? link.run(input) : signIn.run(input));
  }, [link, provider, signIn]);

  const name = provider === 'wechat' ? t('wechatName') : t('alipayName');
  const retry = (): void => void goToProvider(provider, journey.current?.purpose ?? 'signIn').catch(setRefusal);
  if (ticket !== null) return <SignIn title={t('firstSocial')} lead={t('firstSocialLead', { provider: name })} ticket={ticket} onDone={leave} />;
  return (
    <main className={css.page}>
      <div className={css.panel}>
        {isDeclined ? <EmptyState title={t('declined')} art="door" action={<><Button size="large" onClick={retry}>{t('tryAgain')}</Button><Button kind="quiet" size="large" onClick={leave}>{t('backToApp')}</Button></>}>{t('declinedLead')}</EmptyState>
          : refusal ? <><ErrorState refusal={refusal} onRetry={retry} /><Button kind="quiet" isWide onClick={leave}>{t('backToApp')}</Button></>
            : <SkeletonScreen />}
      </div>
    </main>
  );
}
