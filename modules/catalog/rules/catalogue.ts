import type { Bilingual, Contract, OutputOf, ServiceFamily } from '@linli/contract';
import { appliances } from './appliances.ts';
import { cancelTiers, checklistOf, photoNode, say, type CancelTier, type ChecklistItem, type Duration, type ItemSpec, type PhotoNode, type PriceKind, type Segment, type TierPrice } from './authoring.ts';
import { cleaning } from './cleaning.ts';
import { elderCare } from './elder-care.ts';
import { errands } from './errands.ts';
import { homeHelp } from './home-help.ts';
import { repair } from './repair.ts';
import { searchWords } from './search.ts';

export type ServiceItem = OutputOf<Contract['catalog']['getItem']>;

/** A service as the modules know it: what families see, and what a price and a search are made of. `null` surcharges mean the city's settings. */
export type CatalogItem = ServiceItem & {
  insuranceFen: number; materialsFen: number; materialsBasis: 'visit' | 'unit'; urgentPercent: number | null; nightPercent: number | null; keywords: string; position: number;
};

/** What a new city gets for one service: the row, version 1 of its checklist and a price for each tier. */
export type NewItem = {
  itemId: string; position: number; name: Bilingual; summary: Bilingual; keywords: string; family: ServiceFamily; icon: string; bookingMode: 'slot' | 'demand'; segments: readonly Segment[];
  unit: string; unitLabel: Bilingual; minQuantity: number; maxQuantity: number; stepQuantity: number; usualQuantity: number; crewSize: number; duration: Duration;
  requiredSkills: { skill: string; level: number }[]; requiredPapers: readonly string[]; healthClass: 'A' | 'B' | 'C' | 'D'; scope: Bilingual[]; excluded: Bilingual[]; checklist: ChecklistItem[]; photoNodes: PhotoNode[]; cancelTiers: CancelTier[];
  materialsFen: number; materialsBasis: 'visit' | 'unit'; insuranceFen: number; urgentPercent: number | null; nightPercent: number | null; redoHours: number; warrantyDays: number; priceKind: PriceKind; prices: readonly TierPrice[];
};

const build = (spec: ItemSpec, index: number): NewItem => {
  const [minQuantity, maxQuantity, stepQuantity, usualQuantity] = spec.quantity;
  const name = say(spec.name);
  const summary = say(spec.summary);
  return {
    itemId: spec.itemId, position: (index + 1) * 10, name, summary, keywords: searchWords(name.zh, spec.keywords), family: spec.family, icon: spec.icon, bookingMode: spec.mode ?? 'slot', segments: spec.segments ?? ['everyone'],
    unit: spec.unit.code, unitLabel: say(spec.unit.label), minQuantity, maxQuantity, stepQuantity, usualQuantity, crewSize: spec.crewSize ?? 1, duration: spec.duration,
    requiredSkills: Object.entries(spec.skills).map(([skill, level]) => ({ skill, level })), requiredPapers: spec.papers ?? [], healthClass: spec.health ?? 'A',
    scope: spec.scope.map(say), excluded: spec.excluded.map(say), checklist: checklistOf(spec.checklist), photoNodes: (spec.photos ?? []).map(photoNode), cancelTiers: cancelTiers[spec.cancel ?? 'visit'],
    materialsFen: (spec.materialsYuan ?? 0) * 100, materialsBasis: spec.materialsBasis ?? 'visit', insuranceFen: (spec.insuranceYuan ?? 1) * 100, urgentPercent: spec.urgentPercent ?? null, nightPercent: spec.nightPercent ?? null,
    redoHours: spec.redoHours ?? 48, warrantyDays: spec.warrantyDays ?? 0, priceKind: spec.prices.kind, prices: spec.prices.tiers,
  };
};

/** The whole catalogue in the order in which a new city shows it; what most families look for stands first. */
export const catalogue: readonly NewItem[] = [...cleaning, ...appliances, ...homeHelp, ...elderCare, ...repair, ...errands].map(build);
