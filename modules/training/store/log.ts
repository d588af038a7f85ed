import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';
import type { LeafKind } from '../rules/records.ts';

/** Takes the next place in the log and holds it until the commit: leaves have no gaps. */
export const takePlace = (tx: Tx, cityId: string, isCertificate: boolean, at: Date): Promise<{ size: number; certificates: number }> => one<{ size: number; certificates: number }>(tx, sql`
  insert into training.log_state (city_id, size, certificates, begun_at) values (${cityId}, 1, ${isCertificate ? 1 : 0}, ${at})
  on conflict (city_id) do update set size = training.log_state.size + 1, certificates = training.log_state.certificates + ${isCertificate ? 1 : 0}::int returning size, certificates`);
export const stateOf = (tx: Tx, cityId: string): Promise<{ size: number; begunAt: Date } | undefined> => maybe(tx, sql<{ size: number; begunAt: Date }>`select size, begun_at from training.log_state where city_id = ${cityId}`);
/** The same, held until the commit. */
export const lockState = (tx: Tx, cityId: string): Promise<{ size: number } | undefined> => maybe(tx, sql<{ size: number }>`select size from training.log_state where city_id = ${cityId} for update`);

export type LeafRow = { index: number; kind: LeafKind; ref: string; body: string; hash: string; at: Date };
const leafColumns = sql`index, kind, ref, body, hash, at`;
export const insertLeaf = (tx: Tx, cityId: string, leaf: LeafRow): Promise<number> => run(tx, sql`
  insert into training.log_leaf (city_id, index, kind, ref, body, hash, at) values (${cityId}, ${leaf.index}, ${leaf.kind}, ${leaf.ref}, ${leaf.body}, ${leaf.hash}, ${leaf.at})`);
export const leafAt = (tx: Tx, cityId: string, index: number): Promise<LeafRow | undefined> => maybe(tx, sql<LeafRow>`select ${leafColumns} from training.log_leaf where city_id = ${cityId} and index = ${index}`);
export const leafByHash = (tx: Tx, cityId: string, hash: string): Promise<LeafRow | undefined> => maybe(tx, sql<LeafRow>`select ${leafColumns} from training.log_leaf where city_id = ${cityId} and hash = ${hash} order by index limit 1`);
export const leavesFrom = (tx: Tx, cityId: string, from: number, limit: number): Promise<LeafRow[]> => many(tx, sql<LeafRow>`select ${leafColumns} from training.log_leaf where city_id = ${cityId} and index >= ${from} order by index limit ${limit}`);
export const leavesAt = (tx: Tx, cityId: string, indexes: readonly number[]): Promise<LeafRow[]> => many(tx, sql<LeafRow>`select ${leafColumns} from training.log_leaf where city_id = ${cityId} and index = any(${indexes}::bigint[]) order by index`);

export type NodeRow = { level: number; index: number; hash: string };
export const insertNodes = (tx: Tx, cityId: string, nodes: readonly NodeRow[]): Promise<number> => run(tx, sql`
  insert into training.log_node (city_id, level, index, hash) select ${cityId}, x.level, x.index, x.hash from jsonb_to_recordset(${JSON.stringify(nodes)}::jsonb) as x(level smallint, index bigint, hash text)`);
export const nodesAt = (tx: Tx, cityId: string, nodes: readonly { level: number; index: number }[]): Promise<NodeRow[]> => many(tx, sql<NodeRow>`
  select n.level, n.index, n.hash from training.log_node n join jsonb_to_recordset(${JSON.stringify(nodes)}::jsonb) as x(level smallint, index bigint) on n.level = x.level and n.index = x.index where n.city_id = ${cityId}`);
/** Whole subtrees in the order in which the log completed them. */
export const nodesCompleted = (tx: Tx, cityId: string, from: number, to: number): Promise<NodeRow[]> => many(tx, sql<NodeRow>`
  select level, index, hash from training.log_node where city_id = ${cityId} and (index + 1) * (1::bigint << level) > ${from} and (index + 1) * (1::bigint << level) <= ${to} order by (index + 1) * (1::bigint << level), level`);
export const countNodes = async (tx: Tx, cityId: string): Promise<number> => (await one<{ n: number }>(tx, sql`select count(*)::int as n from training.log_node where city_id = ${cityId}`)).n;

export type HeadRow = { size: number; root: string; at: Date; keyId: string; token: string };
const headColumns = sql`size, root, at, key_id, token`;
export const insertHead = (tx: Tx, cityId: string, h: HeadRow): Promise<number> => run(tx, sql`
  insert into training.log_head (city_id, size, root, at, key_id, token) values (${cityId}, ${h.size}, ${h.root}, ${h.at}, ${h.keyId}, ${h.token}) on conflict do nothing`);
export const newestHead = (tx: Tx, cityId: string): Promise<HeadRow | undefined> => maybe(tx, sql<HeadRow>`select ${headColumns} from training.log_head where city_id = ${cityId} order by size desc limit 1`);
export const headAt = (tx: Tx, cityId: string, size: number): Promise<HeadRow | undefined> => maybe(tx, sql<HeadRow>`select ${headColumns} from training.log_head where city_id = ${cityId} and size = ${size}`);
export const headsAfter = (tx: Tx, cityId: string, after: number, limit: number): Promise<HeadRow[]> => many(tx, sql<HeadRow>`select ${headColumns} from training.log_head where city_id = ${cityId} and size > ${after} order by size limit ${limit}`);
