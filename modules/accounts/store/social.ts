import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';
import type { SocialProvider } from '@linli/contract';

export type SocialLoginRow = { provider: SocialProvider; personId: string; label: string; linkedAt: Date };

export const findSocialLogin = (tx: Tx, cityId: string, about: { provider: SocialProvider; subjectHash: string }): Promise<SocialLoginRow | undefined> => maybe(tx, sql<SocialLoginRow>`
  select provider, person_id, label, linked_at from accounts.social_login where city_id = ${cityId} and provider = ${about.provider} and subject_hash = ${about.subjectHash}`);

export const socialLoginsOf = (tx: Tx, cityId: string, personId: string): Promise<SocialLoginRow[]> => many(tx, sql<SocialLoginRow>`
  select provider, person_id, label, linked_at from accounts.social_login where city_id = ${cityId} and person_id = ${personId} order by provider`);

/** Fails on the primary key when the login is somebody's, on `social_login_per_provider` when the person has another one there. */
export const insertSocialLogin = (tx: Tx, cityId: string, login: { provider: SocialProvider; subjectHash: string; personId: string; label: string; now: Date }): Promise<number> => run(tx, sql`
  insert into accounts.social_login (city_id, provider, subject_hash, person_id, label, linked_at)
  values (${cityId}, ${login.provider}, ${login.subjectHash}, ${login.personId}, ${login.label}, ${login.now})`);

export const deleteSocialLogin = (tx: Tx, cityId: string, personId: string, provider: SocialProvider): Promise<number> =>
  run(tx, sql`delete from accounts.social_login where city_id = ${cityId} and person_id = ${personId} and provider = ${provider}`);

/** Uses a state up; false when it was used before. */
export const useState = async (tx: Tx, cityId: string, nonce: string, now: Date): Promise<boolean> =>
  (await run(tx, sql`insert into accounts.social_state (city_id, nonce, used_at) values (${cityId}, ${nonce}, ${now}) on conflict do nothing`)) === 1;

export const deleteOldStates = (tx: Tx, cityId: string, before: Date): Promise<number> => run(tx, sql`delete from accounts.social_state where city_id = ${cityId} and used_at < ${before}`);
