import { every, type Reaction } from '../../kernel/reactions.ts';
import { foldUses } from './actions.ts';

export const reactions: Reaction[] = [
  every('catalog.foldUses', '*/10 * * * *', foldUses),
];
