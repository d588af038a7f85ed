import { locale } from '../i18n.ts';
import { showToast } from '../toasts.ts';
import { deskText } from './text.ts';

/** Desks undo rather than ask: says what was done and offers to take it back for seven seconds. */
export const showUndo = (text: string, undo: () => void): void => showToast(text, { undo: { label: deskText[locale()].undo, run: undo } });
