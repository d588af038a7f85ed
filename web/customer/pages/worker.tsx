import { BadgeCheck, ShieldCheck } from 'lucide-react';
import { Link } from 'wouter';
import { api, type View } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Avatar, ButtonLink, Card, EmptyState, Faces, List, Progress, Row, SectionTitle, SkeletonScreen, Stars, Tag } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { Frame } from '../frame.tsx';
import { ServiceCard } from '../parts/service-card.tsx';
import { text } from '../text.ts';
import { useWishes } from '../wishes/use-wishes.ts';
import { WishButtons } from '../wishes/wish-buttons.tsx';
import css from './people.module.css';
import { peopleText } from './people.text.ts';

type Page = View<'workers', 'publicPage'>;

/** A worker as a family may see her: who she is, what is verified, what neighbours say, what she can be booked for. */
export default function Worker({ workerId }: { workerId: string }) {
  const { t, say } = useText(peopleText);
  const page = useView(['workers', 'publicPage', workerId], () => api.workers.publicPage({ workerId }), { live: { subject: workerId }, staleSeconds: 60, isKept: false });
  if (page.refusal?.status === 404) return <Frame title={t('workerTitle')} back="/"><EmptyState title={say(page.refusal)} art="search" action={<ButtonLink href="/services" size="large">{t('toServices')}</ButtonLink>}>{t('workerGone')}</EmptyState></Frame>;
  return <Frame title={t('workerTitle')} back="/" width="wide"><Faces of={page} loading={<SkeletonScreen />}>{(value) => <WorkerBody page={value} />}</Faces></Frame>;
}

function WorkerBody({ page }: { page: Page }) {
  const { t, say } = useText(peopleText);
  const common = useText(text);
  const { day } = useFormat();
  const { card, papers, reviews, dimensions } = page;
  const isBlocked = useWishes().value?.items.some(({ kind, worker }) => kind === 'blocked' && worker.workerId === card.workerId) === true;
  return (
    <div className={css.worker}>
      <Card className={css.who}>
        <div className={css.person}>
          <Avatar name={card.name} photo={card.photo} sizePixels={84} />
          <div>
            <h2>{card.name}</h2>
            <span className={css.facts}><Stars rating={card.rating} count={card.ratingCount} /><span>{common.t('levelOf', { level: card.level })}</span></span>
            <span className={css.facts}><span>{t('done', { count: card.visitsDone })}</span><span>{t('experience', { count: card.experienceYears })}</span></span>
            <span className={css.tags}>{card.isSafetyGreen ? <Tag tone="jade" icon={<ShieldCheck size={14} />}>{t('safe')}</Tag> : null}{card.badges.length === 0 ? <Tag tone="jade" icon={<BadgeCheck size={14} />}>{t('verified')}</Tag> : card.badges.map((badge, index) => <Tag key={index} tone="jade" icon={<BadgeCheck size={14} />}>{say(badge)}</Tag>)}</span>
            {card.merchantId ? <Link href={`/merchants/${card.merchantId}`} className={css.merchant}>{card.merchantName}</Link> : null}
          </div>
        </div>
        {page.about ? <p className={css.about}>{page.about}</p> : null}
        <WishButtons worker={card} />
      </Card>
      {isBlocked ? null : <div className={css.offers}><Offers page={page} /></div>}
      <div className={css.rest}>
        <Card title={t('reviews')} aside={t('reviewCount', { count: card.ratingCount })}>
          {reviews.length === 0 ? <EmptyState title={t('noReviews')} art="calm">{t('noReviewsLead')}</EmptyState> : (
            <>
              <div className={css.dimensions}>{(['skill', 'communication', 'attitude'] as const).map((key) => <Progress key={key} label={t(key)} done={dimensions[key]} total={5} note={dimensions[key].toFixed(1)} tone="warm" />)}</div>
              <ul className={css.reviews}>
                {reviews.map((review) => (
                  <li key={review.reviewId}>
                    <span className={css.reviewHead}>{review.isNeighbour ? <Tag tone="warm">{t('neighbour')}</Tag> : <b>{say(review.authorLabel)}</b>}<Stars rating={(review.skill + review.communication + review.attitude) / 3} sizePixels={14} /></span>
                    {review.words ? <p>{review.words}</p> : null}
                    <small>{say(review.itemName)} · {day(review.at)}</small>
                  </li>
                ))}
              </ul>
            </>
          )}
        </Card>
        <Card title={t('skills')}><span className={css.tags}>{card.skills.map((skill) => <Tag key={skill.code}>{say(skill.name)} · {common.t('levelOf', { level: skill.level })}</Tag>)}</span></Card>
        <SectionTitle>{t('papers')}</SectionTitle>
        <p className={css.checked}><ShieldCheck size={19} aria-hidden="true" />{t('checked')}</p>
        <List label={t('papers')}>{papers.map((paper) => <Row key={paper.kind} start={<BadgeCheck size={20} color="var(--jade-600)" />} title={say(paper.name)} note={t('until', { date: day(paper.validUntil) })} />)}</List>
      </div>
    </div>
  );
}

const shownOffers = 4;
/** The services her skills are enough for. */
function Offers({ page }: { page: Page }) {
  const { t } = useText(peopleText);
  const catalog = useView(['catalog', 'listItems', {}], () => api.catalog.listItems({}), { live: ['catalog'], staleSeconds: 300 });
  const levels = new Map(page.card.skills.map((skill) => [skill.code, skill.level]));
  const items = (catalog.value?.items ?? []).filter((item) => item.bookingMode === 'slot' && item.requiredSkills.every(({ skill, level }) => (levels.get(skill) ?? 0) >= level)).slice(0, shownOffers);
  if (!catalog.value) return null;
  return <><SectionTitle>{t('offers')}</SectionTitle>{items.length === 0 ? <p className={css.soft}>{t('none')}</p> : items.map((item) => <ServiceCard key={item.itemId} item={item} href={`/book/${item.itemId}?worker=${page.card.workerId}`} />)}</>;
}
