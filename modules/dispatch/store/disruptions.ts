import type { Bilingual, DisruptionKind } from '@linli/contract';
import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';
import type { LeftRow, MoveRow } from './plan.ts';

export type DisruptionDetail = { exceptionId?: string; paperIds?: string[]; paperKind?: string; factorPercent?: number };
export type DisruptionRow = {
  id: string; kind: DisruptionKind; subjectId: string; subjectName: string; at: Date; until: Date | null; byId: string | null; byName: string | null; reason: string; detail: DisruptionDetail; moves: MoveRow[]; leftOpen: LeftRow[];
  toldHouseholds: number; toldWorkers: number; wordsZh: string; wordsEn: string; state: 'done' | 'lifted'; liftedAt: Date | null;
};

export const insertDisruption = (tx: Tx, cityId: string, d: Omit<DisruptionRow, 'state' | 'liftedAt'>): Promise<number> => run(tx, sql`
  insert into dispatch.disruption (city_id, id, kind, subject_id, subject_name, at, until, by_id, by_name, reason, detail, moves, left_open, told_households, told_workers, words_zh, words_en)
  values (${cityId}, ${d.id}, ${d.kind}, ${d.subjectId}, ${d.subjectName}, ${d.at}, ${d.until}, ${d.byId}, ${d.byName}, ${d.reason}, ${JSON.stringify(d.detail)}::jsonb, ${JSON.stringify(d.moves)}::jsonb, ${JSON.stringify(d.leftOpen)}::jsonb,
    ${d.toldHouseholds}, ${d.toldWorkers}, ${d.wordsZh}, ${d.wordsEn})`);
export const disruptionsSince = (tx: Tx, cityId: string, since: Date): Promise<DisruptionRow[]> => many(tx, sql<DisruptionRow>`select * from dispatch.disruption where city_id = ${cityId} and (at >= ${since} or (state = 'done' and until > ${since})) order by at desc, id desc limit 200`);
export const lockDisruption = (tx: Tx, cityId: string, disruptionId: string): Promise<DisruptionRow | undefined> => maybe(tx, sql<DisruptionRow>`select * from dispatch.disruption where city_id = ${cityId} and id = ${disruptionId} for update`);
export const liftDisruption = (tx: Tx, cityId: string, disruptionId: string, by: { at: Date; id: string | null; reason: string; words: Bilingual }): Promise<number> => run(tx, sql`
  update dispatch.disruption set state = 'lifted', lifted_at = ${by.at}, lifted_by = ${by.id}, lift_reason = ${by.reason}, words_zh = ${by.words.zh}, words_en = ${by.words.en} where city_id = ${cityId} and id = ${disruptionId}`);
/** What of a kind stands now about somebody or some district, the latest said first. */
export const standing = (tx: Tx, cityId: string, kind: DisruptionKind, subjectId: string, now: Date): Promise<DisruptionRow[]> => many(tx, sql<DisruptionRow>`
  select * from dispatch.disruption where city_id = ${cityId} and kind = ${kind} and subject_id = ${subjectId} and state = 'done' and (until is null or until > ${now}) order by at desc, id desc`);
