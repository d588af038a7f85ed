import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { blindIndex, seal } from '../../../kernel/crypto.ts';
import { isConflict } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { placeOf } from '../../../kernel/keyset.ts';
import { tellPerson } from '../../accounts/index.ts';
import { workerOf, workerOfActor } from '../../workers/index.ts';
import { besideTheLadder, nationalLevels, occupationOf, occupations as register, tradesFor } from '../rules/national.ts';
import * as store from '../store/national.ts';

type Training = typeof contract.training;
type NationalView = OutputOf<Training['submitNational']>;

const view = (row: store.NationalRow): NationalView => {
  const known = occupationOf(row.occupation)!;
  return {
    nationalId: row.id, workerId: row.workerId, occupation: row.occupation, occupationName: known.name, occupationCode: known.code, trade: row.trade, level: row.level, levelName: nationalLevels[row.level]!, issuer: row.issuer, maskedNumber: row.numberMasked,
    issuedOn: row.issuedOn, verifyUrl: row.verifyUrl, state: row.state, stateWords: row.stateWords, note: besideTheLadder,
  };
};

export const nationalsOf = async (ctx: Ctx, workerId: string): Promise<NationalView[]> => (await store.nationalsOf(ctx.tx, ctx.cityId, workerId)).map(view);

/** Whether a certificate of the state is hers and was verified. */
export const isVerifiedNational = async (ctx: Ctx, { workerId, nationalId }: { workerId: string; nationalId: string }): Promise<boolean> =>
  (await store.nationalsOf(ctx.tx, ctx.cityId, workerId)).some(({ id, state }) => id === nationalId && state === 'verified');

export const occupations = async (): Promise<OutputOf<Training['occupations']>> => ({ items: register.map(({ occupation, code, name, trades, levels }) => ({ occupation, code, name, trades: [...trades], levels: [...levels] })) });

/**
 * Records a certificate of the state beside the platform's own. By the worker herself, or an operator for her. Refuses `training.occupation_unknown`,
 * `training.occupation_level_wrong`, `training.trade_wrong`, `training.national_future`, `training.national_taken`.
 */
export const submitNational = async (ctx: Ctx, input: ParsedOf<Training['submitNational']>): Promise<NationalView> => {
  const isOperator = holds(ctx.actor, 'operator');
  const worker = isOperator && input.workerId !== undefined ? await workerOf(ctx, input.workerId) : await workerOfActor(ctx);
  if (input.workerId !== undefined && input.workerId !== worker.id) refuse('workers.worker_unknown');
  const known = occupationOf(input.occupation) ?? refuse('training.occupation_unknown', { occupation: input.occupation }, 'occupation');
  if (!known.levels.includes(input.level)) {
    refuse('training.occupation_level_wrong', { occupationZh: known.name.zh, occupationEn: known.name.en, levelsZh: known.levels.map((level) => nationalLevels[level]!.zh).join('、'), levelsEn: known.levels.map((level) => nationalLevels[level]!.en).join(', ') }, 'level');
  }
  const trades = tradesFor(known, input.level);
  if (trades.length > 0 ? !trades.includes(input.trade) : input.trade !== '') {
    refuse('training.trade_wrong', { occupationZh: known.name.zh, occupationEn: known.name.en, tradesZh: trades.join('、') || '不分工种', tradesEn: trades.length > 0 ? `one of its ${trades.length} trades` : 'none at this level' }, 'trade');
  }
  if (input.issuedOn > cityDay(ctx.now)) refuse('training.national_future', {}, 'issuedOn');
  const id = ctx.newId('nat');
  const isSeen = input.isSeen && isOperator;
  const row: store.NationalRow = {
    id, workerId: worker.id, occupation: input.occupation, trade: input.trade, level: input.level, issuer: input.issuer, numberMasked: `${'*'.repeat(Math.min(8, input.number.length - 4))}${input.number.slice(-4)}`, issuedOn: input.issuedOn, verifyUrl: input.verifyUrl,
    state: isSeen ? 'verified' : 'submitted', stateWords: '',
  };
  try {
    await store.insertNational(ctx.tx, ctx.cityId, {
      ...row, numberSealed: seal(ctx.settings.secret, input.number, `national:${id}`), numberIndex: blindIndex(ctx.settings.secret, `national:${input.number.toUpperCase()}`), submittedAt: ctx.now, judgedByName: isSeen ? ctx.actor.name : null,
    });
  } catch (error) {
    if (isConflict(error, 'national_number')) refuse('training.national_taken', {}, 'number');
    throw error;
  }
  await ctx.emit('certificate.nationalMoved', { nationalId: id, workerId: worker.id, state: row.state, personIds: [worker.personId] });
  return view(row);
};

/** Refuses `training.national_unknown`, `training.national_over`. */
export const judgeNational = async (ctx: Ctx, { nationalId, isAccepted, words }: ParsedOf<Training['judgeNational']>): Promise<NationalView> => {
  const row = (await store.lockNational(ctx.tx, ctx.cityId, nationalId)) ?? refuse('training.national_unknown');
  if (row.state !== 'submitted') refuse('training.national_over');
  const state = isAccepted ? 'verified' : 'refused';
  await store.judgeNational(ctx.tx, ctx.cityId, nationalId, { state, words, byName: ctx.actor.name, at: ctx.now });
  const { personId } = await workerOf(ctx, row.workerId);
  const title = `${occupationOf(row.occupation)!.name.zh}（${nationalLevels[row.level]!.zh}）`;
  await tellPerson(ctx, isAccepted ? { personId, template: 'nationalVerified', params: { title } } : { personId, template: 'nationalRefused', params: { title, why: words || '信息对不上' } });
  await ctx.emit('certificate.nationalMoved', { nationalId, workerId: row.workerId, state, personIds: [personId] });
  return view({ ...row, state, stateWords: words });
};

/** What was handed in, for whoever judges it. */
export const nationalList = async (ctx: Ctx, { state, cursor, limit }: ParsedOf<Training['nationalList']>): Promise<OutputOf<Training['nationalList']>> => {
  const rows = await store.listNationals(ctx.tx, ctx.cityId, { state, after: placeOf(cursor), limit: limit + 1 });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map((row) => ({ ...view(row), workerName: row.workerName, submittedAt: row.submittedAt.toISOString(), judgedByName: row.judgedByName, judgedAt: row.judgedAt?.toISOString() ?? null })),
    nextCursor: last ? `${last.submittedAt.toISOString()} ${last.id}` : null,
  };
};
