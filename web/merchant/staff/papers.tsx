import { Button, Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { Panel } from '../../shared/desk/panel.tsx';
import css from '../../shared/desk/parts.module.css';
import { addDays, dayOf } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { StatusPill, showToast } from '../../shared/kit/index.ts';
import type { Tone } from '../../shared/tokens.ts';
import { HealthFields } from '../../shared/papers/health-fields.tsx';
import { papersText } from '../../shared/papers/papers.text.ts';
import { PhotoField } from '../../shared/papers/photo-field.tsx';
import { useHealth } from '../../shared/papers/use-health.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import staffCss from './staff.module.css';
import { staffText } from './staff.text.ts';

export type Profile = View<'workers', 'getProfile'>;
type Paper = Profile['papers'][number];
export type PaperKind = Paper['kind'];
const kinds = ['identity', 'health', 'background', 'insurance', 'electrician', 'plumber', 'highWork', 'waterproofing', 'careCertificate', 'maternityCertificate', 'childcareCertificate', 'housekeepingCertificate', 'organizingCertificate', 'drivingLicence'] as const satisfies readonly PaperKind[];
const looks = { submitted: ['stateSubmitted', 'warm'], verified: ['stateVerified', 'jade'], refused: ['stateRefused', 'danger'], expired: ['stateExpired', 'danger'] } as const satisfies Record<Paper['state'], readonly [string, Tone]>;

/** Days until a paper ends, counted from today; below zero it has ended. */
export const daysLeft = (paper: Pick<Paper, 'validUntil'>, today = dayOf(new Date())): number => Math.round((Date.parse(paper.validUntil) - Date.parse(today)) / 86_400_000);
export const soonDays = 30;

/** Papers with their state and end; a new one is submitted below them. */
export function Papers({ profile }: { profile: Profile }) {
  const { t, say } = useText(staffText);
  const { day } = useFormat();
  const [isAdding, setAdding] = useState(false);
  return (
    <Panel title={t('paperList')} aside={profile.can['submitPaper']?.isAllowed && !isAdding ? <Button size="small" data-testid="paper-add" onClick={() => setAdding(true)}>{t('addPaper')}</Button> : null}>
      {isAdding ? <PaperForm workerId={profile.workerId} onDone={() => setAdding(false)} /> : null}
      {profile.papers.length === 0 ? <p className={css.quiet}>{t('noPapers')}</p> : (
        <div>
          {profile.papers.map((paper) => {
            const left = daysLeft(paper);
            const [key, tone] = looks[paper.state];
            return (
              <div key={paper.paperId} className={staffCss.paper}>
                <span>{say(paper.name)}{paper.healthClass ? ` ${paper.healthClass}` : ''} <small>{paper.maskedNumber}</small></span><StatusPill tone={tone}>{t(key)}</StatusPill>
                <small>{paper.reason ? `${paper.reason} · ` : ''}{t('until', { date: day(paper.validUntil) })}{paper.state === 'verified' && left >= 0 && left <= soonDays ? <b className={css.warm}> · {t('endsIn', { days: left })}</b> : null}</small>
              </div>
            );
          })}
        </div>
      )}
    </Panel>
  );
}

function PaperForm({ workerId, onDone }: { workerId: string; onDone: () => void }) {
  const { t, locale } = useText(staffText);
  const [today] = useState(() => dayOf(new Date()));
  const [kind, setKind] = useState<PaperKind>('health');
  const [number, setNumber] = useState('');
  const [photo, setPhoto] = useState<string | null>(null);
  const [validFrom, setFrom] = useState(today);
  const [validUntil, setUntil] = useState(addDays(today, 364));
  const submit = useCommand(api.workers.submitPaper, { isQuiet: true, onDone: () => { showToast(t('submitted')); onDone(); } });
  const kindPicker = <label>{t('paperKind')}<Select<PaperKind> aria-label={t('paperKind')} value={kind} onChange={setKind} options={kinds.map((value) => ({ value, label: t(value) }))} /></label>;
  if (kind === 'health') return <HealthForm workerId={workerId} picker={kindPicker} onDone={onDone} />;
  const isFull = number.trim() !== '' && validFrom !== '' && validUntil !== '';
  return (
    <form className={css.form} onSubmit={(event) => { event.preventDefault(); if (isFull) void submit.run({ workerId, kind, number: number.trim(), validFrom, validUntil, ...(photo !== null && kind !== 'background' && { imageBase64: photo }) }); }}>
      <div className={css.two}>
        {kindPicker}
      </div>
      <label>{t('number')}<Input value={number} maxLength={40} data-testid="paper-number" onChange={(event) => setNumber(event.target.value)} /><span className={css.quiet}>{t('numberNote')}</span></label>
      <div className={css.two}>
        <label>{t('validFrom')}<Input type="date" value={validFrom} onChange={(event) => setFrom(event.target.value)} /></label>
        <label>{t('validUntil')}<Input type="date" value={validUntil} onChange={(event) => setUntil(event.target.value)} /></label>
      </div>
      {kind === 'background' ? null : <PhotoField onChange={setPhoto} />}
      {submit.refusal ? <p className={css.wrong} role="alert">{submit.refusal[locale]}</p> : null}
      <div className={css.line}><Button type="primary" htmlType="submit" loading={submit.isRunning} disabled={!isFull} data-testid="paper-submit">{t('submit')}</Button><Button onClick={onDone}>{t('cancel')}</Button></div>
    </form>
  );
}

/** A worker's health check with its items, as the report says. */
function HealthForm({ workerId, picker, onDone }: { workerId: string; picker: ReactNode; onDone: () => void }) {
  const { t } = useText(staffText);
  const words = useText(papersText).t;
  const health = useHealth(workerId, words('normal'), 'B');
  const record = useCommand(api.workers.recordHealth, { isQuiet: true, onDone: () => { showToast(t('submitted')); onDone(); } });
  return (
    <form className={css.form} onSubmit={(event) => { event.preventDefault(); if (health.sent) void record.run(health.sent); }}>
      <div className={css.two}>{picker}</div>
      <HealthFields of={health} refusal={record.refusal} />
      <div className={css.line}><Button type="primary" htmlType="submit" loading={record.isRunning} disabled={health.sent === null} data-testid="paper-submit">{t('submit')}</Button><Button onClick={onDone}>{t('cancel')}</Button></div>
    </form>
  );
}
