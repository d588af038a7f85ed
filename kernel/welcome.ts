import type { App } from './app.ts';

/** Friendly lines for whoever typed `npm start`; quiet when nobody watches and logs are wanted as JSON only. */
export const progress = async <T>(zh: string, en: string, work: () => Promise<T>): Promise<T> => {
  const began = Date.now();
  process.stdout.write(`· ${zh} / ${en} …`);
  try {
    const result = await work();
    process.stdout.write(` ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
    return result;
  } catch (error) {
    process.stdout.write('\n');
    throw error;
  }
};

const apps: readonly { app: string; path: string; zh: string; en: string }[] = [
  { app: 'customer', path: '/', zh: '家庭', en: 'families' },
  { app: 'worker', path: '/work', zh: '家政员', en: 'workers' },
  { app: 'learn', path: '/learn', zh: '学习', en: 'learners' },
  { app: 'desk', path: '/desk', zh: '调度台', en: 'desk' },
  { app: 'merchant', path: '/merchant', zh: '商户', en: 'merchants' },
  { app: 'hq', path: '/hq', zh: '平台', en: 'operator' },
  { app: 'school', path: '/school', zh: '培训', en: 'school' },
];

/** Display width: a Chinese character takes two columns. */
const pad = (text: string, columns: number): string => text + ' '.repeat(Math.max(1, columns - [...text].reduce((n, c) => n + (c.charCodeAt(0) > 255 ? 2 : 1), 0)));

/** The address of each app with the demo person to sign in as. */
export const announce = async (app: App, port: number): Promise<void> => {
  const base = app.config.publicUrl.replace(/:0$/, `:${port}`);
  const persons = app.config.isDemo ? await demoPersons(app) : [];
  const lines = apps.map(({ app: name, path, zh, en }) => {
    const person = persons.find((found) => found.app === name);
    return `  ${pad(`${zh} ${en}`, 20)}${pad(base + path, 34)}${person ? `${person.name} ${person.phone}` : ''}`.trimEnd();
  });
  const codes = app.config.isDemo ? `  ${pad('验证码 codes', 20)}${base}/demo/phone\n` : '';
  process.stdout.write(`\n邻里 Linli 已就绪 · ready${app.config.isDemo ? '（演示城市 · demo city）' : ''}\n${lines.join('\n')}\n${codes}  ${pad('接口 API', 20)}${base}/docs\n\n`);
};

const demoPersons = async (app: App): Promise<{ app: string; name: string; phone: string }[]> => {
  const answer = await app.http.inject({ method: 'GET', url: '/api/demo/persons' });
  return answer.statusCode === 200 ? (answer.json() as { persons: { app: string; name: string; phone: string }[] }).persons : [];
};
