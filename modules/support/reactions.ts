import { every, onTimer, when } from '../../kernel/reactions.ts';
import { closeOrder } from '../orders/index.ts';
import { logMaskedCall, planFollowUp } from './actions/follow-up.ts';
import { forgetSosPlaces, wakeForSos } from './actions/sos-alert.ts';
import { askDeskToArrange, closeArranging, takeUpPoorReview } from './actions/ticket.ts';

export const reactions = [
  when('order.confirmed', 'support.planFollowUp', planFollowUp),
  when('order.drafted', 'support.askDeskToArrange', askDeskToArrange),
  when('order.held', 'support.closeArranged', closeArranging('settledByItself')),
  when('order.cancelled', 'support.closeWithdrawn', closeArranging('withdrawn')),
  when('order.reviewed', 'support.takeUpPoorReview', takeUpPoorReview),
  when('followUp.done', 'support.closeOrder', (ctx, { orderId }) => closeOrder(ctx, { orderId })),
  when('order.called', 'support.logMaskedCall', logMaskedCall),
  onTimer('support.wakeForSos', wakeForSos),
  every('support.forgetSosPlaces', '7 * * * *', forgetSosPlaces),
];
