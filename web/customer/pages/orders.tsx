import { useState } from 'react';
import { api, type Input } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, ButtonLink, Chips, EmptyState, Faces } from '../../shared/kit/index.ts';
import { usePages } from '../../shared/use-view.ts';
import { Frame } from '../frame.tsx';
import { OrderCard } from '../parts/order-card.tsx';
import { SignInFirst } from './sign-in-first.tsx';
import { ordersText } from './orders.text.ts';
import css from './orders.module.css';

type Filter = NonNullable<Input<'orders', 'list'>['filter']>;
const filters = ['all', 'open', 'toReview', 'done'] as const satisfies readonly Filter[];
const emptyWords = { all: 'empty', open: 'emptyOpen', toReview: 'emptyReview', done: 'emptyDone' } as const;

/** Every order of the household, newest first. */
export default function Orders() {
  const { t } = useText(ordersText);
  return <Frame title={t('title')} tab="/orders" width="reading"><SignInFirst><OrderList /></SignInFirst></Frame>;
}

function OrderList() {
  const { t } = useText(ordersText);
  const [filter, setFilter] = useState<Filter>('all');
  const orders = usePages(['orders', 'list', 'pages', filter], (cursor) => api.orders.list({ filter, limit: 20, ...(cursor && { cursor }) }), { live: ['order', 'payment'] });
  return (
    <>
      <Chips label={t('filter')} isScrolling value={filter} onChange={(value) => value && setFilter(value)} choices={filters.map((value) => ({ value, label: t(value) }))} />
      <Faces of={orders} isEmpty={(found) => found.length === 0} empty={<EmptyState title={t('emptyTitle')} art={filter === 'all' ? 'door' : 'calm'} action={<ButtonLink href="/services">{t('browse')}</ButtonLink>}>{t(emptyWords[filter])}</EmptyState>}>
        {(found) => <div className={css.list}>{found.map((order) => <OrderCard key={order.orderId} order={order} />)}{orders.hasMore ? <Button kind="secondary" isWide isBusy={orders.isLoadingMore} onClick={orders.loadMore}>{t('more')}</Button> : null}</div>}
      </Faces>
    </>
  );
}
