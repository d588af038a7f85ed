import { createPrivateKey, createPublicKey, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { StartupProblem } from './startup-problem.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Validated settings. Everything comes from the environment; nothing is read again later. */
export type Config = {
  port: number;
  host: string;
  /** Absolute. Holds the embedded database, photos, keys and the stand-ins' journals. */
  dataFolder: string;
  databaseUrl: string | null;
  poolSize: number;
  /** `auto`: a demo city is built on the very first start and the data folder remembers which kind it is. */
  demo: 'auto' | 'on' | 'off';
  isDemo: boolean;
  cityId: string;
  publicUrl: string;
  secret: string;
  logLevel: LogLevel;
  /** Calls per minute and person (or address); 0 turns the limit off, for measuring. */
  ratePerMinute: number;
  /** Behind a reverse proxy: believe X-Forwarded-For. */
  isProxyTrusted: boolean;
  /** Social logins: null where the provider is not set up. */
  wechat: { appId: string; secret: string } | null;
  alipay: { appId: string; privateKey: string; publicKey: string } | null;
  /** Payment rails: null where the provider is not set up. `base` is another address of its servers. */
  wechatPay: { appId: string; merchantId: string; serial: string; privateKey: string; apiKey: string; platformKey: { id: string; publicKey: string } | null; base: string | null } | null;
  alipayPay: { sellerId: string; base: string | null } | null;
};

type Env = Record<string, string | undefined>;

/** One row per setting, for the manual and the doctor. */
export const settingNames: { name: string; fallback: string; zh: string; en: string }[] = [
  { name: 'PORT', fallback: '3000', zh: '监听端口', en: 'port to listen on' },
  { name: 'LINLI_HOST', fallback: '0.0.0.0', zh: '监听地址', en: 'address to listen on' },
  { name: 'LINLI_DATA', fallback: './.linli', zh: '数据文件夹', en: 'data folder' },
  { name: 'DATABASE_URL', fallback: '', zh: 'PostgreSQL 15+ 地址；不填则用内置数据库', en: 'a PostgreSQL 15+ server; without it the embedded database is used' },
  { name: 'LINLI_POOL', fallback: '20', zh: '数据库连接数上限', en: 'most database connections' },
  { name: 'LINLI_DEMO', fallback: 'auto', zh: '演示城市 on/off/auto', en: 'demo city: on, off or auto' },
  { name: 'LINLI_CITY', fallback: '650100', zh: '城市行政区划代码', en: 'division code of the city' },
  { name: 'LINLI_PUBLIC_URL', fallback: 'http://127.0.0.1:PORT', zh: '对外访问地址', en: 'address the world sees' },
  { name: 'LINLI_SECRET', fallback: '(made once)', zh: '加密主密钥，至少 32 个字符', en: 'master secret, at least 32 characters' },
  { name: 'LINLI_LOG', fallback: 'info, warn in a terminal', zh: '日志级别 debug/info/warn/error/silent', en: 'log level: debug, info, warn, error, silent' },
  { name: 'LINLI_RATE', fallback: '600', zh: '每人每分钟请求上限，0 为不限', en: 'calls per minute and person, 0 for no limit' },
  { name: 'LINLI_WECHAT_APP', fallback: '', zh: '微信登录的 AppID，与 LINLI_WECHAT_SECRET 同时设置', en: 'app id for signing in with WeChat, together with LINLI_WECHAT_SECRET' },
  { name: 'LINLI_WECHAT_SECRET', fallback: '', zh: '微信登录的 AppSecret', en: 'its app secret' },
  { name: 'LINLI_ALIPAY_APP', fallback: '', zh: '支付宝登录的 APPID，与下面两把密钥同时设置', en: 'app id for signing in with Alipay, together with the two keys below' },
  { name: 'LINLI_ALIPAY_KEY', fallback: '', zh: '应用私钥（PKCS#8）', en: 'our private key (PKCS#8)' },
  { name: 'LINLI_ALIPAY_PUBLIC_KEY', fallback: '', zh: '支付宝公钥', en: 'Alipay’s public key' },
  { name: 'LINLI_WXPAY_MERCHANT', fallback: '', zh: '微信支付商户号，与下面四项同时设置', en: 'merchant number at WeChat Pay, together with the four below' },
  { name: 'LINLI_WXPAY_APP', fallback: '', zh: '与商户号绑定的 AppID', en: 'app id bound to the merchant number' },
  { name: 'LINLI_WXPAY_SERIAL', fallback: '', zh: '商户 API 证书序列号', en: 'serial of the merchant’s API certificate' },
  { name: 'LINLI_WXPAY_KEY', fallback: '', zh: '商户 API 私钥（PKCS#8）', en: 'its private key (PKCS#8)' },
  { name: 'LINLI_WXPAY_APIKEY', fallback: '', zh: 'APIv3 密钥，32 个字符', en: 'APIv3 key, 32 characters' },
  { name: 'LINLI_WXPAY_PUBLIC_ID', fallback: '', zh: '微信支付公钥 ID；不填则用平台证书', en: 'id of WeChat Pay’s public key; without it platform certificates are used' },
  { name: 'LINLI_WXPAY_PUBLIC_KEY', fallback: '', zh: '微信支付公钥，与上一项同时设置', en: 'that public key, together with its id' },
  { name: 'LINLI_WXPAY_BASE', fallback: 'https://api.mch.weixin.qq.com', zh: '微信支付接口地址', en: 'address of WeChat Pay’s servers' },
  { name: 'LINLI_ALIPAY_SELLER', fallback: '', zh: '支付宝商户号（2088…），需先设置支付宝应用与两把密钥；设置后可用支付宝收款', en: 'merchant number at Alipay (2088…), with the Alipay app and keys above; payments by Alipay are on' },
  { name: 'LINLI_ALIPAY_GATEWAY', fallback: 'https://openapi.alipay.com/gateway.do', zh: '支付宝网关地址', en: 'address of Alipay’s gateway' },
  { name: 'LINLI_PROXY', fallback: 'off', zh: '在反向代理之后 on/off', en: 'behind a reverse proxy: on or off' },
];

const wrong = (name: string, value: string, zh: string, en: string): StartupProblem =>
  new StartupProblem(`设置 ${name}=${value} 不对：${zh}`, `The setting ${name}=${value} is not right: ${en}`);

const integer = (env: Env, name: string, fallback: number, min: number, max: number): number => {
  const text = env[name]?.trim();
  if (!text) return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) throw wrong(name, text, `应为 ${min} 到 ${max} 之间的整数`, `give a whole number from ${min} to ${max}`);
  return value;
};

const choice = <T extends string>(env: Env, name: string, fallback: T, choices: Record<string, T>): T => {
  const text = env[name]?.trim().toLowerCase();
  if (!text) return fallback;
  const value = choices[text];
  if (value === undefined) throw wrong(name, text, `可选值：${[...new Set(Object.values(choices))].join('、')}`, `choose one of ${[...new Set(Object.values(choices))].join(', ')}`);
  return value;
};

const ON_OFF = { on: 'on', true: 'on', '1': 'on', yes: 'on', off: 'off', false: 'off', '0': 'off', no: 'off' } as const;

/** Reads and checks the settings; refuses with a StartupProblem that names the setting, its value and the way out. */
export const readConfig = (env: Env = process.env): Config => {
  const port = integer(env, 'PORT', 3000, 0, 65_535);
  const dataFolder = resolve(env['LINLI_DATA']?.trim() || './.linli');
  const demo = choice(env, 'LINLI_DEMO', 'auto', { ...ON_OFF, auto: 'auto' } as Record<string, Config['demo']>);
  const cityId = env['LINLI_CITY']?.trim() || '650100';
  if (!/^\d{6}$/.test(cityId)) throw wrong('LINLI_CITY', cityId, '应为 6 位行政区划代码，例如 650100（乌鲁木齐）', 'give a 6-digit division code, e.g. 650100 (Urumqi)');
  return {
    port, dataFolder, demo, cityId,
    host: env['LINLI_HOST']?.trim() || '0.0.0.0',
    databaseUrl: readDatabaseUrl(env),
    poolSize: integer(env, 'LINLI_POOL', 20, 2, 500),
    isDemo: demo !== 'off',
    publicUrl: readPublicUrl(env, port),
    secret: readSecret(env, dataFolder),
    logLevel: choice(env, 'LINLI_LOG', process.stdout.isTTY ? 'warn' : 'info', { debug: 'debug', info: 'info', warn: 'warn', error: 'error', silent: 'silent' } as Record<string, LogLevel>),
    ratePerMinute: integer(env, 'LINLI_RATE', 600, 0, 10_000_000),
    isProxyTrusted: choice(env, 'LINLI_PROXY', 'off', ON_OFF as unknown as Record<string, 'on' | 'off'>) === 'on',
    wechat: together(env, { appId: 'LINLI_WECHAT_APP', secret: 'LINLI_WECHAT_SECRET' }),
    alipay: together(env, { appId: 'LINLI_ALIPAY_APP', privateKey: 'LINLI_ALIPAY_KEY', publicKey: 'LINLI_ALIPAY_PUBLIC_KEY' }),
    wechatPay: readWechatPay(env),
    alipayPay: readAlipayPay(env),
  };
};

const readWechatPay = (env: Env): Config['wechatPay'] => {
  const account = together(env, { merchantId: 'LINLI_WXPAY_MERCHANT', appId: 'LINLI_WXPAY_APP', serial: 'LINLI_WXPAY_SERIAL', privateKey: 'LINLI_WXPAY_KEY', apiKey: 'LINLI_WXPAY_APIKEY' });
  const platformKey = together(env, { id: 'LINLI_WXPAY_PUBLIC_ID', publicKey: 'LINLI_WXPAY_PUBLIC_KEY' });
  if (account && Buffer.byteLength(account.apiKey) !== 32) throw wrong('LINLI_WXPAY_APIKEY', '…', '应为 32 个字符', 'it has 32 characters');
  return account && { ...account, privateKey: asPem('LINLI_WXPAY_KEY', account.privateKey, 'PRIVATE KEY', createPrivateKey), platformKey: platformKey && { ...platformKey, publicKey: asPem('LINLI_WXPAY_PUBLIC_KEY', platformKey.publicKey, 'PUBLIC KEY', createPublicKey) }, base: readAddress(env, 'LINLI_WXPAY_BASE') };
};

const readAlipayPay = (env: Env): Config['alipayPay'] => {
  const account = together(env, { sellerId: 'LINLI_ALIPAY_SELLER' });
  if (account && !/^2088\d{12}$/.test(account.sellerId)) throw wrong('LINLI_ALIPAY_SELLER', account.sellerId, '应为 2088 开头的 16 位数字', 'it is 16 digits that begin with 2088');
  if (account && !env['LINLI_ALIPAY_APP']?.trim()) throw wrong('LINLI_ALIPAY_APP', '', '用支付宝收款时要同时填写', 'set it together with LINLI_ALIPAY_SELLER');
  return account && { ...account, base: readAddress(env, 'LINLI_ALIPAY_GATEWAY') };
};

/** A key as the provider's console shows it: PEM (its line breaks may be written \\n), or its base64 alone. */
const asPem = (name: string, text: string, label: string, read: (pem: string) => unknown): string => {
  const lines = text.replaceAll('\\n', '\n');
  const pem = lines.includes('-----') ? lines : `-----BEGIN ${label}-----\n${lines.replace(/\s+/g, '')}\n-----END ${label}-----`;
  try { read(pem); } catch { throw wrong(name, '…', '密钥读不出来，应为 PEM 或其中的 base64', 'this key cannot be read: give the PEM, or the base64 in it'); }
  return pem;
};

const readAddress = (env: Env, name: string): string | null => {
  const text = env[name]?.trim();
  if (!text) return null;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) throw wrong(name, text, '应以 http:// 或 https:// 开头', 'it must start with http:// or https://');
  return text.replace(/\/+$/, '');
};

/** Settings that only mean something together: all of them, or null when none is there. */
const together = <K extends string>(env: Env, names: Record<K, string>): Record<K, string> | null => {
  const given = Object.entries<string>(names).map(([key, name]) => [key, name, env[name]?.trim() ?? ''] as const);
  if (given.every(([, , value]) => value === '')) return null;
  const missing = given.find(([, , value]) => value === '');
  if (missing) throw wrong(missing[1], '', '这一组设置要同时填写', `set ${given.map(([, name]) => name).join(', ')} together`);
  return Object.fromEntries(given.map(([key, , value]) => [key, value])) as Record<K, string>;
};

const readDatabaseUrl = (env: Env): string | null => {
  const text = env['DATABASE_URL']?.trim();
  if (!text) return null;
  if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text))
    throw wrong('DATABASE_URL', text.replace(/:\/\/.*@/, '://…@'), '应形如 postgres://用户：密码@主机：5432/库名', 'write it like postgres://user:password@host:5432/database');
  return text;
};

const readPublicUrl = (env: Env, port: number): string => {
  const text = env['LINLI_PUBLIC_URL']?.trim();
  if (!text) return `http://127.0.0.1:${port}`;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) throw wrong('LINLI_PUBLIC_URL', text, '应以 http:// 或 https:// 开头', 'it must start with http:// or https://');
  return text.replace(/\/+$/, '');
};

const readSecret = (env: Env, dataFolder: string): string => {
  const given = env['LINLI_SECRET']?.trim();
  if (given) {
    if (given.length < 32) throw new StartupProblem('设置 LINLI_SECRET 太短：至少 32 个字符，可用 openssl rand -base64 48 生成', 'The setting LINLI_SECRET is too short: at least 32 characters, e.g. from openssl rand -base64 48');
    return given;
  }
  return keptSecret(dataFolder);
};

/** The secret of this data folder: made on first use, readable by its owner only. Losing it loses every sealed column. */
const keptSecret = (dataFolder: string): string => {
  const file = join(dataFolder, 'secret');
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    try { return readFileSync(file, 'utf8').trim(); } catch (error) { if ((error as { code?: string }).code !== 'ENOENT') throw error; }
    writeFileSync(file, `${randomBytes(36).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'EEXIST' || code === 'ENOTDIR') throw wrong('LINLI_DATA', dataFolder, '这不是一个文件夹', 'this is not a folder');
    throw error;
  }
};
