import { parseArgs } from 'node:util';
import { systemActor } from '../../kernel/context.ts';
import { setCityKind } from '../../kernel/ground.ts';
import { ensurePerson, giveRole, openCity } from '../../modules/accounts/index.ts';
import { installSubsidyProgrammes } from '../../modules/benefits/index.ts';
import { installCatalogue } from '../../modules/catalog/index.ts';
import { installKit } from '../../modules/courses/index.ts';
import { installQuestions } from '../../modules/exams/index.ts';
import { installModules } from '../../modules/learning/index.ts';
import { installStandards } from '../../modules/standards/index.ts';
import { installPlans } from '../../modules/promotions/index.ts';
import { withApp } from './offline.ts';

/** `linli open …`: turns an empty data folder (or database) into a real city with the standard catalogue and one operator. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { name: { type: 'string' }, english: { type: 'string' }, tier: { type: 'string' }, hotline: { type: 'string', default: '' }, 'operator-phone': { type: 'string' }, 'operator-name': { type: 'string' } },
  });
  const missing = (['name', 'english', 'tier', 'operator-phone', 'operator-name'] as const).filter((key) => !values[key]);
  if (missing.length > 0) {
    process.stderr.write(`还缺 / missing: ${missing.map((key) => `--${key}`).join(' ')}\n`);
    return 2;
  }
  const tier = Number(values.tier);
  const phone = values['operator-phone']!;
  if (![1, 2, 3].includes(tier)) {
    process.stderr.write('--tier 应为 1、2 或 3 / must be 1, 2 or 3\n');
    return 2;
  }
  if (!/^1[3-9]\d{9}$/.test(phone)) {
    process.stderr.write('--operator-phone 应为 11 位手机号 / must be an 11-digit mobile number\n');
    return 2;
  }
  const root = systemActor('command line');
  await withApp(async (app) => {
    await app.perform(root, openCity, { nameZh: values.name!, nameEn: values.english!, tier, hotline: values.hotline!, isDemo: false });
    await app.perform(root, installCatalogue, {});
    await app.perform(root, installModules, {});
    await app.perform(root, installQuestions, {});
    await app.perform(root, installStandards, {});
    await app.perform(root, installKit, {});
    await app.perform(root, installPlans, {});
    await app.perform(root, installSubsidyProgrammes, {});
    const { personId } = await app.perform(root, ensurePerson, { phone, name: values['operator-name']! });
    await app.perform(root, giveRole, { personId, role: 'operator', scopeType: 'city', scopeId: app.config.cityId });
    await setCityKind(app.database, app.config.cityId, 'real');
  });
  process.stdout.write(`${values.name} 已开城，管理员 ${values['operator-name']} 可用 ${phone} 登录 /hq\n${values.english} is open; sign in at /hq with ${phone}\n`);
  return 0;
}
