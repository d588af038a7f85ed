import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import { DayInput } from '../parts/day-input.tsx';
import { WorkerPicker } from '../parts/worker-picker.tsx';
import { text } from '../text.ts';
import { credentialsText } from './credentials.text.ts';

/** A certificate on a record of one's own; exams and practicals issue theirs themselves. */
export function IssueCertificate({ onClose }: { onClose: () => void }) {
  const { t, say, locale } = useText(credentialsText);
  const words = useText(text).t;
  const [workerId, setWorkerId] = useState<string | null>(null);
  const [kind, setKind] = useState('core');
  const [said, setSaid] = useState('');
  const [validUntil, setValidUntil] = useState('');
  const kinds = useView(['training', 'certificateKinds'], () => api.training.certificateKinds({}), { live: false, staleSeconds: 3600 });
  const issue = useCommand(api.training.issueCertificate, { isQuiet: true, onDone: (made) => { showToast(t('issuedDone', { number: made.number })); onClose(); } });
  const isFull = workerId !== null && said.trim() !== '';
  const send = (): void => { if (isFull) void issue.run({ workerId, kind, evidence: { kind: 'record', words: said.trim() }, ...(validUntil && { validUntil }) }); };
  return (
    <DeskDrawer isOpen title={t('issue')} widthPixels={480} onClose={onClose} footer={<div className={partCss.line}><Button type="primary" disabled={!isFull} loading={issue.isRunning} data-testid="issue-send" onClick={send}>{t('issue')}</Button><Button onClick={onClose}>{words('cancel')}</Button></div>}>
      <form className={partCss.form} onSubmit={(event) => { event.preventDefault(); send(); }}>
        <label>{t('worker')}<WorkerPicker label={t('worker')} value={workerId} onChange={(id) => { setWorkerId(id); issue.reset(); }} testId="issue-worker" /></label>
        <label>{t('kind')}<Select aria-label={t('kind')} value={kind} onChange={(next) => { setKind(next); issue.reset(); }} options={(kinds.value?.items ?? []).map((one) => ({ value: one.kind, label: say(one.title) }))} /></label>
        <label>{t('words')}<Input.TextArea value={said} rows={2} maxLength={300} data-testid="issue-words" onChange={(event) => setSaid(event.target.value)} /></label>
        <label>{t('validUntil')}<DayInput value={validUntil} onChange={setValidUntil} canClear /></label>
        {issue.refusal ? <span className={partCss.wrong} role="alert">{issue.refusal[locale]}</span> : null}
      </form>
    </DeskDrawer>
  );
}
