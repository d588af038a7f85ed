import { CircleAlert, CircleCheck, CircleX, ShieldAlert, ShieldCheck, ShieldX } from 'lucide-react';
import { Link } from 'wouter';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Card, Tag } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { DeskCall } from '../desk-call.tsx';
import type { Profile } from '../use-work.ts';
import css from './me.module.css';
import { meText } from './me.text.ts';

const shields = { green: ShieldCheck, yellow: ShieldAlert, red: ShieldX } as const;
const marks = { green: CircleCheck, yellow: CircleAlert, red: CircleX } as const;

/** My safety code: its colour, the one thing to do, what each part says, and what stands against my credit. */
export function SafetyCode({ profile }: { profile: Profile }) {
  const { t, say } = useText(meText);
  const { colour, todo, parts } = profile.safety;
  const Shield = shields[colour];
  return (
    <section className={css.code} data-colour={colour} data-testid="safety-code" aria-label={t('safety')}>
      <div className={css.codeHead}>
        <Shield size={44} strokeWidth={1.8} aria-hidden="true" />
        <span><b>{t(`safety_${colour}`)}</b><small>{t(`safetyNote_${colour}`)}</small></span>
      </div>
      {todo ? <p className={css.codeTodo}><b>{t('safetyTodo')}</b>{say(todo)}</p> : null}
      {profile.isDispatchable || colour === 'red' ? null : <ul className={css.blockers}>{profile.dispatchBlockers.map((blocker) => <li key={blocker.zh}>{say(blocker)}</li>)}</ul>}
      <ul className={css.codeParts}>
        {parts.map((part) => { const Mark = marks[part.colour]; return <li key={part.part + part.words.zh} data-colour={part.colour}><Mark size={20} aria-hidden="true" /><span><b>{say(part.name)}</b><small>{say(part.words)}</small></span></li>; })}
      </ul>
      {colour === 'red' || !profile.isDispatchable ? <DeskCall /> : null}
    </section>
  );
}

/** What the desk has written down, and how much of it still weighs; nothing is shown where nothing stands. */
export function CreditMarks({ profile }: { profile: Profile }) {
  const { t, say } = useText(meText);
  const format = useFormat();
  const found = useView(['workers', 'listMarks', profile.workerId], () => api.workers.listMarks({ workerId: profile.workerId }), { live: ['worker'] });
  const items = found.value?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Card title={t('marks')} aside={t('marksPoints', { points: found.value!.points })}>
      <ul className={css.marks}>
        {items.map((mark) => (
          <li key={mark.markId}>
            <span><b>{say(mark.name)}</b><small>{format.day(mark.at)} · {say(mark.about)}</small>{mark.excused ? <small>{t('markExcused', { words: mark.excused.words })}</small> : <Link href={`/visits/${mark.orderId}`}>{t('markVisit')}</Link>}</span>
            <Tag tone={mark.excused ? 'jade' : 'warm'}>{mark.excused ? t('markOff') : t('markWeighs', { percent: mark.weighsPercent })}</Tag>
          </li>
        ))}
      </ul>
      <p className={css.soft}>{t('marksNote')}</p>
      <DeskCall />
    </Card>
  );
}
