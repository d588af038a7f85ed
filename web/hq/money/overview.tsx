import { useMemo } from 'react';
import { api } from '../../shared/api.ts';
import { BarChart, KpiRow, KpiTile } from '../../shared/desk/kpi-tile.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, EmptyState, Faces } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import css from './money.module.css';
import { moneyText } from './money.text.ts';
import { type Account, type Balances, Zero, groupByName, sumOf } from './trial-balance.tsx';
import type { Todo } from './use-todo.ts';

/** Colours of the parts of a whole, largest first; beyond them the last one serves. */
const partTones = ['var(--jade-600)', 'var(--apricot-500)', 'var(--sky-700)', 'var(--jade-300)', 'var(--apricot-200)', 'var(--ink-400)'];

/** Whose the money is, what the platform earned, what came in day by day, and what waits for somebody. */
export function Overview({ of, todo, onGo }: { of: Balances; todo: readonly Todo[]; onGo: (tab: Todo['tab'], filter: string | null) => void }) {
  return (
    <section className={partCss.stack} data-testid="finance-overview">
      <Zero of={of} />
      <Figures of={of} />
      <div className={css.halves}><Whose of={of} /><WaitsForYou of={todo} onGo={onGo} /></div>
      <div className={css.halves}><IncomeAndExpense of={of} /><ByDay onGo={() => onGo('reconcile', null)} /></div>
    </section>
  );
}

const startsWith = (of: Balances, code: string): Account[] => of.accounts.filter(({ account }) => account === code || account.startsWith(`${code}:`));

function Figures({ of }: { of: Balances }) {
  const { t } = useText(moneyText);
  const [channel, escrow, workers, merchants, suspense] = ['asset:channel', 'liability:escrow', 'liability:worker', 'liability:merchant', 'liability:suspense'].map((code) => startsWith(of, code)) as [Account[], Account[], Account[], Account[], Account[]];
  const kind = (wanted: Account['kind']): number => sumOf(of.accounts.filter((account) => account.kind === wanted));
  const open = (accounts: readonly Account[]): number => accounts.filter(({ balanceFen }) => balanceFen !== 0).length;
  return (
    <div className={css.figures}><KpiRow>
      <KpiTile label={t('atChannel')} value={<Amount fen={sumOf(channel)} />} tone="jade" />
      <KpiTile label={t('escrow')} value={<Amount fen={-sumOf(escrow)} />} note={t('ordersCount', { count: open(escrow) })} />
      <KpiTile label={t('owedWorkers')} value={<Amount fen={-sumOf(workers)} />} note={t('peopleCount', { count: open(workers) })} />
      <KpiTile label={t('owedMerchants')} value={<Amount fen={-sumOf(merchants)} />} note={t('shopsCount', { count: open(merchants) })} />
      <KpiTile label={t('earned')} value={<Amount fen={-kind('income')} />} note={t('earnedNote', { amount: formatMoney(kind('expense')) })} tone="jade" />
      <KpiTile label={t('suspense')} value={<Amount fen={sumOf(suspense)} />} tone={sumOf(suspense) === 0 ? 'grey' : 'danger'} />
    </KpiRow></div>
  );
}

/** What is owed, by whom it is owed to: one bar of the whole, and its parts in words. */
function Whose({ of }: { of: Balances }) {
  const { t, say } = useText(moneyText);
  const parts = useMemo(() => groupByName(of.accounts.filter(({ kind }) => kind === 'liability')).map((group) => ({ name: group[0]!.name, fen: -sumOf(group), count: group.filter(({ balanceFen }) => balanceFen !== 0).length })).filter(({ fen }) => fen > 0).sort((a, b) => b.fen - a.fen), [of]);
  const wholeFen = parts.reduce((sum, { fen }) => sum + fen, 0);
  const tone = (index: number): string => partTones[Math.min(index, partTones.length - 1)]!;
  return (
    <Panel title={t('whose')} note={parts.length > 0 ? t('whoseNote', { amount: formatMoney(wholeFen) }) : undefined}>
      {parts.length === 0 ? <p className={partCss.quiet}>{t('whoseEmpty')}</p> : (
        <>
          <div className={css.stackBar} aria-hidden="true">{parts.map((part, index) => <i key={part.name.en} style={{ flexGrow: part.fen, background: tone(index) }} />)}</div>
          <div className={css.legend}>{parts.map((part, index) => <div key={part.name.en} className={css.legendRow}><i style={{ background: tone(index) }} aria-hidden="true" /><span>{say(part.name)} {part.count > 1 ? <small>{part.count}</small> : null}</span><Amount fen={part.fen} /><small>{percent(part.fen, wholeFen)}</small></div>)}</div>
        </>
      )}
    </Panel>
  );
}
const percent = (part: number, whole: number): string => `${whole === 0 ? 0 : ((part / whole) * 100).toFixed(part / whole < 0.1 ? 1 : 0)}%`;

function WaitsForYou({ of, onGo }: { of: readonly Todo[]; onGo: (tab: Todo['tab'], filter: string | null) => void }) {
  const { t } = useText(moneyText);
  return (
    <Panel title={t('todo')}>
      {of.length === 0 ? <EmptyState title={t('nothingToDo')} art="calm">{t('nothingToDoNote')}</EmptyState> : (
        <div>{of.map((one) => <button key={one.key} type="button" className={css.todo} data-testid={`todo-${one.key}`} onClick={() => onGo(one.tab, one.filter)}><span><b>{t(one.key, { count: one.count })}</b>{one.overdue > 0 ? <small>{t('todoOverdue', { count: one.overdue })}</small> : null}</span><span>{t('seeAll')}</span></button>)}</div>
      )}
    </Panel>
  );
}

function IncomeAndExpense({ of }: { of: Balances }) {
  const { t, say } = useText(moneyText);
  const rows = groupByName(of.accounts.filter(({ kind }) => kind === 'income' || kind === 'expense')).map((group) => ({ name: group[0]!.name, isExpense: group[0]!.kind === 'expense', fen: -sumOf(group) })).filter(({ fen }) => fen !== 0).sort((a, b) => Number(a.isExpense) - Number(b.isExpense) || Math.abs(b.fen) - Math.abs(a.fen));
  const top = Math.max(1, ...rows.map(({ fen }) => Math.abs(fen)));
  return (
    <Panel title={t('incomeExpense')} note={t('incomeNote')}>
      <div>
        {rows.map((row) => <div key={row.name.en} className={css.bar}><span>{say(row.name)}</span><span className={css.track} data-minus={row.fen < 0} aria-hidden="true"><i style={{ width: `${(Math.abs(row.fen) / top) * 100}%` }} /></span><Amount fen={row.fen} hasSign /></div>)}
        <div className={`${css.bar} ${css.total}`}><span>{t('net')}</span><span /><Amount fen={rows.reduce((sum, { fen }) => sum + fen, 0)} hasSign /></div>
      </div>
    </Panel>
  );
}

const SHOWN_DAYS = 30;
function ByDay({ onGo }: { onGo: () => void }) {
  const { t } = useText(moneyText);
  const { day, money } = useFormat();
  const found = useView(['payments', 'listReconciliations'], () => api.payments.listReconciliations({}), { live: ['payment.reconciled'], staleSeconds: 30 });
  const days = useMemo(() => {
    const sums = new Map<string, number>();
    for (const one of found.value?.items ?? []) sums.set(one.day, (sums.get(one.day) ?? 0) + one.oursFen);
    return [...sums].sort(([a], [b]) => a.localeCompare(b)).slice(-SHOWN_DAYS);
  }, [found.value]);
  const step = Math.max(1, Math.ceil(days.length / 8));
  return (
    <Panel title={t('byDay')} note={t('byDayNote')}>
      <Faces of={found} isEmpty={({ items }) => items.length === 0} empty={<EmptyState title={t('noDays')} art="calm" action={<button type="button" className={partCss.link} onClick={onGo}>{t('toReconcile')}</button>}>{t('noDaysNote')}</EmptyState>}>
        {() => <BarChart label={t('byDay')} heightPixels={150} bars={days.map(([date, fen], index) => ({ key: date, value: Math.max(0, fen), title: t('dayBar', { day: day(date), amount: money(fen) }), label: index % step === 0 ? `${Number(date.slice(5, 7))}/${Number(date.slice(8))}` : '' }))} />}
      </Faces>
    </Panel>
  );
}
