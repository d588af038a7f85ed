import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const web = resolve(import.meta.dirname, '..');
const find = (pattern: string): string[] => globSync(pattern, { cwd: web, exclude: (path) => /node_modules|dist|gallery|e2e/.test(String(path)) }).sort();
const dictionaryFiles = [...find('**/text.ts'), ...find('**/*.text.ts')];
type Words = Record<string, string>;

async function readDictionaries(file: string): Promise<[name: string, dictionary: { zh: Words; en: Words }][]> {
  const module = (await import(/* @vite-ignore */ resolve(web, file))) as Record<string, unknown>;
  return Object.entries(module).filter((entry): entry is [string, { zh: Words; en: Words }] => typeof entry[1] === 'object' && entry[1] !== null && 'zh' in entry[1] && 'en' in entry[1]);
}
const places = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort();
/** Words that are the same in both languages by nature: the brand and a language's own name. */
const untranslated = /邻里|中文/g;

describe('the dictionaries of the screens', () => {
  it('exist', () => expect(dictionaryFiles.length).toBeGreaterThan(2));

  it.each(dictionaryFiles)('%s says everything in both languages', async (file) => {
    const dictionaries = await readDictionaries(file);
    expect(dictionaries.length, 'exports a defineText dictionary').toBeGreaterThan(0);
    for (const [name, { zh, en }] of dictionaries) {
      expect(Object.keys(en).sort(), `${name}: keys of en and zh`).toEqual(Object.keys(zh).sort());
      for (const key of Object.keys(zh)) {
        expect(zh[key]!.trim(), `${name}.zh.${key}`).not.toBe('');
        expect(en[key]!.trim(), `${name}.en.${key}`).not.toBe('');
        expect(places(en[key]!), `${name}.${key}: the {places} of en and zh`).toEqual(places(zh[key]!));
        expect(en[key]!.replace(untranslated, ''), `${name}.en.${key} is still Chinese`).not.toMatch(/\p{Script=Han}/u);
        expect(zh[key], `${name}.zh.${key}: write ，：？！；（） between Chinese words`).not.toMatch(/\p{Script=Han}[,:?!;(]|[,;!?)]\p{Script=Han}/u);
      }
    }
  });
});

describe('the screens', () => {
  it.each(find('**/*.tsx'))('%s takes its words from a dictionary', (file) => {
    const code = readFileSync(resolve(web, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '').replace(untranslated, '');
    expect(code.match(/[^\n]*\p{Script=Han}[^\n]*/u)?.[0]).toBeUndefined();
  });
});
