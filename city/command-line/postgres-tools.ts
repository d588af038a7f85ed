import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const DEBIAN = '/usr/lib/postgresql';

/** The newest pg_dump or pg_restore there is. Throws a plain sentence where there is none. */
export const findTool = (tool: 'pg_dump' | 'pg_restore'): string => {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).filter((name) => /^\d+$/.test(name)).sort((a, b) => Number(b) - Number(a)) : [];
  const found = [...versions.map((version) => join(DEBIAN, version, 'bin')), ...(process.env['PATH'] ?? '').split(delimiter)].map((folder) => join(folder, tool)).find((file) => existsSync(file));
  if (!found) throw new Error(`备份 PostgreSQL 需要 ${tool}，这台机器上没有。请安装 postgresql-client（apt-get install -y postgresql-client）\nA PostgreSQL city needs ${tool}, which is not installed here: apt-get install -y postgresql-client`);
  return found;
};

/** Runs a tool to its end; throws what it complained about. The password travels in the environment, where `ps` does not show it. */
export const runTool = (tool: 'pg_dump' | 'pg_restore', databaseUrl: string, args: string[]): Promise<void> => {
  const url = new URL(databaseUrl);
  const password = decodeURIComponent(url.password);
  url.password = '';
  const file = findTool(tool);
  return new Promise((resolve, reject) => {
    const child = spawn(file, [...args, '--dbname', url.href], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...(password && { PGPASSWORD: password }) } });
    let said = '';
    child.stderr.on('data', (part) => { said = `${said}${String(part)}`.slice(-2000); });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${tool} ended with ${code}: ${said.trim()}`))));
  });
};
