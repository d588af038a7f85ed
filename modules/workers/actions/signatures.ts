import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { sha256 } from '../../../kernel/crypto.ts';
import { lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { actingPersonId } from '../../accounts/index.ts';
import { consentTexts, type ConsentKind } from '../rules/applications.ts';
import * as store from '../store/admission.ts';
import { noteRules } from './kit.ts';

type Workers = typeof contract.workers;
type Signatures = OutputOf<Workers['mySignatures']>;
const kinds = Object.keys(consentTexts) as ConsentKind[];
/** What a signature stands under: version and both languages, so that neither may change unseen. */
const hashOf = (kind: ConsentKind): string => sha256(`${kind}\n${consentTexts[kind].version}\n${consentTexts[kind].zh}\n${consentTexts[kind].en}`);

export const mySignatures = async (ctx: Ctx): Promise<Signatures> => {
  const signed = await store.signaturesOf(ctx.tx, ctx.cityId, actingPersonId(ctx));
  return {
    items: kinds.map((kind) => {
      const { version, zh, en } = consentTexts[kind];
      const mine = signed.find((signature) => signature.kind === kind);
      return { kind, version, hash: hashOf(kind), text: { zh, en }, signedAt: mine?.signedAt.toISOString() ?? null, withdrawnAt: mine?.withdrawnAt?.toISOString() ?? null };
    }),
  };
};

/** Signs a text as it stands; the phone sends back what it has shown. Signing what is signed changes nothing. Refuses `workers.text_changed`. */
export const sign = async (ctx: Ctx, { kind, version, hash }: ParsedOf<Workers['sign']>): Promise<Signatures> => {
  if (version !== consentTexts[kind].version || hash !== hashOf(kind)) refuse('workers.text_changed', {}, 'hash');
  const personId = actingPersonId(ctx);
  await lockFor(ctx.tx, `signature:${ctx.cityId}:${personId}`);
  const known = (await store.signaturesOf(ctx.tx, ctx.cityId, personId)).find((signature) => signature.kind === kind && signature.withdrawnAt === null);
  if (known?.textHash !== hash) {
    if (known) await store.withdrawSignature(ctx.tx, ctx.cityId, personId, kind, ctx.now);
    await store.insertSignature(ctx.tx, ctx.cityId, { id: ctx.newId('sgn'), personId, kind, textVersion: version, textHash: hash, at: ctx.now });
    if (kind === 'rules') await noteRules(ctx, personId);
  }
  return mySignatures(ctx);
};

/** Takes a signature back: nothing more is looked up under it. What was found before stays until it lapses. */
export const withdrawSignature = async (ctx: Ctx, { kind }: { kind: ConsentKind }): Promise<Signatures> => {
  await store.withdrawSignature(ctx.tx, ctx.cityId, actingPersonId(ctx), kind, ctx.now);
  return mySignatures(ctx);
};
