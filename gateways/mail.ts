import type { Clock } from '../kernel/clock.ts';
import { openJournal } from './journal.ts';

/**
 * E-mail by registered template. A real adapter (Alibaba Cloud DirectMail, Tencent Cloud SES, any SMTP relay) fills the template's
 * two texts into its own frame, must not block longer than 3 s, and throws when the provider did not take the mail, so that
 * what sent it is tried again.
 */
export type MailGateway = {
  send(mail: { to: string; template: string; params: Record<string, string | number> }): Promise<{ messageId: string }>;
};

export type Mail = { messageId: string; at: string; to: string; template: string; params: Record<string, string | number> };

export type MailStandIn = MailGateway & {
  /** What reached an address, newest first. */
  inbox(to: string): Mail[];
  latest(limit: number): Mail[];
};

declare module '../kernel/context.ts' {
  interface Gateways { mail: MailGateway }
}

const MOST_KEPT = 20_000;

export const createMailStandIn = ({ clock, folder }: { clock: Clock; folder: string | null }): MailStandIn => {
  const journal = openJournal<Mail>(folder, 'mail.jsonl');
  const mails = journal.facts.slice(-MOST_KEPT);
  let counter = mails.length;
  return {
    send: async ({ to, template, params }) => {
      const mail = { messageId: `mail_${++counter}`, at: clock.now().toISOString(), to, template, params };
      mails.push(mail);
      if (mails.length > MOST_KEPT) mails.shift();
      journal.append(mail);
      return { messageId: mail.messageId };
    },
    inbox: (to) => mails.filter((mail) => mail.to === to.toLowerCase()).reverse(),
    latest: (limit) => mails.slice(-limit).reverse(),
  };
};
