import { isIdentityNumber, type ParsedOf, type contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { seal, unseal } from '../../../kernel/crypto.ts';
import { lockFor } from '../../../kernel/database.ts';
import { maskIdCard, maskPhone } from '../../../kernel/mask.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { actingPersonId, demandPlainName, pinyinOf } from '../../accounts/index.ts';
import { isLicenceValid } from '../rules.ts';
import { isBesides, isOver, mayRenew, missingOf, namesHouseholdServices, paperWords, saysOriginalHeld, stageNames, stateOf, type PaperKind } from '../rules/joining.ts';
import { findMerchantByLicence, findMerchants } from '../store.ts';
import * as store from '../store/joining.ts';
import { ACCOUNT_TRIES, joiningView, viewAt, type Joining } from './joining-views.ts';
import { moveTo, settle } from './stages.ts';
import '../../../gateways/bank.ts';

type Alliance = typeof contract.alliance;
const refuseOver = (row: store.JoiningRow): never => refuse('alliance.joining_over', { stateZh: stageNames[row.stage].zh, stateEn: stageNames[row.stage].en });

/** The acting person's own, held for the rest of the transaction. */
const mine = async (ctx: Ctx): Promise<store.JoiningRow | undefined> => {
  const personId = actingPersonId(ctx);
  await lockFor(ctx.tx, `joining:${ctx.cityId}:${personId}`);
  return store.joiningOfPerson(ctx.tx, ctx.cityId, personId);
};
const myOpen = async (ctx: Ctx): Promise<store.JoiningRow> => {
  const row = (await mine(ctx)) ?? refuse('alliance.joining_unknown');
  if (isOver(row.stage)) refuseOver(row);
  return row;
};

/** No originals: neither a column nor a word. */
export const demandNoOriginal = (...said: readonly string[]): void => { if (said.some(saysOriginalHeld)) refuse('alliance.original_held'); };

const demandNoMerchant = async (ctx: Ctx): Promise<void> => {
  const own = ctx.actor.grants.filter(({ role, scopeType }) => role === 'merchantOwner' && scopeType === 'merchant').map(({ scopeId }) => scopeId);
  const standing = own.length === 0 ? undefined : (await findMerchants(ctx.tx, ctx.cityId, own)).find(({ status }) => status !== 'exited');
  if (standing) refuse('alliance.already_owner', { merchant: standing.name });
};

/** Refuses `alliance.licence_wrong` and `alliance.licence_taken`, by a merchant or by an application that was handed in. */
export const demandFreeLicence = async (ctx: Ctx, licenceNo: string, exceptId: string): Promise<void> => {
  if (!isLicenceValid(licenceNo)) refuse('alliance.licence_wrong', {}, 'licenceNo');
  const taken = await findMerchantByLicence(ctx.tx, ctx.cityId, licenceNo) ?? await store.openJoiningByLicence(ctx.tx, ctx.cityId, licenceNo, exceptId);
  if (taken) refuse('alliance.licence_taken', { merchant: taken.name }, 'licenceNo');
};

const beginDraft = async (ctx: Ctx): Promise<store.JoiningRow> => {
  await demandNoMerchant(ctx);
  const id = ctx.newId('joi');
  await store.insertJoining(ctx.tx, ctx.cityId, { id, personId: actingPersonId(ctx), merchantId: null, via: 'applied', stage: 'draft', stageAt: ctx.now, name: '', pinyin: '', licenceNo: '', families: [], commissionBasisPoints: null, workerShareBasisPoints: null, createdAt: ctx.now, submittedAt: null });
  await store.moveStage(ctx.tx, ctx.cityId, { id: ctx.newId('jst'), joiningId: id, merchantId: null, stage: 'draft', at: ctx.now, byId: ctx.actor.personId, byName: ctx.actor.name, words: '' });
  return (await store.findJoining(ctx.tx, ctx.cityId, id))!;
};

/** Saves what the owner has filled in so far. Whoever was turned down or has left begins anew. */
export const saveJoining = async (ctx: Ctx, given: ParsedOf<Alliance['saveJoining']>): Promise<Joining> => {
  const known = await mine(ctx);
  if (known && !isOver(known.stage) && known.stage !== 'draft') refuseOver(known);
  const row = known?.stage === 'draft' ? known : await beginDraft(ctx);
  const next: store.JoiningRow = { ...row };
  if (given.name !== undefined) Object.assign(next, { name: demandPlainName(given.name), pinyin: pinyinOf(given.name, false) });
  if (given.licenceNo !== undefined) {
    next.licenceNo = given.licenceNo.replace(/\s/g, '').toUpperCase();
    if (next.licenceNo !== '') await demandFreeLicence(ctx, next.licenceNo, row.id);
  }
  if (given.businessScope !== undefined) {
    if (given.businessScope !== '' && !namesHouseholdServices(given.businessScope)) refuse('alliance.scope_wrong', {}, 'businessScope');
    next.businessScope = given.businessScope;
  }
  if (given.address !== undefined) next.address = given.address === '' ? '' : demandPlainName(given.address, 'address');
  if (given.complaintPhone !== undefined) {
    if (!/^([0-9-]{5,20})?$/.test(given.complaintPhone)) refuse('request.invalid', { expectedZh: '电话号码只有数字和横线', expectedEn: 'a phone number: digits and hyphens' }, 'complaintPhone');
    next.complaintPhone = given.complaintPhone;
  }
  if (given.families !== undefined) next.families = [...new Set(given.families)];
  await store.updateJoining(ctx.tx, ctx.cityId, next);
  if (next.businessScope !== row.businessScope && next.businessScope !== '') await keepPaper(ctx, next, { kind: 'scope', shown: next.businessScope.slice(0, 60) });
  return joiningView(ctx, await settle(ctx, row.id));
};

type Given = { kind: PaperKind; shown: string; number?: string; holderName?: string; photoId?: string | null; validFrom?: string | null; validUntil?: string | null };
type Kept = { state: 'submitted' | 'passed'; byName: string | null; isRenewal?: boolean };
const keepPaper = async (ctx: Ctx, row: store.JoiningRow, given: Given, verdict: Kept = { state: 'submitted', byName: null }): Promise<void> => {
  const id = ctx.newId('mpa');
  await store.putPaper(ctx.tx, ctx.cityId, {
    id, joiningId: row.id, kind: given.kind, state: verdict.state, numberEncrypted: given.number ? seal(ctx.settings.secret, given.number, `merchant-paper:${id}`) : null, shown: given.shown, holderName: given.holderName ?? '', photoId: given.photoId ?? null,
    validFrom: given.validFrom ?? null, validUntil: given.validUntil ?? null, words: '', checkedBy: null, checkedByName: verdict.byName, checkedAt: verdict.byName === null ? null : ctx.now, at: ctx.now,
  }, verdict.isRenewal === true ? 'renewal' : 'inForce');
};

/** Why a paper is not complete, or what is shown of its number. */
const readPaper = (ctx: Ctx, row: store.JoiningRow, { kind, number, holderName, validUntil }: ParsedOf<Alliance['saveJoiningPaper']>, hasPhoto: boolean): string => {
  const lacks = (zh: string, en: string): never => refuse('alliance.paper_wrong', { paperZh: paperWords[kind].name.zh, paperEn: paperWords[kind].name.en, whyZh: zh, whyEn: en });
  if (kind === 'licence') {
    if (row.licenceNo === '' || number.replace(/\s/g, '').toUpperCase() !== row.licenceNo) lacks('号码要和申请里的统一社会信用代码一样', 'its number has to be the code of the application');
    return hasPhoto ? row.licenceNo : lacks('请拍一张营业执照的照片', 'a photo of the licence is needed');
  }
  if (holderName === '') lacks(kind === 'insurance' ? '请写保险公司' : '请写姓名', kind === 'insurance' ? 'the insurer is missing' : 'the name is missing');
  if (kind === 'legalPerson') return isIdentityNumber(number, cityDay(ctx.now)) ? maskIdCard(number.trim().toUpperCase()) : refuse('alliance.id_number_wrong', {}, 'number');
  if (kind === 'safetyOfficer') return /^1[3-9]\d{9}$/.test(number) ? maskPhone(number) : lacks('请写 11 位手机号', 'a mobile number of 11 digits is needed');
  if (number === '' || validUntil === undefined) lacks('请写保单号和到期日', 'policy number and last day are missing');
  return number;
};

/**
 * A paper that was judged stays in force beside its renewal, to its last day. Refuses `alliance.paper_wrong`, `alliance.paper_expired`,
 * `alliance.id_number_wrong`, and any word that an original is kept.
 */
export const saveJoiningPaper = async (ctx: Ctx, given: ParsedOf<Alliance['saveJoiningPaper']>): Promise<Joining> => {
  const row = await myOpen(ctx);
  const today = cityDay(ctx.now);
  const papers = await store.papersOf(ctx.tx, ctx.cityId, [row.id]);
  const renewals = await store.renewalsOf(ctx.tx, ctx.cityId, [row.id]);
  const inForce = papers.find(({ kind }) => kind === given.kind);
  if (row.stage !== 'draft' && !mayRenew(stateOf(papers, given.kind), inForce?.validUntil ?? null, stateOf(renewals, given.kind), today)) refuseOver(row);
  const isRenewal = isBesides(row.stage, stateOf(papers, given.kind));
  // The photo of what is renewed is not one of the renewal.
  const earlier = isRenewal ? renewals.find(({ kind }) => kind === given.kind) : inForce;
  demandNoOriginal(given.holderName, given.number);
  const photoId = given.imageBase64 === undefined ? earlier?.photoId ?? null : (await ctx.gateways.storage.put(given.imageBase64)).photoId;
  const shown = readPaper(ctx, row, given, photoId !== null);
  if ((given.validUntil !== undefined && given.validUntil < today) || (given.validFrom !== undefined && given.validUntil !== undefined && given.validUntil < given.validFrom)) refuse('alliance.paper_expired', { paperZh: paperWords[given.kind].name.zh, paperEn: paperWords[given.kind].name.en }, 'validUntil');
  await keepPaper(ctx, row, { kind: given.kind, shown, number: given.number.trim().toUpperCase(), holderName: given.holderName === '' ? '' : demandPlainName(given.holderName, 'holderName'), photoId, validFrom: given.validFrom ?? null, validUntil: given.validUntil ?? null }, { state: 'submitted', byName: null, isRenewal });
  return joiningView(ctx, await settle(ctx, row.id));
};

const DAY_MS = 86_400_000;
const CHECKS_A_DAY = 3;
const refusedWords = { nameDiffers: ['户名和账号对不上', 'name and account do not belong together'], noAccount: ['没有这个账号', 'no such account'], notCorporate: ['这是个人账户，要用企业的对公账户', 'a private account; it has to be the firm’s'] } as const;

/** The bank sends its trifle. Three times a day at most; the account is kept sealed. */
export const startAccountCheck = async (ctx: Ctx, { bankName, accountNo, holderName }: ParsedOf<Alliance['startAccountCheck']>): Promise<Joining> => {
  const row = await myOpen(ctx);
  if (row.stage !== 'draft' && stateOf(await store.papersOf(ctx.tx, ctx.cityId, [row.id]), 'account') === 'passed') refuseOver(row);
  if (row.name === '' || holderName !== row.name) refuse('alliance.account_refused', { whyZh: '户名要和企业名称一样', whyEn: 'the holder has to be the firm' }, 'holderName');
  if (await store.countAccountChecks(ctx.tx, ctx.cityId, row.id, new Date(ctx.now.getTime() - DAY_MS)) >= CHECKS_A_DAY) refuse('alliance.account_too_often', { count: CHECKS_A_DAY });
  const id = ctx.newId('acc');
  const answer = await ctx.gateways.bank.sendTrifle({ requestNo: id, accountNo, holderName });
  if (answer.state === 'unreachable') return refuse('alliance.bank_unreachable');
  if (answer.state === 'refused') return refuse('alliance.account_refused', { whyZh: refusedWords[answer.why][0], whyEn: refusedWords[answer.why][1] }, 'accountNo');
  await store.insertAccountCheck(ctx.tx, ctx.cityId, { id, joiningId: row.id, bankName: demandPlainName(bankName, 'bankName'), accountEncrypted: seal(ctx.settings.secret, accountNo, `account:${id}`), maskedAccount: `****${accountNo.slice(-4)}`, holderName, referenceNo: answer.referenceNo, state: 'sent', tries: 0, sentAt: ctx.now });
  return joiningView(ctx, await settle(ctx, row.id));
};

/** A wrong sum is counted, not refused: the count has to outlive the answer. */
export const confirmAccountCheck = async (ctx: Ctx, { amountFen }: { amountFen: number }): Promise<Joining> => {
  const row = await myOpen(ctx);
  const account = await store.accountOf(ctx.tx, ctx.cityId, row.id);
  if (!account || account.state !== 'sent') return refuse('alliance.account_not_sent');
  const answer = await ctx.gateways.bank.matchTrifle({ referenceNo: account.referenceNo, accountNo: unseal(ctx.settings.secret, account.accountEncrypted, `account:${account.id}`), amountFen });
  if (answer === 'unreachable') refuse('alliance.bank_unreachable');
  const tries = account.tries + 1;
  await store.setAccountCheck(ctx.tx, ctx.cityId, { id: account.id, state: answer === 'right' ? 'passed' : tries >= ACCOUNT_TRIES ? 'failed' : 'sent', tries, at: ctx.now });
  if (answer === 'right') await keepPaper(ctx, row, { kind: 'account', shown: `${account.bankName} ${account.maskedAccount}`, holderName: account.holderName }, { state: 'passed', byName: '银行小额打款' });
  return joiningView(ctx, await settle(ctx, row.id));
};

/** Hands the application in. Refuses `alliance.joining_incomplete`, naming what is missing. */
export const submitJoining = async (ctx: Ctx): Promise<Joining> => {
  const row = await myOpen(ctx);
  if (row.stage !== 'draft') refuseOver(row);
  const missing = missingOf(row, await store.papersOf(ctx.tx, ctx.cityId, [row.id]));
  if (missing.length > 0) refuse('alliance.joining_incomplete', { fieldsZh: missing.map(({ words }) => words.zh).join('、'), fieldsEn: missing.map(({ words }) => words.en).join(', ') }, missing[0]!.field);
  await lockFor(ctx.tx, `licence:${ctx.cityId}:${row.licenceNo}`);
  await demandFreeLicence(ctx, row.licenceNo, row.id);
  await moveTo(ctx, { ...row, sentBackWords: '', submittedAt: ctx.now }, 'review', row.sentBackWords === '' ? '提交申请' : '补正后再次提交');
  return viewAt(ctx, row.id);
};

/** Until something was paid; after that one leaves like any merchant. */
export const withdrawJoining = async (ctx: Ctx): Promise<Joining> => {
  const row = await myOpen(ctx);
  if (row.via === 'direct' || !['draft', 'review', 'depositDue'].includes(row.stage) || row.depositHeldFen > 0) refuseOver(row);
  if (row.merchantId !== null && !holds(ctx.actor, 'merchantOwner', row.merchantId)) refuseOver(row);
  await moveTo(ctx, row, 'withdrawn', '申请人撤回', { isQuiet: true });
  return viewAt(ctx, row.id);
};
