import { Select } from 'antd';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { KpiRow, KpiTile } from '../../shared/desk/kpi-tile.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { dayOf } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, EmptyState, Faces, Tag } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { useNow, useParam } from '../use-hq.ts';
import css from './money.module.css';
import { moneyText } from './money.text.ts';

type Report = View<'payments', 'taxReport'>;
type Row = Report['rows'][number];
const SHOWN_QUARTERS = 6;

/** The quarter a day lies in and those before it, newest first: `2026-Q3`. */
function quartersBefore(day: string): string[] {
  const now = Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3);
  return Array.from({ length: SHOWN_QUARTERS }, (_, back) => now - back).map((index) => `${Math.floor(index / 4)}-Q${(index % 4) + 1}`);
}

/** What the platform reports to the tax office of a quarter, worker by worker, with the reason where none is due. */
export function TaxQuarter() {
  const { t } = useText(moneyText);
  const { param, setParam } = useParam();
  const quarters = quartersBefore(dayOf(useNow()));
  const quarter = quarters.find((one) => one === param('quarter')) ?? quarters[1]!;
  const found = useView(['payments', 'taxReport', quarter], () => api.payments.taxReport({ quarter }), { live: ['payment.payoutMoved'], isKept: false });
  const name = (of: string): string => t('quarterName', { year: of.slice(0, 4), n: of.slice(6) });
  return (
    <>
      <div className={partCss.line}><Select aria-label={t('quarter')} value={quarter} onChange={(next: string) => setParam('quarter', next)} options={quarters.map((value) => ({ value, label: name(value) }))} style={{ width: 170 }} /><span className={css.note}>{t('taxLead')}</span></div>
      {found.refusal?.code === 'payments.quarter_not_over' ? <EmptyState title={t('notOver')} art="calm">{t('notOverNote')}</EmptyState> : <Faces of={found}>{(report) => <Body of={report} />}</Faces>}
    </>
  );
}

function Body({ of }: { of: Report }) {
  const { t, say } = useText(moneyText);
  const { day } = useFormat();
  const due = (row: Row) => (row.isReported ? <Tag tone="warm">{t('report')}</Tag> : <span className={partCss.quiet}>{say(row.exemption)}</span>);
  const columns = [
    { title: t('worker'), key: 'name', width: 160, render: (_: unknown, row: Row) => <b className={partCss.strong}>{row.name}</b> },
    { title: t('incomeFen'), key: 'income', width: 120, align: 'right' as const, render: (_: unknown, row: Row) => <Amount fen={row.incomeFen} /> },
    { title: t('exemptFen'), key: 'exempt', width: 120, align: 'right' as const, render: (_: unknown, row: Row) => (row.exemptFen === 0 ? '—' : <Amount fen={row.exemptFen} />) },
    { title: t('withheld'), key: 'tax', width: 110, align: 'right' as const, render: (_: unknown, row: Row) => (row.taxFen === 0 ? '—' : <Amount fen={row.taxFen} />) },
    { title: t('timesPaid'), key: 'times', width: 80, align: 'right' as const, render: (_: unknown, row: Row) => row.payouts },
    { title: t('isReported'), key: 'due', width: 320, render: (_: unknown, row: Row) => due(row) },
  ];
  const card = (row: Row): RowCard => ({ title: row.name, aside: <Amount fen={row.incomeFen} />, note: <>{due(row)}{row.taxFen > 0 ? <span>{t('withheld')} <Amount fen={row.taxFen} /></span> : null}</> });
  return (
    <section className={partCss.stack} data-testid="tax-report">
      <div className={css.figures}><KpiRow>
        <KpiTile label={t('incomeFen')} value={<Amount fen={of.incomeFen} />} note={t('peopleCount', { count: of.rows.length })} />
        <KpiTile label={t('withheld')} value={<Amount fen={of.taxFen} />} tone="jade" />
        <KpiTile label={t('isReported')} value={t('people', { count: of.reported })} note={t('notReported', { count: of.left })} {...(of.reported > 0 && { tone: 'warm' as const })} />
        <KpiTile label={t('quarter')} value={`Q${of.quarter.slice(6)}`} note={t('dueBy', { day: day(of.dueBy) })} />
      </KpiRow></div>
      <Panel title={t('tax')}><DenseTable<Row> of={{ value: of.rows }} rowKey={(row) => row.workerId} columns={columns} card={card} empty={<EmptyState title={t('noTax')} art="calm">{t('noTaxNote')}</EmptyState>} /></Panel>
    </section>
  );
}
