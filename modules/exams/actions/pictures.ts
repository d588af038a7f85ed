import type { Actor, Ctx } from '../../../kernel/context.ts';
import type { Deps } from '../../../kernel/module.ts';
import { refuse } from '../../../kernel/refusal.ts';
import '../../../gateways/storage.ts';
import { drawings } from '../rules/drawings.ts';
import { isPictureOfQuestion } from '../store/bank.ts';

/** A picture is a drawing of ours, sent along in the answer, or a photo that is kept and fetched. */
export const pictureOf = ({ picture, pictureAltZh, pictureAltEn }: { picture: string | null; pictureAltZh: string; pictureAltEn: string }): { url: string; alt: { zh: string; en: string } } | null => {
  if (picture === null) return null;
  const drawing = drawings[picture];
  return { url: drawing ? `data:image/svg+xml;utf8,${encodeURIComponent(drawing)}` : `/api/question-pictures/${picture}`, alt: { zh: pictureAltZh, en: pictureAltEn } };
};
/** Puts a photo into storage, or keeps the picture that was there. Refuses `media.not_an_image`, `media.too_large`. */
export const keepPicture = async (ctx: Ctx, imageBase64: string | undefined, earlier: string | null): Promise<string | null> => (imageBase64 === undefined ? earlier : (await ctx.gateways.storage.put(imageBase64)).photoId);

const PHOTO_ID = /^[0-9a-f]{40}\.(?:jpg|png)$/;
/** For whoever is signed in: a question's picture shows no person and no home. Only pictures of questions are handed out here. Refuses `access.sign_in`, `exams.question_unknown`. */
export const readPicture = async (deps: Deps, { actor, pictureId }: { actor: Actor; pictureId: string }): Promise<{ bytes: Buffer; contentType: string }> => {
  if (actor.kind === 'guest') refuse('access.sign_in');
  if (!PHOTO_ID.test(pictureId) || !(await deps.read(actor, isAsked, { pictureId }))) refuse('exams.question_unknown');
  return (await deps.gateways.storage.read(pictureId)) ?? refuse('exams.question_unknown');
};
const isAsked = (ctx: Ctx, { pictureId }: { pictureId: string }): Promise<boolean> => isPictureOfQuestion(ctx.tx, ctx.cityId, pictureId);
