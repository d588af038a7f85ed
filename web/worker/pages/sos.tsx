import { useSearchParams } from 'wouter';
import { useText } from '../../shared/i18n.ts';
import { Screen } from '../../shared/kit/index.ts';
import { SosBody } from '../../shared/sos/sos-page.tsx';
import { sosText } from '../../shared/sos/sos.text.ts';

/** Help for her who works, on a visit or anywhere. */
export default function Sos() {
  const { t } = useText(sosText);
  const [params] = useSearchParams();
  return <Screen title={t('title')} back="/"><SosBody orderId={params.get('order')} /></Screen>;
}
