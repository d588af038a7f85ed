import type { Allergen, Traits } from '@linli/contract';
import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';

export const saveMatching = (tx: Tx, cityId: string, workerId: string, matching: { allergies: readonly Allergen[]; habits: readonly Allergen[]; sceneSkills: readonly string[] }): Promise<number> => run(tx, sql`
  update workers.worker set allergies = ${[...matching.allergies]}::text[], habits = ${[...matching.habits]}::text[], scene_skills = ${[...matching.sceneSkills]}::text[] where city_id = ${cityId} and id = ${workerId}`);

export type MannerRow = { answers: number[]; traits: Traits; consentedAt: Date };
export const mannerOf = (tx: Tx, cityId: string, workerId: string): Promise<MannerRow | undefined> =>
  maybe(tx, sql<MannerRow>`select answers, traits, consented_at from workers.manner where city_id = ${cityId} and worker_id = ${workerId}`);

export const traitsByWorker = async (tx: Tx, cityId: string, workerIds: readonly string[]): Promise<Map<string, Traits>> => new Map((await many(tx, sql<{ workerId: string; traits: Traits }>`
  select worker_id, traits from workers.manner where city_id = ${cityId} and worker_id = any(${workerIds}::text[])`)).map(({ workerId, traits }) => [workerId, traits]));

export const saveManner = (tx: Tx, cityId: string, workerId: string, manner: MannerRow): Promise<number> => run(tx, sql`
  insert into workers.manner (city_id, worker_id, answers, traits, consented_at) values (${cityId}, ${workerId}, ${manner.answers}::smallint[], ${JSON.stringify(manner.traits)}::jsonb, ${manner.consentedAt})
  on conflict (city_id, worker_id) do update set answers = excluded.answers, traits = excluded.traits, consented_at = excluded.consented_at`);

export const removeManner = (tx: Tx, cityId: string, workerId: string): Promise<number> => run(tx, sql`delete from workers.manner where city_id = ${cityId} and worker_id = ${workerId}`);

/** Workers who will not go to this household. */
export const workersBlocking = async (tx: Tx, cityId: string, householdId: string): Promise<string[]> =>
  (await many<{ workerId: string }>(tx, sql`select worker_id from workers.household_block where city_id = ${cityId} and household_id = ${householdId}`)).map(({ workerId }) => workerId);

/** The same for many households. */
export const blocksOfMany = (tx: Tx, cityId: string, householdIds: readonly string[]): Promise<{ householdId: string; workerId: string }[]> =>
  many(tx, sql<{ householdId: string; workerId: string }>`select household_id, worker_id from workers.household_block where city_id = ${cityId} and household_id = any(${householdIds}::text[])`);

export const saveHouseholdBlock = (tx: Tx, cityId: string, block: { workerId: string; householdId: string; reason: string; at: Date }): Promise<number> => run(tx, sql`
  insert into workers.household_block (city_id, worker_id, household_id, reason, set_at) values (${cityId}, ${block.workerId}, ${block.householdId}, ${block.reason}, ${block.at})
  on conflict (city_id, worker_id, household_id) do update set reason = excluded.reason, set_at = excluded.set_at`);

export const removeHouseholdBlock = (tx: Tx, cityId: string, workerId: string, householdId: string): Promise<number> =>
  run(tx, sql`delete from workers.household_block where city_id = ${cityId} and worker_id = ${workerId} and household_id = ${householdId}`);
