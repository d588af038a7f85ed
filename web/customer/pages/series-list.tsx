import { CalendarSync } from 'lucide-react';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, ButtonLink, Card, EmptyState, Faces, StatusPill, Tag } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages } from '../../shared/use-view.ts';
import { Frame } from '../frame.tsx';
import css from '../series/series.module.css';
import { seriesText } from '../series/series.text.ts';
import { SignInFirst } from './sign-in-first.tsx';

export const stateTones = { active: 'jade', paused: 'warm', ended: 'grey' } as const;

/** Every recurring visit of the household. */
export default function SeriesListPage() {
  const { t } = useText(seriesText);
  return <Frame title={t('title')} back="/me" width="reading"><SignInFirst><SeriesCards /></SignInFirst></Frame>;
}

function SeriesCards() {
  const { t, say } = useText(seriesText);
  const { instant } = useFormat();
  const found = usePages(['orders', 'listSeries', 'own'], (cursor) => api.orders.listSeries({ limit: 20, ...(cursor && { cursor }) }), { live: ['series', 'order'] });
  return (
    <Faces of={found} isEmpty={(rows) => rows.length === 0} empty={<EmptyState title={t('none')} art="calm" action={<ButtonLink href="/orders">{t('toOrders')}</ButtonLink>}>{t('noneLead')}</EmptyState>}>
      {(rows) => <div className={css.stack}>
        {rows.map((one) => (
          <Card key={one.seriesId} href={`/series/${one.seriesId}`}>
            <div className={css.head} data-testid="series-card">
              <span className={css.marks}><CalendarSync size={20} strokeWidth={1.8} color="var(--jade-600)" aria-hidden="true" /><b>{say(one.itemName)}</b><StatusPill tone={stateTones[one.state]}>{say(one.stateLabel)}</StatusPill></span>
              <h2>{say(one.words)}</h2>
              <span className={css.soft}>{one.nextStartAt ? t('next', { time: instant(one.nextStartAt) }) : t('noNext')}</span>
              {one.unpaidCount > 0 || one.conflictCount > 0 ? <span className={css.marks}>{one.unpaidCount > 0 ? <Tag tone="warm">{t('unpaid', { count: one.unpaidCount })}</Tag> : null}{one.conflictCount > 0 ? <Tag tone="danger">{t('conflicts', { count: one.conflictCount })}</Tag> : null}</span> : null}
            </div>
          </Card>
        ))}
        {found.hasMore ? <Button kind="secondary" isWide isBusy={found.isLoadingMore} onClick={found.loadMore}>{t('past')}</Button> : null}
      </div>}
    </Faces>
  );
}
