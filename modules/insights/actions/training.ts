import type { OutputOf, ParsedOf, ServiceFamily, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { cellAt, serviceFamilyNames } from '../../alliance/index.ts';
import { modulesFor, moduleNames } from '../../learning/index.ts';
import { kindLabels } from '../../training/index.ts';
import { DAY_MS, dayOf } from '../rules/times.ts';
import { PAST_WEEKS, WEEKLY_VISITS, gapOf, kindOfTrade, weeksKnown } from '../rules/training.ts';
import * as store from '../store/training.ts';

type Insights = typeof contract.insights;
const WEEK_DAYS = 7;
const MOST_LINES = 100;
/** Of each module so many who finished it last are looked at; so many are shown. */
const EACH = 300;
const SHOWN = 20;
const THEORY_DAYS = 365;
const INCOME_DAYS = 90;
const INCOME_PEOPLE = 200;

const daysBefore = (now: Date, days: number): string => dayOf(new Date(now.getTime() - days * DAY_MS));
const titleOf = (kind: string) => kindLabels.get(kind)?.title ?? { zh: kind, en: kind };

/** Which district each point lies in; many at once, in one question. */
const districtsAt = async (ctx: Ctx, points: readonly { lon: number; lat: number }[]): Promise<(string | null)[]> => {
  const cells = points.map(({ lon, lat }) => cellAt(lon, lat));
  const byCell = new Map((await store.districtsOfCells(ctx.tx, ctx.cityId, [...new Set(cells)])).map(({ cell, districtId }) => [cell, districtId]));
  return cells.map((cell) => byCell.get(cell) ?? null);
};

/** Where people are to be trained: what was ordered in seven days against who is certified, admitted and online there. */
export const trainingDemand = async (ctx: Ctx): Promise<OutputOf<Insights['trainingDemand']>> => {
  const { tx, cityId, now } = ctx;
  const weekStart = daysBefore(now, WEEK_DAYS - 1);
  const wanted = await store.demandByDistrict(tx, cityId, { weekStart, pastStart: daysBefore(now, (PAST_WEEKS + 1) * WEEK_DAYS - 1) });
  const weeks = weeksKnown(await store.firstDemandDay(tx, cityId), weekStart);
  const names = new Map((await store.districtNames(tx, cityId)).map(({ id, name }) => [id, name]));
  const online = await store.onlineCertified(tx, cityId, { trades: Object.entries(kindOfTrade).map(([family, kind]) => ({ family, kind })), today: dayOf(now) });
  const homes = await districtsAt(ctx, online);
  const counted = new Map<string, number>();
  online.forEach(({ family, workers }, at) => counted.set(`${family} ${homes[at] ?? ''}`, (counted.get(`${family} ${homes[at] ?? ''}`) ?? 0) + workers));
  const items = wanted.map(({ family: code, districtId, orders, past }) => {
    const family = code as ServiceFamily;
    const workers = counted.get(`${family} ${districtId}`) ?? 0;
    const kind = kindOfTrade[family];
    return { family, familyName: serviceFamilyNames[family], districtId: districtId || null, districtName: names.get(districtId) ?? null, orders, workers, kind, kindTitle: titleOf(kind), ...gapOf({ orders, past, workers, weeks }) };
  });
  return { weeklyVisits: WEEKLY_VISITS, weeks, items: items.sort((a, b) => Number(b.isSpike) - Number(a.isSpike) || b.gap - a.gap || b.orders - a.orders || (a.family < b.family ? -1 : 1)).slice(0, MOST_LINES) };
};

/** Who could be certified soonest for a trade; whoever lives in the district comes first. */
export const nearestLearners = async (ctx: Ctx, { family, districtId }: ParsedOf<Insights['nearestLearners']>): Promise<OutputOf<Insights['nearestLearners']>> => {
  const kind = kindOfTrade[family];
  const modules = modulesFor(kind);
  const theory = kind === 'core' || kind === 'practical' ? 'core' : `specialty-${kind}`;
  const rows = await store.nearestLearners(ctx.tx, ctx.cityId, { kind, modules, paper: theory, since: new Date(ctx.now.getTime() - THEORY_DAYS * DAY_MS), today: dayOf(ctx.now), each: EACH });
  const homes = districtId === undefined ? [] : await districtsAt(ctx, rows);
  const names = await moduleNames(ctx);
  const items = rows.map((row, at) => ({
    workerId: row.workerId, name: row.name, maskedPhone: row.maskedPhone, homeArea: row.homeArea, isNear: districtId !== undefined && homes[at] === districtId, modulesDone: row.done.length, modulesNeeded: modules.length, isTheoryPassed: row.isTheoryPassed,
    missing: modules.filter((module) => !row.done.includes(module)).map((module) => names.get(module) ?? { zh: module, en: module }), lastAt: row.lastAt.toISOString(),
  }));
  return { kind, kindTitle: titleOf(kind), items: items.sort((a, b) => Number(b.isNear) - Number(a.isNear) || b.modulesDone - a.modulesDone || Number(b.isTheoryPassed) - Number(a.isTheoryPassed) || (a.lastAt < b.lastAt ? 1 : -1)).slice(0, SHOWN) };
};

/** What a certificate brought those who had worked before it, in the middle. */
export const incomeAfter = async (ctx: Ctx): Promise<OutputOf<Insights['incomeAfter']>> => {
  const rows = await store.incomeAround(ctx.tx, ctx.cityId, { kinds: [...kindLabels.keys()], now: ctx.now, days: INCOME_DAYS, most: INCOME_PEOPLE });
  return { days: INCOME_DAYS, most: INCOME_PEOPLE, items: rows.map((row) => ({ ...row, title: titleOf(row.kind) })) };
};
