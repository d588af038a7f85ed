import { Select } from 'antd';
import { api } from '../../shared/api.ts';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { useIsPhone } from '../../shared/desk/use-is-phone.ts';
import { useText } from '../../shared/i18n.ts';
import { Faces, SkeletonScreen } from '../../shared/kit/index.ts';
import { useView } from '../../shared/use-view.ts';
import { Books } from '../money/books.tsx';
import { Campaigns } from '../money/campaigns.tsx';
import { CashDesks } from '../money/cash-desks.tsx';
import { CashView } from '../money/cash.tsx';
import { Deposits } from '../money/deposits.tsx';
import { Exemption } from '../money/exemption.tsx';
import { Invoices } from '../money/invoices.tsx';
import { Claims } from '../money/claims.tsx';
import css from '../money/money.module.css';
import { moneyText } from '../money/money.text.ts';
import { Overview } from '../money/overview.tsx';
import { Payments } from '../money/payments.tsx';
import { Payouts } from '../money/payouts.tsx';
import { ProfitAndLoss } from '../money/profit.tsx';
import { Refunds } from '../money/refunds.tsx';
import { TaxQuarter } from '../money/tax-quarter.tsx';
import { TrialBalance } from '../money/trial-balance.tsx';
import { Policies } from '../money/policies.tsx';
import { type MoneyTab, useTodo } from '../money/use-todo.ts';
import { Vouchers } from '../money/vouchers.tsx';
import { useParam } from '../use-hq.ts';

const tabs = ['overview', 'refunds', 'payouts', 'reconcile', 'payments', 'profit', 'cash', 'books', 'campaigns', 'deposits', 'cashDesks', 'invoices', 'claims', 'policies', 'vouchers', 'tax'] as const satisfies readonly MoneyTab[];

/** The finance desk: whether the books balance, what waits for somebody, and every part of the money on a tab of its own. */
export default function MoneyPage() {
  const { t } = useText(moneyText);
  const { param, setParams } = useParam();
  const isPhone = useIsPhone();
  const todo = useTodo();
  const wished = param('tab');
  const tab: MoneyTab = tabs.find((one) => one === wished) ?? 'overview';
  const go = (next: MoneyTab, status: string | null = null): void => setParams({ tab: next === 'overview' ? null : next, status, payout: null, difference: null, merchant: null, station: null }, false);
  const waiting = (of: MoneyTab): number => todo.filter((one) => one.tab === of).reduce((sum, { count }) => sum + count, 0);
  return (
    <Page title={t('money')}>
      {isPhone ? <Select<MoneyTab> aria-label={t('tabs')} data-testid="money-tabs" size="large" value={tab} onChange={(next) => go(next)} options={tabs.map((value) => ({ value, label: waiting(value) > 0 ? `${t(value)} (${waiting(value)})` : t(value) }))} /> : (
        <div className={css.tabs} role="tablist" aria-label={t('tabs')}>{tabs.map((value) => <button key={value} type="button" role="tab" aria-selected={tab === value} className={css.tab} data-testid={`money-${value}`} onClick={() => go(value)}>{t(value)}{waiting(value) > 0 ? <em>{waiting(value)}</em> : null}</button>)}</div>
      )}
      {tab === 'overview' || tab === 'books' ? <Ledger tab={tab} todo={todo} onGo={go} /> : null}
      {tab === 'refunds' ? <Refunds /> : null}
      {tab === 'payouts' ? <Payouts /> : null}
      {tab === 'reconcile' ? <Books /> : null}
      {tab === 'payments' ? <Payments /> : null}
      {tab === 'profit' ? <ProfitAndLoss /> : null}
      {tab === 'cash' ? <CashView /> : null}
      {tab === 'campaigns' ? <Campaigns /> : null}
      {tab === 'deposits' ? <Deposits /> : null}
      {tab === 'cashDesks' ? <CashDesks /> : null}
      {tab === 'invoices' ? <Invoices /> : null}
      {tab === 'claims' ? <Claims /> : null}
      {tab === 'policies' ? <Policies /> : null}
      {tab === 'vouchers' ? <Vouchers /> : null}
      {tab === 'tax' ? <><TaxQuarter /><Exemption /></> : null}
    </Page>
  );
}

function Ledger({ tab, todo, onGo }: { tab: MoneyTab; todo: ReturnType<typeof useTodo>; onGo: (tab: MoneyTab, filter: string | null) => void }) {
  const balances = useView(['payments', 'trialBalance'], () => api.payments.trialBalance({}), { live: ['payment', 'order.settled'], staleSeconds: 30 });
  return <Faces of={balances} loading={<SkeletonScreen />}>{(value) => (tab === 'books' ? <TrialBalance of={value} /> : <Overview of={value} todo={todo} onGo={onGo} />)}</Faces>;
}
