import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Avatar, Card, EmptyState, Progress, Sheet, Stars, Tag } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import type { Profile } from '../use-work.ts';
import css from './me.module.css';
import { meText } from './me.text.ts';

/** The card a family sees, and what it says of her work by dimension. */
export function ProfileCard({ profile }: { profile: Profile }) {
  const { t, say } = useText(meText);
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const page = useView(['workers', 'publicPage', profile.workerId], () => api.workers.publicPage({ workerId: profile.workerId }), { isReady: profile.status === 'active', live: ['worker', 'order'] });
  const dimensions = page.value?.dimensions;
  const reviews = page.value?.reviews ?? [];
  return (
    <>
      <Card face="warm" title={t('asHouseholds')}>
        <div className={css.card}>
          <Avatar name={profile.name} photo={profile.photo} sizePixels={76} />
          <span className={css.who}>
            <b>{profile.name}</b>
            <span><Stars rating={profile.rating} count={profile.ratingCount} sizePixels={18} /></span>
            <small>{profile.merchantName ?? t('freelance')}</small>
          </span>
        </div>
        <p className={css.ratingWords} data-testid="rating-words">{say(profile.ratingWords)}</p>
        <div className={css.tags}>
          <Tag tone="warm">{t('level', { level: profile.level })}</Tag><Tag>{t('years', { years: profile.experienceYears })}</Tag><Tag>{t('done', { count: profile.visitsDone })}</Tag>
          {profile.badges.map((badge) => <Tag key={badge.zh} tone="jade">{say(badge)}</Tag>)}
        </div>
        {page.value?.about ? <p className={css.about}>{page.value.about}</p> : null}
        {profile.skills.length > 0 ? <div className={css.tags}>{profile.skills.map((skill) => <Tag key={skill.code} isOutline tone="jade">{t('skillLevel', { name: say(skill.name), level: skill.level })}</Tag>)}</div> : null}
      </Card>
      {profile.ratingCount === 0 || dimensions ? <Card title={t('dimensions')}>
        {dimensions && profile.ratingCount > 0 ? (
          <div className={css.stack}>
            {(['skill', 'communication', 'attitude'] as const).map((key) => <Progress key={key} label={t(key)} done={dimensions[key]} total={5} tone="warm" note={t('of5', { value: dimensions[key].toFixed(1) })} />)}
            {reviews.length > 0 ? <button type="button" className={css.link} onClick={() => setOpen(true)}>{t('reviewsMore')}<ChevronRight size={18} aria-hidden="true" /></button> : null}
          </div>
        ) : <p className={css.soft}>{t('noReviews')}</p>}
      </Card> : null}
      <Sheet isOpen={isOpen} title={t('reviewsTitle')} onClose={() => setOpen(false)}>
        <p className={css.soft}>{t('anonymous')}</p>
        {reviews.length === 0 ? <EmptyState title={t('noReviews')} /> : <div className={css.stack} tabIndex={0}>{reviews.map((review) => (
          <Card key={review.reviewId}>
            <p className={css.reviewHead}><Stars rating={(review.skill + review.communication + review.attitude) / 3} /><small>{format.day(review.at)} · {say(review.itemName)}</small></p>
            {review.words ? <p>{review.words}</p> : null}
          </Card>
        ))}</div>}
      </Sheet>
    </>
  );
}
