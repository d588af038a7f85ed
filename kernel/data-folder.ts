import { createServer } from 'node:net';
import { mkdirSync, openSync, readFileSync, realpathSync, unlinkSync, writeSync, closeSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { StartupProblem } from './startup-problem.ts';

export type FolderLock = { release(): Promise<void> };

const taken = (folder: string): StartupProblem =>
  new StartupProblem(
    `数据文件夹 ${folder} 正被另一个邻里进程使用。请先停掉它，或用 LINLI_DATA 另指一个文件夹`,
    `The data folder ${folder} is in use by another Linli process. Stop that one first, or point LINLI_DATA at another folder`,
  );

/**
 * Makes the folder ours. Two processes on one embedded database would silently lose each other's writes. On Linux the lock
 * is an abstract socket, which the kernel frees even after kill -9; elsewhere a file that names a process still alive.
 */
export const lockDataFolder = async (folder: string): Promise<FolderLock> => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const real = realpathSync(folder);
  return process.platform === 'linux' ? lockBySocket(real) : lockByFile(real);
};

const lockBySocket = (folder: string): Promise<FolderLock> => {
  const server = createServer((socket) => socket.destroy());
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? taken(folder) : error));
    server.listen({ path: `\0linli-${createHash('sha1').update(folder).digest('hex')}` }, () => {
      server.unref();
      resolve({ release: () => new Promise((done) => { server.close(() => done()); }) });
    });
  });
};

/** Exported for its test; used where there are no abstract sockets. */
export const lockByFile = async (folder: string): Promise<FolderLock> => {
  const file = join(folder, 'lock');
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const handle = openSync(file, 'wx', 0o600);
      writeSync(handle, String(process.pid));
      closeSync(handle);
      return { release: async () => { unlinkSync(file); } };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (isAlive(Number(readFileSync(file, 'utf8')))) throw taken(folder);
      unlinkSync(file);
    }
  }
  throw taken(folder);
};

const isAlive = (pid: number): boolean => {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try { process.kill(pid, 0); return true; } catch (error) { return (error as NodeJS.ErrnoException).code === 'EPERM'; }
};
