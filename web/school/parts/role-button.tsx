import type { Role } from '@linli/contract';
import { Button, type ButtonProps, Tooltip } from 'antd';
import { useHolds } from '../../shared/desk/use-param.ts';
import { useText } from '../../shared/i18n.ts';
import { text } from '../text.ts';

/** A button only an operator may press, and whoever else the contract names; the others see it and learn why not. */
export function OperatorButton({ also = [], ...button }: ButtonProps & { also?: readonly Role[] }) {
  const { t } = useText(text);
  const holds = useHolds();
  if (holds('operator', ...also)) return <Button {...button} />;
  return <Tooltip title={t('needOperator')}><Button {...button} disabled /></Tooltip>;
}
