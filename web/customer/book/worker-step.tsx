import { Check, Heart, Zap } from 'lucide-react';
import { useId, useState } from 'react';
import { Link } from 'wouter';
import type { View } from '../../shared/api.ts';
import { cx } from '../../shared/class-names.ts';
import { useText } from '../../shared/i18n.ts';
import { Avatar, Button, IconTile, Progress, Sheet, SkeletonList, Stars, Tag } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { text } from '../text.ts';
import { useWishes } from '../wishes/use-wishes.ts';
import { wishesText } from '../wishes/wishes.text.ts';
import css from './book.module.css';
import { bookText } from './book.text.ts';
import type { Plan } from './use-plan.ts';

type Candidate = View<'dispatch', 'suggestWorkers'>['items'][number];
const shownAtOnce = 3;

/** What a household asks first; how evenly work is shared matters to the workers and stands in the whole list. */
const askedFirst: readonly string[] = ['route', 'rating', 'continuity', 'skill', 'scene', 'time'];
/** The reasons that speak most for somebody. */
const strongest = (candidate: Candidate, count: number): Candidate['dimensions'] => candidate.dimensions.filter((one) => askedFirst.includes(one.key) && (one.key !== 'rating' || candidate.worker.ratingCount > 0)).sort((a, b) => b.score * b.weight - a.score * a.weight).slice(0, count);

/** Fastest is chosen; who likes to choose sees who could come, with two reasons each and all of them one tap away. */
export function WorkerStep({ plan }: { plan: Plan }) {
  const { t } = useText(bookText);
  const common = useText(text);
  const name = useId();
  const [isAll, setAll] = useState(false);
  const [opened, setOpened] = useState<Candidate | null>(null);
  const wishes = useText(wishesText);
  const favourites = new Set((useWishes().value?.items ?? []).filter(({ kind }) => kind === 'favourite').map(({ worker }) => worker.workerId));
  const candidates = plan.suggested.value?.items ?? [];
  const shown = candidates.slice(0, isAll ? undefined : shownAtOnce);
  if (plan.slot === null) return <p className={css.soft}>{t('workerLater')}</p>;
  const isChosenShown = plan.workerId === null || shown.some((one) => one.worker.workerId === plan.workerId);
  return (
    <fieldset className={css.workers}>
      <legend className="visually-hidden">{t('worker')}</legend>
      <label className={css.worker}>
        <input type="radio" name={name} checked={plan.workerId === null} onChange={() => plan.chooseWorker(null)} />
        <IconTile tone="warm" sizePixels={48}><Zap size={23} strokeWidth={1.8} /></IconTile>
        <span className={css.workerMain}><b>{t('fastest')} <Tag tone="warm">{t('fastestTag')}</Tag></b><small>{t('fastestLead')}</small></span>
        <Mark />
      </label>
      {!isChosenShown && plan.worker ? (
        <label className={css.worker}>
          <input type="radio" name={name} checked readOnly />
          <Avatar name={plan.worker.name} photo={plan.worker.photo} sizePixels={48} />
          <span className={css.workerMain}><b>{plan.worker.name}</b><small>{common.t('levelOf', { level: plan.worker.level })} · {common.t('visitsDone', { count: plan.worker.visitsDone })}</small></span>
          <Mark />
        </label>
      ) : null}
      {plan.suggested.isLoading ? <SkeletonList count={2} /> : null}
      {shown.map((candidate) => (
        <div key={candidate.worker.workerId} className={css.workerBox}>
          <label className={css.worker} data-testid="book-worker">
            <input type="radio" name={name} checked={plan.workerId === candidate.worker.workerId} onChange={() => plan.chooseWorker(candidate.worker.workerId)} />
            <Avatar name={candidate.worker.name} photo={candidate.worker.photo} sizePixels={48} />
            <span className={css.workerMain}>
              <b>{candidate.worker.name}{favourites.has(candidate.worker.workerId) ? <Tag tone="warm" icon={<Heart size={13} fill="currentColor" aria-hidden="true" />}>{wishes.t('isFavourite')}</Tag> : null}</b>
              <span className={css.workerFacts}><Stars rating={candidate.worker.rating} count={candidate.worker.ratingCount} sizePixels={14} /><span>{common.t('levelOf', { level: candidate.worker.level })}</span><span>{common.t('visitsDone', { count: candidate.worker.visitsDone })}</span></span>
              <Reasons candidate={candidate} />
            </span>
            <Mark />
          </label>
          <button type="button" className={css.why} onClick={() => setOpened(candidate)}>{t('allReasons')}</button>
        </div>
      ))}
      {candidates.length > shownAtOnce ? <Button kind="quiet" size="small" onClick={() => setAll(!isAll)}>{t(isAll ? 'fewerWorkers' : 'moreWorkers')}</Button> : null}
      {plan.suggested.value && candidates.length === 0 ? <p className={css.soft}>{t('noWorkers')}</p> : null}
      {plan.worker && plan.worker.level >= 3 ? <p className={css.soft}>{t('levelPrice')}</p> : null}
      {opened ? <CandidateSheet candidate={opened} isChosen={plan.workerId === opened.worker.workerId} onClose={() => setOpened(null)} onChoose={() => { plan.chooseWorker(opened.worker.workerId); setOpened(null); }} /> : null}
    </fieldset>
  );
}

const Mark = () => <span className={css.mark} aria-hidden="true"><Check size={16} strokeWidth={3} /></span>;

function Reasons({ candidate }: { candidate: Candidate }) {
  const { say } = useText(bookText);
  return <span className={css.reasons}>{strongest(candidate, 2).map((one) => <span key={one.key}>{say(one.reason)}</span>)}</span>;
}

/** Everything that was weighed, in bars and sentences. */
function CandidateSheet({ candidate, isChosen, onClose, onChoose }: { candidate: Candidate; isChosen: boolean; onClose: () => void; onChoose: () => void }) {
  const { t, say } = useText(bookText);
  const common = useText(text);
  const { distance } = useFormat();
  const { worker } = candidate;
  return (
    <Sheet isOpen title={worker.name} onClose={onClose} bar={<Button size="large" isWide disabled={isChosen} onClick={onChoose}>{isChosen ? t('chosen', { name: worker.name }) : t('choose', { name: worker.name })}</Button>}>
      <div className={css.candidate}>
        <Avatar name={worker.name} photo={worker.photo} sizePixels={64} />
        <span>
          <Stars rating={worker.rating} count={worker.ratingCount} />
          <span className={css.soft}>{common.t('levelOf', { level: worker.level })} · {common.t('visitsDone', { count: worker.visitsDone })} · {common.t('years', { count: worker.experienceYears })}</span>
          <span className={css.soft}>{t('travel', { distance: distance(candidate.travelMeters), minutes: candidate.travelMinutes })}</span>
          <Link href={`/workers/${worker.workerId}`} className={cx(css.hintLink, css.inline)}>{t('publicPage')}</Link>
        </span>
      </div>
      <p className={css.total}>{t('score', { score: Math.round(candidate.score) })}</p>
      <div className={css.dimensions}>
        {candidate.dimensions.map((one) => (
          <div key={one.key}><Progress label={say(one.label)} done={one.score} total={1} note={t('weight', { percent: Math.round(one.weight * 100) })} /><p className={css.soft}>{say(one.reason)}</p></div>
        ))}
      </div>
    </Sheet>
  );
}
