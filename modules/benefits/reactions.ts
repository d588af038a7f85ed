import { every, onTimer, when } from '../../kernel/reactions.ts';
import { dropClosedCharge, takePaidCharge } from './actions/charges.ts';
import { reportToInsurer } from './actions/claims.ts';
import { amendCover, coverVisit, settleCover, syncCover, voidCover } from './actions/covers.ts';
import { compensateLate, compensateNoShow } from './actions/compensation.ts';
import { certificateRevoked, collectOwed } from './actions/subsidy-money.ts';
import { earnPoints, lapsePoints } from './actions/points.ts';
import { noteFirstOrder, payReward } from './actions/referral-reward.ts';
import { endPacks } from './actions/packs.ts';
import { recheckClass, sendPolicy } from './actions/policies.ts';

export const reactions = [
  when('charge.paid', 'benefits.takePaidCharge', takePaidCharge),
  when('charge.closed', 'benefits.dropClosedCharge', dropClosedCharge),
  when('order.paid', 'benefits.coverVisit', coverVisit),
  when('order.accepted', 'benefits.amendCoverOnAccept', amendCover),
  when('order.reassigned', 'benefits.amendCoverOnReassign', amendCover),
  when('order.rescheduled', 'benefits.amendCoverOnMove', amendCover),
  when('order.postponed', 'benefits.amendCoverOnPostpone', amendCover),
  when('order.cancelled', 'benefits.voidCover', (ctx, e) => voidCover(ctx, e.orderId, 'cancelled')),
  when('order.noShow', 'benefits.voidCoverOnNoShow', (ctx, e) => voidCover(ctx, e.orderId, 'noShow')),
  when('order.settled', 'benefits.settleCover', settleCover),
  when('worker.changed', 'benefits.recheckClass', async (ctx, e) => { if (e.what === 'profile') await recheckClass(ctx, e); }),
  onTimer('benefits.syncCover', syncCover),
  onTimer('benefits.sendPolicy', sendPolicy),
  onTimer('benefits.reportToInsurer', reportToInsurer),
  when('order.settled', 'benefits.earnPoints', earnPoints),
  when('order.settled', 'benefits.noteFirstOrder', noteFirstOrder),
  when('referral.due', 'benefits.payReward', payReward),
  when('order.arrived', 'benefits.compensateLate', compensateLate),
  when('order.noShow', 'benefits.compensateNoShow', compensateNoShow),
  when('certificate.revoked', 'benefits.certificateRevoked', certificateRevoked),
  every('benefits.collectOwed', '40 5 * * *', collectOwed),
  every('benefits.lapsePoints', '10 0 * * *', lapsePoints),
  every('benefits.endPacks', '20 4 * * *', endPacks),
];
