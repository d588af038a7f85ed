import { Check, ChevronRight, Clock3, MapPin, Quote, Timer, Zap } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { formatCountdown } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Button, Card, ServiceTile, Tag } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { matchText } from '../match/match.text.ts';
import { SceneTags } from '../scene-tags.tsx';
import { Unsent } from '../unsent.tsx';
import type { Offer, Visit } from '../use-work.ts';
import css from './offers.module.css';
import { offersText } from './offers.text.ts';
import { PaySheet } from './pay-sheet.tsx';
import { ReasonsSheet } from './reasons-sheet.tsx';

/** One offer, everything she needs to decide on one card. */
export function OfferCard({ offer, now, isFirst, onAccepted, onRefuse }: { offer: Offer; now: Date; isFirst: boolean; onAccepted: (visit: Visit) => void; onRefuse: () => void }) {
  const { t, say } = useText(offersText);
  const format = useFormat();
  const match = useText(matchText);
  const [isPayOpen, setPayOpen] = useState(false);
  const [isReasonsOpen, setReasonsOpen] = useState(false);
  const accept = useCommand(api.dispatch.acceptOffer, { onDone: onAccepted });
  const run = (): void => void accept.run({ offerId: offer.offerId });
  const isShort = Date.parse(offer.expiresAt) - now.getTime() < 180_000;
  return (
    <Card className={css.offer}>
      <article data-testid="offer-card" data-order={offer.orderId} aria-label={say(offer.itemName)}>
        <div className={css.head}>
          <span className={css.timer} data-short={isShort || undefined}><Clock3 size={18} aria-hidden="true" />{t(offer.isAssigned ? 'giveBackIn' : 'answerIn', { time: formatCountdown(offer.expiresAt, now) })}</span>
          <span className={css.marks}>{offer.isAssigned ? <Tag tone="jade">{t('given')}</Tag> : null}{offer.isFiller ? <Tag tone="sky">{t('filler')}</Tag> : null}{offer.isUrgent ? <Tag tone="warm" icon={<Zap size={15} aria-hidden="true" />}>{t('urgent')}</Tag> : null}{offer.isReturningHousehold ? <Tag tone="jade">{t('returning')}</Tag> : null}</span>
        </div>
        <button type="button" className={css.money} data-testid="offer-pay" onClick={() => setPayOpen(true)}>
          <span><small>{t('netPay')}</small><Amount fen={offer.netPayFen} size="large" /></span>
          <span className={css.moneyMore}>{t('payLines')}<ChevronRight size={18} aria-hidden="true" /></span>
        </button>
        <div className={css.what}>
          <ServiceTile icon={offer.icon} sizePixels={48} />
          <span><b>{say(offer.itemName)}</b><span>{offer.areaLabel} · {offer.estateName}</span></span>
        </div>
        <p className={css.when}>{format.timeWindow(offer.startAt, offer.endAt)}</p>
        <div className={css.facts}>
          <span><MapPin size={18} aria-hidden="true" />{format.distance(offer.distanceMeters)}</span>
          <span><Timer size={18} aria-hidden="true" />{t('minutesAway', { span: format.duration(offer.travelMinutes) })}</span>
        </div>
        <SceneTags scene={offer.homeScene} />
        {offer.note ? <p className={css.note}><Quote size={17} aria-hidden="true" /><span><span className="visually-hidden">{t('said')}: </span>{offer.note}</span></p> : null}
        {offer.why.length > 0 ? (
          <div className={css.why}>
            <h3>{t('why')}</h3>
            <ul>{offer.why.slice(0, 3).map((reason) => <li key={reason.zh}><Check size={18} aria-hidden="true" />{say(reason)}</li>)}</ul>
            {offer.dimensions.length > 0 ? <button type="button" className={css.whyAll} data-testid="offer-reasons" onClick={() => setReasonsOpen(true)}>{match.t('reasonsAll', { count: offer.dimensions.length })}<ChevronRight size={18} aria-hidden="true" /></button> : null}
          </div>
        ) : null}
        {offer.isAssigned || offer.isShared ? <p className={css.note}><span>{t(offer.isAssigned ? 'givenLead' : 'shared')}</span></p> : null}
        <Unsent refusal={accept.refusal} onRetry={run} />
        <div className={css.answer} data-first={isFirst || undefined}>
          <Button kind="secondary" size="large" data-testid="offer-refuse" onClick={onRefuse}>{t(offer.isAssigned ? 'giveBack' : 'refuse')}</Button>
          {offer.isAssigned ? null : <Button size="large" isWide isBusy={accept.isRunning} data-testid="offer-accept" onClick={run}>{t('accept')}</Button>}
        </div>
      </article>
      {isPayOpen ? <PaySheet offer={offer} onClose={() => setPayOpen(false)} /> : null}
      {isReasonsOpen ? <ReasonsSheet dimensions={offer.dimensions} onClose={() => setReasonsOpen(false)} /> : null}
    </Card>
  );
}
