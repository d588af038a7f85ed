import type { Ctx } from '../../../kernel/context.ts';
import { seal, unseal } from '../../../kernel/crypto.ts';
import { messageText, type ParamsOf, type Template } from '../rules/messages.ts';
import { callablePhone, findPersonOr404 } from './people.ts';

type Message = { personId: string; template: Template; params: Record<string, string | number> };

/**
 * Sends a person a text message. It is set down with the transaction and leaves by a timer right after the commit, so nothing
 * is sent for what did not happen, nothing is lost in a crash, no lock waits for a provider, and a provider that is away is tried again.
 * What stands in the message is sealed while it waits. Refuses `accounts.person_unknown`.
 */
export const tellPerson = async <T extends Template>(ctx: Ctx, message: { personId: string; template: T; params: ParamsOf<T> }): Promise<void> => {
  await findPersonOr404(ctx, message.personId);
  const key = ctx.newId('msg');
  await ctx.schedule({ name: 'accounts.sendMessage', key, at: ctx.now, payload: { key, sealed: seal(ctx.settings.secret, JSON.stringify(message), `message:${key}`) } });
};

/** Hands a waiting message to the provider. */
export const sendMessage = async (ctx: Ctx, { key, sealed }: { key: string; sealed: string }): Promise<void> => {
  const { personId, template, params } = JSON.parse(unseal(ctx.settings.secret, sealed, `message:${key}`)) as Message;
  const phone = await callablePhone(ctx, personId);
  await ctx.gateways.sms.send({ phone, template, params: { ...params, ...messageText(template, params) } });
};
