import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';
import type { PublicKey } from '../../../kernel/signing.ts';

export type KeyRow = { id: string; publicKey: PublicKey; privateSealed: string | null; madeAt: Date; retiredAt: Date | null; distrustedAt: Date | null; reason: string };
const columns = sql`id, public_key, private_sealed, made_at, retired_at, distrusted_at, reason`;

/** Every key there ever was, the one in use first. */
export const keysOf = (tx: Tx, cityId: string): Promise<KeyRow[]> => many(tx, sql<KeyRow>`select ${columns} from training.signing_key where city_id = ${cityId} order by retired_at desc nulls first, made_at desc`);
export const keyInUse = (tx: Tx, cityId: string): Promise<KeyRow | undefined> => maybe(tx, sql<KeyRow>`select ${columns} from training.signing_key where city_id = ${cityId} and retired_at is null`);
export const insertKey = (tx: Tx, cityId: string, key: { id: string; publicKey: PublicKey; privateSealed: string; madeAt: Date }): Promise<number> => run(tx, sql`
  insert into training.signing_key (city_id, id, public_key, private_sealed, made_at) values (${cityId}, ${key.id}, ${JSON.stringify(key.publicKey)}::jsonb, ${key.privateSealed}, ${key.madeAt})`);
/** Out of use, and its private part forgotten. */
export const retireKey = (tx: Tx, cityId: string, id: string, to: { at: Date; isLost: boolean; reason: string }): Promise<number> => run(tx, sql`
  update training.signing_key set retired_at = ${to.at}, private_sealed = null, distrusted_at = ${to.isLost ? to.at : null}, reason = ${to.reason} where city_id = ${cityId} and id = ${id} and retired_at is null`);
