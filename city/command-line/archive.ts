import { createHash } from 'node:crypto';
import { closeSync, createReadStream, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { createGunzip, createGzip, constants } from 'node:zlib';
import type { Count } from '../../kernel/snapshot.ts';
import { readTar, tarEnd, tarHeader, tarPadding } from '../../kernel/tar.ts';

/** The last entry of a backup: what must be in it. A file without it was cut off. */
export type Manifest = Count & {
  format: 1; takenAt: string; database: 'pglite' | 'postgres';
  /** Whether the key of the sealed columns is in the backup; without it LINLI_SECRET has to be kept elsewhere. */
  hasSecret: boolean; keyId: string;
  files: { name: string; bytes: number; sha256: string }[];
};

const MANIFEST = 'manifest.json';
/** What of the data folder goes along with the database: photos, videos, and the memory of the stand-ins beside it. */
const FOLDERS = ['photos', 'videos', 'outside'];
/** What is on its way in is no file yet. */
const isWhole = (file: string): boolean => !file.split(sep).includes('parts');

const filesBelow = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name)).sort() : []);

/**
 * Writes a backup: a gzipped tar of the database, photos, videos and, when asked for, the secret; the manifest with every file's checksum
 * comes last. Written aside and moved, so that a backup under its name is always whole. Tells its size in bytes.
 */
export const writeArchive = async (out: string, about: Omit<Manifest, 'files' | 'format'>, database: { name: string; file: string } | { name: string; bytes: Buffer }, dataFolder: string): Promise<number> => {
  const aside = `${out}.${process.pid}.part`;
  mkdirSync(dirname(out), { recursive: true });
  const handle = openSync(aside, 'w', 0o600);
  try {
    const gzip = createGzip({ level: constants.Z_BEST_SPEED });
    const written = (async () => { for await (const part of gzip) writeSync(handle, part as Buffer); })();
    const put = async (part: Uint8Array): Promise<void> => { if (!gzip.write(part)) await new Promise((resolve) => { gzip.once('drain', resolve); }); };
    const files: Manifest['files'] = [];
    const at = new Date(about.takenAt);
    const add = async (name: string, bytes: number, source: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<void> => {
      const hash = createHash('sha256');
      await put(tarHeader(name, bytes, at));
      for await (const part of source) { hash.update(part); await put(part); }
      await put(tarPadding(bytes));
      files.push({ name, bytes, sha256: hash.digest('hex') });
    };
    if ('bytes' in database) await add(database.name, database.bytes.length, [database.bytes]);
    else await add(database.name, statSync(database.file).size, createReadStream(database.file) as AsyncIterable<Buffer>);
    // Photos never change once written, and journals only grow: what a running city adds meanwhile is of no harm, but a size is promised first.
    for (const file of FOLDERS.flatMap((folder) => filesBelow(join(dataFolder, folder))).filter(isWhole)) {
      const name = relative(dataFolder, file).split(sep).join('/');
      // A video is too large to be held, and never changes; a journal may grow while it is read.
      if (name.startsWith('videos/')) { await add(name, statSync(file).size, createReadStream(file) as AsyncIterable<Buffer>); continue; }
      const bytes = readFileSync(file);
      await add(name, bytes.length, [bytes]);
    }
    if (about.hasSecret) { const secret = readFileSync(join(dataFolder, 'secret')); await add('secret', secret.length, [secret]); }
    const manifest = Buffer.from(`${JSON.stringify({ format: 1, ...about, files } satisfies Manifest, null, 1)}\n`);
    await put(tarHeader(MANIFEST, manifest.length, at));
    await put(manifest);
    await put(tarPadding(manifest.length));
    await put(tarEnd());
    gzip.end();
    await written;
    fsyncSync(handle);
  } catch (error) {
    closeSync(handle);
    rmSync(aside, { force: true });
    throw error;
  }
  closeSync(handle);
  renameSync(aside, out);
  return statSync(out).size;
};

export class DamagedBackup extends Error {}
const damaged = (why: string): DamagedBackup => new DamagedBackup(`备份文件已损坏，没有恢复任何内容：${why}\nThe backup is damaged, nothing was restored: ${why}`);

/** Only names that a backup writes: nothing of an archive may land outside its folder. */
const isOwnName = (name: string): boolean => /^(secret|database\.(tar|pgdump)|manifest\.json|(photos|videos|outside)\/[\w./-]+)$/.test(name) && !name.split('/').includes('..');

/** Unpacks a backup into an empty folder and checks every file against the manifest. Throws `DamagedBackup` on a single wrong bit. */
export const readArchive = async (file: string, into: string): Promise<Manifest> => {
  const found = new Map<string, { bytes: number; sha256: string }>();
  let manifest: Manifest | null = null;
  try {
    const gunzip = createGunzip();
    createReadStream(file).on('error', (error) => gunzip.destroy(error)).pipe(gunzip);
    for await (const entry of readTar(gunzip)) {
      if (manifest !== null || !isOwnName(entry.name)) throw new Error(`unexpected entry ${entry.name}`);
      if (entry.name === MANIFEST) {
        const parts: Buffer[] = [];
        for await (const part of entry.body) parts.push(part);
        manifest = JSON.parse(Buffer.concat(parts).toString()) as Manifest;
        continue;
      }
      const target = join(into, entry.name);
      mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
      const handle = openSync(target, 'w', 0o600);
      const hash = createHash('sha256');
      try { for await (const part of entry.body) { hash.update(part); writeSync(handle, part); } } finally { closeSync(handle); }
      found.set(entry.name, { bytes: entry.bytes, sha256: hash.digest('hex') });
    }
  } catch (error) {
    if (['ENOSPC', 'EACCES', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    throw damaged((error as Error).message);
  }
  if (manifest === null) throw damaged('manifest missing');
  if (manifest.format !== 1) throw new Error(`备份来自更新的版本，请升级程序\nThe backup comes from a newer version; upgrade the program`);
  for (const { name, sha256 } of manifest.files) if (found.get(name)?.sha256 !== sha256) throw damaged(name);
  if (manifest.files.length !== found.size) throw damaged('files beside the manifest');
  return manifest;
};

/** The image of an embedded database as the folder it was made of. */
export const unpackImage = async (image: string, folder: string): Promise<void> => {
  for await (const entry of readTar(createReadStream(image))) {
    const target = join(folder, entry.name);
    mkdirSync(entry.isFolder ? target : dirname(target), { recursive: true, mode: 0o700 });
    const parts: Buffer[] = [];
    for await (const part of entry.body) parts.push(part);
    if (!entry.isFolder) writeFileSync(target, Buffer.concat(parts), { mode: 0o600 });
  }
};
