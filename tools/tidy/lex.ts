/**
 * A small reader of TypeScript, because TypeScript 7 has no JavaScript API and a parser would be a dependency.
 * It knows comments, strings, templates and regular expressions; that is enough for every rule of the house.
 */

/** A template literal: its tag (`sql` in sql`…`, empty when untagged) and its text with every `${…}` replaced by `$?`. */
export type Template = { tag: string; text: string; start: number };

/**
 * The same source three ways. `bare` and `code` have the length of the source, so an index means the same place in each.
 * `bare` has its comments blanked; `code` also has the inside of strings, templates and regular expressions blanked.
 */
export type Lexed = { bare: string; code: string; templates: Template[] };

// Not after `}`: there it is JSX (`{…} />`) far more often than a regular expression.
const REGEX_MAY_FOLLOW = /(?:^|[(,=:[!&|?{;+\-*%~^]|=>|\b(?:return|typeof|case|in|of|void|delete|await|yield|else))\s*$/;

/** Reads one source file; a string that never closes ends at its line, so JSX text with an apostrophe costs one line only. */
export function lex(text: string): Lexed {
  const bare = text.split('');
  const code = text.split('');
  const templates: Template[] = [];
  const open: { template: Template; depth: number }[] = [];
  const blank = (into: string[], from: number, to: number): void => {
    for (let i = from; i < to; i += 1) if (into[i] !== '\n') into[i] = ' ';
  };
  let depth = 0;
  let at = 0;

  const readTemplate = (): void => {
    const here = open.at(-1)!;
    const from = at;
    while (at < text.length) {
      const char = text[at];
      if (char === '\\') at += 2;
      else if (char === '`') {
        here.template.text += text.slice(from, at);
        blank(code, from, at);
        open.pop();
        depth = here.depth;
        at += 1;
        return;
      } else if (char === '$' && text[at + 1] === '{') {
        here.template.text += `${text.slice(from, at)}$?`;
        blank(code, from, at);
        depth = 0;
        at += 2;
        return;
      } else at += 1;
    }
    blank(code, from, text.length);
  };

  while (at < text.length) {
    const char = text[at];
    const next = text[at + 1];
    if (char === '/' && next === '/') {
      const end = lineEnd(text, at);
      blank(bare, at, end);
      blank(code, at, end);
      at = end;
    } else if (char === '/' && next === '*') {
      const close = text.indexOf('*/', at + 2);
      const end = close < 0 ? text.length : close + 2;
      blank(bare, at, end);
      blank(code, at, end);
      at = end;
    } else if (char === "'" || char === '"') {
      const end = stringEnd(text, at, char);
      blank(code, at + 1, end);
      at = end + 1;
    } else if (char === '`') {
      const template = { tag: tagBefore(code, at), text: '', start: at };
      templates.push(template);
      open.push({ template, depth });
      at += 1;
      readTemplate();
    } else if (char === '}' && open.length > 0 && depth === 0) {
      at += 1;
      readTemplate();
    } else if (char === '/' && REGEX_MAY_FOLLOW.test(code.slice(Math.max(0, at - 40), at).join(''))) {
      const end = regexEnd(text, at);
      blank(code, at + 1, end);
      at = end + 1;
    } else {
      if (char === '{') depth += 1;
      if (char === '}') depth -= 1;
      at += 1;
    }
  }
  return { bare: bare.join(''), code: code.join(''), templates };
}

/** The 1-based line of an index. */
export function lineAt(text: string, index: number): number {
  let line = 1;
  for (let i = text.indexOf('\n'); i >= 0 && i < index; i = text.indexOf('\n', i + 1)) line += 1;
  return line;
}

/** The index of the bracket that closes the one at `openAt`, in a text whose strings are blanked; -1 when none does. */
export function closingAt(code: string, openAt: number): number {
  let depth = 0;
  for (let i = openAt; i < code.length; i += 1) {
    const char = code[i]!;
    if ('([{'.includes(char)) depth += 1;
    if (')]}'.includes(char)) {
      depth -= 1;
      if (depth === 0) return i;
    }
  }
  return -1;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function stringEnd(text: string, from: number, quote: string): number {
  for (let i = from + 1; i < text.length; i += 1) {
    if (text[i] === '\\') i += 1;
    else if (text[i] === quote || text[i] === '\n') return i;
  }
  return text.length;
}

function regexEnd(text: string, from: number): number {
  let isInClass = false;
  for (let i = from + 1; i < text.length; i += 1) {
    const char = text[i];
    if (char === '\\') i += 1;
    else if (char === '\n') return from;
    else if (char === '[') isInClass = true;
    else if (char === ']') isInClass = false;
    else if (char === '/' && !isInClass) return i;
  }
  return from;
}

/** The identifier a template is tagged with, looking past type arguments: sql<Row>`…` is tagged `sql`. */
function tagBefore(code: readonly string[], at: number): string {
  let before = code.slice(Math.max(0, at - 600), at).join('').trimEnd();
  if (before.endsWith('>')) {
    let depth = 0;
    let i = before.length - 1;
    for (; i >= 0; i -= 1) {
      if (before[i] === '>' && before[i - 1] !== '=') depth += 1;
      if (before[i] === '<') depth -= 1;
      if (depth === 0) break;
    }
    before = before.slice(0, Math.max(0, i)).trimEnd();
  }
  return /(?:^|[^.\w$])([A-Za-z_$][\w$]*)$/.exec(before)?.[1] ?? '';
}
