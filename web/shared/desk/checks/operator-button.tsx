import { Button, type ButtonProps, Tooltip } from 'antd';
import { useText } from '../../i18n.ts';
import { useHolds } from '../use-param.ts';
import { checksText } from './checks.text.ts';

/** A button only an operator may press; everybody else who sees it learns why not. */
export function OperatorButton(button: ButtonProps) {
  const { t } = useText(checksText);
  const holds = useHolds();
  if (holds('operator')) return <Button {...button} />;
  return <Tooltip title={t('needOperator')}><Button {...button} disabled /></Tooltip>;
}
