import { useSearchParams } from 'wouter';
import { useText } from '../../shared/i18n.ts';
import { SosBody } from '../../shared/sos/sos-page.tsx';
import { sosText } from '../../shared/sos/sos.text.ts';
import { Frame } from '../frame.tsx';
import { SignInFirst } from './sign-in-first.tsx';

/** Help for a family, about a visit or not. */
export default function Sos() {
  const { t } = useText(sosText);
  const [params] = useSearchParams();
  return <Frame title={t('title')} back="/orders" width="reading"><SignInFirst><SosBody orderId={params.get('order')} isFamily /></SignInFirst></Frame>;
}
