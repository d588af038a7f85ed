import type { ServiceFamily } from '@linli/contract';
import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { ReasonLine } from '../../shared/desk/reason-line.tsx';
import { serviceFamilyText } from '../../shared/desk/service-family.text.ts';
import { useText } from '../../shared/i18n.ts';
import { Faces, Notice, SkeletonScreen, StatusPill, Tag, showToast } from '../../shared/kit/index.ts';
import type { Tone } from '../../shared/tokens.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { OperatorButton } from '../parts/role-button.tsx';
import css from './checks.module.css';
import { checksText } from './checks.text.ts';
import { BackgroundForm, SignForm, signable } from './sign-check.tsx';

type Admission = View<'workers', 'admissionOf'>;
export type Check = Admission['checks'][number];
const tones = { missing: 'grey', submitted: 'warm', passed: 'jade', failed: 'danger', lapsed: 'danger' } as const satisfies Record<Check['state'], Tone>;

/** The 13 checks for one family of work: evidence, who verified, how long it holds, and what the desk may judge right here. */
export function Checks({ workerId }: { workerId: string }) {
  const { t, say } = useText(checksText);
  const familyName = useText(serviceFamilyText).t;
  const [family, setFamily] = useState<ServiceFamily | null>(null);
  const found = useView(['workers', 'admissionOf', workerId, family], () => api.workers.admissionOf({ workerId, ...(family && { family }) }), { live: { subject: workerId } });
  const profile = useView(['workers', 'getProfile', workerId], () => api.workers.getProfile({ workerId }), { live: { subject: workerId }, isKept: false });
  const admit = useCommand(api.workers.admit, { onDone: (now) => showToast(t('admitted', { name: now.name })) });
  const issue = useCommand(api.workers.issueCard, { onDone: (card) => showToast(t('cardIssued', { no: card.cardNo })) });
  const can = profile.value?.can['admit'];
  const act = profile.value?.status === 'applied' ? <Tooltip title={can?.isAllowed ? undefined : say(can?.why)}><Button type="primary" size="small" disabled={!can?.isAllowed} loading={admit.isRunning} data-testid="admit" onClick={() => void admit.run({ workerId })}>{t('admit')}</Button></Tooltip>
    : <OperatorButton size="small" loading={issue.isRunning} onClick={() => void issue.run({ workerId })}>{t('issueCard')}</OperatorButton>;
  return (
    <Panel title={t('checks')} aside={profile.value ? act : null}>
      <Faces of={found} loading={<SkeletonScreen />}>
        {(shown) => (
          <>
            <div className={partCss.line} role="group" aria-label={t('family')}>
              {shown.families.map((one) => <button key={one.family} type="button" className={partCss.chip} aria-pressed={one.family === shown.family} onClick={() => setFamily(one.family)}>{familyName(one.family)} {one.isAdmitted ? <Tag tone="jade">{t('isAdmitted')}</Tag> : <span className={partCss.quiet}>{t('passedOf', { passed: one.passed, needed: one.needed })}</span>}</button>)}
            </div>
            <Notice tone={shown.isAdmitted ? 'jade' : 'warm'}><b>{t('next')}{shown.next.who === 'nobody' ? '' : ` · ${t(`who${shown.next.who}`)}`}</b> {say(shown.next.words)}</Notice>
            <div>{shown.checks.map((check) => <CheckRow key={check.code} of={check} workerId={workerId} />)}</div>
            <Periods of={shown} />
          </>
        )}
      </Faces>
    </Panel>
  );
}

function CheckRow({ of, workerId }: { of: Check; workerId: string }) {
  const { t, say } = useText(checksText);
  const { day } = useFormat();
  const [doing, setDoing] = useState<'sign' | 'refuse' | 'background' | 'health' | null>(null);
  const verify = useCommand(api.workers.verifyPaper, { onDone: () => { showToast(t('judged', { check: say(of.name) })); setDoing(null); } });
  const credit = useCommand(api.workers.checkCredit, { onDone: () => showToast(t('creditDone')) });
  const dates = [of.validFrom && t('from', { day: day(of.validFrom) }), of.validUntil && t('until', { day: day(of.validUntil) })].filter(Boolean).join(' · ');
  const isPaper = ['identity', 'health', 'background', 'insurance', 'certificate'].includes(of.code);
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
          <StatusPill tone={tones[of.state]}>{t(of.state)}</StatusPill>
          {isPaper && of.state === 'submitted' ? <><OperatorButton size="small" type="primary" loading={verify.isRunning} data-testid={`verify-${of.code}`} onClick={() => void verify.run({ paperId: of.evidenceId, isAccepted: true })}>{t('verify')}</OperatorButton><OperatorButton size="small" onClick={() => setDoing('refuse')}>{t('refuse')}</OperatorButton></> : null}
          {of.code === 'background' && of.state !== 'passed' ? <OperatorButton size="small" onClick={() => setDoing('background')}>{t('background')}</OperatorButton> : null}
          {of.code === 'credit' && of.state !== 'passed' ? <OperatorButton size="small" loading={credit.isRunning} data-testid="check-credit-run" onClick={() => void credit.run({ workerId })}>{t('credit')}</OperatorButton> : null}
          {of.code === 'health' && of.state !== 'missing' ? <OperatorButton size="small" onClick={() => setDoing('health')}>{t('readHealth')}</OperatorButton> : null}
          {signable(of.code) ? <OperatorButton size="small" data-testid={`sign-${of.code}`} onClick={() => setDoing(doing === 'sign' ? null : 'sign')}>{t('judge')}</OperatorButton> : null}
        </span>
      </div>
      {doing === 'sign' ? <SignForm of={of} workerId={workerId} onDone={done} /> : null}
      {doing === 'background' ? <BackgroundForm workerId={workerId} onDone={done} /> : null}
      {doing === 'health' ? <Health workerId={workerId} onDone={done} /> : null}
      {doing === 'refuse' ? <ReasonLine label={t('refuseWhy')} quick={[t('re1'), t('re2'), t('re3')]} confirm={t('refuse')} isDanger isBusy={verify.isRunning} onSend={(reason) => void verify.run({ paperId: of.evidenceId, isAccepted: false, reason })} onCancel={done} /> : null}
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
    <div className={css.form}>
      <Facts of={[[t('hospital'), record.hospital], [t('examinedOn'), day(record.examinedOn)], ...record.items.map((item): readonly [string, string] => [say(item.name), `${item.result}${item.isNormal ? '' : ` · ${t('notNormal')}`}`])]} />
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
