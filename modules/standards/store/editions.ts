import type { Bilingual, ServiceFamily } from '@linli/contract';
import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';
import type { ClauseWeight, Line, Measure, StandardKind, StandardState, Subject } from '../rules/standards.ts';

export type EditionRow = {
  id: string; code: string; year: number; kind: StandardKind; subject: Subject; titleZh: string; titleEn: string; isTitleConfirmed: boolean; state: StandardState; families: ServiceFamily[]; issuer: string; drafters: string[]; issuedOn: string | null; inForceFrom: string | null; endedOn: string | null; source: string;
  supersedesId: string | null; noteZh: string | null; noteEn: string | null;
};
export type ShownEdition = EditionRow & { supersedesNumber: string | null; supersededById: string | null; supersededByNumber: string | null; clauseCount: number; lineCount: number };
const columns = sql`e.id, e.code, e.year, e.kind, e.subject, e.title_zh, e.title_en, e.is_title_confirmed, e.state, e.families, e.issuer, e.drafters, to_char(e.issued_on, 'YYYY-MM-DD') as issued_on, to_char(e.in_force_from, 'YYYY-MM-DD') as in_force_from, to_char(e.ended_on, 'YYYY-MM-DD') as ended_on,
  e.source, e.supersedes_id, e.note_zh, e.note_en`;
const shown = sql`select ${columns}, b.code || '-' || b.year as supersedes_number, a.id as superseded_by_id, a.code || '-' || a.year as superseded_by_number, coalesce(k.clauses, 0)::int as clause_count, coalesce(k.lines, 0)::int as line_count
  from standards.edition e left join standards.edition b on b.city_id = e.city_id and b.id = e.supersedes_id
  left join lateral (select id, code, year from standards.edition n where n.city_id = e.city_id and n.supersedes_id = e.id and n.state in ('announced', 'inForce', 'replaced') order by year desc limit 1) a on true
  left join lateral (select count(*) as clauses, sum(jsonb_array_length(lines)) as lines from standards.clause c where c.city_id = e.city_id and c.edition_id = e.id) k on true`;

export const allEditions = (tx: Tx, cityId: string): Promise<ShownEdition[]> => many(tx, sql<ShownEdition>`${shown} where e.city_id = ${cityId} order by array_position(array['enterprise', 'national', 'industry', 'local', 'group'], e.kind), e.code, e.year desc`);
export const findEdition = (tx: Tx, cityId: string, id: string): Promise<ShownEdition | undefined> => maybe(tx, sql<ShownEdition>`${shown} where e.city_id = ${cityId} and e.id = ${id}`);
export const lockEdition = (tx: Tx, cityId: string, id: string): Promise<EditionRow | undefined> => maybe(tx, sql<EditionRow>`select ${columns} from standards.edition e where e.city_id = ${cityId} and e.id = ${id} for update`);
/** What counts now under a code, or is about to. */
export const inForceOf = (tx: Tx, cityId: string, code: string): Promise<EditionRow | undefined> => maybe(tx, sql<EditionRow>`select ${columns} from standards.edition e where e.city_id = ${cityId} and e.code = ${code} and e.state = 'inForce' for update`);
export const dueEditions = (tx: Tx, cityId: string, today: string): Promise<EditionRow[]> => many(tx, sql<EditionRow>`select ${columns} from standards.edition e where e.city_id = ${cityId} and e.state = 'announced' and e.in_force_from <= ${today}::date order by e.in_force_from, e.id for update`);

export const saveEdition = (tx: Tx, cityId: string, e: EditionRow, at: Date): Promise<number> => run(tx, sql`
  insert into standards.edition (city_id, id, code, year, kind, subject, title_zh, title_en, is_title_confirmed, state, families, issuer, drafters, issued_on, in_force_from, ended_on, source, supersedes_id, note_zh, note_en, made_at)
  values (${cityId}, ${e.id}, ${e.code}, ${e.year}, ${e.kind}, ${e.subject}, ${e.titleZh}, ${e.titleEn}, ${e.isTitleConfirmed}, ${e.state}, ${e.families}::text[], ${e.issuer}, ${e.drafters}::text[], ${e.issuedOn}::date, ${e.inForceFrom}::date, ${e.endedOn}::date, ${e.source}, ${e.supersedesId}, ${e.noteZh}, ${e.noteEn}, ${at})
  on conflict (city_id, id) do update set code = excluded.code, year = excluded.year, kind = excluded.kind, subject = excluded.subject, title_zh = excluded.title_zh, title_en = excluded.title_en, is_title_confirmed = excluded.is_title_confirmed, state = excluded.state, families = excluded.families,
    issuer = excluded.issuer, drafters = excluded.drafters, issued_on = excluded.issued_on, in_force_from = excluded.in_force_from, ended_on = excluded.ended_on, source = excluded.source, supersedes_id = excluded.supersedes_id, note_zh = excluded.note_zh, note_en = excluded.note_en`);
export const setEditionState = (tx: Tx, cityId: string, id: string, to: { state: StandardState; endedOn: string | null; inForceFrom?: string }): Promise<number> => run(tx, sql`
  update standards.edition set state = ${to.state}, ended_on = ${to.endedOn}::date, in_force_from = coalesce(${to.inForceFrom ?? null}::date, in_force_from) where city_id = ${cityId} and id = ${id}`);

export type ClauseRow = { id: string; editionId: string; position: number; no: string; topic: string; weight: ClauseWeight; textZh: string; textEn: string; measure: Measure | null; lines: Line[] };
export const replaceClauses = async (tx: Tx, cityId: string, editionId: string, clauses: readonly ClauseRow[]): Promise<void> => {
  await run(tx, sql`delete from standards.clause where city_id = ${cityId} and edition_id = ${editionId}`);
  if (clauses.length === 0) return;
  const rows = clauses.map((c) => ({ id: c.id, position: c.position, no: c.no, topic: c.topic, weight: c.weight, text_zh: c.textZh, text_en: c.textEn, measure: c.measure, lines: c.lines }));
  await run(tx, sql`
    insert into standards.clause (city_id, edition_id, id, position, no, topic, weight, text_zh, text_en, measure, lines)
    select ${cityId}, ${editionId}, x.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id text, position int, no text, topic text, weight text, text_zh text, text_en text, measure jsonb, lines jsonb)`);
};
const clauseColumns = sql`c.id, c.edition_id, c.position, c.no, c.topic, c.weight, c.text_zh, c.text_en, nullif(c.measure, 'null'::jsonb) as measure, c.lines`;
export const clausesOf = (tx: Tx, cityId: string, editionIds: readonly string[]): Promise<ClauseRow[]> => many(tx, sql<ClauseRow>`select ${clauseColumns} from standards.clause c where c.city_id = ${cityId} and c.edition_id = any(${editionIds}::text[]) order by c.edition_id, c.position`);
export type ClauseInForce = ClauseRow & { code: string; year: number; families: ServiceFamily[] };
/** Every clause of the editions in force, in the order of their numbers. */
export const clausesInForce = (tx: Tx, cityId: string): Promise<ClauseInForce[]> => many(tx, sql<ClauseInForce>`
  select ${clauseColumns}, e.code, e.year, e.families from standards.clause c join standards.edition e on e.city_id = c.city_id and e.id = c.edition_id where c.city_id = ${cityId} and e.state = 'inForce' order by e.code, c.position`);

export const addEvent = (tx: Tx, cityId: string, e: { id: string; editionId: string; at: Date; byName: string; words: Bilingual }): Promise<number> => run(tx, sql`
  insert into standards.edition_event (city_id, id, edition_id, at, by_name, words_zh, words_en) values (${cityId}, ${e.id}, ${e.editionId}, ${e.at}, ${e.byName}, ${e.words.zh}, ${e.words.en})`);
export const eventsOf = (tx: Tx, cityId: string, editionId: string): Promise<{ at: Date; byName: string; wordsZh: string; wordsEn: string }[]> => many(tx, sql`
  select at, by_name, words_zh, words_en from standards.edition_event where city_id = ${cityId} and edition_id = ${editionId} order by at, id`);

export type ProposalRow = { id: string; editionId: string; code: string; year: number; clauseNo: string; words: string; reason: string; byName: string; at: Date; state: 'open' | 'taken' | 'declined'; answer: string; answeredByName: string | null; answeredAt: Date | null };
const proposals = sql`select p.id, p.edition_id, e.code, e.year, p.clause_no, p.words, p.reason, p.by_name, p.at, p.state, p.answer, p.answered_by_name, p.answered_at from standards.proposal p join standards.edition e on e.city_id = p.city_id and e.id = p.edition_id`;
export const addProposal = (tx: Tx, cityId: string, p: { id: string; editionId: string; clauseNo: string; words: string; reason: string; byPerson: string | null; byName: string; at: Date }): Promise<number> => run(tx, sql`
  insert into standards.proposal (city_id, id, edition_id, clause_no, words, reason, by_person, by_name, at) values (${cityId}, ${p.id}, ${p.editionId}, ${p.clauseNo}, ${p.words}, ${p.reason}, ${p.byPerson}, ${p.byName}, ${p.at})`);
export const findProposal = (tx: Tx, cityId: string, id: string): Promise<ProposalRow | undefined> => maybe(tx, sql<ProposalRow>`${proposals} where p.city_id = ${cityId} and p.id = ${id} for update of p`);
export const answerProposal = (tx: Tx, cityId: string, id: string, to: { state: 'taken' | 'declined'; answer: string; byName: string; at: Date }): Promise<number> => run(tx, sql`
  update standards.proposal set state = ${to.state}, answer = ${to.answer}, answered_by_name = ${to.byName}, answered_at = ${to.at} where city_id = ${cityId} and id = ${id}`);
export const listProposals = (tx: Tx, cityId: string, wish: { editionId: string | null; state: string | null; before: { at: Date; id: string } | null; limit: number }): Promise<ProposalRow[]> => many(tx, sql<ProposalRow>`
  ${proposals} where p.city_id = ${cityId} and (${wish.editionId}::text is null or p.edition_id = ${wish.editionId}) and (${wish.state}::text is null or p.state = ${wish.state}) and (${wish.before === null} or (p.at, p.id) < (${wish.before?.at ?? null}::timestamptz, ${wish.before?.id ?? ''}))
  order by p.at desc, p.id desc limit ${wish.limit}`);
