import type { Bilingual, Channel, HomeScene, OrderStatus, Quote, ServiceFamily } from '@linli/contract';

export type PhotoNode = { code: string; text: Bilingual; area: string };
export type CancelTier = { hoursBefore: number; refundPercent: number; label: Bilingual };

/** A whole order as it is stored. Instants are Dates, money is fen. */
export type OrderFacts = {
  id: string; no: string; workOrderNo: string | null; status: OrderStatus; channel: Channel;
  customerId: string; householdId: string; addressId: string; estateId: string; placedBy: string;
  itemId: string; itemNameZh: string; itemNameEn: string; icon: string; family: ServiceFamily;
  quantity: number; unitLabelZh: string; unitLabelEn: string; durationMinutes: number;
  startsAt: Date | null; endsAt: Date | null;
  lon: number; lat: number; districtId: string | null; districtName: string; estateName: string; addressFull: string; homeScene: HomeScene;
  contactName: string; note: string; memberIds: string[];
  quote: Quote; totalFen: number; paidFen: number; refundedFen: number;
  holdId: string | null; isWorkerChosen: boolean;
  holderMerchantId: string | null; merchantId: string | null; workerId: string | null; workerPayFen: number | null;
  doorCode: string; doorCodeTries: number; checklistVersion: number; photoNodes: PhotoNode[]; cancelTiers: CancelTier[]; redoHours: number;
  payBefore: Date | null; arrivedAt: Date | null; arrivalReason: string; startedAt: Date | null; finishedAt: Date | null; undoneReason: string;
  confirmedAt: Date | null; isAutoConfirmed: boolean; settledAt: Date | null; followedUpAt: Date | null; closedAt: Date | null;
  complaintCount: number; openComplaintCount: number; redoOf: string | null;
  /** held: she called for help on this visit and nobody has judged it; excused: it does not count against her. */
  safety: 'held' | 'excused' | null;
  placedAt: Date; changedAt: Date;
};

/** The city's settings that these rules read; units stand in the names. */
export type Policy = Readonly<Record<
  'neighbourWeight' | 'payMinutes' | 'minLeadMinutes' | 'maxDaysAhead' | 'autoConfirmHours' | 'lateAfterMinutes' | 'checkInRadiusMeters'
  | 'departEarlyMinutes' | 'rescheduleHours' | 'reviewDays' | 'workerCancelMinFen' | 'noShowAfterMinutes', number>>;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

export const addMilliseconds = (at: Date, milliseconds: number): Date => new Date(at.getTime() + milliseconds);
export const minutesBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / MINUTE_MS;
