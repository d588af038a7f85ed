import { Link } from 'wouter';
import { cx } from '../../shared/class-names.ts';
import type { View } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, ServiceTile, Stars, Tag } from '../../shared/kit/index.ts';
import { text } from '../text.ts';
import css from './service-card.module.css';

export type ServiceItem = View<'catalog', 'getItem'>;

/** What a service costs at least, and by what it is counted. */
export function FromPrice({ item, isLarge = false }: { item: ServiceItem; isLarge?: boolean }) {
  const { t, locale } = useText(text);
  const from = <small>{t('from')}</small>;
  if (item.fromPriceFen === 0) return <b className={css.free}>{t('free')}</b>;
  return <span className={cx(css.price, isLarge && css.isLarge)}>{locale === 'en' ? from : null}<Amount fen={item.fromPriceFen} />{locale === 'en' ? null : from}</span>;
}

/** One service as a card; the whole card leads to its page. `href` may lead elsewhere (straight to booking). */
export function ServiceCard({ item, href, face = 'row' }: { item: ServiceItem; href?: string; face?: 'row' | 'tall' }) {
  const { t, say } = useText(text);
  return (
    <Link href={href ?? `/services/${item.itemId}`} className={cx(css.card, face === 'tall' && css.tall)} data-testid={`service-${item.itemId}`}>
      <ServiceTile icon={item.icon} family={item.family} sizePixels={face === 'tall' ? 56 : 52} />
      <span className={css.main}>
        <b className={css.name}>{say(item.name)}</b>
        <span className={css.summary}>{say(item.summary)}</span>
        <span className={css.facts}>
          {item.rating !== null ? <Stars rating={item.rating} sizePixels={14} /> : null}
          {item.orderCount > 0 ? <span>{t('booked', { count: item.orderCount })}</span> : null}
          {item.warrantyDays > 0 ? <Tag tone="jade">{item.warrantyDays % 365 === 0 ? t('warrantyYears', { years: item.warrantyDays / 365 }) : t('warranty', { days: item.warrantyDays })}</Tag> : null}
        </span>
      </span>
      <FromPrice item={item} />
    </Link>
  );
}
