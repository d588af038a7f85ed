import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { recordChecks } from '../../workers/index.ts';
import { checksOf, kindOf } from '../rules/kinds.ts';
import type { CertificateRow } from '../store/certificates.ts';

/** What a certificate proves, or proves no longer, counts for admission the same minute: until it is to be refreshed, or ends. */
export const tellAdmission = async (ctx: Ctx, { row, state, words }: { row: CertificateRow; state: 'passed' | 'failed'; words: string }): Promise<void> => {
  const kind = kindOf(row.kind);
  if (!kind) return;
  const validUntil = state === 'passed' ? [row.retrainBy, row.validUntil].filter((day) => day !== null).toSorted()[0] ?? null : null;
  // One that has ended proves nothing, refreshed or not.
  if (validUntil !== null && validUntil < cityDay(ctx.now)) return;
  await recordChecks(ctx, { results: checksOf(kind.part).map((check) => ({ workerId: row.workerId, check, state, evidenceKind: 'certificate', evidenceId: row.number, words, validUntil })) });
};
