import { elderCare, infantCare } from './bank-care.ts';
import { basicCleaning, cooking } from './bank-cleaning.ts';
import { communication, emotionalLabour, etiquette, safety, windowPolishing } from './bank-common.ts';
import { merchant } from './bank-merchant.ts';
import { elderCareAdvanced, infantCareAdvanced, postnatalCare } from './bank-nursing.ts';
import { readBank } from './bank-text.ts';
import { applianceCleaning, deepCleaning, homeRepair, organizing } from './bank-trades.ts';
import type { ReadQuestion } from './import.ts';

const texts: Record<string, string> = {
  basicCleaning, cooking, infantCare, elderCare, etiquette, safety, communication, emotionalLabour, windowPolishing, deepCleaning, applianceCleaning, organizing, postnatalCare, infantCareAdvanced, elderCareAdvanced, homeRepair, merchant,
};

/** What every city’s bank begins with. */
export const seedBank: readonly ReadQuestion[] = Object.entries(texts).flatMap(([topic, text]) => readBank(topic, text));
