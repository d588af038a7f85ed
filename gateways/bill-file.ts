/** Reading and writing the files in which providers hand over their books. */

/** Yuan as printed (`-12.30`, `+1`, `0.00000`) to whole fen, half a fen away from zero. */
export const fenOf = (yuan: string): number => {
  const text = yuan.trim();
  if (!/^[+-]?\d+(\.\d+)?$/.test(text)) throw new Error(`not an amount: ${yuan}`);
  return Math.sign(Number(text)) * Math.round(Math.abs(Number(text)) * 100);
};
export const yuanOf = (fen: number): string => `${fen < 0 ? '-' : ''}${Math.floor(Math.abs(fen) / 100)}.${String(Math.abs(fen) % 100).padStart(2, '0')}`;

/** `2026-11-22 08:00:00` of Beijing. */
export const beijingInstant = (text: string): Date => {
  const at = new Date(`${text.trim().replace(' ', 'T')}+08:00`);
  if (Number.isNaN(at.getTime())) throw new Error(`not an instant: ${text}`);
  return at;
};
export const beijingText = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

/** Cells of one line; quotes around a cell and the marks against spreadsheet guessing (backtick, tab) fall away. */
const cellsOf = (line: string): string[] => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].slice(0, line.endsWith(',') ? undefined : -1).map(([, cell = '']) => cell.replace(/^"|"$/g, '').replaceAll('""', '"').replace(/^`/, '').trim());

/**
 * The rows of a table inside a bill file, each by its column's name: `first` is how its heading begins, `last` how the line after it does.
 * Order and number of columns may change; throws when the heading is not there at all.
 */
export const tableOf = (text: string, { first, last }: { first: string; last: string }): Record<string, string>[] => {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '');
  const head = lines.findIndex((line) => line.startsWith(first));
  if (head < 0) throw new Error(`a bill without the column ${first}`);
  const columns = cellsOf(lines[head]!);
  const rest = lines.slice(head + 1);
  const end = rest.findIndex((line) => line.startsWith(last));
  return (end < 0 ? rest : rest.slice(0, end)).map((line) => {
    const cells = cellsOf(line);
    return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']));
  });
};

export const fromGbk = (bytes: Uint8Array): string => new TextDecoder('gbk', { fatal: true }).decode(bytes);

let gbkOf: Map<string, number> | null = null;
/** Node writes no GBK: the table is made once by reading every pair of bytes. */
export const toGbk = (text: string): Buffer => {
  if (!gbkOf) {
    gbkOf = new Map();
    const decoder = new TextDecoder('gbk');
    for (let lead = 0x81; lead <= 0xfe; lead++) for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) {
      const letter = decoder.decode(Uint8Array.of(lead, trail));
      if (letter.length === 1 && letter !== '\uFFFD' && !gbkOf.has(letter)) gbkOf.set(letter, (lead << 8) | trail);
    }
  }
  return Buffer.from([...text].flatMap((letter) => {
    if (letter.charCodeAt(0) < 0x80) return [letter.charCodeAt(0)];
    const code = gbkOf!.get(letter);
    return code === undefined ? [0x3f] : [code >> 8, code & 0xff];
  }));
};
