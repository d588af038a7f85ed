import { many, run, sql, type Tx } from '../../../kernel/database.ts';

export type ServiceRow = {
  id: string; workerId: string; orderId: string; itemId: string; itemZh: string; itemEn: string; family: string; startedAt: Date; finishedAt: Date; minutes: number; settledAt: Date; salt: string; leafIndex: number;
};
const columns = sql`id, worker_id, order_id, item_id, item_zh, item_en, family, started_at, finished_at, minutes, settled_at, salt, leaf_index`;
export const insertService = (tx: Tx, cityId: string, s: ServiceRow): Promise<number> => run(tx, sql`
  insert into training.service_record (city_id, id, worker_id, order_id, item_id, item_zh, item_en, family, started_at, finished_at, minutes, settled_at, salt, leaf_index)
  values (${cityId}, ${s.id}, ${s.workerId}, ${s.orderId}, ${s.itemId}, ${s.itemZh}, ${s.itemEn}, ${s.family}, ${s.startedAt}, ${s.finishedAt}, ${s.minutes}, ${s.settledAt}, ${s.salt}, ${s.leafIndex})`);
export const hasService = async (tx: Tx, cityId: string, orderId: string): Promise<boolean> => (await many(tx, sql`select id from training.service_record where city_id = ${cityId} and order_id = ${orderId}`)).length > 0;
export const servicesOf = (tx: Tx, cityId: string, workerId: string): Promise<ServiceRow[]> => many(tx, sql<ServiceRow>`select ${columns} from training.service_record where city_id = ${cityId} and worker_id = ${workerId} order by settled_at, id`);
export const servicesById = (tx: Tx, cityId: string, after: string, limit: number): Promise<ServiceRow[]> => many(tx, sql<ServiceRow>`select ${columns} from training.service_record where city_id = ${cityId} and id > ${after} order by id limit ${limit}`);
