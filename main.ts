import { createApp, type App } from './kernel/app.ts';
import { VirtualClock, systemClock } from './kernel/clock.ts';
import { createDemoClock, mountDemoClock } from './kernel/demo-clock.ts';
import { readConfig, type Config } from './kernel/config.ts';
import type { Database } from './kernel/database.ts';
import { openGround, probePort, setCityKind, settleKind } from './kernel/ground.ts';
import { seededIds } from './kernel/ids.ts';
import { createLog, silentLog } from './kernel/log.ts';
import { createBossRunner } from './kernel/runner-boss.ts';
import { createInlineRunner, type InlineRunner } from './kernel/runner-inline.ts';
import { problemOf } from './kernel/startup-problem.ts';
import { announce, progress } from './kernel/welcome.ts';
import { deliverByFetch, deliverByInject, standIns } from './gateways/index.ts';
import { modules } from './modules/index.ts';

/** A second Ctrl-C, or a job that will not end, must not keep the program alive. */
const LONGEST_STOP_MS = 15_000;

/** Builds the demo city under a virtual clock by calling actions; timers still open afterwards go to the real runner. */
const buildCity = async (config: Config, database: Database): Promise<InlineRunner> => {
  const { buildDemo } = await import('./city/demo.ts');
  const clock = new VirtualClock(new Date());
  const runner = createInlineRunner(clock, { everyAtMostMinutes: 24 * 60 });
  const gateways = standIns(config, clock, { isJournalKept: true });
  const demo = await createApp({ config, database, modules, gateways, clock, runner, ids: seededIds(Number(config.cityId)), log: silentLog() });
  gateways.payment.deliverBy(deliverByInject(demo.http));
  await demo.start();
  await buildDemo(demo);
  await demo.drain();
  await demo.stop();
  return runner;
};

const serve = async (config: Config): Promise<void> => {
  await probePort(config.port, config.host);
  const ground = await progress('打开数据库', 'opening the database', () => openGround(config));
  const { database } = ground;
  const { isDemo, mustBuild } = await settleKind(database, config);
  const settled: Config = { ...config, isDemo };
  const log = createLog(config.logLevel);
  const demoClock = isDemo ? createDemoClock(config.dataFolder) : null;
  const clock = demoClock ?? systemClock;
  const runner = createBossRunner(database, log, demoClock?.offset);
  const built = mustBuild ? await progress('建立演示城市（约一分钟）', 'building the demo city (about a minute)', () => buildCity(settled, database)) : null;
  const outside = standIns(settled, clock, { isJournalKept: true });
  const app: App = await createApp({ config: settled, database, modules, gateways: outside, runner, clock, log });
  outside.mount(app.http, settled);
  if (demoClock) mountDemoClock(app.http, demoClock, runner.bringForward);
  await progress('启动服务', 'starting', async () => {
    await app.start();
    if (built) {
      await database.transaction((tx) => built.handOver(tx, config.cityId, runner));
      await setCityKind(database, config.cityId, 'demo');
    }
    await app.http.listen({ port: config.port, host: config.host });
  });
  const port = (app.http.server.address() as { port: number }).port;
  outside.payment.deliverBy(deliverByFetch(`http://127.0.0.1:${port}`));
  await announce(app, port);

  const stop = async (): Promise<void> => {
    setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
    process.stdout.write('正在停止…… / stopping …\n');
    await app.stop();
    await ground.close();
    process.exit(0);
  };
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => { if (isStopping) process.exit(1); isStopping = true; void stop(); });
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'a promise was left alone'));
};

try {
  await serve(readConfig());
} catch (error) {
  const problem = problemOf(error, { port: Number(process.env['PORT'] ?? 3000), dataFolder: process.env['LINLI_DATA'] ?? './.linli' });
  process.stderr.write(problem ? `\n✗ ${problem.zh}\n  ${problem.en}\n` : `\n✗ 启动失败，这是程序的错误，请把下面的内容发给我们\n  Starting failed: this is a bug of ours, please send us what follows\n${(error as Error | undefined)?.stack ?? String(error)}\n`);
  process.exit(1);
}
