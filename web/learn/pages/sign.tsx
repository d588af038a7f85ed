import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Dialog, Faces, Screen, SkeletonScreen } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { SignText } from '../apply/sign-text.tsx';
import css from '../learn.module.css';
import { type Signature, useSignatures } from '../use-learner.ts';
import { signText } from './sign.text.ts';

/** What she signs, word for word, and what she has signed; every signature can be taken back. */
export default function Sign() {
  const { t } = useText(signText);
  const found = useSignatures();
  const [asked, setAsked] = useState<Signature['kind'] | null>(null);
  const withdraw = useCommand(api.workers.withdrawSignature, { onDone: () => setAsked(null) });
  return (
    <Screen title={t('title')} back="/">
      <p className={css.soft}>{t('lead')}</p>
      <Faces of={found} loading={<SkeletonScreen />}>
        {({ items }) => <>{items.map((one) => <SignText key={one.kind} of={one} foot={<Button kind="quiet" onClick={() => setAsked(one.kind)}>{t('takeBack')}</Button>} />)}</>}
      </Faces>
      <Dialog isOpen={asked !== null} title={t('takeBackAsk')} confirm={t('takeBack')} cancel={t('keep')} isDanger isBusy={withdraw.isRunning} onClose={() => setAsked(null)} onConfirm={() => void withdraw.run({ kind: asked! })}>{t('takeBackLead')}</Dialog>
    </Screen>
  );
}
