import { AddWay } from './add-way.tsx';
import { useText } from './i18n.ts';
import { Sheet } from './kit/overlay.tsx';
import { signInText } from './sign-in.text.ts';

/** Whoever came by e-mail gives a phone before the first booking. */
export default function PhoneFirst({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const { t } = useText(signInText);
  return <Sheet isOpen isFull title={t('phoneTitle')} onClose={onClose}><AddWay kind="phone" lead={t('phoneLead')} onDone={onDone} /></Sheet>;
}
