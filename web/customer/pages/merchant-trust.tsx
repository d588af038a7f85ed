import { api, type View } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Card, Stars, Tag } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { merchantText } from './merchant.text.ts';
import css from './people.module.css';

type Merchant = View<'alliance', 'publicMerchant'>;

/** How its visits went in the last 90 days. */
export function MerchantScore({ of }: { of: Merchant['scorecard'] }) {
  const { t, say } = useText(merchantText);
  const facts = [
    [t('finished'), t('visits', { count: of.finished })], [t('completion'), of.completionPercent === null ? null : `${of.completionPercent}%`], [t('complaints'), of.finished === 0 ? null : t('cases', { count: of.complaints })],
    [t('answers'), of.responseMinutes === null ? null : t('minutes', { count: of.responseMinutes })],
  ].filter((fact): fact is [string, string] => fact[1] !== null);
  return <Card title={t('score')}>{of.finished + of.missed === 0 ? <p className={css.soft}>{say(of.words)}</p> : <dl className={css.figures} data-testid="scorecard">{facts.map(([label, said]) => <div key={label}><dt>{label}</dt><dd>{said}</dd></div>)}</dl>}</Card>;
}

/** What families wrote, and nothing that says who they are. */
export function MerchantReviews({ merchantId }: { merchantId: string }) {
  const { t, say } = useText(merchantText);
  const { day } = useFormat();
  const reviews = useView(['orders', 'merchantReviews', merchantId], () => api.orders.merchantReviews({ merchantId }), { live: false, staleSeconds: 300 });
  return (
    <Card title={t('reviews')}>
      {(reviews.value?.items.length ?? 0) === 0 ? <p className={css.soft}>{reviews.isLoading ? t('loading') : t('noReviews')}</p> : (
        <ul className={css.reviews} data-testid="merchant-reviews">
          {reviews.value!.items.map((review, at) => (
            <li key={`${at} ${review.on}`}>
              <span className={css.reviewHead}>{review.isNeighbour ? <Tag tone="warm">{say(review.authorLabel)}</Tag> : <b>{say(review.authorLabel)}</b>}<Stars rating={(review.skill + review.communication + review.attitude) / 3} sizePixels={14} /></span>
              <p>{review.words}</p>
              <small>{say(review.itemName)} · {day(`${review.on}T00:00:00+08:00`)}</small>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

const tones = { reward: 'jade', warning: 'warm', limit: 'danger', suspend: 'danger' } as const;
/** Rewards and steps of the platform, as the trade's rules ask. */
export function MerchantConduct({ of }: { of: Merchant['conduct'] }) {
  const { t, say } = useText(merchantText);
  const { day } = useFormat();
  return (
    <Card title={t('conduct')}>
      {of.length === 0 ? <p className={css.soft}>{t('noConduct')}</p> : (
        <ul className={css.reviews} data-testid="merchant-conduct">
          {of.map((step, at) => <li key={`${at} ${step.from}`}><span className={css.reviewHead}><Tag tone={step.state === 'standing' || step.kind === 'reward' ? tones[step.kind] : 'grey'}>{say(step.kindName)}</Tag><b>{step.reason}</b></span><small>{day(step.from)} · {say(step.stateWords)}</small></li>)}
        </ul>
      )}
    </Card>
  );
}
