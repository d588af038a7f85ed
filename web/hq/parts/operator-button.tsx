import { Button, type ButtonProps, Tooltip } from 'antd';
import { useText } from '../../shared/i18n.ts';
import { text } from '../text.ts';
import { useHolds } from '../use-hq.ts';

/** A button only an operator may press; finance and auditors see it and learn why not. */
export function OperatorButton(button: ButtonProps) {
  const { t } = useText(text);
  const holds = useHolds();
  if (holds('operator')) return <Button {...button} />;
  return <Tooltip title={t('needOperator')}><Button {...button} disabled /></Tooltip>;
}
