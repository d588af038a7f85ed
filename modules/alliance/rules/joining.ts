import type { Bilingual, JoiningStage, MerchantPaperKind, OwnerTopic, ServiceFamily } from '@linli/contract';

/** A firm's way in and out: stages, what each asks, and the one next step. Pure. */

export type Stage = JoiningStage;
export const stageNames: Record<Stage, Bilingual> = {
  draft: { zh: '填写申请', en: 'filling in' }, review: { zh: '资质审核', en: 'papers under review' }, depositDue: { zh: '待缴保证金', en: 'guarantee due' }, training: { zh: '负责人培训', en: 'owner training' }, exam: { zh: '在线考试', en: 'online exam' },
  trial: { zh: '试运营', en: 'on trial' }, active: { zh: '正式合作', en: 'active' }, suspended: { zh: '暂停合作', en: 'suspended' }, exiting: { zh: '退出中', en: 'leaving' }, exited: { zh: '已退出', en: 'left' }, refused: { zh: '未通过', en: 'turned down' }, withdrawn: { zh: '已撤回', en: 'withdrawn' },
};

/** How a merchant of that stage stands where orders are given: only `active` gets any. */
export type MerchantStatus = 'joining' | 'active' | 'suspended' | 'exiting' | 'exited';
export const statusOf = (stage: Stage): MerchantStatus => {
  if (stage === 'trial' || stage === 'active') return 'active';
  if (stage === 'suspended' || stage === 'exiting' || stage === 'exited') return stage;
  return 'joining';
};
export const merchantStatusNames: Record<MerchantStatus, Bilingual> = { joining: { zh: '入驻中', en: 'joining' }, active: { zh: '合作中', en: 'active' }, suspended: { zh: '暂停合作', en: 'suspended' }, exiting: { zh: '退出中', en: 'leaving' }, exited: { zh: '已退出', en: 'left' } };
export const isOpenStage = (stage: Stage): boolean => statusOf(stage) === 'active';

const moves: Record<Stage, readonly Stage[]> = {
  draft: ['review', 'withdrawn'], review: ['draft', 'depositDue', 'refused', 'withdrawn'], depositDue: ['training', 'withdrawn', 'exited'], training: ['exam', 'trial', 'exited', 'exiting'], exam: ['trial', 'exited', 'exiting'],
  trial: ['trial', 'active', 'suspended', 'exiting', 'exited'], active: ['suspended', 'exiting', 'exited'], suspended: ['trial', 'active', 'exiting', 'exited'], exiting: ['trial', 'active', 'suspended', 'exited'], exited: [], refused: [], withdrawn: [],
};
export const mayMove = (from: Stage, to: Stage): boolean => moves[from].includes(to);
export const isOver = (stage: Stage): boolean => stage === 'exited' || stage === 'refused' || stage === 'withdrawn';

export const TRIAL_DAYS = 30;
export const RETURN_DAYS = 90;
const DAY_MS = 86_400_000;
export const trialEnd = (from: Date): Date => new Date(from.getTime() + TRIAL_DAYS * DAY_MS);
export const daysLeft = (until: Date, now: Date): number => Math.max(0, Math.ceil((until.getTime() - now.getTime()) / DAY_MS));
export const refundDay = (leftAt: Date): string => new Date(leftAt.getTime() + RETURN_DAYS * DAY_MS + 8 * 3_600_000).toISOString().slice(0, 10);
export const dayOf = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

export const topicNames: Record<OwnerTopic, Bilingual> = {
  rules: { zh: '平台规则与服务标准', en: 'Rules and service standards' }, safety: { zh: '安全与保险', en: 'Safety and insurance' }, complaints: { zh: '投诉处理与结算', en: 'Complaints and settlement' },
};

/** The business scope on the licence must name household services; nothing else on it makes up for that. */
export const namesHouseholdServices = (scope: string): boolean => /家政|家庭服务/.test(scope.replace(/\s/g, ''));

/** Words by which somebody would write down that an original is kept back. Refused wherever words are stored. */
export const saysOriginalHeld = (words: string): boolean => {
  const said = words.replace(/\s/g, '');
  return /(扣押|扣留|代管|代为保管|留存|收存|押在)[^，。；]{0,8}(原件|证件|身份证|执照)|(原件|证件原件|身份证|执照正本)[^，。；]{0,8}(已收|收下|收走|扣押|扣留|留存|押在|代管|代为保管|放在我们|放在平台)/.test(said) || /original[^,.;]{0,20}(held|kept|withheld|retained)/i.test(words);
};

export type PaperKind = MerchantPaperKind;
export type PaperState = 'missing' | 'submitted' | 'passed' | 'failed' | 'lapsed';
export const paperKinds: readonly PaperKind[] = ['licence', 'legalPerson', 'account', 'scope', 'insurance', 'safetyOfficer'];
export const paperWords: Record<PaperKind, { name: Bilingual; asks: Bilingual }> = {
  licence: { name: { zh: '营业执照', en: 'Business licence' }, asks: { zh: '统一社会信用代码核对无误，照片清楚，在有效期内', en: 'The unified code passes, the photo is clear, it is in force' } },
  legalPerson: { name: { zh: '法定代表人身份证', en: 'Identity card of the legal person' }, asks: { zh: '姓名和号码与执照一致；只登记号码，不留原件', en: 'Name and number as on the licence; the number alone is recorded, no original is kept' } },
  account: { name: { zh: '对公账户', en: 'Account of the firm' }, asks: { zh: '银行打一笔不到一元的款，填对金额就通过', en: 'The bank sends less than a yuan; naming the sum passes it' } },
  scope: { name: { zh: '家政服务经营范围', en: 'Household services in the business scope' }, asks: { zh: '执照的经营范围里要有“家政服务”或“家庭服务”', en: 'The licence names household services' } },
  insurance: { name: { zh: '责任险总保单', en: 'Master insurance policy' }, asks: { zh: '给家政员和客户投保的雇主或家政责任险，在有效期内', en: 'Liability cover for workers and families, in force' } },
  safetyOfficer: { name: { zh: '安全负责人', en: 'Safety officer' }, asks: { zh: '一位随时能联系上的负责人，留姓名和手机', en: 'Somebody who can be reached at any time: name and mobile phone' } },
};
export const paperStateWords: Record<PaperState, Bilingual> = {
  missing: { zh: '还没有交', en: 'not handed in' }, submitted: { zh: '等平台审核', en: 'waits to be checked' }, passed: { zh: '已通过', en: 'passed' }, failed: { zh: '没有通过', en: 'not passed' }, lapsed: { zh: '已过期', en: 'lapsed' },
};

export type PaperFacts = { kind: PaperKind; state: Exclude<PaperState, 'missing'> };
export const stateOf = (papers: readonly PaperFacts[], kind: PaperKind): PaperState => papers.find((paper) => paper.kind === kind)?.state ?? 'missing';
export const notPassed = (papers: readonly PaperFacts[]): PaperKind[] => paperKinds.filter((kind) => stateOf(papers, kind) !== 'passed');
export const WARNING_DAYS = [30, 7, 1] as const;
const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
/** The nearest warning that is due for a paper, or null. */
export const warningDue = (validUntil: string, today: string): (typeof WARNING_DAYS)[number] | null => {
  const left = daysBetween(today, validUntil);
  if (left < 0) return null;
  return left <= 1 ? 1 : left <= 7 ? 7 : left <= 30 ? 30 : null;
};
/** A passed paper stands as it is until its last two months, and a renewal that was passed is the last word until it begins. */
export const mayRenew = (state: PaperState, validUntil: string | null, renewal: PaperState, today: string): boolean => renewal !== 'passed' && (state !== 'passed' || (validUntil !== null && daysBetween(today, validUntil) <= 60));
/** Whether a paper handed in now waits beside the one in force, instead of taking its place: what was judged stands until something better does. */
export const isBesides = (stage: Stage, inForce: PaperState): boolean => stage !== 'draft' && stage !== 'review' && (inForce === 'passed' || inForce === 'lapsed');
/** Whether a passed renewal counts from today; before its first day it waits. */
export const hasBegun = (validFrom: string | null, today: string): boolean => validFrom === null || validFrom <= today;

export type Draft = { name: string; licenceNo: string; businessScope: string; address: string; complaintPhone: string; families: readonly ServiceFamily[] };
/** What has to be there before the application can be handed in, first thing first. */
export const missingOf = (draft: Draft, papers: readonly PaperFacts[]): { field: string; words: Bilingual }[] => [
  { field: 'name', isThere: draft.name !== '', words: { zh: '企业名称', en: 'name of the firm' } }, { field: 'licenceNo', isThere: draft.licenceNo !== '', words: { zh: '统一社会信用代码', en: 'unified social credit code' } },
  { field: 'businessScope', isThere: draft.businessScope !== '', words: { zh: '经营范围', en: 'business scope' } }, { field: 'address', isThere: draft.address !== '', words: { zh: '经营地址', en: 'address' } },
  { field: 'families', isThere: draft.families.length > 0, words: { zh: '想做的服务', en: 'services wished for' } }, { field: 'complaintPhone', isThere: draft.complaintPhone !== '', words: { zh: '投诉电话', en: 'phone for complaints' } },
  ...paperKinds.filter((kind) => kind !== 'scope').map((kind) => ({ field: kind, isThere: ['submitted', 'passed'].includes(stateOf(papers, kind)), words: paperWords[kind].name })),
].flatMap(({ field, isThere, words }) => (isThere ? [] : [{ field, words }]));

export type Todo = 'fill' | 'review' | 'payDeposit' | 'learn' | 'exam' | 'trial' | 'judgeTrial' | 'none' | 'waitPlatform' | 'handOver' | 'refund' | 'renewPaper';
export type Next = { who: 'owner' | 'platform' | 'time'; todo: Todo; words: Bilingual };
export type Standing = {
  stage: Stage; sentBackWords: string; missing: readonly { words: Bilingual }[]; openPapers: readonly { kind: PaperKind; state: PaperState }[]; renewals: readonly { kind: PaperKind; state: PaperState }[]; topicsOpen: readonly OwnerTopic[]; tries: number;
  trialEndsAt: Date | null; isTrialOver: boolean; leftAt: Date | null; depositReturnedAt: Date | null; depositHeldFen: number; suspendedWords: string;
};

/** The one next step, in words for whoever is to take it. */
export function nextOf(s: Standing): Next {
  const step = (who: Next['who'], todo: Todo, zh: string, en: string): Next => ({ who, todo, words: { zh, en } });
  const renewing = (kind: PaperKind): PaperState => s.renewals.find((one) => one.kind === kind)?.state ?? 'missing';
  // What lapsed and was handed in again is the platform's turn; without that it is the owner's.
  const lapsed = s.openPapers.find(({ kind, state }) => (state === 'lapsed' || state === 'failed') && renewing(kind) !== 'submitted');
  const judging = toJudge(s)[0];
  const judge = (zh: string, en: string): Next => step('platform', 'review', `平台正在审核更新的“${paperWords[judging!].name.zh}”，${zh}`, `The platform checks the renewed paper (${paperWords[judging!].name.en}); ${en}`);
  switch (s.stage) {
    case 'draft': {
      const first = s.missing[0];
      if (first) return step('owner', 'fill', s.sentBackWords === '' ? `填写：${first.words.zh}（还差 ${s.missing.length} 项）` : `平台退回：${s.sentBackWords}。请补：${first.words.zh}`, `Fill in: ${first.words.en} (${s.missing.length} to go)`);
      return step('owner', 'fill', s.sentBackWords === '' ? '都填好了，点“提交申请”' : `平台退回：${s.sentBackWords}。改好后再提交`, 'All filled in: hand it in');
    }
    case 'review':
      if (lapsed) return step('owner', 'renewPaper', `重新提交“${paperWords[lapsed.kind].name.zh}”`, `Hand in again: ${paperWords[lapsed.kind].name.en}`);
      return step('platform', 'review', '平台正在审核资质，一般 3 个工作日', 'The platform checks the papers, usually within 3 working days');
    case 'depositDue': return step('owner', 'payDeposit', '缴纳保证金，退出满 90 天退还', 'Pay the guarantee; it comes back 90 days after leaving');
    case 'training': return step('owner', 'learn', `参加负责人培训：还差“${s.topicsOpen.map((topic) => topicNames[topic].zh).join('、')}”`, `Attend the owner training: ${s.topicsOpen.map((topic) => topicNames[topic].en).join(', ')}`);
    case 'exam': return step('owner', 'exam', s.tries === 0 ? '参加在线考试：40 题，80 分通过，24 小时内可考 3 次' : '再考一次：40 题，80 分通过，24 小时内可考 3 次', 'Sit the online exam: 40 items, 80 % to pass, 3 tries in 24 hours');
    case 'trial':
      if (s.isTrialOver) return step('platform', 'judgeTrial', '试运营期满，等平台评定', 'The trial is over: the platform judges it');
      if (judging) return judge('这段时间照常接单', 'orders go on meanwhile');
      return step('time', 'trial', `试运营到 ${dayOf(s.trialEndsAt!)}，每天单量有上限；期满按完成率和投诉评定`, `On trial until ${dayOf(s.trialEndsAt!)}, with so many orders a day; then completion and complaints are looked at`);
    case 'active':
      if (judging) return judge('这段时间照常接单', 'orders go on meanwhile');
      return lapsed ? step('owner', 'renewPaper', `更新“${paperWords[lapsed.kind].name.zh}”`, `Renew: ${paperWords[lapsed.kind].name.en}`) : step('time', 'none', '正常合作，没有要办的事', 'All in order, nothing to do');
    case 'suspended':
      if (lapsed) return step('owner', 'renewPaper', `更新“${paperWords[lapsed.kind].name.zh}”，审核通过后由平台恢复`, `Renew: ${paperWords[lapsed.kind].name.en}; the platform resumes once it is passed`);
      if (judging) return judge('通过后由平台恢复接单', 'it resumes the firm once it is passed');
      return step('platform', 'waitPlatform', `已暂停：${s.suspendedWords || '平台处理中'}。整改好后联系平台恢复`, `Suspended: ${s.suspendedWords || 'the platform is at it'}. Mend it and ask the platform to resume`);
    case 'exiting': return step('platform', 'handOver', '未完成的单已转给别家，等平台确认退出', 'Open visits go to others; the platform confirms the leaving');
    case 'exited':
      if (s.depositReturnedAt || s.depositHeldFen === 0) return step('time', 'none', s.depositReturnedAt ? `已退出，保证金已于 ${dayOf(s.depositReturnedAt)} 退还` : '已退出', s.depositReturnedAt ? `Left; the guarantee went back on ${dayOf(s.depositReturnedAt)}` : 'Left');
      return step('time', 'refund', `已退出，保证金 ${refundDay(s.leftAt!)} 之后退还`, `Left; the guarantee comes back after ${refundDay(s.leftAt!)}`);
    case 'refused': return step('time', 'none', '这次没有通过，可以改好后重新申请', 'Turned down; one may apply anew');
    case 'withdrawn': return step('time', 'none', '已撤回，可以重新申请', 'Withdrawn; one may apply anew');
  }
}
/** What a firm past its review has handed in and nobody has judged yet. */
const toJudge = ({ stage, openPapers, renewals }: Pick<Standing, 'stage' | 'openPapers' | 'renewals'>): PaperKind[] =>
  (stage === 'draft' || stage === 'review' || isOver(stage) ? [] : [...renewals, ...openPapers].filter(({ state }) => state === 'submitted').map(({ kind }) => kind));
/** Whether the platform has to do something: its own next step, a renewed paper, an appeal. */
export const waitsForPlatform = (next: Next, standing: Standing, hasAppeal: boolean): boolean => next.who === 'platform' || hasAppeal || toJudge(standing).length > 0;
