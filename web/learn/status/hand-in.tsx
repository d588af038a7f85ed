import { useState } from 'react';
import { api, type Input } from '../../shared/api.ts';
import { addDays, dayOf } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Chips, Notice, Sheet, TextInput, showToast } from '../../shared/kit/index.ts';
import { isTransient } from '../../shared/refusal.ts';
import HealthSheet from '../../shared/papers/health-sheet.tsx';
import { PhotoField } from '../../shared/papers/photo-field.tsx';
import { useCommand } from '../../shared/use-command.ts';
import { SignText, isSigned } from '../apply/sign-text.tsx';
import css from '../learn.module.css';
import { type Check, useSignatures } from '../use-learner.ts';
import { statusText } from './status.text.ts';

type Kind = Input<'workers', 'submitPaper'>['kind'];
const certificates = ['housekeepingCertificate', 'maternityCertificate', 'childcareCertificate', 'careCertificate'] as const satisfies readonly Kind[];
/** The paper behind a check; the rest of the checks need none from her. */
const paperOf: Partial<Record<Check['code'], Kind>> = { identity: 'identity', age: 'identity', health: 'health', background: 'background', insurance: 'insurance' };
export const isPaperCheck = (code: Check['code']): boolean => code in paperOf || code === 'certificate';

type Props = { check: Check; workerId: string; onClose: () => void };
/** Hands in the paper behind one check; a health check has a form of its own. */
export function HandIn(props: Props) {
  return props.check.code === 'health' ? <HealthSheet workerId={props.workerId} onClose={props.onClose} /> : <PaperSheet {...props} />;
}

/** What needs her word first asks for it on the spot. */
function PaperSheet({ check, workerId, onClose }: Props) {
  const { t, say } = useText(statusText);
  const [today] = useState(() => dayOf(new Date()));
  const [kind, setKind] = useState<Kind | null>(paperOf[check.code] ?? null);
  const [number, setNumber] = useState('');
  const [photo, setPhoto] = useState<string | null>(null);
  const [validFrom, setFrom] = useState(today);
  const [validUntil, setUntil] = useState(addDays(today, 364));
  const signature = useSignatures().value?.items.find((one) => one.kind === 'background');
  const submit = useCommand(api.workers.submitPaper, { isQuiet: true, onDone: () => { showToast(t('handedIn')); onClose(); } });
  const mustSign = check.code === 'background' && signature !== undefined && !isSigned(signature);
  const isReady = !mustSign && kind !== null && number.trim() !== '';
  const { refusal } = submit;
  const isAboutDates = refusal?.field === 'validUntil' || refusal?.field === 'validFrom';
  const isAboutNumber = refusal !== null && !isAboutDates && !isTransient(refusal);
  return (
    <Sheet isOpen title={say(check.name)} onClose={onClose} bar={<Button size="large" isWide disabled={!isReady} isBusy={submit.isRunning} data-testid="paper-send" onClick={() => void submit.run({ workerId, kind: kind!, number: number.trim(), validFrom, validUntil, ...(photo !== null && { imageBase64: photo }) })}>{t('handIn')}</Button>}>
      <div className={css.wide}>
        <p>{say(check.asks)}</p>
        {mustSign ? <><Notice tone="warm">{t('signFirst')}</Notice><SignText of={signature} /></> : null}
        {check.code === 'certificate' ? <Chips label={t('kind')} isLabelShown value={kind as (typeof certificates)[number] | null} onChange={setKind} choices={certificates.map((value) => ({ value, label: t(value) }))} /> : null}
        <TextInput label={t('number')} hint={t('numberHint')} value={number} onChange={setNumber} maxLength={40} autoComplete="off" data-testid="paper-number" wrong={isAboutNumber ? refusal : null} />
        <TextInput label={t('from')} type="date" value={validFrom} onChange={setFrom} />
        <TextInput label={t('till')} type="date" value={validUntil} onChange={setUntil} wrong={isAboutDates ? refusal : null} />
        {kind === 'background' ? null : <PhotoField onChange={setPhoto} />}
        {refusal && isTransient(refusal) ? <Notice tone="warm">{say(refusal)}</Notice> : null}
        <p className={css.soft}>{t('originalNote')}</p>
      </div>
    </Sheet>
  );
}
