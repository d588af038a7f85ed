import { Button, Input, Segmented } from 'antd';
import { useState } from 'react';
import { api, type Input as Sent } from '../../api.ts';
import partCss from '../parts.module.css';
import { dayOf } from '../../format.ts';
import { useText } from '../../i18n.ts';
import { showToast } from '../../kit/index.ts';
import { useCommand } from '../../use-command.ts';
import { DayInput } from '../day-input.tsx';
import { FileButton } from '../file-button.tsx';
import type { Check } from './checks.tsx';
import css from './checks.module.css';
import { checksText } from './checks.text.ts';

type Signed = Sent<'workers', 'signCheck'>['check'];
/** Which verdicts stand behind a check that a person may sign; the check `training` has two. */
const verdicts: Partial<Record<Check['code'], readonly Signed[]>> = { schooling: ['schooling'], experience: ['experience'], training: ['trainingHours', 'exam'], practical: ['practical'], interview: ['interview'], kit: ['kit'] };
export const signable = (code: Check['code']): boolean => verdicts[code] !== undefined;

/** What somebody judged, with the grounds; who failed reads why. */
export function SignForm({ of, workerId, onDone }: { of: Check; workerId: string; onDone: () => void }) {
  const { t, say, locale } = useText(checksText);
  const choices = verdicts[of.code] ?? [];
  const [check, setCheck] = useState<Signed>(choices[0] ?? 'interview');
  const [isPassed, setPassed] = useState(true);
  const [said, setSaid] = useState('');
  const [evidenceId, setEvidenceId] = useState('');
  const [validUntil, setValidUntil] = useState('');
  const sign = useCommand(api.workers.signCheck, { isQuiet: true, onDone: () => { showToast(t('judged', { check: say(of.name) })); onDone(); } });
  const send = (): void => void sign.run({ workerId, check, isPassed, words: said.trim(), evidenceId: evidenceId.trim(), ...(validUntil && { validUntil }) });
  return (
    <form className={css.form} data-testid="sign-form" onSubmit={(event) => { event.preventDefault(); send(); }}>
      {choices.length > 1 ? <label className={partCss.label}>{t('about')}<Segmented<Signed> value={check} onChange={setCheck} options={choices.map((value) => ({ value, label: t(value as 'trainingHours' | 'exam') }))} /></label> : null}
      <div className={partCss.line} role="group" aria-label={t('judge')}>
        <button type="button" className={partCss.chip} aria-pressed={isPassed} data-testid="sign-pass" onClick={() => setPassed(true)}>{t('pass')}</button>
        <button type="button" className={partCss.chip} aria-pressed={!isPassed} data-testid="sign-fail" onClick={() => setPassed(false)}>{t('fail')}</button>
      </div>
      <label className={partCss.label}>{t('saidWords')}<Input value={said} maxLength={200} data-testid="sign-words" onChange={(event) => { setSaid(event.target.value); sign.reset(); }} /></label>
      <div className={partCss.two}>
        <label className={partCss.label}>{t('evidenceId')}<Input value={evidenceId} maxLength={64} placeholder={t('optional')} onChange={(event) => setEvidenceId(event.target.value)} /></label>
        <label className={partCss.label}>{t('validUntil')}<DayInput value={validUntil} onChange={setValidUntil} canClear /></label>
      </div>
      {sign.refusal ? <span className={partCss.wrong} role="alert">{sign.refusal[locale]}</span> : null}
      <div className={partCss.line}><Button type="primary" htmlType="submit" loading={sign.isRunning} data-testid="sign-send">{t('confirm')}</Button><Button onClick={onDone}>{t('cancel')}</Button></div>
    </form>
  );
}

/** The result of a background check: the document stays on this computer, only its fingerprint is sent. */
export function BackgroundForm({ workerId, onDone }: { workerId: string; onDone: () => void }) {
  const { t, locale } = useText(checksText);
  const [isClear, setClear] = useState(true);
  const [checkedOn, setCheckedOn] = useState(() => dayOf(new Date()));
  const [documentHash, setHash] = useState('');
  const record = useCommand(api.workers.recordBackground, { isQuiet: true, onDone: () => { showToast(t('backgroundDone')); onDone(); } });
  const take = async (file: File): Promise<void> => setHash([...new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
  return (
    <form className={css.form} onSubmit={(event) => { event.preventDefault(); void record.run({ workerId, isClear, checkedOn, documentHash }); }}>
      <div className={partCss.line} role="group" aria-label={t('background')}>
        <button type="button" className={partCss.chip} aria-pressed={isClear} onClick={() => setClear(true)}>{t('clear')}</button>
        <button type="button" className={partCss.chip} aria-pressed={!isClear} onClick={() => setClear(false)}>{t('notClear')}</button>
      </div>
      <div className={partCss.two}>
        <label className={partCss.label}>{t('checkedOn')}<DayInput value={checkedOn} onChange={setCheckedOn} /></label>
        <div className={partCss.label}>{t('documentFile')}<FileButton label={t('documentFile')} onPick={(file) => void take(file)} /><small className={partCss.quiet}>{documentHash ? `${documentHash.slice(0, 16)}…` : t('documentNote')}</small></div>
      </div>
      {record.refusal ? <span className={partCss.wrong} role="alert">{record.refusal[locale]}</span> : null}
      <div className={partCss.line}><Button type="primary" htmlType="submit" disabled={documentHash === ''} loading={record.isRunning}>{t('save')}</Button><Button onClick={onDone}>{t('cancel')}</Button></div>
    </form>
  );
}
