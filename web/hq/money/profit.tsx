import { useState } from 'react';
import { InputNumber, Popover, Button, Input } from 'antd';
import { api, type View } from '../../shared/api.ts';
import { ExportButton } from '../../shared/desk/export-button.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { dayOf, formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Faces, SkeletonScreen, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import { useHolds, useNow } from '../use-hq.ts';
import { booksText } from './books.text.ts';
import css from './money.module.css';

type Profit = View<'payments', 'profit'>;
type Budget = View<'payments', 'budget'>;

/** What was earned and spent by month, and this month against its plan. */
export function ProfitAndLoss() {
  const { t, say } = useText(booksText);
  const profit = useView(['payments', 'profit'], () => api.payments.profit({}), { live: ['payment', 'order.settled'], staleSeconds: 60 });
  const budget = useView(['payments', 'budget'], () => api.payments.budget({}), { live: ['payment', 'order.settled'], staleSeconds: 60 });
  return (
    <Faces of={profit} loading={<SkeletonScreen />}>
      {(value) => (
        <section className={partCss.stack} data-testid="profit">
          <p className={css.note}>{say(value.words)}</p>
          <Panel title={t('profit')} note={t('profitNote')} aside={<ExportButton make={(asked) => api.payments.exportProfit(asked)} />}><Months of={value} /><ProfitTable of={value} /></Panel>
          <Panel title={t('budget')} note={budget.value ? say(budget.value.words) : undefined}><Faces of={budget}>{(found) => <BudgetTable of={found} />}</Faces></Panel>
        </section>
      )}
    </Faces>
  );
}

const monthLabel = (month: string): string => `${month.slice(0, 4)}/${Number(month.slice(5))}`;

/** Income up in green, expenses down in orange, month by month on one scale. */
function Months({ of }: { of: Profit }) {
  const { t } = useText(booksText);
  const top = Math.max(1, ...of.incomeFen, ...of.expenseFen);
  const words = of.months.map((month, index) => t('monthBar', { month: monthLabel(month), income: formatMoney(of.incomeFen[index] ?? 0), expense: formatMoney(of.expenseFen[index] ?? 0) }));
  return (
    <div className={css.months} role="img" aria-label={words.join('; ')}>
      {of.months.map((month, index) => (
        <div key={month} title={words[index]}>
          <span className={css.up}><i style={{ height: `${((of.incomeFen[index] ?? 0) / top) * 100}%` }} /></span>
          <span className={css.down}><i style={{ height: `${((of.expenseFen[index] ?? 0) / top) * 100}%` }} /></span>
          <small>{monthLabel(month)}</small>
        </div>
      ))}
    </div>
  );
}

function ProfitTable({ of }: { of: Profit }) {
  const { t, say } = useText(booksText);
  const row = (key: string, label: string, fens: readonly number[], totalFen: number, isSum = false) => (
    <tr key={key} data-sum={isSum || undefined}><th scope="row">{label}</th>{fens.map((fen, index) => <td key={of.months[index]}>{fen === 0 ? '—' : <Amount fen={fen} />}</td>)}<td><b><Amount fen={totalFen} /></b></td></tr>
  );
  const sum = (fens: readonly number[]): number => fens.reduce((total, fen) => total + fen, 0);
  const side = (kind: 'income' | 'expense') => of.lines.filter((line) => line.kind === kind);
  return (
    <div className={css.scroll} tabIndex={0} role="group" aria-label={t('profit')}>
      <table className={css.table}>
        <thead><tr><th scope="col">{t('account')}</th>{of.months.map((month) => <th key={month} scope="col">{monthLabel(month)}</th>)}<th scope="col">{t('total')}</th></tr></thead>
        <tbody>
          {side('income').map((line) => row(line.account, say(line.name), line.fenByMonth, line.totalFen))}
          {row('income', t('income'), of.incomeFen, sum(of.incomeFen), true)}
          {side('expense').map((line) => row(line.account, say(line.name), line.fenByMonth, line.totalFen))}
          {row('expense', t('expense'), of.expenseFen, sum(of.expenseFen), true)}
          {row('profit', t('net'), of.profitFen, of.totalProfitFen, true)}
        </tbody>
      </table>
    </div>
  );
}

function BudgetTable({ of }: { of: Budget }) {
  const { t, say } = useText(booksText);
  return (
    <div data-testid="budget">{of.lines.map((line) => (
      <div key={line.account} className={css.budget}>
        <span>{say(line.name)}{line.note ? <small className={partCss.quiet}> {line.note}</small> : null}</span>
        <span className={css.track} data-minus={line.isGood === false} aria-hidden="true"><i style={{ width: `${Math.min(100, line.percentUsed ?? 0)}%` }} /></span>
        <span><Amount fen={line.actualFen} /> <small className={partCss.quiet}>{line.budgetFen === null ? t('noBudget') : `/ ${formatMoney(line.budgetFen)}${line.percentUsed === null ? '' : ` · ${line.percentUsed}%`}`}</small></span>
        <SetBudget account={line.account} budgetFen={line.budgetFen} />
      </div>
    ))}</div>
  );
}

function SetBudget({ account, budgetFen }: { account: string; budgetFen: number | null }) {
  const { t } = useText(booksText);
  const holds = useHolds();
  const month = dayOf(useNow()).slice(0, 7);
  const [isOpen, setOpen] = useState(false);
  const [yuan, setYuan] = useState<number | null>(budgetFen === null ? null : budgetFen / 100);
  const [note, setNote] = useState('');
  const save = useCommand(api.payments.setBudget, { refreshes: [['payments', 'budget']], onDone: () => { setOpen(false); showToast(t('budgetSaved')); } });
  if (!holds('finance', 'operator')) return null;
  return (
    <Popover trigger="click" open={isOpen} onOpenChange={setOpen} title={t('setBudget', { month: monthLabel(month) })} content={(
      <div className={partCss.form} style={{ width: 'min(260px, 78vw)' }}>
        <InputNumber value={yuan} min={0} precision={2} prefix="¥" aria-label={t('budget')} placeholder={t('noBudget')} onChange={setYuan} style={{ width: '100%' }} />
        <Input value={note} maxLength={200} placeholder={t('note')} aria-label={t('note')} onChange={(event) => setNote(event.target.value)} />
        <Button type="primary" loading={save.isRunning} data-testid="budget-save" onClick={() => void save.run({ month, account, amountFen: yuan === null ? null : Math.round(yuan * 100), note: note.trim() })}>{t('save')}</Button>
      </div>
    )}>
      <Button size="small" data-testid="budget-set">{t('plan')}</Button>
    </Popover>
  );
}
