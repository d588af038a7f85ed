import { Button, type ButtonProps, Tooltip } from 'antd';
import { useText } from '../../shared/i18n.ts';
import { moneyText } from '../money/money.text.ts';
import { useHolds } from '../use-hq.ts';

/** A button that moves money: finance and operators press it, auditors see it and learn why not. */
export function FinanceButton(button: ButtonProps) {
  const { t } = useText(moneyText);
  const holds = useHolds();
  if (holds('finance', 'operator')) return <Button {...button} />;
  return <Tooltip title={t('needFinance')}><Button {...button} disabled /></Tooltip>;
}
