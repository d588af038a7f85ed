import { statements, traitKeys, traitNames } from '@linli/contract/statements.ts';
import { ChevronLeft, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { CallOptions } from '@linli/contract';
import type { View } from '../api.ts';
import { useText } from '../i18n.ts';
import { Button, Card, CheckRow, Faces, Notice, Progress, SkeletonScreen, showToast } from '../kit/index.ts';
import { useCommand } from '../use-command.ts';
import { useFormat } from '../use-format.ts';
import type { Viewed } from '../use-view.ts';
import css from './manner.module.css';
import { mannerText } from './manner.text.ts';

type Manner = View<'accounts', 'myManner'>;
type Calls = {
  set: (input: { answers: number[]; isConsented: true }, options?: CallOptions) => Promise<Manner>;
  forget: (input: Record<string, never>, options?: CallOptions) => Promise<Manner>;
};
type Props = { of: Viewed<Manner>; calls: Calls; about: 'wish' | 'self' };

/** The ten statements: asked one at a time with seven big answers, kept only with consent, and taken back in one tap. */
export function MannerQuestions({ of, calls, about }: Props) {
  return <Faces of={of} loading={<SkeletonScreen />}>{(manner) => <Body manner={manner} calls={calls} about={about} />}</Faces>;
}

function Body({ manner, calls, about }: { manner: Manner } & Omit<Props, 'of'>) {
  const { t } = useText(mannerText);
  const [isAsking, setAsking] = useState(false);
  const save = useCommand(calls.set, { onDone: () => { setAsking(false); showToast(t('saved')); } });
  const forget = useCommand(calls.forget);
  const remove = async (): Promise<void> => {
    const { answers } = manner;
    if (answers && await forget.run({})) showToast(t('removed'), { undo: { label: t('undo'), run: () => void save.run({ answers, isConsented: true }) } });
  };
  if (manner.answers && !isAsking) return <Summary manner={manner} about={about} onEdit={() => setAsking(true)} onRemove={() => void remove()} isBusy={forget.isRunning} />;
  return <Asking first={manner.answers} about={about} isBusy={save.isRunning} onSave={(answers) => void save.run({ answers, isConsented: true })} {...(manner.answers && { onLeave: () => setAsking(false) })} />;
}

const scores = [1, 2, 3, 4, 5, 6, 7] as const;

function Asking({ first, about, isBusy, onSave, onLeave }: { first: number[] | null; about: 'wish' | 'self'; isBusy: boolean; onSave: (answers: number[]) => void; onLeave?: () => void }) {
  const { t, say } = useText(mannerText);
  const [answers, setAnswers] = useState<readonly (number | null)[]>(() => first ?? statements.map(() => null));
  const [at, setAt] = useState(0);
  const [isConsented, setConsented] = useState(false);
  const total = statements.length;
  const statement = statements[at];
  const answer = (score: number): void => {
    setAnswers(answers.map((old, index) => (index === at ? score : old)));
    setAt(at + 1);
  };
  const done = answers.filter((one) => one !== null).length;
  if (!statement) {
    const isWhole = (all: readonly (number | null)[]): all is readonly number[] => all.every((one) => one !== null);
    return (
      <div className={css.stack}>
        <h2 className={css.doneTitle}>{t(about === 'wish' ? 'wishDoneTitle' : 'selfDoneTitle')}</h2>
        <Card><CheckRow label={t(about === 'wish' ? 'wishConsent' : 'selfConsent')} note={t(about === 'wish' ? 'wishConsentNote' : 'selfConsentNote')} isOn={isConsented} onChange={setConsented} /></Card>
        <Button size="large" isWide isBusy={isBusy} disabled={!isConsented} data-testid="manner-save" onClick={() => isWhole(answers) && onSave([...answers])}>{t(isConsented ? 'save' : 'needConsent')}</Button>
        <Button kind="quiet" isWide icon={<ChevronLeft size={18} />} onClick={() => setAt(total - 1)}>{t('back')}</Button>
      </div>
    );
  }
  return (
    <div className={css.stack}>
      <Progress label={t('of', { at: at + 1, total })} done={done} total={total} note={`${at + 1} / ${total}`} />
      {at === 0 ? <Notice tone="sky">{t('voluntary')}</Notice> : null}
      <fieldset className={css.question} key={at}>
        <legend><small>{t(about === 'wish' ? 'wishStem' : 'selfStem')}</small><b data-testid="manner-statement">{say(statement)}</b></legend>
        <div className={css.scale}>
          {scores.map((score) => (
            <button key={score} type="button" className={css.score} aria-pressed={answers[at] === score} data-testid={`manner-${score}`} onClick={() => answer(score)}
              aria-label={`${t('score', { score })}${score === 1 ? ` · ${t(`${about}Low`)}` : score === 7 ? ` · ${t(`${about}High`)}` : score === 4 ? ` · ${t(`${about}Middle`)}` : ''}`}>{score}</button>
          ))}
        </div>
        <p className={css.ends} aria-hidden="true"><span>{t(`${about}Low`)}</span><span>{t(`${about}Middle`)}</span><span>{t(`${about}High`)}</span></p>
      </fieldset>
      <div className={css.ways}>
        {at > 0 ? <Button kind="quiet" icon={<ChevronLeft size={18} />} onClick={() => setAt(at - 1)}>{t('back')}</Button> : <span />}
        {onLeave ? <Button kind="quiet" onClick={onLeave}>{t('leave')}</Button> : null}
      </div>
    </div>
  );
}

/** What was answered, in five words of everyday; how to change it and how to take it back. */
function Summary({ manner, about, onEdit, onRemove, isBusy }: { manner: Manner; about: 'wish' | 'self'; onEdit: () => void; onRemove: () => void; isBusy: boolean }) {
  const { t, say } = useText(mannerText);
  const { day } = useFormat();
  return (
    <div className={css.stack}>
      <Card title={t(about === 'wish' ? 'wishSummary' : 'selfSummary')}>
        <div className={css.traits}>{traitKeys.map((key) => <Progress key={key} label={say(traitNames[key])} done={manner.traits?.[key] ?? 0} total={7} note={`${manner.traits?.[key] ?? 0} / 7`} />)}</div>
        {manner.consentedAt ? <p className={css.soft}>{t('since', { day: day(manner.consentedAt) })}</p> : null}
      </Card>
      <Button kind="secondary" size="large" isWide icon={<Pencil size={19} />} onClick={onEdit}>{t('edit')}</Button>
      <Button kind="quiet" size="large" isWide icon={<Trash2 size={19} />} isBusy={isBusy} data-testid="manner-remove" onClick={onRemove}>{t('remove')}</Button>
      <p className={css.soft}>{t('removeNote')}</p>
    </div>
  );
}
