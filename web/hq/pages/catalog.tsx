import { Select } from 'antd';
import { useMemo } from 'react';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import { formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, ServiceTile, Stars, StatusPill, Tag } from '../../shared/kit/index.ts';
import { OperatorButton } from '../parts/operator-button.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { serviceFamilies, serviceFamilyText } from '../../shared/desk/service-family.text.ts';
import { useAllItems, useParam } from '../use-hq.ts';
import { ItemDrawer } from './item-drawer.tsx';
import css from './offer.module.css';
import { offerText } from './offer.text.ts';
import { type Item, usePublish } from './use-publish.ts';

const states = ['all', 'published', 'hidden'] as const;
type State = (typeof states)[number];

/** Every service of the city, family by family, with all a family sees of it. */
export default function CatalogPage() {
  const { t, say } = useText(offerText);
  const familyName = useText(serviceFamilyText).t;
  const { param, setParam, open } = useParam();
  const found = useAllItems();
  const publish = usePublish();
  const state = (param('state') ?? 'all') as State;
  const family = param('family');
  const words = (param('q') ?? '').trim().toLowerCase();
  const rows = useMemo(() => found.value?.items
    .filter((item) => (family === null || item.family === family) && (state === 'all' || item.isPublished === (state === 'published')) && (words === '' || item.name.zh.includes(words) || item.name.en.toLowerCase().includes(words)))
    .toSorted((a, b) => serviceFamilies.indexOf(a.family) - serviceFamilies.indexOf(b.family) || b.orderCount - a.orderCount), [found.value, family, state, words]);
  const openId = param('item');
  const opened = found.value?.items.find(({ itemId }) => itemId === openId);
  const columns = [
    { title: t('service'), key: 'service', width: 300, render: (_: unknown, item: Item) => <span className={css.item}><ServiceTile icon={item.icon} family={item.family} sizePixels={34} /><span className={partCss.cell}><b className={partCss.strong}>{say(item.name)}</b><small>{say(item.summary)}</small></span></span> },
    { title: t('family'), key: 'family', width: 96, render: (_: unknown, item: Item) => familyName(item.family) },
    { title: t('price'), key: 'price', width: 150, render: (_: unknown, item: Item) => <span className={partCss.cell}><span>{formatMoney(item.unitPriceFen)}{t('perUnit', { unit: say(item.unitLabel) })}</span><small>{t('from', { price: formatMoney(item.fromPriceFen) })}</small></span> },
    { title: t('kind'), key: 'kind', width: 120, render: (_: unknown, item: Item) => t(item.priceKind) },
    { title: t('mode'), key: 'mode', width: 106, render: (_: unknown, item: Item) => t(item.bookingMode) },
    { title: t('orders'), key: 'orders', width: 90, align: 'right' as const, render: (_: unknown, item: Item) => item.orderCount },
    { title: t('rating'), key: 'rating', width: 110, render: (_: unknown, item: Item) => (item.rating === null ? <span className={partCss.quiet}>{t('noRating')}</span> : <Stars rating={item.rating} sizePixels={14} />) },
    { title: t('state'), key: 'state', width: 96, render: (_: unknown, item: Item) => <StatusPill tone={item.isPublished ? 'jade' : 'grey'}>{t(item.isPublished ? 'published' : 'hidden')}</StatusPill> },
    { title: '', key: 'act', width: 90, render: (_: unknown, item: Item) => <OperatorButton size="small" data-testid={`publish-${item.itemId}`} onClick={() => void publish.run(item)}>{t(item.isPublished ? 'hide' : 'publish')}</OperatorButton> },
  ];
  const card = (item: Item): RowCard => ({
    title: <span className={css.item}><ServiceTile icon={item.icon} family={item.family} sizePixels={34} /><span className={partCss.cell}><span>{say(item.name)}</span><small style={{ fontWeight: 400 }}>{familyName(item.family)} · {t(item.priceKind)}</small></span></span>,
    aside: <span className={partCss.cell}><span>{formatMoney(item.unitPriceFen)}{t('perUnit', { unit: say(item.unitLabel) })}</span>{item.isPublished ? null : <small className={partCss.warm}>{t('hidden')}</small>}</span>,
  });
  return (
    <Page title={t('catalog')} note={rows ? t('count', { count: rows.length }) : undefined}>
      <FilterBar<State>
        search={{ value: param('q') ?? '', onChange: (next) => setParam('q', next), placeholder: t('search') }}
        segments={{ value: state, onChange: (next) => setParam('state', next === 'all' ? null : next), choices: states.map((value) => ({ value, label: t(value) })) }}
      >
        <Select allowClear style={{ width: 150 }} aria-label={t('family')} placeholder={t('family')} value={family} onChange={(next: string | undefined) => setParam('family', next ?? null)} options={serviceFamilies.map((value) => ({ value, label: familyName(value) }))} />
        {found.value?.items.some((item) => !item.isPublished) ? <Tag>{t('hiddenOnly')} {found.value.items.filter((item) => !item.isPublished).length}</Tag> : null}
      </FilterBar>
      <div data-testid="catalog"><DenseTable<Item> of={{ ...found, value: rows }} rowKey={(item) => item.itemId} columns={columns} card={card} onOpen={(item) => open('item', item.itemId)} openKey={openId} empty={<EmptyState title={t('empty')} art="search">{t('emptyNote')}</EmptyState>} /></div>
      {opened ? <ItemDrawer key={opened.itemId} item={opened} onClose={() => open('item', null)} /> : null}
    </Page>
  );
}
