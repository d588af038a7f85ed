import type { Bilingual, Quote } from '@linli/contract';
import type { CatalogItem } from './catalogue.ts';

type QuoteLine = Quote['lines'][number];
/** The city's settings a price depends on. */
export type PricePolicy = { urgentWithinMinutes: number; urgentPremiumPercent: number; nightPremiumPercent: number; platformFeeFen: number; premiumLevel3Percent: number; premiumLevel4Percent: number; premiumLevel5Percent: number };
type Priced = Pick<CatalogItem, 'itemId' | 'name' | 'unit' | 'unitLabel' | 'minQuantity' | 'maxQuantity' | 'stepQuantity' | 'crewSize' | 'duration' | 'priceKind' | 'unitPriceFen'
  | 'insuranceFen' | 'materialsFen' | 'materialsBasis' | 'urgentPercent' | 'nightPercent' | 'cancelTiers'>;

const ZONE_OFFSET_MINUTES = 480;
const NIGHT_FROM_MINUTE = 20 * 60;
const NIGHT_TO_MINUTE = 7 * 60;
/** What a worker of a higher rung of the ladder earns more, in percent of labour; households see it before they pay. The city sets it between 20 and 50. */
const skillPremiumPercent = (level: number, policy: PricePolicy): number => ({ 3: policy.premiumLevel3Percent, 4: policy.premiumLevel4Percent, 5: policy.premiumLevel5Percent })[level] ?? 0;

/** Whether the quantity lies within the limits and on a step. */
export const isQuantityRight = (item: Pick<Priced, 'minQuantity' | 'maxQuantity' | 'stepQuantity'>, quantity: number): boolean => {
  const steps = (quantity - item.minQuantity) / item.stepQuantity;
  return quantity >= item.minQuantity && quantity <= item.maxQuantity && Math.abs(steps - Math.round(steps)) < 1e-6;
};

/** Minutes on site for a quantity: setup, then hours, area at the crew's pace, or pieces; never below the least, rounded up to the step. */
export const durationMinutes = (rule: CatalogItem['duration'], quantity: number): number => {
  const work = rule.kind === 'fixed' ? 0 : rule.kind === 'area' ? (quantity / (rule.squareMetersPerHour ?? Infinity)) * 60 : quantity * rule.minutesPerUnit;
  // The small allowance keeps 2.1 × 60 from becoming 126.00000000000001 and a step longer.
  const whole = Math.ceil((rule.setupMinutes + work) / rule.stepMinutes - 1e-9) * rule.stepMinutes;
  return Math.max(rule.minMinutes, whole);
};

/** ¥42.00 */
export const sayYuan = (fen: number): string => `¥${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
const count = (quantity: number): string => String(Math.round(quantity * 100) / 100);
const plural = (label: string, quantity: number): string => (quantity === 1 || /[^a-z]$/.test(label) ? label : `${label}s`);
/** 3 小时 / 3 hours */
export const sayQuantity = (unitLabel: Bilingual, quantity: number): Bilingual => ({ zh: `${count(quantity)} ${unitLabel.zh}`, en: `${count(quantity)} ${plural(unitLabel.en, quantity)}` });

const minuteOfCityDay = (at: Date): number => (Math.floor(at.getTime() / 60_000) + ZONE_OFFSET_MINUTES) % 1440;
/** A start from 20:00 to before 07:00, Beijing time. */
export const isNight = (startAt: Date): boolean => minuteOfCityDay(startAt) >= NIGHT_FROM_MINUTE || minuteOfCityDay(startAt) < NIGHT_TO_MINUTE;
/** A start less than the city's limit away; a start in the past is urgent too. */
export const isUrgent = (startAt: Date, now: Date, urgentWithinMinutes: number): boolean => startAt.getTime() - now.getTime() < urgentWithinMinutes * 60_000;

const percentOf = (fen: number, percent: number): number => Math.round((fen * percent) / 100);
const same = (text: string): Bilingual => ({ zh: text, en: text });

const labourLines = (item: Priced, quantity: number): QuoteLine[] => {
  const amount = sayQuantity(item.unitLabel, quantity);
  const crew = item.crewSize > 1 ? { zh: `，${item.crewSize} 人一组`, en: `, crew of ${item.crewSize}` } : same('');
  const unitPrice = sayYuan(item.unitPriceFen);
  return [{
    kind: 'labour', label: { zh: '劳务费', en: 'Labour' }, detail: { zh: `${amount.zh} × ${unitPrice}${crew.zh}`, en: `${amount.en} × ${unitPrice}${crew.en}` }, amountFen: Math.round(item.unitPriceFen * quantity),
  }];
};

const premiumLines = (item: Priced, labourFen: number, asked: { startAt: Date | null; now: Date; workerLevel: number | null; policy: PricePolicy }): QuoteLine[] => {
  const { startAt, now, workerLevel, policy } = asked;
  const lines: QuoteLine[] = [];
  const add = (kind: QuoteLine['kind'], percent: number, label: Bilingual, detail: Bilingual): void => {
    const amountFen = percentOf(labourFen, percent);
    if (amountFen > 0) lines.push({ kind, label, detail, amountFen });
  };
  // A national price is one price whoever comes.
  const skillPercent = item.priceKind === 'national' ? 0 : skillPremiumPercent(workerLevel ?? 1, policy);
  add('skillPremium', skillPercent, { zh: '技能溢价', en: 'Skill premium' }, { zh: `${workerLevel} 级家政员，劳务费加 ${skillPercent}%`, en: `Level ${workerLevel} worker, ${skillPercent} % on labour` });
  if (!startAt) return lines;
  const urgentPercent = item.urgentPercent ?? policy.urgentPremiumPercent;
  const hours = count(policy.urgentWithinMinutes / 60);
  if (isUrgent(startAt, now, policy.urgentWithinMinutes)) add('urgent', urgentPercent, { zh: '加急', en: 'Urgent' }, { zh: `${hours} 小时内上门，劳务费加 ${urgentPercent}%`, en: `Start within ${hours} h, ${urgentPercent} % on labour` });
  const nightPercent = item.nightPercent ?? policy.nightPremiumPercent;
  if (isNight(startAt)) add('night', nightPercent, { zh: '夜间', en: 'Night' }, { zh: `20:00–07:00 上门，劳务费加 ${nightPercent}%`, en: `Start 20:00–07:00, ${nightPercent} % on labour` });
  return lines;
};

const otherLines = (item: Priced, quantity: number, policy: PricePolicy): QuoteLine[] => {
  const lines: QuoteLine[] = [];
  if (item.materialsFen > 0) {
    const isPerUnit = item.materialsBasis === 'unit';
    const amount = sayQuantity(item.unitLabel, quantity);
    const price = sayYuan(item.materialsFen);
    lines.push({
      kind: 'materials', label: { zh: '耗材配件', en: 'Materials' }, amountFen: isPerUnit ? Math.round(item.materialsFen * quantity) : item.materialsFen,
      detail: isPerUnit ? { zh: `${amount.zh} × ${price}`, en: `${amount.en} × ${price}` } : { zh: '每次上门', en: 'Per visit' },
    });
  }
  if (item.insuranceFen > 0) lines.push({ kind: 'insurance', label: { zh: '保险', en: 'Insurance' }, detail: { zh: '意外和第三者责任，每单', en: 'Accident and third-party cover, per order' }, amountFen: item.insuranceFen });
  // What costs nothing carries no fee either.
  if (item.unitPriceFen > 0 && policy.platformFeeFen > 0) lines.push({ kind: 'platformFee', label: { zh: '平台服务费', en: 'Platform fee' }, detail: { zh: '每单', en: 'Per order' }, amountFen: policy.platformFeeFen });
  return lines;
};

/**
 * The itemised price before anything is paid: labour, skill premium (worker level 3 and up), urgent, night, materials, insurance, platform
 * fee. Surcharges are percent of labour, rounded to the fen each; lines of nothing are left out, labour never is.
 */
export const quote = (item: Priced, asked: { quantity: number; startAt: Date | null; now: Date; workerLevel: number | null; policy: PricePolicy }): Quote => {
  const labour = labourLines(item, asked.quantity);
  const labourFen = labour[0]!.amountFen;
  const lines = [...labour, ...premiumLines(item, labourFen, asked), ...otherLines(item, asked.quantity, asked.policy)];
  return {
    itemId: item.itemId, itemName: item.name, quantity: asked.quantity, unit: item.unit, unitLabel: item.unitLabel, durationMinutes: durationMinutes(item.duration, asked.quantity), crewSize: item.crewSize,
    priceKind: item.priceKind, lines, totalFen: lines.reduce((sum, line) => sum + line.amountFen, 0), cancelTiers: item.cancelTiers,
  };
};

/** The least a family can pay for this service: its smallest quantity at an ordinary hour, fees included. */
export const fromPriceFen = (item: Priced, policy: PricePolicy): number => quote(item, { quantity: item.minQuantity, startAt: null, now: new Date(0), workerLevel: null, policy }).totalFen;

export type PriceFault = { code: 'catalog.price_bounds_wrong' } | { code: 'catalog.price_below_floor'; floorPriceFen: number } | { code: 'catalog.price_above_ceiling'; ceilingPriceFen: number };
/**
 * Neither a lure nor usury: whoever sets a price, it stays between floor and ceiling, the ends of the trade's usual range in a tier.
 * A national price is one everywhere: its floor and ceiling are the price itself.
 */
export const findPriceFault = (price: { unitPriceFen: number; floorPriceFen: number; ceilingPriceFen: number }): PriceFault | null => {
  if (price.floorPriceFen > price.ceilingPriceFen) return { code: 'catalog.price_bounds_wrong' };
  if (price.unitPriceFen < price.floorPriceFen) return { code: 'catalog.price_below_floor', floorPriceFen: price.floorPriceFen };
  return price.unitPriceFen > price.ceilingPriceFen ? { code: 'catalog.price_above_ceiling', ceilingPriceFen: price.ceilingPriceFen } : null;
};
