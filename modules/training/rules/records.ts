/** What is hashed of a settled visit: facts in one fixed order. The salt keeps anybody from guessing them from the hash. */
export type ServiceFacts = { id: string; workerId: string; orderId: string; itemId: string; itemZh: string; family: string; startedAt: Date; finishedAt: Date; minutes: number; settledAt: Date; salt: string };
export type CanonicalService = { record: string; worker: string; order: string; item: string; itemName: string; family: string; startedAt: string; finishedAt: string; minutes: number; settledAt: string; salt: string };
export const canonicalService = (f: ServiceFacts): CanonicalService => ({
  record: f.id, worker: f.workerId, order: f.orderId, item: f.itemId, itemName: f.itemZh, family: f.family, startedAt: f.startedAt.toISOString(), finishedAt: f.finishedAt.toISOString(), minutes: f.minutes, settledAt: f.settledAt.toISOString(), salt: f.salt,
});

export type LeafKind = 'key' | 'certificate' | 'retraining' | 'revocation' | 'service';
/** What a leaf says: which kind of record, its name, the hash of it and when. Nobody's name, no home, no hour. */
export const leafFacts = (leaf: { kind: LeafKind; ref: string; sha256: string; at: Date }): { v: 1; kind: LeafKind; ref: string; sha256: string; at: string } => ({ v: 1, kind: leaf.kind, ref: leaf.ref, sha256: leaf.sha256, at: leaf.at.toISOString() });

/** What a revocation is hashed from. */
export const revocationFacts = (r: { number: string; reason: string; at: Date }): { number: string; reason: string; at: string } => ({ number: r.number, reason: r.reason, at: r.at.toISOString() });
/** What a retraining is hashed from. */
export const retrainingFacts = (r: { id: string; number: string; evidenceKind: string; evidenceId: string; at: Date; nextBy: string | null }): Record<string, string | null> =>
  ({ id: r.id, number: r.number, evidence: `${r.evidenceKind}:${r.evidenceId}`, at: r.at.toISOString(), nextBy: r.nextBy });
