import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import type { RefusalError } from '../../shared/refusal.ts';
import { isTransient } from '../../shared/refusal.ts';
import { Button, Chips, Sheet, TextInput, showRefusal, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { type Fix, locate } from '../position.ts';
import { Unsent } from '../unsent.tsx';
import type { Visit } from '../use-work.ts';
import { visitText } from './visit.text.ts';

const reasons = ['reasonGps', 'reasonOff', 'reasonSignal', 'reasonPlace', 'reasonOther'] as const;
type Reason = (typeof reasons)[number];

/** Check in where the phone says she is; without a position, or too far by it, with a reason. */
export function CheckInButton({ visit }: { visit: Visit }) {
  const { t, locale } = useText(visitText);
  const [isLocating, setLocating] = useState(false);
  const [fix, setFix] = useState<Fix | null>(null);
  const [ask, setAsk] = useState<RefusalError | 'noFix' | null>(null);
  const [reason, setReason] = useState<Reason | null>(null);
  const [words, setWords] = useState('');
  const checkIn = useCommand(api.orders.checkIn, {
    isQuiet: true,
    onDone: () => { setAsk(null); showToast(t('arrived')); },
    onRefused: (why) => { if (why.code === 'orders.too_far_from_home') setAsk(why); else if (!isTransient(why)) showRefusal(why); },
  });
  const find = async (): Promise<void> => {
    setLocating(true);
    const found = await locate();
    setLocating(false);
    setFix(found);
    if (found === null) return setAsk('noFix');
    void checkIn.run({ orderId: visit.orderId, lon: found.lon, lat: found.lat });
  };
  const text = reason === 'reasonOther' ? words.trim() : reason ? t(reason) : '';
  const runWithReason = (): void => void checkIn.run({ orderId: visit.orderId, ...(fix && { lon: fix.lon, lat: fix.lat }), reason: text });
  const isBusy = isLocating || checkIn.isRunning;
  return (
    <>
      <Button size="large" isWide isBusy={isBusy && ask === null} data-testid="visit-check-in" onClick={() => void find()}>{isLocating ? t('locating') : t('checkInAction')}</Button>
      <Sheet isOpen={ask !== null} title={t('reasonTitle')} onClose={() => setAsk(null)}
        bar={<Button size="large" isWide isBusy={checkIn.isRunning} disabled={text === ''} data-testid="check-in-reason-send" onClick={runWithReason}>{t(text === '' ? 'reasonPick' : 'checkInWithReason')}</Button>}>
        <p>{ask === 'noFix' ? t('reasonNoFix') : ask?.[locale]}</p>
        <Button kind="secondary" isBusy={isLocating} onClick={() => void find()}>{t('tryAgain')}</Button>
        <Chips label={t('reasonPick')} isLabelShown value={reason} onChange={setReason} choices={reasons.map((value) => ({ value, label: t(value) }))} />
        {reason === 'reasonOther' ? <TextInput label={t('reasonWords')} value={words} onChange={setWords} maxLength={100} /> : null}
        <p>{t('reasonSeen')}</p>
        <Unsent refusal={checkIn.refusal} onRetry={runWithReason} />
      </Sheet>
      {ask === null ? <Unsent refusal={checkIn.refusal} onRetry={() => void find()} /> : null}
    </>
  );
}
