import { expect, it } from 'vitest';
import { findShortcut } from './use-shortcut.ts';

const known = ['o', 'g o', '/', '?'].map((keys) => ({ keys, label: keys, run: () => undefined }));

it.each([[['g', 'o'], 'g o'], [['o'], 'o'], [['x', 'o'], 'o'], [['x', 'g', 'o'], 'g o'], [['/'], '/'], [['g'], undefined], [['o', 'g'], undefined]] as const)('%j', (keys, wanted) => expect(findShortcut(known, keys)?.keys).toBe(wanted));
