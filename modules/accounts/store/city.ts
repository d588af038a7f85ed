import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';

export type CityRow = { cityId: string; nameZh: string; nameEn: string; tier: number; hotline: string; isDemo: boolean };

export const findCity = (tx: Tx, cityId: string): Promise<CityRow | undefined> =>
  maybe(tx, sql<CityRow>`select city_id, name_zh, name_en, tier, hotline, is_demo from accounts.city where city_id = ${cityId}`);

export const saveCity = (tx: Tx, city: CityRow & { now: Date }): Promise<number> => run(tx, sql`
  insert into accounts.city (city_id, name_zh, name_en, tier, hotline, is_demo, created_at)
  values (${city.cityId}, ${city.nameZh}, ${city.nameEn}, ${city.tier}, ${city.hotline}, ${city.isDemo}, ${city.now})
  on conflict (city_id) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, tier = excluded.tier, hotline = excluded.hotline, is_demo = excluded.is_demo`);

export const changedSettings = (tx: Tx, cityId: string): Promise<{ key: string; value: number }[]> =>
  many(tx, sql`select key, value from accounts.setting where city_id = ${cityId}`);

export const saveSetting = (tx: Tx, cityId: string, key: string, value: number, now: Date): Promise<number> => run(tx, sql`
  insert into accounts.setting (city_id, key, value, changed_at) values (${cityId}, ${key}, ${value}, ${now})
  on conflict (city_id, key) do update set value = excluded.value, changed_at = excluded.changed_at`);

export type DemoPersonRow = { app: string; name: string; phone: string; roleZh: string; roleEn: string };
export const listDemoPersons = (tx: Tx, cityId: string): Promise<DemoPersonRow[]> => many(tx, sql<DemoPersonRow>`
  select d.app, p.name, d.phone, d.role_zh, d.role_en from accounts.demo_person d join accounts.person p on p.city_id = d.city_id and p.id = d.person_id
  where d.city_id = ${cityId} order by d.app, p.registered_at, p.id`);

export const saveDemoPerson = (tx: Tx, cityId: string, person: { app: string; personId: string; phone: string; roleZh: string; roleEn: string }): Promise<number> => run(tx, sql`
  insert into accounts.demo_person (city_id, app, person_id, phone, role_zh, role_en) values (${cityId}, ${person.app}, ${person.personId}, ${person.phone}, ${person.roleZh}, ${person.roleEn})
  on conflict (city_id, app, person_id) do update set phone = excluded.phone, role_zh = excluded.role_zh, role_en = excluded.role_en`);
