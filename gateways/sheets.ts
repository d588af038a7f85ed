import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from 'node:events';
import { Refusal } from '../kernel/refusal.ts';
import { readCsv } from './sheet-csv.ts';
import { wrongFile, type SheetRow } from './sheet-row.ts';
import { readXlsx } from './sheet-xlsx.ts';

/**
 * Tables that somebody sends, kept as files while they are read row by row and thrown away after. A file holds names and numbers of people: it lies in
 * the data folder, readable by its owner alone, for as long as the import takes. A real adapter may keep it in a private bucket.
 */
export type SheetFormat = 'csv' | 'xlsx';
export type SheetGateway = {
  /** With the fingerprint of what came. Refuses `workers.import_file_large` past the limit and `workers.import_file_wrong` for what is neither CSV nor XLSX, by content and not by name. */
  keep(body: AsyncIterable<Uint8Array>, limitBytes: number): Promise<{ fileId: string; bytes: number; sha256: string; format: SheetFormat }>;
  /** Row by row, the first sheet of a workbook; never more in memory than one row and a workbook's shared texts. Refuses `workers.import_file_wrong`. */
  rows(fileId: string, format: SheetFormat): AsyncIterable<SheetRow>;
  drop(fileId: string): Promise<void>;
};

declare module '../kernel/context.ts' {
  interface Gateways { sheets: SheetGateway }
}

const FILE_ID = /^[0-9a-f-]{36}$/;

export const createSheets = (dataFolder: string): SheetGateway => {
  const folder = join(dataFolder, 'imports');
  const fileOf = (fileId: string): string => {
    if (!FILE_ID.test(fileId)) throw wrongFile('没有这个文件', 'no such file');
    return join(folder, fileId);
  };
  return {
    keep: async (body, limitBytes) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const fileId = randomUUID();
      const out = createWriteStream(fileOf(fileId), { mode: 0o600 });
      const hash = createHash('sha256');
      let bytes = 0;
      try {
        for await (const chunk of body) {
          bytes += chunk.length;
          if (bytes > limitBytes) throw new Refusal('workers.import_file_large', { limit: `${Math.floor(limitBytes / 1024 / 1024)} MiB` });
          hash.update(chunk);
          if (!out.write(chunk)) await once(out, 'drain');
        }
        out.end();
        await once(out, 'close');
        return { fileId, bytes, sha256: hash.digest('hex'), format: await formatOf(fileOf(fileId), bytes) };
      } catch (error) {
        out.destroy();
        await rm(fileOf(fileId), { force: true });
        throw error;
      }
    },
    rows: (fileId, format) => (format === 'xlsx' ? readXlsx(fileOf(fileId)) : readCsv(createReadStream(fileOf(fileId)))),
    drop: async (fileId) => { await rm(fileOf(fileId), { force: true }); },
  };
};

/** What a file is, by its first bytes. */
const formatOf = async (path: string, bytes: number): Promise<SheetFormat> => {
  if (bytes === 0) throw wrongFile('文件是空的', 'it is empty');
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    const head = buffer.subarray(0, bytesRead);
    if (head.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]))) return 'xlsx';
    if (head.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) throw wrongFile('这是旧版 xls，请另存为 xlsx 或 CSV', 'it is an old xls; save it as xlsx or CSV');
    if (head.includes(0)) throw wrongFile('不是表格文件，请用 xlsx 或 CSV', 'it is no table; use xlsx or CSV');
    return 'csv';
  } finally {
    await file.close();
  }
};
