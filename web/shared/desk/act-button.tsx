import { Button, type ButtonProps, Tooltip } from 'antd';
import { type Bilingual, useSay } from '../i18n.ts';

type Props = ButtonProps & { can: { isAllowed: boolean; why: Bilingual | null } | undefined };

/** A desk button the server allows or not: it stays in sight, and on hover or focus says why it cannot be pressed. What is never this person's is left out. */
export function ActButton({ can, ...button }: Props) {
  const say = useSay();
  if (!can) return null;
  if (can.isAllowed) return <Button {...button} />;
  const { onClick: _, ...rest } = button;
  return <Tooltip title={say(can.why)} trigger={['hover', 'focus']}><Button {...rest} aria-disabled="true" className="is-refused" style={{ opacity: 0.55, cursor: 'not-allowed' }} type="default" danger={false} title={say(can.why)} /></Tooltip>;
}
