import { Mail, MessageCircle, Phone, WalletMinimal } from 'lucide-react';
import { useState } from 'react';
import { AddWay } from './add-way.tsx';
import { api, type View } from './api.ts';
import { useText } from './i18n.ts';
import { Button } from './kit/button.tsx';
import { Faces, SkeletonList } from './kit/faces.tsx';
import { List, Row } from './kit/list.tsx';
import { Dialog, Sheet } from './kit/overlay.tsx';
import css from './sign-in.module.css';
import { signInText } from './sign-in.text.ts';
import { goToProvider } from './social.ts';
import { showToast } from './toasts.ts';
import { useCommand } from './use-command.ts';
import { useView } from './use-view.ts';

type Social = View<'accounts', 'myWays'>['social'][number];

/** How I can sign in: phone, e-mail, social logins; adds and unlinks them. */
export default function SignInWays({ onClose }: { onClose: () => void }) {
  const { t, say } = useText(signInText);
  const ways = useView(['accounts', 'myWays'], () => api.accounts.myWays({}), { live: false });
  const [adding, setAdding] = useState<'phone' | 'email' | null>(null);
  const [leaving, setLeaving] = useState<Social | null>(null);
  const go = useCommand((provider: Social['provider']) => goToProvider(provider, 'link'), { refreshes: [] });
  const unlink = useCommand(api.accounts.unlinkSocial, { onDone: () => { setLeaving(null); showToast(t('unlinked')); } });
  const icon = (Icon: typeof Mail) => <Icon size={21} strokeWidth={1.8} color="var(--jade-600)" aria-hidden="true" />;
  if (adding) {
    return (
      <Sheet isOpen title={adding === 'phone' ? t('phoneTitle') : t('emailTitle')} onClose={() => setAdding(null)}>
        <AddWay key={adding} kind={adding} onDone={() => { setAdding(null); showToast(t('added')); }} />
      </Sheet>
    );
  }
  return (
    <Sheet isOpen title={t('ways')} onClose={onClose}>
      <p className={css.lead}>{t('waysLead')}</p>
      <Faces of={ways} loading={<SkeletonList count={3} />}>
        {(found) => (
          <List>
            <Row start={icon(Phone)} title={t('phone')} note={found.maskedPhone || t('none')} end={found.maskedPhone ? undefined : <Button size="small" kind="soft" onClick={() => setAdding('phone')}>{t('add')}</Button>} />
            <Row start={icon(Mail)} title={t('email')} note={found.maskedEmail || t('none')} end={<Button size="small" kind="soft" onClick={() => setAdding('email')}>{found.maskedEmail ? t('change') : t('add')}</Button>} />
            {found.social.map((way) => (
              <Row key={way.provider} start={icon(way.provider === 'wechat' ? MessageCircle : WalletMinimal)} title={say(way.name)} note={way.linkedAt ? way.label : t('none')}
                end={<Button size="small" kind="soft" isBusy={go.isRunning} onClick={() => (way.linkedAt ? setLeaving(way) : void go.run(way.provider))}>{way.linkedAt ? t('unlink') : t('add')}</Button>} />
            ))}
          </List>
        )}
      </Faces>
      <Dialog isOpen={leaving !== null} title={t('unlinkTitle', { provider: say(leaving?.name ?? null) })} confirm={t('unlink')} isBusy={unlink.isRunning} onConfirm={() => void unlink.run({ provider: leaving!.provider })} onClose={() => setLeaving(null)}>{t('unlinkLead')}</Dialog>
    </Sheet>
  );
}
