import { every, when } from '../../kernel/reactions.ts';
import { expireCoupons } from './actions/coupons.ts';
import { notePayer } from './actions/referrals.ts';
import { afterCancel, afterNoShow, spendCoupon } from './actions/use.ts';

export const reactions = [
  when('order.paid', 'promotions.spendCoupon', spendCoupon),
  when('order.cancelled', 'promotions.couponAfterCancel', afterCancel),
  when('order.noShow', 'promotions.couponAfterNoShow', afterNoShow),
  when('payment.received', 'promotions.notePayer', notePayer),
  every('promotions.expireCoupons', '7 * * * *', expireCoupons),
];
