import { api } from '../../shared/api.ts';
import { useView } from '../../shared/use-view.ts';

export type MoneyTab = 'overview' | 'books' | 'payouts' | 'reconcile' | 'refunds' | 'payments' | 'tax' | 'profit' | 'cash' | 'campaigns' | 'deposits' | 'cashDesks' | 'invoices' | 'claims' | 'vouchers' | 'policies';
export type Todo = { key: 'todoRefunds' | 'todoDifferences' | 'todoFailed' | 'todoExpired' | 'todoAlarms'; tab: MoneyTab; filter: string | null; count: number; overdue: number };
const MOST = 100;

/** What waits for somebody at the finance desk, the pressing first. */
export function useTodo(): Todo[] {
  const refunds = useView(['payments', 'listRefundProposals', 'proposed', 'count'], () => api.payments.listRefundProposals({ state: 'proposed', limit: MOST }), { live: ['payment.refundProposed', 'payment.refundRequested'], staleSeconds: 15 });
  const differences = useView(['payments', 'listDifferences', 'open', 'count'], () => api.payments.listDifferences({ state: 'open', limit: MOST }), { live: ['payment.reconciled'], staleSeconds: 15 });
  const failed = useView(['payments', 'listPayouts', 'failed', 'count'], () => api.payments.listPayouts({ state: 'failed', limit: MOST }), { live: ['payment.payoutMoved'], staleSeconds: 15 });
  const expired = useView(['payments', 'listPayouts', 'expired', 'count'], () => api.payments.listPayouts({ state: 'expired', limit: MOST }), { live: ['payment.payoutMoved'], staleSeconds: 15 });
  const alarms = useView(['payments', 'alarms'], () => api.payments.alarms({}), { live: ['payment.alarmed'], staleSeconds: 15 });
  const again = (of: typeof failed.value): number => of?.items.filter(({ canReissue }) => canReissue).length ?? 0;
  const found: Todo[] = [
    { key: 'todoRefunds', tab: 'refunds', filter: null, count: refunds.value?.items.length ?? 0, overdue: 0 },
    { key: 'todoDifferences', tab: 'reconcile', filter: null, count: differences.value?.items.length ?? 0, overdue: differences.value?.items.filter(({ isOverdue }) => isOverdue).length ?? 0 },
    { key: 'todoFailed', tab: 'payouts', filter: 'failed', count: again(failed.value), overdue: 0 },
    { key: 'todoExpired', tab: 'payouts', filter: 'expired', count: again(expired.value), overdue: 0 },
    { key: 'todoAlarms', tab: 'payments', filter: null, count: alarms.value?.items.length ?? 0, overdue: 0 },
  ];
  return found.filter(({ count }) => count > 0);
}
