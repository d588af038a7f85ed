import type { ServiceFamily } from '@linli/contract';
import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../api.ts';
import { useText } from '../../i18n.ts';
import { Faces, Notice, SkeletonScreen, StatusPill, Tag, showToast } from '../../kit/index.ts';
import type { Tone } from '../../tokens.ts';
import { useCommand } from '../../use-command.ts';
import { useFormat } from '../../use-format.ts';
import { useView } from '../../use-view.ts';
import { Facts, Panel } from '../panel.tsx';
import partCss from '../parts.module.css';
import { ReasonLine } from '../reason-line.tsx';
import { serviceFamilyText } from '../service-family.text.ts';
import css from './checks.module.css';
import { checksText } from './checks.text.ts';
import { OperatorButton } from './operator-button.tsx';
import { BackgroundForm, SignForm, signable } from './sign-check.tsx';
import { WaitingPaper } from './waiting-papers.tsx';

type Admission = View<'workers', 'admissionOf'>;
type Paper = View<'workers', 'getProfile'>['papers'][number];
export type Check = Admission['checks'][number];
/**
 * `all`: papers are judged, she is admitted and gets her card right here. `checks`: papers, admission and card stand elsewhere on the screen.
 * `read`: only what there is, what is missing and who is to do it.
 */
export type Part = 'all' | 'checks' | 'read';
const tones = { missing: 'grey', submitted: 'warm', passed: 'jade', failed: 'danger', lapsed: 'danger' } as const satisfies Record<Check['state'], Tone>;
const kindsOf: Partial<Record<Check['code'], readonly Paper['kind'][]>> = {
  identity: ['identity'], health: ['health'], background: ['background'], insurance: ['insurance'], certificate: ['housekeepingCertificate', 'careCertificate', 'maternityCertificate', 'childcareCertificate'],
};

/** The 13 checks for one family of work: evidence, who verified, how long it holds, and what may be judged. */
export function Checks({ workerId, part = 'all' }: { workerId: string; part?: Part }) {
  const { t, say } = useText(checksText);
  const familyName = useText(serviceFamilyText).t;
  const [family, setFamily] = useState<ServiceFamily | null>(null);
  const found = useView(['workers', 'admissionOf', workerId, family], () => api.workers.admissionOf({ workerId, ...(family && { family }) }), { live: { subject: workerId } });
  const profile = useView(['workers', 'getProfile', workerId], () => api.workers.getProfile({ workerId }), { live: { subject: workerId }, isKept: false });
  const waiting = part === 'all' ? profile.value?.papers.filter(({ state }) => state === 'submitted') ?? [] : [];
  return (
    <Panel title={t('checks')} aside={part === 'all' && profile.value ? <Act of={profile.value} /> : null}>
      <Faces of={found} loading={<SkeletonScreen />}>
        {(shown) => {
          const open = shown.checks.filter(({ isNeeded, state }) => isNeeded && state !== 'passed');
          return (
            <>
              <div className={partCss.line} role="group" aria-label={t('family')}>
                {shown.families.map((one) => <button key={one.family} type="button" className={partCss.chip} aria-pressed={one.family === shown.family} onClick={() => setFamily(one.family)}>{familyName(one.family)} {one.isAdmitted ? <Tag tone="jade">{t('isAdmitted')}</Tag> : <span className={partCss.quiet}>{t('passedOf', { passed: one.passed, needed: one.needed })}</span>}</button>)}
              </div>
              <Notice tone={open.length === 0 ? 'jade' : 'warm'}>
                <b>{t('next')}{shown.next.who === 'nobody' ? '' : ` · ${t(`who${shown.next.who}`)}`}</b> {say(shown.next.words)}
                {part === 'read' && open.length > 0 ? <p data-testid="checks-missing">{t('missingHere')} {open.map(({ name }) => say(name)).join(' · ')}</p> : null}
              </Notice>
              <div>{shown.checks.map((check) => <CheckRow key={check.code} of={check} workerId={workerId} isRead={part === 'read'} waiting={waiting.filter(({ kind }) => kindsOf[check.code]?.includes(kind))} />)}</div>
              <Periods of={shown} />
            </>
          );
        }}
      </Faces>
    </Panel>
  );
}

/** Admit her, or give her the card. */
function Act({ of }: { of: View<'workers', 'getProfile'> }) {
  const { t, say } = useText(checksText);
  const { workerId } = of;
  const admit = useCommand(api.workers.admit, { onDone: (now) => showToast(t('admitted', { name: now.name })) });
  const issue = useCommand(api.workers.issueCard, { onDone: (card) => showToast(t('cardIssued', { no: card.cardNo })) });
  const can = of.can['admit'];
  if (of.status !== 'applied') return <OperatorButton size="small" loading={issue.isRunning} onClick={() => void issue.run({ workerId })}>{t('issueCard')}</OperatorButton>;
  return <Tooltip title={can?.isAllowed ? undefined : say(can?.why)}><Button type="primary" size="small" disabled={!can?.isAllowed} loading={admit.isRunning} data-testid="admit" onClick={() => void admit.run({ workerId })}>{t('admit')}</Button></Tooltip>;
}

function CheckRow({ of, workerId, isRead, waiting }: { of: Check; workerId: string; isRead: boolean; waiting: readonly Paper[] }) {
  const { t, say } = useText(checksText);
  const { day } = useFormat();
  const [doing, setDoing] = useState<'sign' | 'background' | 'health' | null>(null);
  const credit = useCommand(api.workers.checkCredit, { onDone: () => showToast(t('creditDone')) });
  const dates = [of.validFrom && t('from', { day: day(of.validFrom) }), // What has passed says its end in its own words.
    of.validUntil && !(of.isNeeded && of.state === 'passed') && t('until', { day: day(of.validUntil) })].filter(Boolean).join(' · ');
  const toggle = (next: typeof doing): void => setDoing(doing === next ? null : next);
  const done = (): void => setDoing(null);
  return (
    <div className={css.row} data-needed={of.isNeeded} data-testid={`check-${of.code}`} data-state={of.state}>
      <div className={css.top}>
        <span className={css.no}>{of.no}</span>
        <span className={partCss.cell}>
          <span><b className={partCss.strong}>{say(of.name)}</b> <span className={partCss.quiet}>{say(of.asks)}</span></span>
          <small>{of.isNeeded ? say(of.words) : t('notNeeded')}{dates ? ` · ${dates}` : ''}{of.verifiedBy ? ` · ${t('verifiedBy', { name: of.verifiedBy })}` : ''}{of.isCarriedOver ? ` · ${t('carriedOver')}` : ''}</small>
          {of.evidenceHash ? <small className={css.hash}>{t('fingerprint')} {of.evidenceHash.slice(0, 16)}…</small> : null}
        </span>
        <span className={css.end}>
          {of.state === 'missing' ? <Tag>{t('missing')}</Tag> : <StatusPill tone={tones[of.state]}>{t(of.state)}</StatusPill>}
          {isRead ? null : <>
            {/* Also while it holds: renewed before it lapses, and a bad result may come any day. */}
            {of.code === 'background' ? <OperatorButton size="small" data-testid="background-note" onClick={() => toggle('background')}>{t(of.state === 'passed' ? 'renewBackground' : 'background')}</OperatorButton> : null}
            {of.code === 'credit' ? <OperatorButton size="small" loading={credit.isRunning} data-testid="check-credit-run" onClick={() => void credit.run({ workerId })}>{t(of.state === 'passed' ? 'recheckCredit' : 'credit')}</OperatorButton> : null}
            {of.code === 'health' && of.state !== 'missing' ? <OperatorButton size="small" data-testid="health-read" onClick={() => toggle('health')}>{t('readHealth')}</OperatorButton> : null}
            {signable(of.code) ? <OperatorButton size="small" data-testid={`sign-${of.code}`} onClick={() => toggle('sign')}>{t('judge')}</OperatorButton> : null}
          </>}
        </span>
      </div>
      {waiting.map((paper) => <WaitingPaper key={paper.paperId} of={paper} testId={of.code} />)}
      {doing === 'sign' ? <SignForm of={of} workerId={workerId} onDone={done} /> : null}
      {doing === 'background' ? <BackgroundForm workerId={workerId} onDone={done} /> : null}
      {doing === 'health' ? <Health workerId={workerId} onDone={done} /> : null}
    </div>
  );
}

/** The health record, opened with a reason that she can read. */
function Health({ workerId, onDone }: { workerId: string; onDone: () => void }) {
  const { t, say } = useText(checksText);
  const { day } = useFormat();
  const [record, setRecord] = useState<View<'workers', 'readHealth'> | null>(null);
  const read = useCommand(api.workers.readHealth, { refreshes: [], onDone: (found) => { setRecord(found); showToast(t('readDone')); } });
  if (!record) return <div className={css.form}><ReasonLine label={t('readWhy')} quick={[t('why1'), t('why2')]} confirm={t('readHealth')} isBusy={read.isRunning} onSend={(why) => void read.run({ workerId, why })} onCancel={onDone} /></div>;
  return (
    <div className={css.form} data-testid="health-record">
      <Facts of={[[t('hospital'), record.hospital], [t('examinedOn'), day(record.examinedOn)], [t('validUntil'), day(record.validUntil)], ...record.items.map((item): readonly [string, string] => [say(item.name), `${item.result}${item.isNormal ? '' : ` · ${t('notNormal')}`}`])]} />
    </div>
  );
}

function Periods({ of }: { of: Admission }) {
  const { t, say } = useText(checksText);
  const family = useText(serviceFamilyText).t;
  const { instant, day } = useFormat();
  if (of.periods.length === 0) return null;
  return (
    <details>
      <summary className={partCss.link}>{t('periods')} {of.periods.length}</summary>
      <Facts of={of.periods.map((one, index): readonly [string, string] => [`${index + 1}. ${family(one.family)}`, `${instant(one.fromAt)}${one.endedAt ? ` → ${instant(one.endedAt)} · ${say(one.why)}` : one.untilDay ? ` · ${t('ended', { day: day(one.untilDay) })}` : ''}`])} />
    </details>
  );
}
