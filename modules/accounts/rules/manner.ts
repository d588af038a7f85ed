import type { OutputOf, Traits, contract } from '@linli/contract';

export type MannerView = OutputOf<typeof contract.accounts.myManner>;
export type Manner = { answers: number[]; traits: Traits; consentedAt: Date };

/** A questionnaire as its own side sees it; nulls where it was not answered or was taken back. */
export const mannerView = (row: Manner | undefined): MannerView => (row ? { answers: row.answers, traits: row.traits, consentedAt: row.consentedAt.toISOString() } : { answers: null, traits: null, consentedAt: null });
