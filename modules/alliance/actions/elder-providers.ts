import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { sheetFile, type Cell } from '../../../kernel/sheet.ts';
import { personBriefs } from '../../accounts/index.ts';
import { merchantStatusNames } from '../rules/joining.ts';
import { elderServiceNames, sayRegister } from '../rules/sanctions.ts';
import * as store from '../store/sanctions.ts';

type Alliance = typeof contract.alliance;
type Provider = OutputOf<Alliance['setElderProvider']>;

const views = async (ctx: Ctx, rows: readonly store.ElderRow[]): Promise<Provider[]> => {
  const owners = await personBriefs(ctx, rows.map(({ ownerPersonId }) => ownerPersonId));
  return rows.map(({ ownerPersonId, at, ...row }) => {
    const { isInForce, words } = sayRegister(row.state, row.validUntil, cityDay(ctx.now));
    const owner = owners.get(ownerPersonId);
    // Whoever was suspended or has left serves nobody, whatever the register says.
    return { ...row, at: at?.toISOString() ?? null, statusName: merchantStatusNames[row.status], stateWords: words, isInForce: isInForce && row.status === 'active', contactName: owner?.name ?? '', maskedPhone: owner?.maskedPhone ?? '' };
  });
};

export const elderProviders = async (ctx: Ctx): Promise<{ items: Provider[] }> => ({ items: await views(ctx, await store.elderProviders(ctx.tx, ctx.cityId, cityDay(ctx.now))) });

/**
 * Records what the authority has decided. Refuses `alliance.register_incomplete` and `alliance.register_dates_wrong`, and `alliance.not_elder_care` for a
 * merchant without that service; one that gave the service up can still be removed.
 */
export const setElderProvider = async (ctx: Ctx, { merchantId, listedOn, validUntil, ...given }: ParsedOf<Alliance['setElderProvider']>): Promise<Provider> => {
  await lockFor(ctx.tx, `elder:${ctx.cityId}:${merchantId}`);
  const today = cityDay(ctx.now);
  const known = (await store.elderProviderOf(ctx.tx, ctx.cityId, merchantId, today)) ?? refuse('alliance.merchant_unknown');
  if (given.state !== 'removed' && (!known.offersElderCare || known.status === 'exited')) refuse('alliance.not_elder_care', { merchant: known.merchantName });
  const isListed = given.state === 'listed';
  if (isListed && (given.registerNo === '' || given.authority === '' || listedOn === undefined)) refuse('alliance.register_incomplete', {}, given.registerNo === '' ? 'registerNo' : given.authority === '' ? 'authority' : 'listedOn');
  if ((listedOn !== undefined && listedOn > today) || (validUntil !== undefined && validUntil <= (listedOn ?? today))) refuse('alliance.register_dates_wrong', {}, 'validUntil');
  // Removed keeps under which number it stood there.
  const kept = given.state === 'removed' ? { registerNo: given.registerNo || known.registerNo, authority: given.authority || known.authority, listedOn: listedOn ?? known.listedOn, validUntil: validUntil ?? known.validUntil } : { registerNo: given.registerNo, authority: given.authority, listedOn: listedOn ?? null, validUntil: validUntil ?? null };
  await store.putElderProvider(ctx.tx, ctx.cityId, { merchantId, state: given.state, words: given.words, services: [...new Set(given.services)], ...kept, byName: ctx.actor.name, at: ctx.now });
  await ctx.emit('alliance.changed', { subjectId: merchantId, personIds: [known.ownerPersonId], merchantId });
  return (await views(ctx, [(await store.elderProviderOf(ctx.tx, ctx.cityId, merchantId, today))!]))[0]!;
};

/** The whole register, a line a merchant, as the authority asks for it: whole names of firms, masked phones of people. */
export const exportElderProviders = async (ctx: Ctx, { format, language }: ParsedOf<Alliance['exportElderProviders']>): Promise<OutputOf<Alliance['exportElderProviders']>> => {
  const { items } = await elderProviders(ctx);
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  return sheetFile(`${say('养老服务机构库', 'elder-providers')}-${cityDay(ctx.now)}`, format, {
    name: say('养老服务机构库', 'Elder providers'),
    columns: [say('机构名称', 'Firm'), say('统一社会信用代码', 'Credit code'), say('合作状态', 'Standing'), say('入库状态', 'Register'), say('入库编号', 'Number'), say('主管部门', 'Authority'), say('服务项目', 'Services'), say('入库日期', 'Listed on'), say('有效到', 'Valid until'), say('机构等级', 'Grade'), say('服务人员', 'Workers'), say('负责人', 'Owner'), say('联系电话', 'Phone'), say('备注', 'Notes')],
    rows: items.map((row): Cell[] => [
      row.merchantName, row.licenceNo, row.statusName[language], row.stateWords[language], row.registerNo, row.authority, row.services.map((service) => elderServiceNames[service][language]).join(say('、', ', ')), row.listedOn ?? '', row.validUntil ?? '', row.grade ?? '', row.workerCount, row.contactName, row.maskedPhone, row.words,
    ]),
  });
};
