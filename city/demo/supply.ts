import { identityCheckLetter } from '@linli/contract';
import type { Actor } from '../../kernel/context.ts';
import { systemActor } from '../../kernel/context.ts';
import { addEstates, ensurePerson, giveRole, openCity, registerDemoPerson } from '../../modules/accounts/index.ts';
import { addBranch, addStation, admitMerchant, assignTerritory, drawDistrict, licenceChecksum } from '../../modules/alliance/index.ts';
import { installPackOffers, installSubsidyProgrammes } from '../../modules/benefits/index.ts';
import { installCatalogue } from '../../modules/catalog/index.ts';
import { installKit } from '../../modules/courses/index.ts';
import { installQuestions } from '../../modules/exams/index.ts';
import { installModules } from '../../modules/learning/index.ts';
import { installStandards } from '../../modules/standards/index.ts';
import { installPlans } from '../../modules/promotions/index.ts';
import { issueCertificates, type IssueWish } from '../../modules/training/index.ts';
import { admit, recordChecks, register, setOnline, setPositionConsent, submitPaper } from '../../modules/workers/index.ts';
import { districts, inventName, merchants, stations } from './urumqi.ts';
import type { DemoMerchant } from './urumqi.ts';
import { person } from './town.ts';
import type { Town, TownWorker } from './town.ts';
import { estatesOf } from './estates.ts';

const root = systemActor('demo city');
type Skill = { code: string; level: number };

/** Opens the city, its desk, districts, estates, catalogue, merchants, stations and workers. */
export async function settleSupply(town: Town): Promise<{ operator: Actor; agent: Actor; merchantIds: string[]; workers: TownWorker[]; trainerId: string; examiner: Actor }> {
  await town.act(root, openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, hotline: '0991-96596', isDemo: true });
  const operator = await staff(town, '13900000001', '沈平', 'operator', 'hq', ['平台运营', 'Platform operator']);
  const agent = await staff(town, '13900000002', '何婷', 'dispatcher', 'desk', ['调度与客服', 'Dispatcher and call agent']);
  await town.act(root, giveRole, { personId: agent.personId!, role: 'agent', scopeType: 'city', scopeId: town.app.config.cityId });
  await staff(town, '13900000003', '孙会计', 'finance', 'hq', ['财务', 'Finance']);
  await staff(town, '13900000004', '纪审计', 'auditor', 'hq', ['审计', 'Auditor']);
  const trainer = await staff(town, '13900000005', '马秀兰', 'trainer', 'school', ['培训老师', 'Trainer']);
  const examiner = await staff(town, '13900000006', '韩国庆', 'examiner', 'school', ['考官', 'Examiner']);
  await town.act(root, registerDemoPerson, { app: 'school', personId: operator.personId!, phone: '13900000001', roleZh: '平台运营', roleEn: 'Platform operator' });
  const newcomer = await town.act(root, ensurePerson, { phone: '13900000007', name: '热依汗' });
  await town.act(root, registerDemoPerson, { app: 'learn', personId: newcomer.personId, phone: '13900000007', roleZh: '想来报名', roleEn: 'Wants to apply' });
  const desk = person(agent.personId!, agent.name, [{ role: 'dispatcher', scopeType: 'city', scopeId: town.app.config.cityId }, { role: 'agent', scopeType: 'city', scopeId: town.app.config.cityId }]);

  await town.act(root, installCatalogue, {});
  await town.act(root, installModules, {});
  await town.act(root, installStandards, {});
  await town.act(root, installKit, {});
  await town.act(root, installQuestions, {});
  await town.act(root, installPlans, {});
  await town.act(root, installSubsidyProgrammes, {});
  await town.act(root, installPackOffers, {});
  const districtIds: string[] = [];
  for (const d of districts) {
    const made = await town.act(operator, drawDistrict, { name: d.name, divisionCode: d.code, ring: d.ring, isOpen: d.isOpen, isSchematic: true });
    districtIds.push(made.districtId);
  }
  for (const d of districts) await town.act(operator, addEstates, { estates: await estatesOf(d, town) });

  const merchantIds: string[] = [];
  const workers: TownWorker[] = [];
  for (const [index, m] of merchants.entries()) {
    const phone = `1390001${String(index).padStart(4, '0')}`;
    const made = await town.act(operator, admitMerchant, {
      name: m.name, licenceNo: inventLicence(index), ownerName: m.owner, ownerPhone: phone, commissionBasisPoints: index % 3 === 0 ? 700 : 800, workerShareBasisPoints: m.kind === 'maternity' ? 8000 : 7000 + (index % 3) * 250, guaranteeDepositFen: 500_000, families: m.families,
    });
    merchantIds.push(made.merchantId);
    const home = districts.find((d) => d.name === m.districts[0])!;
    await town.act(operator, addBranch, { merchantId: made.merchantId, name: `${m.name.slice(0, 6)}门店`, address: `${home.name.replace('片区', '区')}${home.estates[0]}旁`, lon: home.centre[0], lat: home.centre[1] });
    for (const family of m.families) for (const where of m.districts) await town.act(operator, assignTerritory, { districtId: districtIds[districts.findIndex((d) => d.name === where)]!, family, merchantId: made.merchantId });
    for (let i = 0; i < m.workers; i++) workers.push(await hire(town, operator, m, made.merchantId, index, i));
    const crew = workers.slice(-m.workers);
    await town.act(operator, issueCertificates, [...crew.flatMap(({ workerId }) => ['core', 'practical'].map((kind) => trained(workerId, kind))), ...(index === 0 ? [trained(crew[0]!.workerId, 'deepCleaning')] : [])]);
    if (index === 0) {
      const owner = await town.act(root, ensurePerson, { phone, name: m.owner });
      await town.act(root, registerDemoPerson, { app: 'merchant', personId: owner.personId, phone, roleZh: '商户负责人', roleEn: 'Merchant owner' });
    }
  }
  for (const s of stations) {
    const d = districts[s.district]!;
    await town.act(operator, addStation, { name: s.name, kind: s.kind, address: s.address, lon: d.centre[0] + s.shift[0], lat: d.centre[1] + s.shift[1], phone: s.phone });
  }
  return { operator, agent: desk, merchantIds, workers, trainerId: trainer.personId!, examiner };
}

const trained = (workerId: string, kind: string): IssueWish => ({ workerId, kind, evidence: { kind: 'record', evidenceId: `demo-${workerId}`, words: '培训班结业' } });

async function staff(town: Town, phone: string, name: string, role: 'operator' | 'dispatcher' | 'finance' | 'auditor' | 'trainer' | 'examiner', app: 'hq' | 'desk' | 'school', [roleZh, roleEn]: [string, string]): Promise<Actor> {
  const { personId } = await town.act(root, ensurePerson, { phone, name });
  const grant = { role, scopeType: 'city' as const, scopeId: town.app.config.cityId };
  await town.act(root, giveRole, { personId, ...grant });
  await town.act(root, registerDemoPerson, { app, personId, phone, roleZh, roleEn });
  return person(personId, name, [grant]);
}

/** A well-formed but invented social credit code: organisation part of zeros and a running number. */
function inventLicence(index: number): string {
  const stem = `91650100MA0${String(index + 1).padStart(6, '0')}`;
  return stem.slice(0, 17).padEnd(17, '0') + licenceChecksum(stem.slice(0, 17).padEnd(17, '0'));
}

const skillSets: Record<DemoMerchant['kind'], Skill[][]> = {
  general: [
    [{ code: 'cleaning', level: 3 }, { code: 'housekeeping', level: 2 }, { code: 'cooking', level: 2 }, { code: 'windowCleaning', level: 2 }],
    [{ code: 'cleaning', level: 4 }, { code: 'deepCleaning', level: 3 }, { code: 'moveInCleaning', level: 3 }, { code: 'windowCleaning', level: 3 }],
    [{ code: 'cleaning', level: 2 }, { code: 'housekeeping', level: 2 }, { code: 'petCare', level: 2 }, { code: 'plantCare', level: 2 }],
    [{ code: 'cleaning', level: 2 }, { code: 'applianceCleaning', level: 3 }, { code: 'fabricCleaning', level: 3 }, { code: 'laundryCare', level: 2 }],
    [{ code: 'cleaning', level: 3 }, { code: 'cooking', level: 3 }, { code: 'housekeeping', level: 3 }, { code: 'organizing', level: 3 }],
    [{ code: 'infantCare', level: 3 }, { code: 'schoolCare', level: 3 }, { code: 'learningCompanion', level: 2 }, { code: 'cleaning', level: 2 }],
  ],
  technical: [
    [{ code: 'plumbing', level: 3 }, { code: 'waterproofing', level: 3 }, { code: 'installation', level: 2 }],
    [{ code: 'electrical', level: 3 }, { code: 'installation', level: 3 }, { code: 'smartHome', level: 2 }, { code: 'plumbing', level: 2 }],
    [{ code: 'moving', level: 2 }, { code: 'installation', level: 2 }, { code: 'applianceRepair', level: 3 }],
  ],
  maternity: [[{ code: 'postnatalCare', level: 4 }, { code: 'infantCare', level: 4 }, { code: 'cooking', level: 3 }]],
  elder: [
    [{ code: 'elderCare', level: 3 }, { code: 'elderNursing', level: 2 }, { code: 'patientCare', level: 3 }, { code: 'clinicCompanion', level: 3 }, { code: 'healthAdvice', level: 2 }],
    [{ code: 'officeCleaning', level: 3 }, { code: 'cleaning', level: 3 }, { code: 'elderCare', level: 2 }],
  ],
};
const certificates = [
  { skill: 'infantCare', kind: 'childcareCertificate' }, { skill: 'schoolCare', kind: 'childcareCertificate' }, { skill: 'organizing', kind: 'organizingCertificate' }, { skill: 'postnatalCare', kind: 'maternityCertificate' }, { skill: 'elderCare', kind: 'careCertificate' },
  { skill: 'plumbing', kind: 'plumber' }, { skill: 'electrical', kind: 'electrician' }, { skill: 'waterproofing', kind: 'waterproofing' }, { skill: 'moving', kind: 'drivingLicence' }, { skill: 'moveInCleaning', kind: 'highWork' }, { skill: 'housekeeping', kind: 'housekeepingCertificate' }, { skill: 'cooking', kind: 'housekeepingCertificate' },
] as const;

const careSkills: readonly string[] = ['housekeeping', 'cooking', 'postnatalCare', 'infantCare', 'schoolCare', 'learningCompanion'];
const signed = ['schooling', 'credit', 'experience', 'trainingHours', 'exam', 'practical', 'interview', 'kit'] as const;

const shift = (from: string, to: string, days: number[]) => days.map((weekday) => ({ weekday, from, to }));
const week = [1, 2, 3, 4, 5, 6, 7];

async function hire(town: Town, operator: Actor, m: DemoMerchant, merchantId: string, merchantIndex: number, i: number): Promise<TownWorker> {
  const { random, pick } = town;
  const where = districts.find((d) => d.name === m.districts[i % m.districts.length])!;
  const name = inventName(random, m.kind === 'technical');
  const isNight = i % 8 === 3;
  const off = 1 + (i % 7);
  const isShown = merchantIndex === 0 && i === 0;
  const weekly = isShown ? shift('08:00', '20:00', week) : isNight ? shift('00:00', '24:00', week) : i % 5 === 0 ? shift('08:00', '13:00', week.filter((d) => d !== off)) : i % 5 === 1 ? shift('13:00', '22:00', week.filter((d) => d !== off)) : shift('08:00', '20:00', week.filter((d) => d !== off));
  const skills = skillSets[m.kind][i % skillSets[m.kind].length]!.map((s) => ({ ...s, level: Math.min(5, Math.max(s.level, s.level + (random() < 0.25 ? 1 : 0))) }));
  const phone = `137${String(merchantIndex).padStart(2, '0')}${String(i).padStart(6, '0')}`;
  const profile = await town.act(operator, register, {
    phone, name, merchantId, homeLon: where.centre[0] + (isShown ? 0 : random() - 0.5) * 0.05, homeLat: where.centre[1] + (isShown ? 0 : random() - 0.5) * 0.036, homeArea: pick(where.estates), travelMode: m.kind === 'technical' ? 'car' : random() < 0.75 ? 'ebike' : 'bus',
    travelRadiusMeters: m.kind === 'general' ? 9000 : 18_000, experienceYears: 1 + Math.floor(random() * 15), about: pick(['做事仔细，喜欢把厨房收拾得亮堂。', '从业多年，有耐心，老人孩子都处得来。', '手脚麻利，守时。', '持证上岗，自带工具。']),
    sceneSkills: (['baby', 'pet', 'elder'] as const).filter(() => random() < 0.6), skills, weekly,
  });
  const workerId = profile.workerId;
  const today = town.clock.now().toISOString().slice(0, 10);
  const ahead = (days: number): string => new Date(town.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
  const healthClass: 'B' | 'C' | 'D' = m.kind === 'maternity' ? 'D' : m.kind === 'elder' ? 'C' : skills.some((s) => ['infantCare', 'schoolCare'].includes(s.code)) ? 'D' : 'B';
  const papers = [
    { kind: 'identity' as const, number: inventIdentity(merchantIndex, i), validUntil: ahead(3000) },
    { kind: 'health' as const, number: `JK${merchantIndex}${i}2026`, healthClass, validUntil: ahead(merchantIndex === 1 && i === 5 ? 34 : 120 + Math.floor(random() * 200)) },
    { kind: 'background' as const, number: `BJ${merchantIndex}${i}2026`, validUntil: ahead(150) },
    { kind: 'insurance' as const, number: `BX${merchantIndex}${i}2026`, validUntil: ahead(200) },
    ...[...new Set(certificates.filter(({ skill }) => skills.some((s) => s.code === skill)).map(({ kind }) => kind))].map((kind) => ({ kind, number: `ZS${merchantIndex}${i}${kind.length}`, validUntil: ahead(700) })),
  ];
  for (const paper of papers) {
    await town.act(operator, submitPaper, { workerId, validFrom: today, isSeen: true, ...paper });
  }
  // Nannies, postnatal and child carers pass all thirteen checks; what no paper says is signed by the desk.
  if (skills.some(({ code }) => careSkills.includes(code))) {
    await town.act(operator, recordChecks, { results: signed.map((check) => ({ workerId, check, state: 'passed' as const, evidenceKind: 'signed', validFrom: today, ...(check === 'credit' ? { evidenceKind: 'creditSystem', validUntil: ahead(170) } : {}) })) });
  }
  await town.act(operator, admit, { workerId });
  const personId = (await town.act(root, ensurePerson, { phone, name })).personId;
  const actor = person(personId, name, [{ role: 'worker', scopeType: 'self', scopeId: workerId }]);
  await town.act(actor, setOnline, { isOnline: true });
  await town.act(actor, setPositionConsent, { isGiven: true });
  if (isShown) await town.act(root, registerDemoPerson, { app: 'worker', personId, phone, roleZh: '家政员', roleEn: 'Worker' });
  return { workerId, personId, actor, merchant: merchantIndex };
}

/** An identity number that passes its checksum and belongs to nobody: the division code 650199 does not exist. */
function inventIdentity(merchant: number, i: number): string {
  const body = `6501991${975 + (i % 20)}0${1 + (i % 9)}1${i % 10}${String(merchant * 40 + i).padStart(3, '0')}`.slice(0, 17);
  return body + identityCheckLetter(body);
}
