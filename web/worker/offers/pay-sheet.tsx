import { useText } from '../../shared/i18n.ts';
import { Amount, Card, Sheet } from '../../shared/kit/index.ts';
import type { Offer } from '../use-work.ts';
import css from './offers.module.css';
import { offersText } from './offers.text.ts';
import { splitPay } from './pay-split.ts';

/** Where every fen of this order goes, hers first. */
export function PaySheet({ offer, onClose }: { offer: Pick<Offer, 'netPayFen' | 'payLines'>; onClose: () => void }) {
  const { t, say } = useText(offersText);
  const { hers, rest, totalFen } = splitPay(offer.payLines);
  return (
    <Sheet isOpen title={t('payTitle')} onClose={onClose}>
      <p>{t('payLead')}</p>
      <Card face="jade">
        <div className={css.payTotal}><b>{t('hers')}</b><Amount fen={offer.netPayFen} size="large" /></div>
        {hers.length > 1 ? hers.map((line) => <div key={say(line.label)} className={css.payLine}><span>{say(line.label)}</span><Amount fen={line.amountFen} /></div>) : null}
      </Card>
      {rest.length > 0 ? (
        <Card title={t('restTitle')}>
          {rest.map((line) => <div key={say(line.label)} className={css.payLine}><span>{say(line.label)}</span><Amount fen={line.amountFen} /></div>)}
          <div className={css.payTotal}><span>{t('customerPays')}</span><Amount fen={totalFen} size="medium" /></div>
        </Card>
      ) : null}
    </Sheet>
  );
}
