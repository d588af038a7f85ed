import { Drawer } from 'antd';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../i18n.ts';
import { deskText } from './text.ts';

/** Detail beside the list: Esc closes, the list behind stays usable because there is no mask. */
export function DeskDrawer({ isOpen, title, aside, footer, onClose, widthPixels = 600, hasMask = false, children }: { isOpen: boolean; title: ReactNode; aside?: ReactNode; footer?: ReactNode; onClose: () => void; widthPixels?: number; hasMask?: boolean; children: ReactNode }) {
  const { t } = useText(deskText);
  return (
    <Drawer
      open={isOpen} onClose={onClose} title={title} extra={aside} footer={footer} size={`min(${widthPixels}px, 100vw)`} mask={hasMask} keyboard destroyOnHidden
      closeIcon={<X size={18} aria-label={t('close')} />} styles={{ body: { padding: 20, background: '#fdfcfa' }, header: { padding: '12px 20px' }, section: { boxShadow: 'var(--lift-3)' } }}
    >
      {children}
    </Drawer>
  );
}
