import type { View } from '../../shared/api.ts';

export type Question = View<'exams', 'questions'>['items'][number];
export const questionKinds = ['single', 'multi', 'judge', 'order', 'picture'] as const satisfies readonly Question['kind'][];
export const flagTones = { few: 'grey', fine: 'jade', tooEasy: 'warm', tooHard: 'warm', doubtful: 'warm', wrongKey: 'danger' } as const satisfies Record<Question['statistics']['flag'], string>;
export const percent = (share: number | null): string => (share === null ? '—' : `${Math.round(share * 100)}%`);
