import { api, type View } from '../../shared/api.ts';
import { DenseTable } from '../../shared/desk/dense-table.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { Amount, EmptyState } from '../../shared/kit/index.ts';
import { useView } from '../../shared/use-view.ts';
import { figuresText } from './figures.text.ts';

type Row = View<'insights', 'incomeAfter'>['items'][number];
/** Below so many a middle says little. */
const FEW = 10;

/** What a certificate brought those who had worked before it. */
export function IncomeAfter() {
  const { t, say } = useText(figuresText);
  const found = useView(['insights', 'incomeAfter'], () => api.insights.incomeAfter({}), { live: false, staleSeconds: 600 });
  const days = found.value?.days ?? 90;
  const change = (row: Row) => <b className={row.changePercent < 0 ? partCss.danger : partCss.strong}>{row.changePercent > 0 ? '+' : ''}{row.changePercent}%</b>;
  const people = (row: Row) => <span className={partCss.cell}><span>{t('people', { count: row.people })}</span>{row.people < FEW ? <small className={partCss.warm}>{t('small')}</small> : null}</span>;
  const columns = [
    { title: t('certificate'), key: 'kind', width: 220, render: (_: unknown, row: Row) => <b className={partCss.strong}>{say(row.title)}</b> },
    { title: t('peopleCount'), key: 'people', width: 130, render: (_: unknown, row: Row) => people(row) },
    { title: t('before'), key: 'before', width: 120, align: 'right' as const, render: (_: unknown, row: Row) => <Amount fen={row.beforeFen} /> },
    { title: t('after'), key: 'after', width: 120, align: 'right' as const, render: (_: unknown, row: Row) => <Amount fen={row.afterFen} /> },
    { title: t('change'), key: 'change', width: 160, render: (_: unknown, row: Row) => <span className={partCss.cell}>{change(row)}<small>{t('raisedOf', { raised: row.raised })}</small></span> },
  ];
  return (
    <Panel title={t('income')} note={t('incomeNote', { days })}>
      <div data-testid="income-after">
        <DenseTable<Row> of={{ ...found, value: found.value?.items }} rowKey={(row) => row.kind} columns={columns} isFootShown={false} empty={<EmptyState title={t('noIncome')} art="calm">{t('noIncomeNote', { days })}</EmptyState>}
          card={(row) => ({ title: say(row.title), aside: change(row), note: <><span><Amount fen={row.beforeFen} /> → <Amount fen={row.afterFen} /></span>{people(row)}</> })} />
      </div>
    </Panel>
  );
}
