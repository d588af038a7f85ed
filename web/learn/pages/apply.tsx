import { useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Faces, Notice, Progress, Screen, SkeletonScreen, showToast } from '../../shared/kit/index.ts';
import { isTransient } from '../../shared/refusal.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useMe } from '../../shared/use-session.tsx';
import { applyText } from '../apply/apply.text.ts';
import { isIdentityNumber } from '../apply/identity.ts';
import { SignText, isSigned } from '../apply/sign-text.tsx';
import { type Draft, WorkStep, HomeStep, IdentityStep, MoreStep, SchoolingStep } from '../apply/steps.tsx';
import css from '../learn.module.css';
import { type Application, useApplication, useSignatures } from '../use-learner.ts';

const steps = ['families', 'identity', 'schooling', 'home', 'more', 'sign'] as const;
/** Which step asks for which missing field. */
const stepOf: Readonly<Record<string, (typeof steps)[number]>> = { families: 'families', name: 'identity', idNumber: 'identity', schooling: 'schooling', homeArea: 'home', consents: 'sign', phone: 'sign' };

/** The application, one question a screen; each answer saves itself, and it opens where she left off. */
export default function Apply() {
  const { t } = useText(applyText);
  const found = useApplication();
  return <Faces of={found} loading={<Screen title={t('title')} back="/"><SkeletonScreen /></Screen>}>{({ application }) => <Wizard application={application} />}</Faces>;
}

const firstStep = (application: Application | null): number => {
  // Who applies anew looks through what she said the last time.
  if (application === null || application.state !== 'draft' || new URLSearchParams(location.search).get('from') === 'start') return 0;
  const field = application.missing[0]?.field;
  return field === undefined ? steps.length - 1 : steps.indexOf(stepOf[field] ?? 'families');
};

function Wizard({ application }: { application: Application | null }) {
  const { t, say } = useText(applyText);
  const me = useMe();
  const [, navigate] = useLocation();
  const [at, setAt] = useState(() => firstStep(application));
  const [draft, setDraft] = useState<Draft>({});
  const save = useCommand(api.workers.saveApplication, { isQuiet: true, refreshes: [['workers', 'myApplication']] });
  const submit = useCommand(api.workers.submitApplication, { onDone: () => { showToast(t('sent')); navigate('/', { replace: true }); } });
  const signatures = useSignatures();
  const step = steps[at]!;
  const name = application?.name || me.name;

  const go = async (part: Draft = {}): Promise<void> => {
    const whole = { ...draft, ...part };
    setDraft(whole);
    // Nothing new was said: nothing to save.
    const hasNews = Object.keys(whole).length > 0 || application === null;
    if (hasNews && !(await save.run(step === 'identity' ? { name, ...whole } : whole))) return;
    setDraft({});
    setAt(Math.min(at + 1, steps.length - 1));
    scrollTo(0, 0);
  };
  const props = { application, name, draft, refusal: save.refusal, onDraft: (part: Draft) => setDraft({ ...draft, ...part }), go: (part?: Draft) => void go(part) };
  const families = draft.families ?? application?.families ?? [];
  const isReady = step === 'families' ? families.length > 0 : step === 'identity' ? (draft.idNumber === undefined ? !!application?.maskedIdNumber : isIdentityNumber(draft.idNumber)) && (draft.name ?? name).trim() !== '' : step === 'schooling' ? application?.schooling !== null && application !== null : step === 'home' ? !!application?.homeArea : true;
  const isPrivacySigned = signatures.value?.items.some((one) => one.kind === 'privacy' && isSigned(one)) ?? false;
  const lacks = application?.missing.filter(({ field }) => field !== 'consents') ?? [];
  const isSaid = save.refusal !== null && (save.refusal.field === 'idNumber' || save.refusal.field === 'name');

  return (
    <Screen title={t('title')} back="/" bar={<>
      {at > 0 ? <Button kind="secondary" size="large" onClick={() => { setAt(at - 1); save.reset(); }}>{t('back')}</Button> : null}
      {step === 'sign'
        ? <Button size="large" isWide isBusy={submit.isRunning} disabled={!isPrivacySigned || lacks.length > 0} data-testid="apply-send" onClick={() => void submit.run({})}>{t('send')}</Button>
        : <Button size="large" isWide isBusy={save.isRunning} disabled={!isReady} data-testid="apply-next" onClick={() => void go()}>{t(step === 'more' && Object.keys(draft).length === 0 ? 'skip' : 'next')}</Button>}
    </>}>
      <Progress label={t('stepOf', { at: at + 1, all: steps.length })} done={at + 1} total={steps.length} note={application ? t('saved') : ' '} />
      {save.refusal && !isSaid ? <Notice tone={isTransient(save.refusal) ? 'warm' : 'danger'}>{say(save.refusal)}</Notice> : null}
      {step === 'families' ? <WorkStep {...props} /> : step === 'identity' ? <IdentityStep {...props} /> : step === 'schooling' ? <SchoolingStep {...props} /> : step === 'home' ? <HomeStep {...props} /> : step === 'more' ? <MoreStep {...props} /> : (
        <>
          <p className={css.soft}>{t('signNote')}</p>
          {lacks.length > 0 ? <Notice tone="warm">{t('lacks', { fields: lacks.map(({ words }) => say(words)).join(' · ') })}</Notice> : null}
          <Faces of={signatures} loading={<SkeletonScreen />}>{({ items }) => <>{items.filter(({ kind }) => kind !== 'creditFile').map((one) => <SignText key={one.kind} of={one} />)}</>}</Faces>
        </>
      )}
    </Screen>
  );
}
