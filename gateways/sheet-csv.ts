import { wrongFile, type SheetRow } from './sheet-row.ts';

const MOST_CELL = 4000;
const MOST_CELLS = 100;

/** UTF-8 where it is, else what Excel writes on a Chinese machine (GB 18030); decided by the first chunk. */
async function* decode(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: { decode(chunk?: Uint8Array, options?: { stream: boolean }): string } | null = null;
  for await (const chunk of chunks) {
    if (decoder === null) {
      try {
        new TextDecoder('utf-8', { fatal: true }).decode(chunk, { stream: true });
        decoder = new TextDecoder('utf-8');
      } catch {
        decoder = new TextDecoder('gb18030');
      }
    }
    yield decoder.decode(chunk, { stream: true });
  }
  if (decoder !== null) yield decoder.decode();
}

/** Rows of a CSV (RFC 4180; comma, semicolon or tab, by the first line), one at a time. Empty rows are left out but counted. */
export async function* readCsv(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<SheetRow> {
  let [cells, cell, rowNo, isQuoted, wasQuote, separator] = [[] as string[], '', 1, false, false, ''];
  let head = '';
  const endCell = (): void => {
    if (cells.length >= MOST_CELLS) throw wrongFile(`第 ${rowNo} 行超过 ${MOST_CELLS} 列`, `row ${rowNo} has more than ${MOST_CELLS} columns`);
    cells.push(cell.trim());
    cell = '';
  };
  const endRow = (): SheetRow | null => {
    endCell();
    const row = { rowNo, cells };
    rowNo += 1;
    cells = [];
    return row.cells.every((text) => text === '') ? null : row;
  };
  for await (const decoded of decode(chunks)) {
    let text = decoded;
    if (separator === '') {
      head += text;
      if (!head.includes('\n') && head.length < 65_536) continue;
      const line = head.split('\n')[0]!;
      separator = ['\t', ';', ','].toSorted((a, b) => line.split(b).length - line.split(a).length)[0]!;
      text = head;
    }
    for (const letter of text) {
      if (isQuoted) {
        if (wasQuote) {
          wasQuote = false;
          if (letter === '"') { cell += '"'; continue; }
          isQuoted = false;
        } else if (letter === '"') { wasQuote = true; continue; } else {
          cell += letter;
          if (cell.length > MOST_CELL) throw wrongFile(`第 ${rowNo} 行有一格太长，可能少了一个引号`, `a cell of row ${rowNo} is too long; a quote may be missing`);
          continue;
        }
      }
      if (letter === '"' && cell.trim() === '') { isQuoted = true; cell = ''; } else if (letter === separator) endCell();
      else if (letter === '\n') { const row = endRow(); if (row) yield row; } else if (letter !== '\r') {
        cell += letter;
        if (cell.length > MOST_CELL) throw wrongFile(`第 ${rowNo} 行有一格太长`, `a cell of row ${rowNo} is too long`);
      }
    }
  }
  if (separator === '' && head !== '') { yield* readCsv((async function* () { yield new TextEncoder().encode(`${head}\n`); })()); return; }
  if (isQuoted && !wasQuote) throw wrongFile(`第 ${rowNo} 行的引号没有结束`, `a quote in row ${rowNo} never ends`);
  if (cell !== '' || cells.length > 0) { const row = endRow(); if (row) yield row; }
}
