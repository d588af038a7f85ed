import { api, type View } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { FinanceButton } from '../parts/finance-button.tsx';
import { moneyText } from './money.text.ts';

export type Payout = View<'payments', 'listPayouts'>['items'][number];
export const payoutTones = { sending: 'sky', waitConfirm: 'warm', processing: 'sky', arrived: 'jade', failed: 'danger', expired: 'danger' } as const;

/** Sends again what came back; nothing where nothing did. */
export function Again({ of }: { of: Payout }) {
  const { t } = useText(moneyText);
  const again = useCommand(api.payments.reissuePayout, { onDone: () => showToast(t('reissued')) });
  return of.canReissue ? <FinanceButton size="small" type="primary" ghost data-testid="payout-again" loading={again.isRunning} onClick={() => void again.run({ payoutId: of.payoutId })}>{t('reissue')}</FinanceButton> : null;
}
