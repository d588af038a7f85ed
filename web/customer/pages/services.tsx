import type { ServiceFamily } from '@linli/contract';
import { SlidersHorizontal } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useSearchParams } from 'wouter';
import { api, type Input } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Chips, EmptyState, Faces, IconButton, SearchInput, Sheet, SkeletonList } from '../../shared/kit/index.ts';
import { useView } from '../../shared/use-view.ts';
import { Frame } from '../frame.tsx';
import { ServiceCard, type ServiceItem } from '../parts/service-card.tsx';
import { text } from '../text.ts';
import { useIsWide } from '../use-is-wide.ts';
import css from './services.module.css';
import { servicesText } from './services.text.ts';

/** What is made for somebody stands before what suits everyone. */
const meantFirst = (items: readonly ServiceItem[], segment: ServiceItem['segments'][number] | null): ServiceItem[] =>
  (segment === null ? [...items] : [...items].sort((a, b) => Number(b.segments.includes(segment)) - Number(a.segments.includes(segment))));

type Wish = Input<'catalog', 'listItems'>;
const segments = ['elders', 'infants', 'youngFamilies', 'office'] as const satisfies readonly Wish['segment'][];
const sorts = ['popular', 'price', 'rating'] as const satisfies readonly Wish['sort'][];
const priceLimitsYuan = [100, 200, 500, 1000] as const;

/** Every service, found by words, kind, for whom, price and order. What is chosen stands in the address, so it can be shared and come back to. */
export default function Services() {
  const { t, say } = useText(servicesText);
  const common = useText(text);
  const isWide = useIsWide();
  const [params, setParams] = useSearchParams();
  const [isFiltering, setFiltering] = useState(false);
  const [words, setWords] = useState(params.get('q') ?? '');
  const q = useDeferredValue(words.trim());
  const family = params.get('family') as ServiceFamily | null;
  const segment = params.get('segment') as (typeof segments)[number] | null;
  const maxYuan = params.get('max');
  const sort = (params.get('sort') ?? 'popular') as (typeof sorts)[number];
  const wish: Wish = { sort, ...(q !== '' && { q: q.slice(0, 40) }), ...(family && { family }), ...(segment && { segment }), ...(maxYuan && { maxPriceFen: Number(maxYuan) * 100 }) };
  const found = useView(['catalog', 'listItems', wish], () => api.catalog.listItems(wish), { live: ['catalog'], staleSeconds: 60 });
  const all = useView(['catalog', 'listItems', {}], () => api.catalog.listItems({}), { live: ['catalog'], staleSeconds: 300 });

  const set = (changes: Record<string, string | null>): void => setParams((before) => {
    const next = new URLSearchParams(before);
    next.delete('search');
    for (const [name, value] of Object.entries(changes)) if (value === null) next.delete(name); else next.set(name, value);
    return next;
  }, { replace: true });
  const reset = (): void => { setWords(''); setParams({}, { replace: true }); };
  const chosenCount = [segment, maxYuan, sort === 'popular' ? null : sort].filter(Boolean).length;

  const families = (
    <Chips label={t('family')} isScrolling={!isWide} canClear value={family} onChange={(value) => set({ family: value })}
      choices={(all.value?.families ?? []).map((one) => ({ value: one.family, label: say(one.name) }))} />
  );
  const filters = (
    <>
      <Chips label={t('segment')} isLabelShown canClear value={segment} onChange={(value) => set({ segment: value })} choices={segments.map((value) => ({ value, label: common.t(value) }))} />
      <Chips label={t('price')} isLabelShown canClear value={maxYuan} onChange={(value) => set({ max: value })} choices={priceLimitsYuan.map((yuan) => ({ value: String(yuan), label: t('upTo', { yuan }) }))} />
      <Chips label={t('sort')} isLabelShown value={sort} onChange={(value) => set({ sort: value === 'popular' ? null : value })} choices={sorts.map((value) => ({ value, label: t(value === 'price' ? 'byPrice' : value === 'rating' ? 'byRating' : 'popular') }))} />
    </>
  );
  const search = <SearchInput label={t('search')} value={words} onChange={setWords} autoFocus={params.has('search')} maxLength={40} data-testid="services-search" />;

  return (
    <Frame title={t('title')} back="/" width="wide" {...(!isWide && { header: search, actions: <IconButton label={t('filters')} badge={chosenCount} onClick={() => setFiltering(true)}><SlidersHorizontal size={22} strokeWidth={1.9} /></IconButton> })}>
      <div className={css.layout}>
        <aside className={css.side}>{isWide ? search : null}{families}{isWide ? filters : null}</aside>
        <div className={css.found}>
          <Faces of={found} loading={<SkeletonList count={6} />} isEmpty={({ items }) => items.length === 0}
            empty={<EmptyState title={t('noneTitle')} art="search" action={<Button kind="secondary" onClick={reset}>{t('reset')}</Button>}>{t('none')}</EmptyState>}>
            {({ items }) => (
              <>
                <p className={css.count} aria-live="polite">{t('found', { count: items.length })}{segment ? ` · ${t('forWho', { who: common.t(segment) })}` : ''}</p>
                <div className={css.cards}>{meantFirst(items, sort === 'popular' ? segment : null).map((item) => <ServiceCard key={item.itemId} item={item} />)}</div>
              </>
            )}
          </Faces>
        </div>
      </div>
      <Sheet isOpen={isFiltering && !isWide} title={t('filters')} onClose={() => setFiltering(false)}
        bar={<><Button kind="secondary" size="large" onClick={reset}>{t('reset')}</Button><Button size="large" isWide onClick={() => setFiltering(false)}>{t('showFound', { count: found.value?.items.length ?? 0 })}</Button></>}>
        {filters}
      </Sheet>
    </Frame>
  );
}
