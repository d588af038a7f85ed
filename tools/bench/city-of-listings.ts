import type { Pool } from '../../kernel/database.ts';
import { skillNames } from '../../modules/catalog/index.ts';
import { pinyinOf } from '../../modules/accounts/index.ts';

/** A listing is one worker offering one service where she lives: a row of workers.skill. */
export const SERVICES_EACH = 4;
export const services = Object.keys(skillNames);
export const districts = ['天山区', '沙依巴克区', '新市区', '水磨沟区', '头屯河区', '达坂城区', '米东区', '经开区'];
export const streets = ['友好北路', '南纬路', '北京路', '人民路', '中山路', '新华南路', '长江路', '扬子江路', '红山路', '西虹路', '鲤鱼山路', '苏州路', '喀什路', '温泉路', '七道湾路', '古牧地路', '卫星路', '河滩路', '青年路', '光明路'];

/** Surnames as often as they are borne, per thousand people or so. */
const surnameShares: Record<string, number> = {
  王: 72, 李: 71, 张: 68, 刘: 54, 陈: 45, 杨: 31, 赵: 23, 黄: 22, 周: 21, 吴: 20, 徐: 17, 孙: 15, 胡: 13, 朱: 13, 高: 12, 林: 11, 何: 11, 郭: 11, 马: 26, 罗: 9, 梁: 8, 宋: 8, 郑: 8, 谢: 7, 韩: 7, 唐: 7, 冯: 6, 于: 6, 董: 6, 萧: 5,
  程: 5, 曹: 5, 袁: 5, 邓: 5, 许: 5, 傅: 4, 沈: 4, 曾: 4, 彭: 4, 吕: 4, 苏: 4, 卢: 4, 蒋: 4, 蔡: 4, 贾: 4, 丁: 4, 魏: 4, 薛: 3, 叶: 3, 阎: 3, 余: 3, 潘: 3, 杜: 3, 戴: 3, 夏: 3, 钟: 3, 汪: 3, 田: 3, 任: 3, 姜: 3,
};
export const givenLetters = [...'伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉玲红华梅鑫晶雪莉健慧建国志海燕萍俊帆婷宇轩雨欣梓涵浩然子怡思远佳琪春花小满玉珍淑云凤琴阿依古丽买提尔江木汗'];

export const surnames = Object.entries(surnameShares).flatMap(([surname, share]) => Array.from({ length: share }, () => surname));

export type Person = { name: string; pinyin: string; area: string };

/** Fills an empty database with `listings` listings and as many customers as workers. The same seed makes the same city. */
export const fillListings = async (pool: Pool, cityId: string, listings: number, seed: number): Promise<{ workers: number; people: number }> => {
  const workers = Math.ceil(listings / SERVICES_EACH);
  const people = workers * 2;
  const client = await pool.connect();
  try {
    await client.query('select setseed($1)', [seed / 1000]);
    await client.query(`
      insert into accounts.person (city_id, id, name, pinyin, phone_encrypted, phone_hash, phone_masked, registered_at)
      select $1, 'per_' || lpad(i::text, 26, '0'), ($2::text[])[s] || ($4::text[])[a] || case when b > 0 then ($4::text[])[b] else '' end,
        ($3::text[])[s] || ($5::text[])[a] || case when b > 0 then ($5::text[])[b] else '' end, 'sealed', 'phone' || i, '139****' || lpad((i % 10000)::text, 4, '0'), now()
      from (select i, 1 + floor(random() * cardinality($2::text[]))::int as s, 1 + floor(random() * cardinality($4::text[]))::int as a, floor(greatest(0, random() * 1.25 - 0.25) * cardinality($4::text[]))::int as b
        from generate_series(1, $6::int) i) picked`,
    [cityId, surnames, surnames.map((surname) => pinyinOf(surname)), givenLetters, givenLetters.map((letter) => pinyinOf(letter, false)), people]);
    await client.query(`
      insert into workers.worker (city_id, id, person_id, status, about, experience_years, home_lon, home_lat, home_area, travel_radius_meters, is_online, registered_at)
      select $1, 'wrk_' || lpad(i::text, 26, '0'), 'per_' || lpad((i * 2)::text, 26, '0'), case when random() < 0.92 then 'active' else 'applied' end, '', 3, 87.4 + random() / 2, 43.6 + random() / 2,
        ($2::text[])[1 + floor(random() * cardinality($2::text[]))::int] || '·' || ($3::text[])[1 + floor(random() * cardinality($3::text[]))::int], 8000, random() < 0.3, now()
      from generate_series(1, $4::int) i`, [cityId, districts, streets, workers]);
    // Four different services each; the first ones of the list are offered by many, the last ones by few.
    await client.query(`
      insert into workers.skill (city_id, worker_id, code, level, since)
      select $1, w.id, ($2::text[])[1 + (w.pick + step * 5) % cardinality($2::text[])], 1 + (w.pick + step) % 5, now()
      from (select id, floor(power(random(), 2) * cardinality($2::text[]))::int as pick from workers.worker where city_id = $1 limit $3) w cross join generate_series(0, ${SERVICES_EACH - 1}) step
      limit $4`, [cityId, services, workers, listings]);
    await client.query(`
      insert into workers.paper (city_id, id, worker_id, kind, health_class, number_encrypted, number_masked, valid_from, valid_until, state, submitted_at)
      select $1, 'pap_' || w.id || kind, w.id, kind, case when kind = 'health' then 'A' end, 'sealed', '6501****', date '2026-01-01', date '2027-12-31', 'verified', now()
      from workers.worker w cross join unnest(array['identity', 'health', 'background']) kind where w.city_id = $1`, [cityId]);
    await client.query(`
      insert into workers.availability (city_id, worker_id, weekday, from_minute, to_minute)
      select $1, w.id, weekday, 480, 1200 from workers.worker w cross join generate_series(1, 5) weekday where w.city_id = $1`, [cityId]);
    for (const table of ['accounts.person', 'workers.worker', 'workers.skill', 'workers.paper', 'workers.availability']) await client.query(`analyze ${table}`);
    return { workers, people };
  } finally {
    await client.release();
  }
};

/** Some workers by chance, to be searched for. */
export const someWorkers = async (pool: Pool, cityId: string, count: number): Promise<Person[]> => (await pool.query(`
  select p.name, p.pinyin, w.home_area as area from workers.worker w join accounts.person p on p.city_id = w.city_id and p.id = w.person_id
  where w.city_id = $1 and w.id in (select 'wrk_' || lpad((1 + floor(random() * (select count(*) from workers.worker)))::int::text, 26, '0') from generate_series(1, $2::int)) limit $2`, [cityId, count])).rows as unknown as Person[];
