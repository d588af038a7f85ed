import { CircleAlert, CircleCheck, Clock3, IdCard } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import type { paperKinds } from '@linli/contract';
import { api } from '../../shared/api.ts';
import { addDays } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { isTransient } from '../../shared/refusal.ts';
import { Button, Card, Chips, SectionTitle, Sheet, TextInput, showToast } from '../../shared/kit/index.ts';
import { PhotoField } from '../../shared/papers/photo-field.tsx';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { Unsent } from '../unsent.tsx';
import type { Profile } from '../use-work.ts';
import { expiryOf } from './expiry.ts';
import css from './me.module.css';
import { meText } from './me.text.ts';

type Kind = (typeof paperKinds)[number];
const kinds = ['identity', 'health', 'background', 'insurance', 'electrician', 'plumber', 'highWork', 'waterproofing', 'careCertificate', 'maternityCertificate', 'childcareCertificate', 'housekeepingCertificate', 'organizingCertificate', 'drivingLicence'] as const satisfies readonly Kind[];
const HealthSheet = lazy(() => import('../../shared/papers/health-sheet.tsx'));

/** My papers, the one that ends first on top; what runs out is said in words. */
export function Papers({ profile, today }: { profile: Profile; today: string }) {
  const { t, say } = useText(meText);
  const format = useFormat();
  const [form, setForm] = useState<Kind | 'any' | null>(null);
  const papers = [...profile.papers].sort((a, b) => a.validUntil.localeCompare(b.validUntil));
  return (
    <>
      <SectionTitle>{t('papers')}</SectionTitle>
      <Card>
        <ul className={css.papers}>
          {papers.map((paper) => {
            const { days, state } = expiryOf(paper.validUntil, today);
            const isBad = state !== 'fine' || paper.state === 'refused' || paper.state === 'expired';
            const Icon = isBad ? CircleAlert : paper.state === 'submitted' ? Clock3 : CircleCheck;
            return (
              <li key={paper.paperId} data-bad={isBad || undefined}>
                <Icon size={22} aria-hidden="true" />
                <span><b>{say(paper.name)}</b>
                  <small>{state === 'over' || paper.state === 'expired' ? t('expired') : state === 'soon' ? t('expiresIn', { days }) : t('validUntil', { day: format.day(paper.validUntil) })}</small>
                  <small className={css.soft}>{paper.state === 'submitted' ? t('submitted') : paper.state === 'refused' ? `${t('refused')}${paper.reason ? ` · ${paper.reason}` : ''}` : paper.state === 'verified' ? t('verified') : ''}</small>
                </span>
                {isBad ? <Button kind="secondary" onClick={() => setForm(paper.kind)}>{t('renew')}</Button> : null}
              </li>
            );
          })}
          {papers.length === 0 ? <li><IdCard size={22} aria-hidden="true" /><span>{t('noPapers')}</span></li> : null}
        </ul>
        <Button kind="soft" isWide onClick={() => setForm('any')}>{t('addPaper')}</Button>
      </Card>
      {form === 'health' ? <Suspense fallback={null}><HealthSheet workerId={profile.workerId} onClose={() => setForm(null)} /></Suspense> : form ? <PaperForm workerId={profile.workerId} first={form === 'any' ? null : form} today={today} onHealth={() => setForm('health')} onClose={() => setForm(null)} /> : null}
    </>
  );
}

function PaperForm({ workerId, first, today, onHealth, onClose }: { workerId: string; first: Kind | null; today: string; onHealth: () => void; onClose: () => void }) {
  const { t } = useText(meText);
  const [kind, setKind] = useState<Kind | null>(first);
  const [number, setNumber] = useState('');
  const [photo, setPhoto] = useState<string | null>(null);
  const [validFrom, setFrom] = useState(today);
  const [validUntil, setUntil] = useState(addDays(today, 364));
  const submit = useCommand(api.workers.submitPaper, {
    isQuiet: true,
    onDone: () => { showToast(t('submittedToast')); onClose(); },
    // The field that is wrong may lie below the edge of the sheet.
    onRefused: () => requestAnimationFrame(() => document.querySelector('dialog [role=alert]')?.scrollIntoView({ block: 'center' })),
  });
  const run = (): void => { if (kind) void submit.run({ workerId, kind, number: number.trim(), validFrom, validUntil, ...(photo !== null && kind !== 'background' && { imageBase64: photo }) }); };
  const isReady = kind !== null && number.trim() !== '';
  const refusal = submit.refusal && !isTransient(submit.refusal) ? submit.refusal : null;
  const isAboutDates = refusal?.field === 'validUntil' || refusal?.field === 'validFrom';
  return (
    <Sheet isOpen title={t('addPaper')} onClose={onClose} bar={<Button size="large" isWide disabled={!isReady} isBusy={submit.isRunning} onClick={run}>{t('submit')}</Button>}>
      <Chips label={t('kind')} isLabelShown value={kind} onChange={(next) => (next === 'health' ? onHealth() : setKind(next))} choices={kinds.map((value) => ({ value, label: t(value) }))} />
      <TextInput label={t('number')} hint={t('numberHint')} value={number} onChange={setNumber} maxLength={40} autoComplete="off" wrong={isAboutDates ? null : refusal} />
      <TextInput label={t('from')} type="date" value={validFrom} onChange={setFrom} />
      <TextInput label={t('until')} type="date" value={validUntil} onChange={setUntil} wrong={isAboutDates ? refusal : null} />
      {kind === 'background' ? null : <PhotoField onChange={setPhoto} />}
      <Unsent refusal={submit.refusal} onRetry={run} />
    </Sheet>
  );
}
