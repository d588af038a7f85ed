import { forget, once, type Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import type { InputOf, OutputOf, contract } from '@linli/contract';
import { fitsSetting, isSettingKey, settingKeys, settingValues, settings, type SettingKey } from '../rules/settings.ts';
import * as store from '../store/city.ts';

type Accounts = typeof contract.accounts;
export type CityFacts = store.CityRow;

/** The city this program serves. Before it is opened: its code, tier 2, a demo when the program was started as one. */
export const cityFacts = async (ctx: Ctx): Promise<CityFacts> =>
  (await store.findCity(ctx.tx, ctx.cityId)) ?? { cityId: ctx.cityId, nameZh: ctx.cityId, nameEn: ctx.cityId, tier: 2, hotline: '', isDemo: ctx.settings.isDemo };

/** Opens the city, or changes its name, tier, hotline and whether it is a demo. System use. */
export const openCity = async (ctx: Ctx, city: { nameZh: string; nameEn: string; tier: number; hotline?: string; isDemo: boolean }): Promise<CityFacts> => {
  await store.saveCity(ctx.tx, { ...city, cityId: ctx.cityId, hotline: city.hotline ?? '', now: ctx.now });
  return cityFacts(ctx);
};

export const viewCity = async (ctx: Ctx): Promise<OutputOf<Accounts['city']>> => {
  const { cityId, nameZh, nameEn, tier, isDemo, hotline } = await cityFacts(ctx);
  return { cityId, name: { zh: nameZh, en: nameEn }, tier, isDemo, hotline, paymentName: isDemo ? { zh: '演示支付', en: 'Demo payment' } : { zh: '微信支付', en: 'WeChat Pay' } };
};

type DemoPersons = OutputOf<Accounts['demoPersons']>['persons'];

/** Who may be tried out in each app; nobody outside a demo city, whatever the table holds. */
export const demoPersons = async (ctx: Ctx): Promise<{ persons: DemoPersons }> => {
  if (!(await cityFacts(ctx)).isDemo) return { persons: [] };
  const rows = await store.listDemoPersons(ctx.tx, ctx.cityId);
  return { persons: rows.map((row) => ({ app: row.app as DemoPersons[number]['app'], name: row.name, phone: row.phone, role: { zh: row.roleZh, en: row.roleEn } })) };
};

/** Publishes a person, phone and all, as one to try an app with. Does nothing outside a demo city: a real phone must never stand there. */
export const registerDemoPerson = async (ctx: Ctx, person: { app: DemoPersons[number]['app']; personId: string; phone: string; roleZh: string; roleEn: string }): Promise<void> => {
  if ((await cityFacts(ctx)).isDemo) await store.saveDemoPerson(ctx.tx, ctx.cityId, person);
};

const SETTINGS = 'accounts.settings';

/** Every policy setting of the city, defaults filled in. */
export const settingsOf = (ctx: Ctx): Promise<Record<SettingKey, number>> => once(ctx, SETTINGS, async () => settingValues(await store.changedSettings(ctx.tx, ctx.cityId)));

export const settingOf = async (ctx: Ctx, key: SettingKey): Promise<number> => (await settingsOf(ctx))[key];

export const listSettings = async (ctx: Ctx): Promise<OutputOf<Accounts['settings']>> => {
  const values = await settingsOf(ctx);
  return { items: settingKeys.map((key) => ({ key, label: settings[key].label, value: values[key], unit: settings[key].unit, min: settings[key].min, max: settings[key].max })) };
};

/** Refuses `accounts.setting_unknown` and `accounts.setting_out_of_range`; what was agreed before (quotes, cancel tiers) stays as it was frozen. */
export const changeSetting = async (ctx: Ctx, { key, value }: InputOf<Accounts['changeSetting']>): Promise<{ ok: true }> => {
  if (!isSettingKey(key)) refuse('accounts.setting_unknown', { key });
  if (!fitsSetting(key, value)) refuse('accounts.setting_out_of_range', { key, min: settings[key].min, max: settings[key].max }, 'value');
  await store.saveSetting(ctx.tx, ctx.cityId, key, value, ctx.now);
  forget(ctx, SETTINGS);
  return { ok: true };
};
