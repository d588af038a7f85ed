import { api } from '../../shared/api.ts';
import { dayOf, formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Faces, List, Notice, Row, SectionTitle, Sheet, SkeletonList } from '../../shared/kit/index.ts';
import { useView } from '../../shared/use-view.ts';
import { useNow } from '../use-now.ts';
import css from './next-payout.module.css';
import { payoutText } from './payout.text.ts';

/** What was withheld this year, month by month, and how it is reckoned. */
export function TaxSheet({ onClose }: { onClose: () => void }) {
  const { t, say } = useText(payoutText);
  const year = dayOf(useNow(60)).slice(0, 4);
  const tax = useView(['payments', 'myTax', year], () => api.payments.myTax({ year }), { live: ['payment.payoutMoved'] });
  return (
    <Sheet isOpen title={t('taxTitle', { year })} onClose={onClose}>
      <Faces of={tax} loading={<SkeletonList count={3} />}>
        {(value) => (
          <div className={css.tax} data-testid="tax-year">
            <div className={css.big}><Amount fen={value.taxFen} size="large" /><p>{value.months.length === 0 ? t('noTaxYet') : say(value.words)}</p></div>
            {value.months.length > 0 ? <><SectionTitle>{t('byMonth')}</SectionTitle><List>{value.months.map((month) => <Row key={month.month} title={t('month', { month: Number(month.month.slice(5)) })} note={`${t('gross')} ${formatMoney(month.incomeFen)}`} end={month.taxFen === 0 ? t('taxNone') : <Amount fen={month.taxFen} />} />)}</List></> : null}
            <Notice tone="sky"><b>{t('taxWhy')}</b><br />{t('taxWhyLead')}</Notice>
          </div>
        )}
      </Faces>
    </Sheet>
  );
}
