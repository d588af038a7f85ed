import type { OutputOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { sha256 } from '../../../kernel/crypto.ts';
import { stableJson } from '../../../kernel/http.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { cityFacts } from '../../accounts/index.ts';
import { levelLabels, ratingOf, workerOfActor } from '../../workers/index.ts';
import { stateOn } from '../rules/credential.ts';
import { canonicalService } from '../rules/records.ts';
import * as certificates from '../store/certificates.ts';
import { leavesAt } from '../store/log.ts';
import { servicesOf } from '../store/services.ts';
import { provedLeaves, signHead } from './heads.ts';
import { publicKeys, signer } from './keys.ts';
import { nationalsOf } from './national.ts';
import { RECORD_FORMAT, type RecordFile } from './record-check.ts';
import { recordPage } from './record-page.ts';

type Training = typeof contract.training;

/**
 * Her whole signed record, to take along: every certificate and served visit with its proof under a head signed now, and the public keys. Nothing of the homes she
 * served is in it. Refuses `training.record_empty`.
 */
export const exportRecord = async (ctx: Ctx): Promise<OutputOf<Training['exportRecord']>> => {
  const worker = await workerOfActor(ctx);
  const today = cityDay(ctx.now);
  const held = await certificates.certificatesOf(ctx.tx, ctx.cityId, [worker.id]);
  const services = await servicesOf(ctx.tx, ctx.cityId, worker.id);
  if (held.length + services.length === 0) refuse('training.record_empty');
  const { sign } = await signer(ctx);
  const head = (await signHead(ctx))!;
  const leaves = await leavesAt(ctx.tx, ctx.cityId, [...held, ...services].map(({ leafIndex }) => leafIndex));
  const proofs = new Map((await provedLeaves(ctx, leaves, head)).map(({ index, body, path }) => [index, { index, body, path }]));
  const city = await cityFacts(ctx);
  const rest: Omit<RecordFile, 'signature'> = {
    format: RECORD_FORMAT, city: city.nameZh, base: ctx.settings.publicUrl, exportedAt: ctx.now.toISOString(),
    worker: { workerId: worker.id, name: worker.name, level: worker.level, levelName: levelLabels[worker.level]!.zh, hours: Math.floor(worker.minutesDone / 6) / 10, visits: worker.visitsDone, rating: ratingOf(worker, ctx.now) },
    certificates: held.map((row) => ({ number: row.number, title: row.titleZh, state: stateOn(row, today), validUntil: row.validUntil, token: row.token, proof: proofs.get(row.leafIndex)! })),
    nationals: (await nationalsOf(ctx, worker.id)).map((one) => ({ occupation: one.occupationName.zh, trade: one.trade, level: one.levelName.zh, issuer: one.issuer, maskedNumber: one.maskedNumber, issuedOn: one.issuedOn, state: one.state, note: one.note.zh })),
    services: services.map((row) => ({ facts: canonicalService(row), proof: proofs.get(row.leafIndex)! })), head, keys: await publicKeys(ctx),
  };
  const file: RecordFile = { ...rest, signature: await sign('record+jwt', { sha256: sha256(stableJson(rest)), worker: worker.id, at: ctx.now.toISOString() }) };
  return { fileName: `linli-record-${worker.id}-${today}.json`, record: JSON.stringify(file), html: recordPage(file) };
};
