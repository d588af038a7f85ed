import type { Bilingual } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { stateOn } from '../rules/credential.ts';
import { kindOf, kinds, type Part } from '../rules/kinds.ts';
import * as store from '../store/certificates.ts';

/** What other modules ask of a certificate: no signed text, no holder. */
export type CertificateFacts = {
  certificateId: string; number: string; workerId: string; kind: string; part: Part; title: Bilingual; state: 'valid' | 'expired' | 'revoked'; issuedAt: Date; validUntil: string | null; evidence: { kind: store.CertificateRow['evidenceKind']; id: string; words: string }; revokedAt: Date | null; revokeWords: string;
};

/** Kinds of certificates by code, with their part and title. */
export const kindLabels: ReadonlyMap<string, { part: Part; title: Bilingual }> = new Map(kinds.map(({ kind, part, title }) => [kind, { part, title }]));

/** Certificates by id or of workers, the newest first. */
export const certificateFacts = async (ctx: Ctx, wish: { certificateIds: readonly string[] } | { workerIds: readonly string[] }): Promise<CertificateFacts[]> => {
  const rows = 'workerIds' in wish ? await store.certificatesOf(ctx.tx, ctx.cityId, wish.workerIds) : await store.certificatesById(ctx.tx, ctx.cityId, wish.certificateIds);
  return rows.map((row) => ({
    certificateId: row.id, number: row.number, workerId: row.workerId, kind: row.kind, part: kindOf(row.kind)!.part, title: { zh: row.titleZh, en: row.titleEn }, state: stateOn(row, cityDay(ctx.now)), issuedAt: row.issuedAt, validUntil: row.validUntil,
    evidence: { kind: row.evidenceKind, id: row.evidenceId, words: row.evidenceWords }, revokedAt: row.revokedAt, revokeWords: row.revokeWords,
  }));
};
