import type { View } from '../../shared/api.ts';
import type { Tone } from '../../shared/tokens.ts';

export type Application = View<'workers', 'getApplication'>;
export type Stage = Application['stage'];
export type Source = Application['source'];

export const sources = ['school', 'womensFederation', 'jobCentre', 'townshipBase', 'referral', 'self'] as const satisfies readonly Source[];
export const stages = ['lead', 'applied', 'checking', 'learning', 'examined', 'certified', 'admitted', 'firstOrder', 'inCity'] as const satisfies readonly Stage[];
/** Which word of `recruitingText` names a stage. */
export const stageWords = { lead: 'lead', applied: 'applied', checking: 'checking', learning: 'learning', examined: 'examined', certified: 'certifiedStage', admitted: 'admittedStage', firstOrder: 'firstOrder', inCity: 'inCity' } as const satisfies Record<Stage, string>;
export const stageTones = { lead: 'grey', applied: 'warm', checking: 'warm', learning: 'sky', examined: 'sky', certified: 'sky', admitted: 'jade', firstOrder: 'jade', inCity: 'jade' } as const satisfies Record<Stage, Tone>;
export const stateTones = { draft: 'grey', submitted: 'warm', refused: 'danger', withdrawn: 'grey' } as const satisfies Record<Application['state'], Tone>;
export const schoolingWords = { none: 'none0', primary: 'primary', juniorSecondary: 'juniorSecondary', seniorSecondary: 'seniorSecondary', vocational: 'vocational', college: 'college', bachelor: 'bachelor' } as const;
