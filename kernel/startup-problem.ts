/**
 * Something the person starting the program can mend: a bad setting, a taken port, a locked folder.
 * It is shown as one line in each language and never with a stack.
 */
export class StartupProblem extends Error {
  readonly zh: string;
  readonly en: string;
  constructor(zh: string, en: string) {
    super(en);
    this.name = 'StartupProblem';
    this.zh = zh;
    this.en = en;
  }
}

/** Turns what the operating system or the database said at start into a problem with a way out, or null when it is a bug of ours. */
export const problemOf = (error: unknown, about: { port: number; dataFolder: string }): StartupProblem | null => {
  if (error instanceof StartupProblem) return error;
  const { code, message = '' } = (error ?? {}) as { code?: string; message?: string };
  switch (code) {
    case 'EADDRINUSE':
      return new StartupProblem(`端口 ${about.port} 已被占用。请换一个端口再启动，例如 PORT=${about.port + 1} npm start`, `Port ${about.port} is taken. Start on another one, e.g. PORT=${about.port + 1} npm start`);
    case 'ENOSPC': case '53100':
      return new StartupProblem('磁盘已满。请腾出空间后再启动，已保存的数据不受影响', 'The disk is full. Free some space and start again; what was saved is safe');
    case 'EROFS':
      return new StartupProblem(`数据文件夹 ${about.dataFolder} 不可写，请用 LINLI_DATA 另指一个可写的文件夹`, `The data folder ${about.dataFolder} is read-only. Point LINLI_DATA at one that can be written`);
    case 'EACCES': case 'EPERM':
      return about.port < 1024 && /listen/.test(message)
        ? new StartupProblem(`端口 ${about.port} 需要管理员权限，请改用 1024 以上的端口`, `Port ${about.port} needs administrator rights; use a port above 1024`)
        : new StartupProblem(`没有权限读写 ${about.dataFolder}，请检查文件夹权限`, `No permission to read or write ${about.dataFolder}; check the rights of the folder`);
    case 'ECONNREFUSED': case 'ENOTFOUND': case 'EAI_AGAIN': case 'ETIMEDOUT':
      return new StartupProblem('连不上 DATABASE_URL 指定的数据库。请确认地址、端口正确且数据库已启动', 'The database of DATABASE_URL cannot be reached. Check its address and that it is running');
    case '28P01': case '28000':
      return new StartupProblem('数据库拒绝了 DATABASE_URL 里的用户名或密码', 'The database refused the user or password of DATABASE_URL');
    case '3D000':
      return new StartupProblem('DATABASE_URL 指定的数据库不存在，请先 createdb', 'The database of DATABASE_URL does not exist; create it first (createdb)');
    case '42501':
      return new StartupProblem('数据库用户权限不足：需要能建 schema 和 btree_gist 扩展', 'The database user lacks rights: it must be able to create schemas and the extension btree_gist');
    default:
      return null;
  }
};
