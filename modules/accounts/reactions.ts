import { every, onTimer, type Reaction } from '../../kernel/reactions.ts';
import { forgetOldLogins } from './actions/login.ts';
import { sendMessage } from './actions/messages.ts';

export const reactions: Reaction[] = [
  onTimer('accounts.sendMessage', sendMessage),
  every('accounts.forgetOldLogins', '23 3 * * *', forgetOldLogins),
];
