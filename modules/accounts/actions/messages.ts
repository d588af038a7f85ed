import type { Ctx } from '../../../kernel/context.ts';
import { seal, unseal } from '../../../kernel/crypto.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { messageText, registeredName, type MessageParams, type Template } from '../rules/messages.ts';
import { callablePhone, findPersonOr404, personBriefs } from './people.ts';

/** Somebody who has no account here, such as an emergency contact. */
export type NumberMessage = { phone: string; template: Template; params: MessageParams };
export type Message = { personId: string; template: Template; params: MessageParams };

/** Hands a message to the provider now. Only after a commit or from a reaction: a transaction must not wait for a provider. */
export const sendText = async (ctx: Ctx, phone: string, template: Template, params: MessageParams): Promise<void> => {
  await ctx.gateways.sms.send({ phone, template: registeredName(template), params: { ...params, ...messageText(template, params) } });
};

/** The same as an e-mail. */
export const sendMail = async (ctx: Ctx, to: string, template: Template, params: MessageParams): Promise<void> => {
  await ctx.gateways.mail.send({ to, template: registeredName(template), params: { ...params, ...messageText(template, params) } });
};

/**
 * Sends a person a text message, or an e-mail while there is no phone, by a template of rules/messages.ts.
 * It is set down with the transaction and leaves by a timer right after the commit, so nothing is sent for what did not happen,
 * nothing is lost in a crash, no lock waits for a provider, and a provider that is away is tried again. It waits sealed.
 * Refuses `accounts.person_unknown`.
 */
export const tellPerson = async (ctx: Ctx, message: Message): Promise<void> => {
  await findPersonOr404(ctx, message.personId);
  await setDown(ctx, message);
};

/** The same for many, in the order given. */
export const tellPeople = async (ctx: Ctx, messages: readonly Message[]): Promise<void> => {
  const known = await personBriefs(ctx, messages.map(({ personId }) => personId));
  for (const message of messages) {
    if (!known.has(message.personId)) refuse('accounts.person_unknown');
    await setDown(ctx, message);
  }
};

/** The same to a bare number; it waits sealed as well. */
export const tellNumber = (ctx: Ctx, message: NumberMessage): Promise<void> => setDown(ctx, message);

const setDown = async (ctx: Ctx, message: Message | NumberMessage): Promise<void> => {
  const key = ctx.newId('msg');
  await ctx.schedule({ name: 'accounts.sendMessage', key, at: ctx.now, payload: { key, sealed: seal(ctx.settings.secret, JSON.stringify(message), `message:${key}`) } });
};

/** Sends a message that was set down. */
export const sendMessage = async (ctx: Ctx, { key, sealed }: { key: string; sealed: string }): Promise<void> => {
  const message = JSON.parse(unseal(ctx.settings.secret, sealed, `message:${key}`)) as Message | NumberMessage;
  const { template, params } = message;
  if ('phone' in message) return sendText(ctx, message.phone, template, params);
  const { personId } = message;
  const { phoneEncrypted, emailEncrypted } = await findPersonOr404(ctx, personId);
  if (phoneEncrypted === null && emailEncrypted !== null) await sendMail(ctx, unseal(ctx.settings.secret, emailEncrypted, `email:${personId}`), template, params);
  else await sendText(ctx, await callablePhone(ctx, personId), template, params);
};
