import type { Bilingual, applicationSources, applicationStages, schoolings, targetGroups } from '@linli/contract';

export type Stage = (typeof applicationStages)[number];
export type Source = (typeof applicationSources)[number];

export const stageNames: Record<Stage, Bilingual> = {
  lead: { zh: '有意向', en: 'Lead' }, applied: { zh: '已报名', en: 'Applied' }, checking: { zh: '资料审核', en: 'Being checked' }, learning: { zh: '培训中', en: 'Learning' }, examined: { zh: '已考试', en: 'Examined' },
  certified: { zh: '已拿证', en: 'Certified' }, admitted: { zh: '已入驻', en: 'Admitted' }, firstOrder: { zh: '完成首单', en: 'First order done' }, inCity: { zh: '已进城', en: 'In the city' },
};
export const sourceNames: Record<Source, Bilingual> = {
  school: { zh: '职业院校', en: 'School' }, womensFederation: { zh: '妇联', en: 'Women’s federation' }, jobCentre: { zh: '人力资源服务中心', en: 'Job centre' }, townshipBase: { zh: '乡镇培训基地', en: 'Township base' }, referral: { zh: '熟人介绍', en: 'Referral' }, self: { zh: '自己报名', en: 'By herself' },
};
export const groupNames: Record<(typeof targetGroups)[number], Bilingual> = {
  reEmployed: { zh: '再就业', en: 'Re-employed' }, flexible: { zh: '灵活就业', en: 'Flexible worker' }, rural: { zh: '农村劳动力', en: 'Rural worker' }, hardship: { zh: '就业困难', en: 'In hardship' }, graduate: { zh: '毕业生', en: 'Graduate' }, veteran: { zh: '退役军人', en: 'Veteran' }, disabled: { zh: '残疾人', en: 'Disabled' },
};
const ranks = Object.keys(stageNames) as Stage[];
/** Where a stage stands on the way; a person never goes back by learning something more. */
export const stageRank = (stage: Stage): number => ranks.indexOf(stage);

/** What must be there before an application can be handed in, each with the field that is asked for next. */
export type DraftFacts = { name: string; hasPhone: boolean; families: readonly string[]; hasIdNumber: boolean; schooling: (typeof schoolings)[number] | null; homeArea: string; homeLon: number | null; isPrivacySigned: boolean };
export const missingFields = (draft: DraftFacts): { field: string; words: Bilingual }[] => [
  { field: 'name', isThere: draft.name !== '', words: { zh: '姓名', en: 'name' } }, { field: 'phone', isThere: draft.hasPhone, words: { zh: '手机号', en: 'mobile number' } },
  { field: 'families', isThere: draft.families.length > 0, words: { zh: '想做的工作', en: 'the work wished for' } }, { field: 'idNumber', isThere: draft.hasIdNumber, words: { zh: '身份证号', en: 'identity number' } },
  { field: 'schooling', isThere: draft.schooling !== null, words: { zh: '学历', en: 'schooling' } }, { field: 'homeArea', isThere: draft.homeArea !== '' && draft.homeLon !== null, words: { zh: '住在哪里', en: 'where she lives' } },
  { field: 'consents', isThere: draft.isPrivacySigned, words: { zh: '信息使用同意书', en: 'the privacy consent' } },
].flatMap(({ field, isThere, words }) => (isThere ? [] : [{ field, words }]));

/** The birthday inside an identity number, 'YYYY-MM-DD'. */
export const bornOnOf = (idNumber: string): string => `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;

/** What people sign, word for word. A changed word is a new version; what was signed stays signed by its hash. */
export const consentTexts = {
  privacy: { version: '2026-11', zh: '我同意邻里平台为审核和派单使用我的姓名、手机号、身份证号、证件和从业经历。身份证号加密保存，旁人只看到头尾四位。我可以随时查看、更正，也可以撤回同意。', en: 'I agree that Linli uses my name, phone, identity number, papers and experience to audit me and to send me orders. The number is kept sealed; others see its first and last four. I may look, correct and take this back at any time.' },
  background: { version: '2026-11', zh: '我授权邻里平台核查我的无犯罪记录。平台只保存结果、日期和证明文件的指纹，不保存内容，有效期满要重新授权。', en: 'I authorise Linli to check that I have no criminal record. Only result, date and the document’s fingerprint are kept, never its content; when it lapses I am asked anew.' },
  credit: { version: '2026-11', zh: '我授权邻里平台在家政信用查系统查询我的信用记录，只用于入驻审核。', en: 'I authorise Linli to look up my record in the national home services credit system, for admission only.' },
  rules: { version: '2026-11', zh: '我已阅读并遵守服务守则：准时、亮证、不收小费以外的钱、不拍隐私、损坏当面说明、遇险先保护自己并呼叫平台。', en: 'I have read and keep the service rules: be on time, show the card, take no money beside tips, film nothing private, say at once what was damaged, protect myself first and call the platform.' },
  creditFile: { version: '2026-11', zh: '我同意把我的信用档案（基本、交易、评价、提示、奖惩、职业、培训）提供给我指定的用途。', en: 'I agree that my credit file (basics, orders, reviews, notes, rewards and penalties, career, training) is handed out for the purpose I named.' },
} as const;
export type ConsentKind = keyof typeof consentTexts;

/** Hepatitis B must neither be asked for nor kept. Item codes and texts that name it are refused by name. */
const HBV = /乙肝|乙型肝炎|两对半|二对半|大三阳|小三阳|hepatitis\s*-?\s*b|\bhbv\b|hbs\s*-?\s*a[gb]|hbe\s*-?\s*a[gb]|hbc\s*-?\s*ab|抗-?\s*hb[sec]|表面抗原|表面抗体/iu;
export const namesHepatitisB = (text: string): boolean => HBV.test(text.normalize('NFKC'));
