import type { Bilingual, paperKinds } from '@linli/contract';
export { isIdentityNumber } from '@linli/contract';

export type PaperKind = (typeof paperKinds)[number];
export type HealthClass = 'A' | 'B' | 'C' | 'D';
/** Days are the city's, 'YYYY-MM-DD', and compare as text. */
export type PaperFacts = { kind: PaperKind; healthClass: HealthClass | null; validFrom: string; validUntil: string; state: 'submitted' | 'verified' | 'refused' };

export const paperNames: Record<PaperKind, Bilingual> = {
  identity: { zh: '身份证', en: 'Identity card' }, health: { zh: '健康证', en: 'Health certificate' }, background: { zh: '背景核查', en: 'Background check' }, insurance: { zh: '保险', en: 'Insurance' },
  electrician: { zh: '电工证', en: 'Electrician certificate' }, plumber: { zh: '水暖工证', en: 'Plumber certificate' }, highWork: { zh: '高处作业证', en: 'Work-at-height certificate' }, waterproofing: { zh: '防水工证', en: 'Waterproofing certificate' },
  careCertificate: { zh: '养老护理证', en: 'Elder care certificate' }, maternityCertificate: { zh: '母婴护理证', en: 'Postnatal care certificate' }, childcareCertificate: { zh: '育婴证', en: 'Childcare certificate' },
  housekeepingCertificate: { zh: '家政服务员证', en: 'Housekeeping certificate' }, organizingCertificate: { zh: '收纳整理证', en: 'Organizing certificate' }, drivingLicence: { zh: '驾驶证', en: 'Driving licence' },
};

/** Verified, begun and not over on that day. */
export const isInForce = (paper: PaperFacts, day: string): boolean => paper.state === 'verified' && paper.validFrom <= day && day <= paper.validUntil;

/** The state shown: a verified paper past its last day is expired. */
export const paperStateOn = (paper: PaperFacts, day: string): PaperFacts['state'] | 'expired' => (paper.state === 'verified' && paper.validUntil < day ? 'expired' : paper.state);

export const missingPapers = (papers: readonly PaperFacts[], wanted: readonly PaperKind[], day: string): PaperKind[] =>
  wanted.filter((kind) => !papers.some((paper) => paper.kind === kind && isInForce(paper, day)));

export type Standing = { status: 'applied' | 'active' | 'suspended' | 'left'; statusReason: string; merchantStatus: 'joining' | 'active' | 'suspended' | 'exiting' | 'exited' | null };

/** Why a paper does not count on a day. */
export const sayMissing = (papers: readonly PaperFacts[], kind: PaperKind, day: string): Bilingual => {
  const { zh, en } = paperNames[kind];
  const own = papers.filter((paper) => paper.kind === kind);
  const expired = own.filter((paper) => paperStateOn(paper, day) === 'expired').map((paper) => paper.validUntil).sort().at(-1);
  if (expired) return { zh: `${zh}已于 ${expired} 到期`, en: `${en} expired on ${expired}` };
  if (own.some((paper) => paper.state === 'submitted')) return { zh: `${zh}等待审核`, en: `${en} waits to be verified` };
  return { zh: `缺少有效的${zh}`, en: `No valid ${en.toLowerCase()}` };
};

/** What in her standing keeps a worker from being sent out, each as a sentence she may read; papers and credit are the safety code's. */
export const standingBlockers = (worker: Standing): Bilingual[] => {
  const blockers: Bilingual[] = [];
  if (worker.status === 'applied') blockers.push({ zh: '还没有通过入驻审核', en: 'Not admitted yet' });
  if (worker.status === 'suspended') blockers.push({ zh: `已暂停接单：${worker.statusReason}`, en: `Suspended: ${worker.statusReason}` });
  if (worker.status === 'left') blockers.push({ zh: '已离开平台', en: 'Has left' });
  if (worker.merchantStatus === 'joining') blockers.push({ zh: '所属商户还没有开业', en: 'Her merchant is not open yet' });
  else if (worker.merchantStatus === 'exiting' || worker.merchantStatus === 'exited') blockers.push({ zh: '所属商户正在退出或已退出', en: 'Her merchant leaves or has left' });
  else if (worker.merchantStatus === 'suspended') blockers.push({ zh: '所属商户已暂停合作', en: 'Her merchant is suspended' });
  return blockers;
};

const CERTIFICATES: readonly PaperKind[] = ['careCertificate', 'maternityCertificate', 'childcareCertificate', 'housekeepingCertificate', 'organizingCertificate', 'electrician', 'plumber', 'highWork', 'waterproofing'];
const sceneBadges: Record<string, Bilingual> = { baby: { zh: '会照顾宝宝', en: 'Good with babies' }, pet: { zh: '不怕宠物', en: 'At ease with pets' }, elder: { zh: '会照顾老人', en: 'Good with elders' } };

/** What makes a worker trusted, from papers in force today: checked identity and background, health class, insurance, certificates, scenes. */
export const badgesOf = (papers: readonly PaperFacts[], sceneSkills: readonly string[], day: string): Bilingual[] => {
  const held = papers.filter((paper) => isInForce(paper, day));
  const has = (kind: PaperKind): boolean => held.some((paper) => paper.kind === kind);
  const badges: Bilingual[] = [];
  if (has('identity')) badges.push({ zh: '实名认证', en: 'Identity verified' });
  if (has('background')) badges.push({ zh: '背景已核查', en: 'Background checked' });
  const healthClass = held.flatMap((paper) => (paper.kind === 'health' && paper.healthClass ? [paper.healthClass] : [])).sort().at(-1);
  if (healthClass) badges.push({ zh: `健康证 ${healthClass} 类`, en: `Health class ${healthClass}` });
  if (has('insurance')) badges.push({ zh: '已投保', en: 'Insured' });
  for (const kind of CERTIFICATES) if (has(kind)) badges.push(paperNames[kind]);
  for (const scene of sceneSkills) if (sceneBadges[scene]) badges.push(sceneBadges[scene]);
  return badges;
};
