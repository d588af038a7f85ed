import { useState } from 'react';
import type { refusalReasons } from '@linli/contract';
import { api, type View } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Dialog, Sheet, TextArea } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { Unsent } from '../unsent.tsx';
import css from './offers.module.css';
import { offersText } from './offers.text.ts';

type Reason = (typeof refusalReasons)[number];
/** As the server counts them; its answer has the last word and is shown. */
const free = ['unsafeHome', 'falseAddress', 'illness', 'overDistance', 'sceneNotDeclared'] as const satisfies readonly Reason[];
const counted = ['timeClash', 'familyMatter', 'payTooLow', 'other'] as const satisfies readonly Reason[];

/** Why not, with what follows from each reason before it is chosen; then what really followed. */
export function RefuseSheet({ offerId, onClose }: { offerId: string; onClose: () => void }) {
  const { t, say } = useText(offersText);
  const [reason, setReason] = useState<Reason | null>(null);
  const [words, setWords] = useState('');
  const [answer, setAnswer] = useState<View<'dispatch', 'refuseOffer'> | null>(null);
  const refuse = useCommand(api.dispatch.refuseOffer, { onDone: setAnswer, onRefused: ({ code }) => { if (code === 'dispatch.offer_over') onClose(); } });
  const run = (): void => { if (reason) void refuse.run({ offerId, reason, words: words.trim() }); };
  if (answer) return <Dialog isOpen title={t('refusedTitle')} confirm={t('ok')} cancel={null} onConfirm={onClose} onClose={onClose}>{say(answer.words)}</Dialog>;

  const choice = (one: Reason, note: string) => (
    <label key={one} className={css.reason} data-testid={`refuse-${one}`}>
      <input type="radio" name="reason" checked={reason === one} onChange={() => setReason(one)} />
      <b>{t(one)}</b>
      <small>{note}</small>
    </label>
  );
  return (
    <Sheet isOpen title={t('refuseTitle')} onClose={onClose}
      bar={<Button size="large" isWide data-testid="refuse-confirm" disabled={reason === null} isBusy={refuse.isRunning} onClick={run}>{t(reason === null ? 'refuseFirst' : 'refuseConfirm')}</Button>}>
      <p>{t('refuseLead')}</p>
      <fieldset className={css.reasons}><legend>{t('free')}</legend>{free.map((one) => choice(one, t('freeNote')))}</fieldset>
      <fieldset className={css.reasons}><legend>{t('counted')}</legend>{counted.map((one) => choice(one, t('countedNote')))}</fieldset>
      <TextArea label={t('words')} placeholder={t('wordsHint')} isOptional maxLength={200} value={words} onChange={setWords} />
      <Unsent refusal={refuse.refusal} onRetry={run} />
    </Sheet>
  );
}
