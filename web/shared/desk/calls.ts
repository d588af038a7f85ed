import phones from 'virtual:endpoints';
import others from 'virtual:endpoints/desk';
import { addCalls, spellOut } from '../api.ts';

addCalls(others);

/** Method and path of every call, of one module after the other. */
export const allCalls = [phones, others].map(spellOut);
