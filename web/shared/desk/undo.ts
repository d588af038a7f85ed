import { locale } from '../i18n.ts';
import { dismissToast, showToast } from '../toasts.ts';
import { deskText } from './text.ts';
import { isTyping } from './use-shortcut.ts';

const undoSeconds = 10;
let last: { run: () => void; until: number } | null = null;

/** Desks undo rather than ask: says what was done and offers to take it back for ten seconds, by its button or Ctrl+Z (⌘Z). */
export const showUndo = (text: string, undo: () => void): void => {
  const run = (): void => { last = null; undo(); };
  last = { run, until: Date.now() + undoSeconds * 1000 };
  showToast(text, { undo: { label: deskText[locale()].undo, run }, seconds: undoSeconds });
};

/** Takes the last thing back while its offer stands; false when there is none. */
export function undoLast(): boolean {
  const former = last;
  last = null;
  if (!former || Date.now() > former.until) return false;
  former.run();
  dismissToast(null);
  return true;
}

if (typeof window !== 'undefined') {
  window.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z' && !isTyping(event.target) && undoLast()) event.preventDefault();
  });
}
