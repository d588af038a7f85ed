import { useText } from '../../shared/i18n.ts';
import { Card, Dialog, Switch } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { setConsent, useSharing } from '../position.ts';
import { visitText } from './visit.text.ts';

/** Whether her position is shown on the way; hers to decide at any moment. */
export function SharePosition({ isUnderWay }: { isUnderWay: boolean }) {
  const { t } = useText(visitText);
  const format = useFormat();
  const { consent, isBlocked, lastAt } = useSharing();
  const isOn = consent === 'yes';
  const note = !isOn ? t('shareOff') : isBlocked ? t('shareBlocked') : lastAt && isUnderWay ? t('shareAt', { time: format.time(lastAt) }) : t('shareOn');
  return (
    <>
      <Card><div data-testid="share-position"><Switch label={t('share')} note={note} isOn={isOn} onChange={setConsent} /></div></Card>
      <Dialog isOpen={isUnderWay && consent === 'asking'} title={t('shareAskTitle')} confirm={t('shareYes')} cancel={t('shareNo')} onConfirm={() => setConsent(true)} onClose={() => setConsent(false)}>{t('shareAsk')}</Dialog>
    </>
  );
}
