import type { Traits } from '@linli/contract';
import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';

export type WishKind = 'favourite' | 'blocked';
export type WishRow = { workerId: string; kind: WishKind; reason: string; setAt: Date };

/** Favourites first, the latest of each kind first. */
export const wishesOf = (tx: Tx, cityId: string, householdId: string): Promise<WishRow[]> => many(tx, sql<WishRow>`
  select worker_id, kind, reason, set_at from accounts.household_worker where city_id = ${cityId} and household_id = ${householdId} order by kind desc, set_at desc, worker_id`);

/** The wishes and the manner of many households, in two questions. */
export const wishesOfMany = (tx: Tx, cityId: string, householdIds: readonly string[]): Promise<(WishRow & { householdId: string })[]> => many(tx, sql<WishRow & { householdId: string }>`
  select household_id, worker_id, kind, reason, set_at from accounts.household_worker where city_id = ${cityId} and household_id = any(${householdIds}::text[]) order by kind desc, set_at desc, worker_id`);
export const mannersOfMany = (tx: Tx, cityId: string, householdIds: readonly string[]): Promise<{ householdId: string; traits: Traits }[]> =>
  many(tx, sql<{ householdId: string; traits: Traits }>`select household_id, traits from accounts.household_manner where city_id = ${cityId} and household_id = any(${householdIds}::text[])`);

export const saveWish = (tx: Tx, cityId: string, householdId: string, wish: WishRow & { setBy: string }): Promise<number> => run(tx, sql`
  insert into accounts.household_worker (city_id, household_id, worker_id, kind, reason, set_by, set_at)
  values (${cityId}, ${householdId}, ${wish.workerId}, ${wish.kind}, ${wish.reason}, ${wish.setBy}, ${wish.setAt})
  on conflict (city_id, household_id, worker_id) do update set kind = excluded.kind, reason = excluded.reason, set_by = excluded.set_by, set_at = excluded.set_at`);

export const removeWish = (tx: Tx, cityId: string, householdId: string, workerId: string): Promise<number> =>
  run(tx, sql`delete from accounts.household_worker where city_id = ${cityId} and household_id = ${householdId} and worker_id = ${workerId}`);

export type MannerRow = { answers: number[]; traits: Traits; consentedAt: Date };
export const mannerOf = (tx: Tx, cityId: string, householdId: string): Promise<MannerRow | undefined> =>
  maybe(tx, sql<MannerRow>`select answers, traits, consented_at from accounts.household_manner where city_id = ${cityId} and household_id = ${householdId}`);

export const saveManner = (tx: Tx, cityId: string, householdId: string, manner: MannerRow & { consentedBy: string }): Promise<number> => run(tx, sql`
  insert into accounts.household_manner (city_id, household_id, answers, traits, consented_by, consented_at)
  values (${cityId}, ${householdId}, ${manner.answers}::smallint[], ${JSON.stringify(manner.traits)}::jsonb, ${manner.consentedBy}, ${manner.consentedAt})
  on conflict (city_id, household_id) do update set answers = excluded.answers, traits = excluded.traits, consented_by = excluded.consented_by, consented_at = excluded.consented_at`);

export const removeManner = (tx: Tx, cityId: string, householdId: string): Promise<number> =>
  run(tx, sql`delete from accounts.household_manner where city_id = ${cityId} and household_id = ${householdId}`);
