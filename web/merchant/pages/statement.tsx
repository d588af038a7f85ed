import { Input, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { ExportButton } from '../../shared/desk/export-button.tsx';
import { BarChart } from '../../shared/desk/kpi-tile.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import css from '../../shared/desk/parts.module.css';
import { useIsPhone } from '../../shared/desk/use-is-phone.ts';
import { useOpen } from '../../shared/desk/use-open.ts';
import { addDays, dayOf, formatStamp } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, EmptyState, Faces, SkeletonScreen } from '../../shared/kit/index.ts';
import { isPayoutKind } from '../../shared/payout-kind.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useNow } from '../../shared/use-now.ts';
import { useView } from '../../shared/use-view.ts';
import { useMerchant } from '../use-merchant.ts';
import { moneyText } from './money.text.ts';
import pageCss from './pages.module.css';
import { PayoutPanels } from './payouts.tsx';

type Statement = View<'payments', 'merchantStatement'>;
type Line = Statement['lines'][number];
const presets = ['thisWeek', 'lastWeek', 'thisMonth', 'lastMonth', 'custom'] as const;
type Preset = (typeof presets)[number];

/** The days a preset speaks of, both included. */
function spanOf(preset: Exclude<Preset, 'custom'>, today: string): { from: string; to: string } {
  const monday = addDays(today, -((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7));
  if (preset === 'thisWeek') return { from: monday, to: addDays(monday, 6) };
  if (preset === 'lastWeek') return { from: addDays(monday, -7), to: addDays(monday, -1) };
  const first = `${today.slice(0, 8)}01`;
  if (preset === 'thisMonth') return { from: first, to: today };
  const lastOfFormer = addDays(first, -1);
  return { from: `${lastOfFormer.slice(0, 8)}01`, to: lastOfFormer };
}

/** What the merchant earned, down to the visit. */
export default function StatementPage() {
  const { t } = useText(moneyText);
  const { isOwner } = useMerchant();
  if (!isOwner) return <Page title={t('statement')}><EmptyState title={t('ownerOnly')} art="calm">{t('ownerOnlyNote')}</EmptyState></Page>;
  return <OwnStatement />;
}

function OwnStatement() {
  const { t } = useText(moneyText);
  const { merchantId } = useMerchant();
  const today = dayOf(useNow(60));
  const [preset, setPreset] = useState<Preset>('thisMonth');
  const [own, setOwn] = useState(() => spanOf('thisMonth', today));
  const span = preset === 'custom' ? own : spanOf(preset, today);
  const isRight = span.from !== '' && span.to !== '' && span.from <= span.to;
  const statement = useView(['payments', 'merchantStatement', merchantId, span], () => api.payments.merchantStatement({ merchantId, ...span }), { isReady: isRight, live: ['order.settled', 'payment', 'order'] });
  return (
    <Page title={t('statement')}>
      <PayoutPanels />
      <div className={css.line}>
        <Segmented<Preset> value={preset} onChange={(next) => { setOwn(span); setPreset(next); }} options={presets.map((value) => ({ value, label: t(value) }))} />
        {preset === 'custom' ? (
          <span className={css.line}>
            <Input type="date" aria-label={t('from')} value={own.from} max={today} onChange={(event) => setOwn({ ...own, from: event.target.value })} style={{ width: 150 }} />
            <span>{t('to')}</span>
            <Input type="date" aria-label={t('to')} value={own.to} onChange={(event) => setOwn({ ...own, to: event.target.value })} style={{ width: 150 }} />
          </span>
        ) : null}
        {isRight ? <ExportButton make={(asked) => api.payments.exportMerchantStatement({ merchantId, ...span, ...asked })} /> : null}
        {isRight ? null : <span className={css.wrong} role="alert">{t('wrongSpan')}</span>}
      </div>
      {isRight ? <Faces of={statement} loading={<SkeletonScreen />}>{(value) => <Body of={value} />}</Faces> : null}
    </Page>
  );
}

function Body({ of }: { of: Statement }) {
  const { t, say, locale } = useText(moneyText);
  const { day, money } = useFormat();
  const { openOrder, orderId } = useOpen();
  const isPhone = useIsPhone();
  const sources = of.byKind.filter(({ kind }) => !isPayoutKind(kind));
  const top = Math.max(1, ...sources.map(({ amountFen }) => Math.abs(amountFen)));
  const days = useMemo(() => eachDay(of), [of]);
  const step = Math.max(1, Math.ceil(days.length / (isPhone ? 5 : 12)));
  const columns = [
    { title: t('time'), key: 'time', width: 130, render: (_: unknown, line: Line) => formatStamp(line.at, locale) },
    { title: t('kind'), key: 'kind', width: 160, render: (_: unknown, line: Line) => say(line.words) },
    { title: t('order'), key: 'order', width: 300, render: (_: unknown, line: Line) => (line.orderNo ? <span className={css.cell}><span>{say(line.itemName)}</span><small>{line.orderNo}</small></span> : <span className={css.quiet}>{t('noOrder')}</span>) },
    { title: t('amount'), key: 'amount', width: 120, align: 'right' as const, render: (_: unknown, line: Line) => <Amount fen={line.amountFen} hasSign /> },
  ];
  return (
    <>
      <div className={pageCss.sums} data-testid="statement-sums">
        <div className={pageCss.sum}><small>{t('opening')}</small><b><Amount fen={of.openingFen} /></b></div>
        <div className={pageCss.sum}><small>{t('earned')} · {t('visits', { count: of.visits })}</small><b><Amount fen={of.earnedFen} hasSign /></b></div>
        <div className={pageCss.sum}><small>{t('paidOut')}</small><b><Amount fen={-of.paidOutFen} /></b></div>
        <div className={pageCss.sum} data-main="true"><small>{t('balance')}</small><b><Amount fen={of.balanceFen} /></b></div>
      </div>
      {of.lines.length === 0 ? <EmptyState title={t('none')} art="calm">{t('noneNote')}</EmptyState> : (
        <>
          <div className={css.wideLeft}>
            <Panel title={t('byDay')}><BarChart label={t('byDay')} heightPixels={130} bars={days.map((one, index) => ({ key: one.day, value: Math.max(0, one.amountFen), title: t('dayBar', { day: day(one.day), amount: money(one.amountFen) }), label: index % step === 0 ? `${Number(one.day.slice(5, 7))}/${Number(one.day.slice(8))}` : '' }))} /></Panel>
            <Panel title={t('byKind')}>
              {sources.map((one) => <div key={one.kind} className={pageCss.kind}><span>{say(one.words)}</span><span className={pageCss.kindTrack} data-minus={one.amountFen < 0} aria-hidden="true"><i style={{ width: `${(Math.abs(one.amountFen) / top) * 100}%` }} /></span><Amount fen={one.amountFen} hasSign /></div>)}
            </Panel>
          </div>
          <h2 className={pageCss.heading}>{t('lines')} <span className={css.quiet}>{t('linesNote')}</span></h2>
          <div data-testid="statement-lines">
            <DenseTable<Line>
              of={{ value: [...of.lines].reverse() }} rowKey={(line) => String(line.postingId)} columns={columns} onOpen={(line) => openOrder(line.orderId!)} canOpen={(line) => line.orderId !== null} openKey={orderId === null ? null : of.lines.find((line) => line.orderId === orderId)?.postingId.toString() ?? null}
              card={(line) => ({ title: line.itemName ? say(line.itemName) : say(line.words), aside: <Amount fen={line.amountFen} hasSign />, note: <><span>{say(line.words)} · {formatStamp(line.at, locale)}</span>{line.orderNo ? <span>{line.orderNo}</span> : null}</> })}
            />
          </div>
        </>
      )}
    </>
  );
}

/** Days without income have their place in the picture too; spans over a quarter show only days with income. */
function eachDay(of: Statement): { day: string; amountFen: number }[] {
  const known = new Map(of.byDay.map((one) => [one.day, one.amountFen]));
  const count = Math.round((Date.parse(of.to) - Date.parse(of.from)) / 86_400_000) + 1;
  return count > 92 ? [...of.byDay] : Array.from({ length: count }, (_, index) => addDays(of.from, index)).map((day) => ({ day, amountFen: known.get(day) ?? 0 }));
}
