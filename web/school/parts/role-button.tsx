import { Button, type ButtonProps, Tooltip } from 'antd';
import { useHolds } from '../../shared/desk/use-param.ts';
import { useText } from '../../shared/i18n.ts';
import { text } from '../text.ts';

/** A button only an operator may press; trainers and examiners see it and learn why not. */
export function OperatorButton(button: ButtonProps) {
  const { t } = useText(text);
  const holds = useHolds();
  if (holds('operator')) return <Button {...button} />;
  return <Tooltip title={t('needOperator')}><Button {...button} disabled /></Tooltip>;
}
