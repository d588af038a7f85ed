/** Just as much of the tar format (POSIX ustar) as backups need, so that any `tar` opens them. Names of at most 100 bytes. */
const BLOCK = 512;

const octal = (value: number, length: number): string => `${value.toString(8).padStart(length - 1, '0')}\0`;

/** The block before a file's bytes. Refuses a name the format has no room for. */
export const tarHeader = (name: string, bytes: number, modifiedAt: Date): Buffer => {
  if (Buffer.byteLength(name) > 100) throw new Error(`a name too long for a backup: ${name}`);
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0);
  header.write(octal(0o600, 8), 100);
  header.write(octal(0, 8), 108);
  header.write(octal(0, 8), 116);
  header.write(octal(bytes, 12), 124);
  header.write(octal(Math.floor(modifiedAt.getTime() / 1000), 12), 136);
  header.write('        ', 148);
  header.write('0', 156);
  header.write('ustar\x0000', 257);
  header.write(`${octal(header.reduce((sum, byte) => sum + byte, 0), 7)} `, 148);
  return header;
};

/** What fills the last block of a file of so many bytes. */
export const tarPadding = (bytes: number): Buffer => Buffer.alloc((BLOCK - (bytes % BLOCK)) % BLOCK);
export const tarEnd = (): Buffer => Buffer.alloc(2 * BLOCK);

export type TarEntry = { name: string; isFolder: boolean; bytes: number; body: AsyncGenerator<Buffer> };

/** The entries of a tar as it comes in; each body has to be read before the next entry. Throws where it is cut or no tar. */
export async function* readTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const reader = readerOf(source);
  for (;;) {
    const header = await reader.exactly(BLOCK);
    if (header.every((byte) => byte === 0)) return;
    const told = Number.parseInt(header.toString('latin1', 148, 156), 8);
    const summed = header.reduce((sum, byte, i) => sum + (i >= 148 && i < 156 ? 32 : byte), 0);
    if (told !== summed) throw new Error('no tar, or a damaged one');
    const text = (from: number, length: number): string => header.toString('utf8', from, from + length).replace(/\0.*$/s, '');
    const prefix = text(257, 5) === 'ustar' ? text(345, 155) : '';
    const bytes = Number.parseInt(text(124, 12).trim() || '0', 8);
    let isRead = false;
    const body = async function* body(): AsyncGenerator<Buffer> {
      isRead = true;
      for (let left = bytes; left > 0;) {
        const part = await reader.some(left);
        left -= part.length;
        yield part;
      }
      await reader.exactly(tarPadding(bytes).length);
    };
    yield { name: `${prefix && `${prefix}/`}${text(0, 100)}`.replace(/^\/+/, ''), isFolder: header[156] === 53, bytes, body: body() };
    if (!isRead) throw new Error('an entry of the tar was passed over');
  }
}

type Reader = { exactly(bytes: number): Promise<Buffer>; some(most: number): Promise<Buffer> };

const readerOf = (source: AsyncIterable<Uint8Array>): Reader => {
  const parts = source[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  const some = async (most: number): Promise<Buffer> => {
    while (held.length === 0) {
      const next = await parts.next();
      if (next.done) throw new Error('cut off');
      held = Buffer.from(next.value);
    }
    const part = held.subarray(0, most);
    held = held.subarray(part.length);
    return part;
  };
  return {
    some,
    exactly: async (bytes) => {
      const taken: Buffer[] = [];
      for (let left = bytes; left > 0;) {
        const part = await some(left);
        left -= part.length;
        taken.push(part);
      }
      return Buffer.concat(taken);
    },
  };
};
