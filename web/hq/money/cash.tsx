import { Segmented } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { ExportButton } from '../../shared/desk/export-button.tsx';
import { BarChart, KpiRow, KpiTile } from '../../shared/desk/kpi-tile.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { addDays, dayOf } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Faces, SkeletonScreen } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { useNow } from '../use-hq.ts';
import { booksText } from './books.text.ts';
import css from './money.module.css';

type Place = View<'payments', 'cash'>['places'][number];
const spans = { week: 6, month: 29, quarter: 89 } as const;
type Span = keyof typeof spans;

/** Where the money lies, what came and went there day by day, and what would be left after paying all that is owed. */
export function CashView() {
  const { t } = useText(booksText);
  const today = dayOf(useNow());
  const [span, setSpan] = useState<Span>('month');
  const days = { from: addDays(today, -spans[span]), to: today };
  const cash = useView(['payments', 'cash', days], () => api.payments.cash(days), { live: ['payment'], staleSeconds: 60 });
  return (
    <section className={partCss.stack} data-testid="cash">
      <div className={partCss.line}><Segmented<Span> value={span} onChange={setSpan} options={(Object.keys(spans) as Span[]).map((value) => ({ value, label: t(value) }))} /><ExportButton make={(asked) => api.payments.exportCash({ ...days, ...asked })} /></div>
      <Faces of={cash} loading={<SkeletonScreen />}>
        {(value) => (
          <>
            <div className={css.figures}><KpiRow>
              <KpiTile label={t('opening')} value={<Amount fen={value.openingFen} />} />
              <KpiTile label={t('cashIn')} value={<Amount fen={value.inFen} />} tone="jade" />
              <KpiTile label={t('cashOut')} value={<Amount fen={value.outFen} />} />
              <KpiTile label={t('closing')} value={<Amount fen={value.closingFen} />} tone="jade" />
              <KpiTile label={t('owed')} value={<Amount fen={value.owedFen} />} />
              <KpiTile label={t('own')} value={<Amount fen={value.ownFen} />} note={t('ownNote')} tone={value.ownFen < 0 ? 'danger' : 'grey'} />
            </KpiRow></div>
            <div className={css.halves}>{value.places.map((place) => <PlacePanel key={place.account} of={place} />)}</div>
          </>
        )}
      </Faces>
    </section>
  );
}

function PlacePanel({ of }: { of: Place }) {
  const { t, say } = useText(booksText);
  const { day, money } = useFormat();
  const step = Math.max(1, Math.ceil(of.byDay.length / 8));
  return (
    <Panel title={say(of.name)} note={t(of.place)} aside={<b><Amount fen={of.closingFen} /></b>}>
      {of.byDay.length > 0 ? <BarChart label={say(of.name)} heightPixels={110} bars={of.byDay.map((one, index) => ({ key: one.day, value: Math.max(0, one.closingFen), title: t('placeBar', { day: day(one.day), closing: money(one.closingFen), in: money(one.inFen), out: money(one.outFen) }), label: index % step === 0 ? `${Number(one.day.slice(5, 7))}/${Number(one.day.slice(8))}` : '' }))} /> : null}
      <div>{of.byKind.map((one) => <div key={one.kind} className={css.account}><span>{say(one.words)}</span><Amount fen={one.amountFen} hasSign /></div>)}</div>
    </Panel>
  );
}
