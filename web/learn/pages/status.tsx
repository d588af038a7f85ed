import { ChevronRight, CircleAlert, CircleCheck, CircleDashed, CircleX, Clock3 } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { serviceFamilyText } from '../../shared/desk/service-family.text.ts';
import { useText } from '../../shared/i18n.ts';
import { ButtonLink, Card, Chips, Faces, Progress, Screen, SkeletonScreen, Tag, Timeline } from '../../shared/kit/index.ts';
import { ReadAloud } from '../../shared/read-aloud.tsx';
import { useFormat } from '../../shared/use-format.ts';
import css from '../learn.module.css';
import { HandIn, isPaperCheck } from '../status/hand-in.tsx';
import { Earlier, Over, Withdraw, isApplying, isOver } from '../status/over.tsx';
import { statusText } from '../status/status.text.ts';
import { type Admission, type Check, useAdmission, useApplication } from '../use-learner.ts';

const icons = { missing: CircleDashed, submitted: Clock3, passed: CircleCheck, failed: CircleX, lapsed: CircleAlert } as const;
const stateKeys = { missing: 'stateMissing', submitted: 'stateSubmitted', passed: 'statePassed', failed: 'stateFailed', lapsed: 'stateLapsed' } as const;
const tones = { missing: 'grey', submitted: 'sky', passed: 'jade', failed: 'danger', lapsed: 'danger' } as const;

/** All thirteen checks in words for one kind of work, the one next step, and the way so far. */
export default function Status() {
  const { t } = useText(statusText);
  const { t: familyName } = useText(serviceFamilyText);
  const [family, setFamily] = useState<Admission['family'] | null>(null);
  const admission = useAdmission(family);
  const application = useApplication().value?.application;
  if (application && isApplying(application)) return <Screen title={t('title')} back="/">{isOver(application) ? <Over of={application} /> : <ButtonLink href="/apply" size="large" isWide>{t('applyAgain')}</ButtonLink>}<Earlier of={application} /></Screen>;
  return (
    <Screen title={t('title')} back="/">
      <Faces of={admission} loading={<SkeletonScreen />}>
        {(found) => (
          <>
            {found.families.length > 1 ? <Chips label={t('family')} isLabelShown isScrolling value={found.family} onChange={setFamily} choices={found.families.map((one) => ({ value: one.family, label: familyName(one.family) }))} /> : null}
            <Body admission={found} />
            {application ? <><Earlier of={application} /><Withdraw of={application} /></> : null}
          </>
        )}
      </Faces>
    </Screen>
  );
}

function Body({ admission }: { admission: Admission }) {
  const { t, say } = useText(statusText);
  const { t: familyName } = useText(serviceFamilyText);
  const { day } = useFormat();
  const [params, setParams] = useSearchParams();
  const needed = admission.checks.filter(({ isNeeded }) => isNeeded);
  const others = admission.checks.filter(({ isNeeded }) => !isNeeded);
  const passed = needed.filter(({ state }) => state === 'passed').length;
  const open = admission.checks.find(({ code }) => code === params.get('do'));
  const show = (code: string | null): void => setParams((former) => { const next = new URLSearchParams(former); if (code) next.set('do', code); else next.delete('do'); return next; }, { replace: true });
  const words = [say(admission.next.words), ...needed.filter(({ state }) => state !== 'passed').map((check) => `${say(check.name)}，${say(check.words)}`)].join('。');
  return (
    <>
      <section className={css.next}><small>{t('next')}</small><b>{say(admission.next.words)}</b></section>
      <Card title={t('needed')} aside={<Tag tone={admission.isAdmitted ? 'jade' : 'grey'}>{t(admission.isAdmitted ? 'admitted' : 'notAdmitted')}</Tag>}>
        <div className={css.stack}>
          <Progress label={t('statePassed')} done={passed} total={needed.length} />
          <ReadAloud text={words} />
          <Checks of={needed} onOpen={show} />
        </div>
      </Card>
      {others.length > 0 ? <Card title={t('notNeeded')}><Checks of={others} onOpen={show} /></Card> : null}
      <Way />
      {admission.periods.length > 0 ? <Card title={t('periods')}><ul className={css.stack}>{admission.periods.map((period) => <li key={period.fromAt + period.family} className={css.row}><span><b>{familyName(period.family)} · {day(period.fromAt)} – {period.endedAt ? day(period.endedAt) : period.untilDay ? day(period.untilDay) : ''}</b><br /><small className={css.soft}>{say(period.why)}</small></span><Tag tone={period.endedAt ? 'grey' : 'jade'}>{t(period.endedAt ? 'ended' : 'running')}</Tag></li>)}</ul></Card> : null}
      {open && isPaperCheck(open.code) ? <HandIn key={open.code} check={open} workerId={admission.workerId} onClose={() => show(null)} /> : null}
    </>
  );
}

/** Also what holds may be handed in anew in its last month. */
const soonDays = 30;
const endsSoon = ({ validUntil }: Check): boolean => validUntil !== null && Date.parse(validUntil) - Date.now() < soonDays * 86_400_000;

function Checks({ of, onOpen }: { of: readonly Check[]; onOpen: (code: string) => void }) {
  const { t, say } = useText(statusText);
  return (
    <ol className={css.checks} data-testid="checks">
      {of.map((check) => {
        const Icon = icons[check.state];
        const canDo = isPaperCheck(check.code) && (check.state !== 'passed' || endsSoon(check));
        const body = (
          <>
            <Icon size={24} aria-hidden="true" />
            <span><b>{check.no}. {say(check.name)}</b><small>{say(check.words)}</small><small>{t('asks', { asks: say(check.asks) })}</small>{check.state === 'passed' && check.verifiedBy ? <small>{t('by', { name: check.verifiedBy })}</small> : check.state === 'passed' ? null : <small>{t('validity', { validity: say(check.validity) })}</small>}</span>
            <Tag tone={tones[check.state]}>{t(stateKeys[check.state])}</Tag>
            {canDo ? <ChevronRight size={18} aria-hidden="true" /> : null}
          </>
        );
        return <li key={check.code} data-testid={`check-${check.code}`}>{canDo ? <button type="button" className={css.check} data-state={check.state} onClick={() => onOpen(check.code)}>{body}</button> : <div className={css.check} data-state={check.state}>{body}</div>}</li>;
      })}
    </ol>
  );
}

function Way() {
  const { t, say } = useText(statusText);
  const { day } = useFormat();
  const application = useApplication().value?.application;
  if (!application || application.steps.length === 0) return null;
  return <Card title={t('way')}><Timeline label={t('way')} steps={application.steps.map((step, index) => ({ key: `${step.stage}${step.at}`, title: say(step.name), note: step.words || undefined, state: index === application.steps.length - 1 ? 'now' : 'done', atText: day(step.at) }))} /></Card>;
}
