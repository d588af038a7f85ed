import { useState } from 'react';
import { api, type Input } from '../../shared/api.ts';
import { addDays, dayOf } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Chips, Notice, Sheet, TextInput, showToast } from '../../shared/kit/index.ts';
import { isTransient } from '../../shared/refusal.ts';
import { useCommand } from '../../shared/use-command.ts';
import { SignText, isSigned } from '../apply/sign-text.tsx';
import css from '../learn.module.css';
import { type Check, useSignatures } from '../use-learner.ts';
import { statusText } from './status.text.ts';

type Kind = Input<'workers', 'submitPaper'>['kind'];
const classes = ['A', 'B', 'C', 'D'] as const;
const certificates = ['housekeepingCertificate', 'maternityCertificate', 'childcareCertificate', 'careCertificate'] as const satisfies readonly Kind[];
/** The paper behind a check; the rest of the checks need none from her. */
const paperOf: Partial<Record<Check['code'], Kind>> = { identity: 'identity', age: 'identity', health: 'health', background: 'background', insurance: 'insurance' };
export const isPaperCheck = (code: Check['code']): boolean => code in paperOf || code === 'certificate';

/** Hands in the paper behind one check. What needs her word first asks for it on the spot. */
export function HandIn({ check, workerId, onClose }: { check: Check; workerId: string; onClose: () => void }) {
  const { t, say } = useText(statusText);
  const [today] = useState(() => dayOf(new Date()));
  const [kind, setKind] = useState<Kind | null>(paperOf[check.code] ?? null);
  const [number, setNumber] = useState('');
  const [healthClass, setHealthClass] = useState<(typeof classes)[number] | null>(null);
  const [validFrom, setFrom] = useState(today);
  const [validUntil, setUntil] = useState(addDays(today, 365));
  const signature = useSignatures().value?.items.find((one) => one.kind === 'background');
  const submit = useCommand(api.workers.submitPaper, { isQuiet: true, onDone: () => { showToast(t('handedIn')); onClose(); } });
  const mustSign = check.code === 'background' && signature !== undefined && !isSigned(signature);
  const isReady = !mustSign && kind !== null && number.trim() !== '' && (kind !== 'health' || healthClass !== null);
  const { refusal } = submit;
  const isAboutDates = refusal?.field === 'validUntil' || refusal?.field === 'validFrom';
  const isAboutNumber = refusal !== null && !isAboutDates && !isTransient(refusal);
  return (
    <Sheet isOpen title={say(check.name)} onClose={onClose} bar={<Button size="large" isWide disabled={!isReady} isBusy={submit.isRunning} data-testid="paper-send" onClick={() => void submit.run({ workerId, kind: kind!, number: number.trim(), ...(kind === 'health' && healthClass && { healthClass }), validFrom, validUntil })}>{t('handIn')}</Button>}>
      <div className={css.wide}>
        <p>{say(check.asks)}</p>
        {mustSign ? <><Notice tone="warm">{t('signFirst')}</Notice><SignText of={signature} /></> : null}
        {check.code === 'certificate' ? <Chips label={t('kind')} isLabelShown value={kind as (typeof certificates)[number] | null} onChange={setKind} choices={certificates.map((value) => ({ value, label: t(value) }))} /> : null}
        {kind === 'health' ? <Chips label={t('healthClass')} isLabelShown value={healthClass} onChange={setHealthClass} choices={classes.map((value) => ({ value, label: t(`class${value}`) }))} /> : null}
        <TextInput label={t('number')} hint={t('numberHint')} value={number} onChange={setNumber} maxLength={40} autoComplete="off" data-testid="paper-number" wrong={isAboutNumber ? refusal : null} />
        <TextInput label={t('from')} type="date" value={validFrom} onChange={setFrom} />
        <TextInput label={t('till')} type="date" value={validUntil} onChange={setUntil} wrong={isAboutDates ? refusal : null} />
        {refusal && isTransient(refusal) ? <Notice tone="warm">{say(refusal)}</Notice> : null}
        <p className={css.soft}>{t('originalNote')}</p>
      </div>
    </Sheet>
  );
}
