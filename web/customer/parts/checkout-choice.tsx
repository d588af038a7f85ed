import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Card, CheckRow, Switch } from '../../shared/kit/index.ts';
import css from './checkout-choice.module.css';
import { checkoutText } from './checkout.text.ts';
import type { Checkout, Chosen } from './use-checkout-choice.ts';

/** What may be used for this order, in the order in which it is counted; what may not says why. Nothing is shown where there is nothing to use. */
export function CheckoutChoice({ of, isChoosing, onChoose }: { of: Checkout; isChoosing: boolean; onChoose: (change: Partial<Chosen>) => void }) {
  const { t, say } = useText(checkoutText);
  const { chosen, voucher, points, stored } = of;
  const balanceFen = stored.storedFen + stored.bonusFen;
  const hasAny = of.packs.length > 0 || of.coupons.length > 0 || voucher !== null || points.balanceFen > 0 || balanceFen > 0;
  if (!hasAny) return null;
  const why = (one: { isUsable: boolean; why: { zh: string; en: string } | null }, note: string): string => (one.isUsable ? note : say(one.why));
  return (
    <Card>
      <div className={css.rows} aria-busy={isChoosing} data-testid="checkout-choice">
        {of.packs.map((pack) => <Switch key={pack.packId} label={say(pack.name)} note={why(pack, t('packNote', { units: pack.units, left: pack.unitsLeft }))} isOn={chosen.packId === pack.packId} isDisabled={isChoosing || (!pack.isUsable && chosen.packId !== pack.packId)} onChange={(isOn) => onChoose({ packId: isOn ? pack.packId : null })} />)}
        {of.coupons.length > 0 ? <Coupons of={of} isChoosing={isChoosing} onChoose={onChoose} /> : null}
        {voucher ? <Switch label={t('voucher')} note={why(voucher, t('voucherNote', { name: voucher.memberName, left: formatMoney(voucher.leftFen), amount: formatMoney(voucher.amountFen) }))} isOn={chosen.useVoucher} isDisabled={isChoosing || (!voucher.isUsable && !chosen.useVoucher)} onChange={(useVoucher) => onChoose({ useVoucher })} /> : null}
        {points.balanceFen > 0 ? <Switch label={t('points')} note={why(points, t('pointsNote', { points: points.balanceFen, amount: formatMoney(points.mostFen) }))} isOn={chosen.pointsFen > 0} isDisabled={isChoosing || (!points.isUsable && chosen.pointsFen === 0)} onChange={(isOn) => onChoose({ pointsFen: isOn ? points.mostFen : 0 })} /> : null}
        {balanceFen > 0 ? <Switch label={t('stored')} note={why(stored, t('storedNote', { amount: formatMoney(balanceFen) }))} isOn={chosen.useStored} isDisabled={isChoosing || (!stored.isUsable && !chosen.useStored)} onChange={(useStored) => onChoose({ useStored })} /> : null}
      </div>
    </Card>
  );
}

/** One line says which coupon is used; a tap unfolds all of them, the usable ones first. */
function Coupons({ of, isChoosing, onChoose }: { of: Checkout; isChoosing: boolean; onChoose: (change: Partial<Chosen>) => void }) {
  const { t, say } = useText(checkoutText);
  const [isOpen, setOpen] = useState(false);
  const usable = of.coupons.filter(({ isUsable }) => isUsable);
  const chosen = of.coupons.find(({ couponId }) => couponId === of.chosen.couponId);
  const sorted = [...of.coupons].sort((a, b) => Number(b.isUsable) - Number(a.isUsable) || b.amountFen - a.amountFen);
  return (
    <div>
      <button type="button" className={css.unfold} aria-expanded={isOpen} data-testid="checkout-coupons" onClick={() => setOpen(!isOpen)}>
        <span>{t('coupon')}<small>{chosen ? say(chosen.name) : usable.length > 0 ? t('usable', { count: usable.length }) : t('noneUsable')}</small></span>
        {chosen ? <b><Amount fen={-chosen.amountFen} /></b> : null}<ChevronDown size={18} aria-hidden="true" style={isOpen ? { rotate: '180deg' } : undefined} />
      </button>
      {isOpen ? <div className={css.coupons}>{sorted.map((coupon) => <CheckRow key={coupon.couponId} label={say(coupon.name)} note={coupon.isUsable ? t('saves', { amount: formatMoney(coupon.amountFen) }) : say(coupon.why)} isOn={coupon.couponId === of.chosen.couponId} isDisabled={isChoosing || (!coupon.isUsable && coupon.couponId !== of.chosen.couponId)} onChange={(isOn) => onChoose({ couponId: isOn ? coupon.couponId : null })} />)}</div> : null}
    </div>
  );
}
