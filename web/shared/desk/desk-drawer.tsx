import { Drawer } from 'antd';
import { X } from 'lucide-react';
import type { CSSProperties, ReactNode } from 'react';
import { useText } from '../i18n.ts';
import { deskText } from './text.ts';
import { useIsPhone } from './use-is-phone.ts';

/** Detail beside the list: Esc closes, the list behind stays usable because there is no mask. */
export function DeskDrawer({ isOpen, title, aside, footer, onClose, widthPixels = 600, hasMask = false, children }: { isOpen: boolean; title: ReactNode; aside?: ReactNode; footer?: ReactNode; onClose: () => void; widthPixels?: number; hasMask?: boolean; children: ReactNode }) {
  const { t } = useText(deskText);
  const isPhone = useIsPhone();
  return (
    <Drawer
      open={isOpen} onClose={onClose} title={title} extra={aside} footer={footer} size={`min(${widthPixels}px, 100vw)`} mask={hasMask} keyboard destroyOnHidden
      closeIcon={<X size={18} aria-label={t('close')} />} styles={{ body: { '--drawer-pad': isPhone ? '14px' : '20px', padding: 'var(--drawer-pad)', background: '#fdfcfa' } as CSSProperties, header: { padding: isPhone ? '8px 14px 8px 4px' : '12px 20px' }, footer: { padding: isPhone ? '8px 14px' : '8px 16px' }, section: { boxShadow: 'var(--lift-3)' } }}
    >
      {children}
    </Drawer>
  );
}
