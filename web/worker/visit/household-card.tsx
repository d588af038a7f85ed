import { ChevronRight, Phone, Quote } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../shared/i18n.ts';
import { Amount, CanButton, Card, Notice, PriceLines, Sheet } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useMaskedCall } from '../../shared/use-masked-call.ts';
import { SceneTags } from '../scene-tags.tsx';
import type { Visit } from '../use-work.ts';
import { opensAt } from './masked.ts';
import css from './visit.module.css';
import { visitText } from './visit.text.ts';

/** Who waits, what they said, what the home is like, how to reach them. */
export function HouseholdCard({ visit }: { visit: Visit }) {
  const { t } = useText(visitText);
  const format = useFormat();
  const phone = visit.customerPhone;
  const call = useMaskedCall(visit.orderId);
  const hiddenUntil = opensAt(visit);
  return (
    <Card title={t('call')}>
      <div className={css.stack}>
        {visit.note ? <p className={css.said}><Quote size={18} aria-hidden="true" /><span><b>{t('said')}</b>{visit.note}</span></p> : <p className={css.quiet}>{t('noNote')}</p>}
        <SceneTags scene={visit.homeScene} />
        {visit.homeScene.note ? <p>{t('sceneNote', { note: visit.homeScene.note })}</p> : null}
        {visit.memberNames.length > 0 ? <p>{t('members', { names: visit.memberNames.join(' · ') })}</p> : null}
        {phone === null ? <p className={css.quiet}>{visit.customerName}{hiddenUntil ? ` · ${t('callHidden', { time: `${format.nearDay(hiddenUntil)} ${format.time(hiddenUntil)}` })}` : ''}</p> : (
          <div className={css.stack}>
            <p>{t('callNote', { name: visit.customerName, phone: call.dialNumber ?? phone })}</p>
            <CanButton kind="secondary" size="large" isWide can={visit.can['call']} isBusy={call.isRunning} icon={<Phone size={20} aria-hidden="true" />} data-testid="visit-call" onClick={call.ring}>{t('call')}</CanButton>
            <p className={css.quiet}>{t('callMasked')}</p>
          </div>
        )}
      </div>
    </Card>
  );
}

/** What she gets, and one tap away what the customer pays. */
export function PayCard({ visit }: { visit: Visit }) {
  const { t } = useText(visitText);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Card onPress={() => setOpen(true)}>
        <span className={css.pay}><span>{t('netPay')}</span><Amount fen={visit.workerPayFen ?? 0} size="large" /><span className={css.payMore}>{t('priceMore')}<ChevronRight size={18} aria-hidden="true" /></span></span>
      </Card>
      {visit.redoOf ? <Notice tone="sky">{t('redo')}</Notice> : null}
      <Sheet isOpen={isOpen} title={t('price')} onClose={() => setOpen(false)}>
        <Card face="jade"><span className={css.pay}><b>{t('yours')}</b><Amount fen={visit.workerPayFen ?? 0} size="large" /></span></Card>
        <Card><PriceLines lines={visit.quote.lines} totalFen={visit.quote.totalFen} totalLabel={t('customerPaid')} /></Card>
        <p>{t('othersGet')}</p>
      </Sheet>
    </>
  );
}
