import { story as cancelWithRefund } from './cancel-with-refund.ts';
import { story as certificateForged } from './certificate-forged.ts';
import { story as cleaning } from './cleaning-from-booking-to-settlement.ts';
import { story as complaintFreezes } from './complaint-freezes-settlement.ts';
import { story as duplicateNotify } from './duplicate-payment-notify.ts';
import { story as fromTownship } from './from-township-to-first-order.ts';
import { story as grabRace } from './grab-race.ts';
import { story as merchantJoins } from './merchant-joins-and-leaves.ts';
import { story as noShow } from './no-show.ts';
import { story as overflowToNeighbour } from './overflow-to-neighbour.ts';
import { story as packRefunded } from './pack-bought-and-refunded.ts';
import { story as paperLapses } from './paper-lapses.ts';
import { story as payoutExpires } from './payout-expires-and-is-reissued.ts';
import { story as recurringYear } from './recurring-year.ts';
import { story as replanOnOverrun } from './replan-on-overrun.ts';
import { story as sosAnswered } from './sos-answered.ts';
import { story as subsidyOnce } from './subsidy-claimed-once.ts';
import { story as urgentOneHour } from './urgent-one-hour.ts';
import { story as voucherCouponStored } from './voucher-coupon-stored-on-one-order.ts';
import { story as workerIllToday } from './worker-ill-today.ts';
import { story as workerRefuses } from './worker-refuses.ts';

/** Every story, by name; `linli story <name> --url <base>` runs one. */
export const stories = [cleaning, cancelWithRefund, workerRefuses, duplicateNotify, grabRace, overflowToNeighbour, noShow, urgentOneHour, recurringYear, workerIllToday, replanOnOverrun, complaintFreezes, payoutExpires, packRefunded, voucherCouponStored, certificateForged, paperLapses, fromTownship, subsidyOnce, merchantJoins, sosAnswered];
export { runStory } from './story.ts';
export type { StepRecord, Story, StoryResult } from './story.ts';
