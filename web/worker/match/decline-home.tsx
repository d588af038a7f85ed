import { UserRoundX } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Card, Chips, Sheet, TextArea, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { Unsent } from '../unsent.tsx';
import type { Visit } from '../use-work.ts';
import css from './match.module.css';
import { matchText } from './match.text.ts';
import { useDeclinedHomes } from './use-match.ts';

const reasons = ['rude', 'unsafe', 'unclean', 'extra', 'far', 'other'] as const;

/** Takes the word back: she goes there again. */
export const useResume = () => {
  const { t } = useText(matchText);
  return useCommand(api.dispatch.resumeHousehold, { onDone: () => showToast(t('resumed')) });
};

/** Not to this household again, with a reason in one tap; afterwards the card says so and takes it back. */
export function DeclineHome({ visit }: { visit: Visit }) {
  const { t } = useText(matchText);
  const homes = useDeclinedHomes();
  const [isOpen, setOpen] = useState(false);
  const resume = useResume();
  const declined = homes.value?.items.find((home) => home.orderIds.includes(visit.orderId));
  if (!homes.value) return null;
  if (declined) {
    return (
      <Card title={t('declinedTitle')}>
        <p className={css.words}>{t('declinedReason', { reason: declined.reason })}</p>
        <Button kind="secondary" isWide isBusy={resume.isRunning} data-testid="home-resume" onClick={() => void resume.run({ orderId: visit.orderId })}>{t('takeBack')}</Button>
      </Card>
    );
  }
  return (
    <>
      <Button kind="quiet" size="large" isWide icon={<UserRoundX size={20} aria-hidden="true" />} data-testid="home-decline" onClick={() => setOpen(true)}>{t('decline')}</Button>
      {isOpen ? <DeclineSheet orderId={visit.orderId} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function DeclineSheet({ orderId, onClose }: { orderId: string; onClose: () => void }) {
  const { t } = useText(matchText);
  const [reason, setReason] = useState<(typeof reasons)[number] | null>(null);
  const [words, setWords] = useState('');
  const resume = useResume();
  const decline = useCommand(api.dispatch.declineHousehold, { onDone: () => { showToast(t('declined'), { undo: { label: t('undo'), run: () => void resume.run({ orderId }) } }); onClose(); } });
  const whole = [reason !== null && reason !== 'other' ? t(reason) : '', words.trim()].filter(Boolean).join('：');
  const run = (): void => void decline.run({ orderId, reason: whole.slice(0, 200) });
  return (
    <Sheet isOpen title={t('declineTitle')} onClose={onClose} bar={<Button size="large" isWide disabled={whole === ''} isBusy={decline.isRunning} data-testid="home-decline-send" onClick={run}>{t(whole === '' ? 'declineNeeds' : 'declineSend')}</Button>}>
      <p>{t('declineLead')}</p>
      <div className={css.big}><Chips label={t('declineWhy')} isLabelShown value={reason} onChange={setReason} choices={reasons.map((value) => ({ value, label: t(value) }))} /></div>
      <TextArea label={t('declineOther')} isOptional={reason !== 'other'} rows={2} maxLength={150} placeholder={t('declineHint')} value={words} onChange={setWords} />
      <Unsent refusal={decline.refusal} onRetry={run} />
    </Sheet>
  );
}
