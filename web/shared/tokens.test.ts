import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { colors } from './tokens.ts';

const css = readFileSync(resolve(import.meta.dirname, 'tokens.css'), 'utf8');
const variables = Object.fromEntries([...css.slice(0, css.indexOf('\nhtml {')).matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1]!, match[2]!]));

const luminance = (hex: string): number => {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255).map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string): number => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};

describe('WCAG AA', () => {
  it.each([
    ['paper', 'jade-600'], ['paper', 'jade-700'], ['jade-700', 'jade-50'], ['jade-700', 'jade-100'], ['jade-600', 'page'], ['apricot-700', 'apricot-50'], ['apricot-700', 'apricot-100'], ['paper', 'apricot-600'],
    ['danger-600', 'paper'], ['danger-600', 'page'], ['danger-700', 'danger-50'], ['paper', 'danger-600'], ['sky-700', 'sky-50'], ['ink-900', 'page'], ['ink-700', 'page'], ['ink-600', 'page'], ['ink-600', 'sunk'], ['ink-500', 'paper'], ['ink-500', 'page'],
  ])('text in %s on %s', (text, ground) => expect(contrast(variables[text]!, variables[ground]!)).toBeGreaterThanOrEqual(4.5));
  it.each([['ink-400', 'paper'], ['jade-600', 'page'], ['jade-500', 'paper']])('outlines in %s on %s', (line, ground) => expect(contrast(variables[line]!, variables[ground]!)).toBeGreaterThanOrEqual(3));
});

it('the colours for antd and the map are the same as in CSS', () => {
  const name = (key: string): string => key.replace(/([a-z])(\d|[A-Z])/g, '$1-$2').toLowerCase();
  for (const [key, value] of Object.entries(colors)) expect([key, variables[name(key)]]).toEqual([key, value]);
});
