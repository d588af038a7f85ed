import type { Action, Ctx } from '../../../kernel/context.ts';
import { isSignedBy } from '../../../kernel/crypto.ts';
import type { Deps } from '../../../kernel/module.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { guest } from '../../../kernel/context.ts';
import '../../../gateways/storage.ts';
import { findPhoto } from '../store/visit.ts';
import { orderForViewer } from './list.ts';
import { passText } from './view.ts';

type Picture = { bytes: Buffer; contentType: string };

/** The stored picture of a photo, for someone who may see its order; noted in the audit like every look into a home. */
const openPhoto: Action<{ photoId: string }, { storageKey: string }> = async (ctx: Ctx, { photoId }) => {
  const photo = (await findPhoto(ctx.tx, ctx.cityId, photoId)) ?? refuse('orders.order_unknown');
  await orderForViewer(ctx, photo.orderId);
  return { storageKey: photo.storageKey };
};

const hasPass = (deps: Deps, photoId: string, pass: string): boolean => {
  const match = /^(\d{1,12})\.([\w-]{10,100})/.exec(pass);
  return match !== null && Number(match[1]) * 1000 > deps.clock.now().getTime() && isSignedBy(deps.config.secret, passText(photoId, Number(match[1])), match[2]!);
};

const byPass = (deps: Deps, photoId: string): Promise<string> =>
  deps.database.transaction(async (tx) => (await findPhoto(tx, deps.config.cityId, photoId))?.storageKey ?? refuse('orders.order_unknown'), { isReadOnly: true });

/**
 * A photo's bytes: to the bearer of a pass that an order view handed out, or to a signed-in person (by header or `token`) whom
 * the order concerns. Everyone else hears `orders.order_unknown`, or `access.sign_in` when not signed in.
 */
export const readPhoto = async (deps: Deps, { photoId, pass, token, actor }: { photoId: string; pass: string; token: string; actor: Ctx['actor'] }): Promise<Picture> => {
  const caller = actor.kind === 'guest' && token !== '' ? ((await deps.identify(token)) ?? guest) : actor;
  const storageKey = hasPass(deps, photoId, pass) ? await byPass(deps, photoId)
    : caller.kind === 'guest' ? refuse('access.sign_in') : (await deps.perform(caller, openPhoto, { photoId }, { name: 'GET /api/photos/:photoId' })).storageKey;
  return (await deps.gateways.storage.read(storageKey)) ?? refuse('orders.order_unknown');
};
