import { Gift } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, ButtonLink, Card, Notice } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useSession } from '../../shared/use-session.tsx';
import { Frame } from '../frame.tsx';
import { deviceId } from '../wallet/device.ts';
import { joinText } from '../wallet/join.text.ts';
import css from '../wallet/wallet.module.css';

/** Where a neighbour's link leads: sign up, and the recommendation is noted by itself. */
export default function Join({ code }: { code: string }) {
  const { t, say } = useText(joinText);
  const { askSignIn } = useSession();
  const [isBound, setBound] = useState(false);
  const bind = useCommand(api.promotions.bindReferral, { isQuiet: true, onDone: () => setBound(true) });
  const join = async (): Promise<void> => {
    if (await askSignIn()) await bind.run({ code, deviceId: deviceId() });
  };
  const isOver = isBound || bind.refusal !== null;
  return (
    <Frame title={t('title')} back="/">
      <Card face="warm">
        <div className={css.big}><Gift size={44} strokeWidth={1.6} color="var(--apricot-700)" aria-hidden="true" /><h2>{t(isBound ? 'bound' : 'lead')}</h2><p>{t(isBound ? 'boundLead' : 'what', { code })}</p></div>
        {bind.refusal ? <Notice tone="warm">{say(bind.refusal)}</Notice> : null}
        {isOver ? <ButtonLink href="/services" size="large" isWide>{t('toServices')}</ButtonLink> : <Button size="large" isWide isBusy={bind.isRunning} data-testid="join" onClick={() => void join()}>{t('join')}</Button>}
      </Card>
    </Frame>
  );
}
