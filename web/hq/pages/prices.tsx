import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import { formatMoney, formatStamp } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, EmptyState, Tag, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { OperatorButton } from '../parts/operator-button.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { text } from '../text.ts';
import { useCity, useParam, usePrices } from '../use-hq.ts';
import { offerText } from './offer.text.ts';
import css from './offer.module.css';

type Row = View<'catalog', 'listPrices'>['items'][number];
const kinds = ['national', 'alliance', 'market'] as const;
const tones = { national: 'jade', alliance: 'sky', market: 'warm' } as const;

/** Yuan as typed to fen; undefined when it is no amount. */
export function parseYuan(words: string): number | undefined {
  const trimmed = words.trim();
  return /^\d{1,7}(\.\d{1,2})?$/.test(trimmed) ? Math.round(Number(trimmed) * 100) : undefined;
}
const yuanOf = (fen: number): string => (fen / 100).toFixed(2);

/** The price book: what each service costs in this tier and how far a price may go. */
export default function PricesPage() {
  const { t, say, locale } = useText(offerText);
  const prices = usePrices();
  const city = useCity();
  const { param, setParam } = useParam();
  const [editing, setEditing] = useState<string | null>(null);
  const here = city.value?.tier ?? prices.value?.tier ?? 2;
  const tier = Number(param('tier') ?? here);
  const kind = (param('kind') ?? 'whole') as Row['kind'] | 'whole';
  const words = (param('q') ?? '').trim().toLowerCase();
  const tiers = [...new Set(prices.value?.items.map((row) => row.tier) ?? [here])].sort();
  const rows = prices.value?.items.filter((row) => row.tier === tier && (kind === 'whole' || row.kind === kind) && (words === '' || row.itemName.zh.includes(words) || row.itemName.en.toLowerCase().includes(words)));
  const changeButton = (row: Row) => row.kind === 'national' ? null : <OperatorButton size="small" data-testid={`price-edit-${row.itemId}`} onClick={() => setEditing(keyOf(row))}>{t('change')}</OperatorButton>;
  const editor = (row: Row) => <PriceEditor row={row} onClose={() => setEditing(null)} />;
  const author = (row: Row): string => (row.isInitial ? t('initial') : t('changedBy', { name: row.changedBy }));
  const columns = [
    { title: t('service'), key: 'service', width: 220, render: (_: unknown, row: Row) => <span className={partCss.cell}><b className={partCss.strong}>{say(row.itemName)}</b></span> },
    { title: t('kind'), key: 'kind', width: 120, render: (_: unknown, row: Row) => <Tag tone={tones[row.kind]}>{t(row.kind)}</Tag> },
    { title: t('unitPrice'), key: 'price', width: 360, render: (_: unknown, row: Row) => (editing === keyOf(row) ? editor(row) : <span className={css.priceCell}><Amount fen={row.unitPriceFen} />{changeButton(row)}</span>) },
    { title: `${t('floor')} – ${t('ceiling')}`, key: 'range', width: 260, render: (_: unknown, row: Row) => <Range row={row} /> },
    { title: t('since'), key: 'since', width: 180, render: (_: unknown, row: Row) => <span className={partCss.cell}><span>{formatStamp(row.validFrom, locale)}</span><small>{author(row)}</small></span> },
  ];
  const card = (row: Row): RowCard => ({
    title: <span className={partCss.cell}><span>{say(row.itemName)}</span><small style={{ fontWeight: 400 }}>{t(row.kind)}{row.kind === 'national' ? '' : ` · ${formatMoney(row.floorPriceFen)} – ${formatMoney(row.ceilingPriceFen)}`}</small><small style={{ fontWeight: 400 }}>{formatStamp(row.validFrom, locale)} · {author(row)}</small></span>,
    aside: <span className={css.priceCell}><Amount fen={row.unitPriceFen} />{editing === keyOf(row) ? null : changeButton(row)}</span>,
    act: editing === keyOf(row) ? editor(row) : null,
  });
  return (
    <Page title={t('prices')} note={t('pricesNote')}>
      <div className={css.explain}>{kinds.map((one) => <p key={one}><Tag tone={tones[one]}>{t(one)}</Tag><span>{t(`${one}Note`)}</span></p>)}</div>
      <FilterBar<Row['kind'] | 'whole'>
        search={{ value: param('q') ?? '', onChange: (next) => setParam('q', next), placeholder: t('search') }}
        segments={{ value: kind, onChange: (next) => setParam('kind', next === 'whole' ? null : next), choices: (['whole', ...kinds] as const).map((value) => ({ value, label: t(value) })) }}
      >
        {tiers.length > 1 ? <Select aria-label={t('tierName', { tier })} value={tier} style={{ minWidth: 160 }} onChange={(next: number) => setParam('tier', next === here ? null : String(next))} options={tiers.map((value) => ({ value, label: `${t('tierName', { tier: value })}${value === here ? ` · ${t('tierHere')}` : ''}` }))} /> : <Tag>{t('tierName', { tier })} · {t('tierHere')}</Tag>}
      </FilterBar>
      <div data-testid="prices"><DenseTable<Row> of={{ ...prices, value: rows }} rowKey={keyOf} columns={columns} card={card} empty={<EmptyState title={t('empty')} art="search">{t('emptyNote')}</EmptyState>} /></div>
    </Page>
  );
}
const keyOf = (row: Row): string => `${row.itemId} ${row.tier}`;

/** Where the price stands between its floor and its ceiling. */
function Range({ row }: { row: Row }) {
  const { t } = useText(offerText);
  if (row.kind === 'national') return <span className={partCss.quiet}>{t('nationalFixed')}</span>;
  const width = Math.max(1, row.ceilingPriceFen - row.floorPriceFen);
  const at = Math.max(0, Math.min(100, ((row.unitPriceFen - row.floorPriceFen) / width) * 100));
  return <span className={css.range}><small>{formatMoney(row.floorPriceFen)}</small><span className={css.rangeTrack} data-outside={row.unitPriceFen < row.floorPriceFen || row.unitPriceFen > row.ceilingPriceFen} aria-hidden="true"><i style={{ left: `${at}%` }} /></span><small>{formatMoney(row.ceilingPriceFen)}</small></span>;
}

/** A price is changed in its row; a refusal stands right below it. */
function PriceEditor({ row, onClose }: { row: Row; onClose: () => void }) {
  const { t, say, locale } = useText(offerText);
  const common = useText(text).t;
  const [price, setPrice] = useState(yuanOf(row.unitPriceFen));
  const [bounds, setBounds] = useState<{ floor: string; ceiling: string } | null>(null);
  const [isTold, setTold] = useState(false);
  const save = useCommand(api.catalog.setPrice, { isQuiet: true, onDone: (now) => { showToast(t('saved', { name: say(now.itemName), price: formatMoney(now.unitPriceFen) })); onClose(); } });
  const wished = { unitPriceFen: parseYuan(price), floorPriceFen: bounds ? parseYuan(bounds.floor) : null, ceilingPriceFen: bounds ? parseYuan(bounds.ceiling) : null };
  const isAmount = wished.unitPriceFen !== undefined && wished.floorPriceFen !== undefined && wished.ceilingPriceFen !== undefined;
  const send = (): void => {
    setTold(!isAmount);
    if (!isAmount) return;
    void save.run({ itemId: row.itemId, tier: row.tier, unitPriceFen: wished.unitPriceFen!, ...(wished.floorPriceFen !== null && { floorPriceFen: wished.floorPriceFen }), ...(wished.ceilingPriceFen !== null && { ceilingPriceFen: wished.ceilingPriceFen }) });
  };
  const name = say(row.itemName);
  const wrong = isTold && !isAmount ? t('notNumber') : save.refusal?.[locale] ?? null;
  return (
    <form className={css.editor} onSubmit={(event) => { event.preventDefault(); send(); }} onKeyDown={(event) => { if (event.key === 'Escape') onClose(); }}>
      <div className={partCss.line}>
        <Input autoFocus prefix="¥" value={price} inputMode="decimal" status={wrong ? 'error' : ''} style={{ width: 110 }} aria-label={t('priceOf', { name })} data-testid="price-input" onFocus={(event) => event.target.select()} onChange={(event) => { setPrice(event.target.value); save.reset(); }} />
        <Button type="primary" htmlType="submit" loading={save.isRunning} data-testid="price-save">{t('save')}</Button>
        <Button onClick={onClose}>{common('cancel')}</Button>
        {bounds ? null : <button type="button" className={partCss.link} onClick={() => setBounds({ floor: yuanOf(row.floorPriceFen), ceiling: yuanOf(row.ceilingPriceFen) })}>{t('changeBounds')}</button>}
      </div>
      {bounds ? (
        <div className={partCss.line}>
          <Input prefix={t('floor')} value={bounds.floor} inputMode="decimal" style={{ width: 140 }} aria-label={t('floorOf', { name })} onChange={(event) => setBounds({ ...bounds, floor: event.target.value })} />
          <Input prefix={t('ceiling')} value={bounds.ceiling} inputMode="decimal" style={{ width: 140 }} aria-label={t('ceilingOf', { name })} onChange={(event) => setBounds({ ...bounds, ceiling: event.target.value })} />
        </div>
      ) : null}
      {wrong ? <p className={partCss.wrong} role="alert" data-testid="price-refusal">{wrong}</p> : null}
    </form>
  );
}
