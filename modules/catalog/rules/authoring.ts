/** How a service is written down. Texts are `中文|English`; money is whole yuan here and fen everywhere else. */
import type { Bilingual, ServiceFamily, paperKinds } from '@linli/contract';
import type { SkillCode } from './skills.ts';

export type PriceKind = 'national' | 'alliance' | 'market';
export type Segment = 'everyone' | 'elders' | 'infants' | 'youngFamilies' | 'office';
export type CancelTier = { hoursBefore: number; refundPercent: number; label: Bilingual };
export type PublicArea = 'livingRoom' | 'kitchen' | 'balcony' | 'corridor' | 'entrance' | 'outdoor' | 'equipment';
export type PhotoNode = { code: string; text: Bilingual; area: PublicArea };
export type ChecklistItem = { code: string; text: Bilingual; isRequired: boolean; clauseId?: string | undefined };
/** Minutes; `squareMetersPerHour` is the pace of the whole crew. */
export type Duration = {
  kind: 'hours' | 'area' | 'units' | 'fixed'; minMinutes: number; stepMinutes: number; minutesPerUnit: number; setupMinutes: number; squareMetersPerHour: number | null;
};
/** Floor and ceiling are the ends of the usual range of the trade; the price starts between them. */
export type TierPrice = { unitPriceFen: number; floorPriceFen: number; ceilingPriceFen: number };
export type Prices = { kind: PriceKind; tiers: readonly [TierPrice, TierPrice, TierPrice] };

export type ItemSpec = {
  itemId: string;
  name: string;
  summary: string;
  /** What families type instead of the name, separated by spaces. */
  keywords: string;
  family: ServiceFamily;
  icon: string;
  /** 'slot': a visit with a time of its own, held and paid at once. 'demand': long-term or to be agreed first; the desk follows up. */
  mode?: 'slot' | 'demand';
  segments?: readonly Segment[];
  unit: Unit;
  /** Least, most, step, usual. */
  quantity: readonly [number, number, number, number];
  crewSize?: number;
  duration: Duration;
  prices: Prices;
  skills: Partial<Record<SkillCode, number>>;
  papers?: readonly (typeof paperKinds)[number][];
  health?: 'A' | 'B' | 'C' | 'D';
  scope: readonly string[];
  excluded: readonly string[];
  /** A leading `?` marks what is done when there is something to do. */
  checklist: readonly string[];
  photos?: readonly PhotoKey[];
  cancel?: 'visit' | 'longTerm';
  redoHours?: number;
  warrantyDays?: number;
  materialsYuan?: number;
  materialsBasis?: 'visit' | 'unit';
  insuranceYuan?: number;
  /** Surcharges of this service in percent of labour; left out, the city's settings count. */
  urgentPercent?: number;
  nightPercent?: number;
};

/** '擦玻璃|Window cleaning' → both languages. A text without its English is a mistake in the catalogue. */
export const say = (text: string): Bilingual => {
  const [zh, en, ...rest] = text.split('|');
  if (!zh?.trim() || !en?.trim() || rest.length > 0) throw new Error(`not "中文|English": ${text}`);
  return { zh: zh.trim(), en: en.trim() };
};

export type Unit = { code: string; label: string };
export const units = {
  hour: { code: 'hour', label: '小时|hour' }, squareMeter: { code: 'squareMeter', label: '平方米|m²' }, appliance: { code: 'unit', label: '台|unit' }, piece: { code: 'piece', label: '件|piece' },
  place: { code: 'piece', label: '处|piece' }, lamp: { code: 'piece', label: '盏|lamp' }, rod: { code: 'piece', label: '根|rod' }, pair: { code: 'pair', label: '双|pair' }, meal: { code: 'meal', label: '餐|meal' },
  visit: { code: 'visit', label: '次|visit' }, trip: { code: 'trip', label: '趟|trip' }, session: { code: 'session', label: '课次|session' }, halfDay: { code: 'halfDay', label: '半天|half-day' },
  day: { code: 'day', label: '天|day' }, month: { code: 'month', label: '个月|month' }, term: { code: 'term', label: '期（26 天）|26-day term' }, plan: { code: 'plan', label: '期（14 天）|14-day plan' },
  vehicle: { code: 'vehicle', label: '车次|vehicle trip' }, room: { code: 'room', label: '间|room' }, bundle: { code: 'bundle', label: '个月|month' },
} as const satisfies Record<string, Unit>;

const duration = (kind: Duration['kind'], part: Partial<Duration>): Duration =>
  ({ kind, minMinutes: 30, stepMinutes: 30, minutesPerUnit: 0, setupMinutes: 0, squareMetersPerHour: null, ...part });
/** The quantity is hours. */
export const byHours = (): Duration => duration('hours', { minutesPerUnit: 60 });
/** Square metres at the crew's pace. */
export const byArea = (squareMetersPerHour: number, minMinutes: number, setupMinutes = 0): Duration => duration('area', { squareMetersPerHour, minMinutes, setupMinutes });
/** So many minutes a piece. */
export const byUnits = (minutesPerUnit: number, setupMinutes = 0, minMinutes = 30): Duration => duration('units', { minutesPerUnit, setupMinutes, minMinutes });
/** One length whatever the quantity. Of a long-term service: the hours of one day. */
export const always = (minMinutes: number): Duration => duration('fixed', { minMinutes });

type Range = readonly [low: number, high: number];
const fenOf = (yuan: number): number => Math.round(yuan * 100);
/** A price people can remember: half yuan below 20, whole yuan below 100, fives below 1,000, hundreds above. */
const roundedFen = (yuan: number): number => {
  if (yuan < 20) return fenOf(Math.round(yuan * 2) / 2);
  const step = yuan < 100 ? 1 : yuan < 1000 ? 5 : 100;
  return fenOf(Math.floor(yuan / step) * step);
};
const priced = ([low, high]: Range, share = 0.5): TierPrice => {
  const middle = roundedFen(low + (high - low) * share);
  return { unitPriceFen: Math.min(fenOf(high), Math.max(fenOf(low), middle)), floorPriceFen: fenOf(low), ceilingPriceFen: fenOf(high) };
};
/** A range for each tier of city (first-tier, second-tier, the rest); the price starts in the middle. */
export const byTier = (kind: PriceKind, first: Range, second: Range, third: Range): Prices => ({ kind, tiers: [priced(first), priced(second), priced(third)] });
/** Where the trade knows one range only, a first-tier city starts at 70 % of it, a second-tier one in the middle, the rest at 30 %. */
export const oneRange = (kind: PriceKind, low: number, high: number): Prices =>
  ({ kind, tiers: [priced([low, high], 0.7), priced([low, high], 0.5), priced([low, high], 0.3)] });
/** One price for the whole country. */
export const national = (yuan: number): Prices => {
  const price = { unitPriceFen: fenOf(yuan), floorPriceFen: fenOf(yuan), ceilingPriceFen: fenOf(yuan) };
  return { kind: 'national', tiers: [price, price, price] };
};

/** What may be photographed: public areas only, never a bedroom or bathroom. */
const photoNodes = {
  livingBefore: ['livingRoom', '开工前的客厅|Living room before work'], livingAfter: ['livingRoom', '完工后的客厅|Living room after work'],
  kitchenBefore: ['kitchen', '开工前的厨房|Kitchen before work'], kitchenAfter: ['kitchen', '完工后的厨房|Kitchen after work'],
  balconyAfter: ['balcony', '完工后的阳台|Balcony after work'], windowBefore: ['balcony', '擦拭前的玻璃|Glass before'], windowAfter: ['balcony', '擦拭后的玻璃|Glass after'],
  equipmentBefore: ['equipment', '处理前的设备|Equipment before'], equipmentAfter: ['equipment', '处理后的设备|Equipment after'],
  entranceAfter: ['entrance', '离开前的玄关|Entrance when leaving'], corridorBefore: ['corridor', '搬运前的过道|Corridor before moving'], corridorAfter: ['corridor', '搬运后的过道|Corridor after moving'],
  dishes: ['kitchen', '做好的菜|The dishes served'], handover: ['entrance', '交接时的玄关|Handover at the entrance'], outdoorPlace: ['outdoor', '服务地点外景|Outside the place of service'],
  vehicleLoaded: ['outdoor', '装车完成|Vehicle loaded'], itemsCollected: ['entrance', '收件清点|Items counted at pick-up'], officeBefore: ['corridor', '开工前的公共区域|Shared area before work'], officeAfter: ['corridor', '完工后的公共区域|Shared area after work'],
} as const satisfies Record<string, readonly [PublicArea, string]>;
export type PhotoKey = keyof typeof photoNodes;
export const photoNode = (key: PhotoKey): PhotoNode => ({ code: key, area: photoNodes[key][0], text: say(photoNodes[key][1]) });

/** A line of one version is never taken for a line of another. */
export const checklistCode = (version: number, index: number): string => `v${version}-${index + 1}`;
export type ChecklistLine = Omit<ChecklistItem, 'code'>;
export const MOST_LINES = 30;
/** What somebody wrote, with the lines standards ask for: those keep their clause when the words stand there, and are put at the end when they do not. */
export const keepClauses = (written: readonly ChecklistLine[], current: readonly ChecklistItem[]): ChecklistLine[] => {
  const asked = current.filter(({ clauseId }) => clauseId !== undefined);
  const lines = written.map(({ text, isRequired }): ChecklistLine => {
    const clause = asked.find((line) => line.text.zh === text.zh);
    return clause ? { text: clause.text, isRequired: clause.isRequired, clauseId: clause.clauseId } : { text, isRequired };
  });
  return [...lines, ...asked.filter(({ clauseId, text }) => !lines.some((line) => line.clauseId === clauseId && line.text.zh === text.zh)).map(({ code: _code, ...line }) => line)];
};
/** A checklist with other lines of standards: its own lines stay where they are. Null where nothing changes. */
export const withClauses = (current: readonly ChecklistItem[], asked: readonly (ChecklistLine & { clauseId: string })[]): ChecklistLine[] | null => {
  const own = current.filter(({ clauseId, text }) => clauseId === undefined && !asked.some((line) => line.text.zh === text.zh)).map(({ code: _code, ...line }) => line);
  const lines = [...own, ...asked];
  const plain = (all: readonly ChecklistLine[]): string => JSON.stringify(all.map(({ text, isRequired, clauseId }) => [text.zh, text.en, isRequired, clauseId ?? null]));
  return plain(lines) === plain(current) ? null : lines;
};
/** The first version of a checklist; `?` (or `？`) in front of a line: done when there is something to do. */
export const checklistOf = (lines: readonly string[]): ChecklistItem[] =>
  lines.map((line, index) => ({ code: checklistCode(1, index), text: say(line.replace(/^[?？]/, '')), isRequired: !/^[?？]/.test(line) }));

const tier = (hoursBefore: number, refundPercent: number, label: string): CancelTier => ({ hoursBefore, refundPercent, label: say(label) });
/**
 * What comes back when a family cancels, by hours before the start; the first tier that is reached counts.
 * Visits: over 24 h all, 24-4 h 90 %, 4-1 h 70 %, later or with the worker on the way half. Long-term services, before the first day:
 * over 72 h all, 72-24 h 90 %, later 70 %; once begun, days served are paid by the day.
 */
export const cancelTiers: Record<'visit' | 'longTerm', CancelTier[]> = {
  visit: [
    tier(24, 100, '开始前 24 小时以上取消，全额退款|More than 24 h before: all comes back'),
    tier(4, 90, '开始前 4–24 小时取消，退 90%|4–24 h before: 90 % comes back'),
    tier(1, 70, '开始前 1–4 小时取消，退 70%|1–4 h before: 70 % comes back'),
    tier(0, 50, '开始前 1 小时内或家政员已出发，退 50%|Less than 1 h before, or the worker is on the way: 50 % comes back'),
  ],
  longTerm: [
    tier(72, 100, '上户前 72 小时以上取消，全额退款|More than 72 h before the first day: all comes back'),
    tier(24, 90, '上户前 24–72 小时取消，退 90%|24–72 h before: 90 % comes back'),
    tier(0, 70, '上户前 24 小时内取消，退 70%；试工按实际天数结算|Less than 24 h before: 70 % comes back; a trial is paid by the days served'),
  ],
};
