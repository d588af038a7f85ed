import type { Bilingual } from '@linli/contract';

/** Every skill a worker may carry (level 1 to 5) and a service may ask for. */
export const skillNames = {
  cleaning: { zh: '日常保洁', en: 'Daily cleaning' },
  deepCleaning: { zh: '深度保洁', en: 'Deep cleaning' },
  moveInCleaning: { zh: '开荒保洁', en: 'Move-in cleaning' },
  windowCleaning: { zh: '擦玻璃', en: 'Window cleaning' },
  applianceCleaning: { zh: '家电清洗', en: 'Appliance cleaning' },
  fabricCleaning: { zh: '布艺清洗', en: 'Fabric cleaning' },
  organizing: { zh: '收纳整理', en: 'Organizing' },
  officeCleaning: { zh: '办公保洁', en: 'Office cleaning' },
  cooking: { zh: '做饭', en: 'Cooking' },
  housekeeping: { zh: '家务料理', en: 'Housekeeping' },
  postnatalCare: { zh: '母婴护理', en: 'Postnatal care' },
  infantCare: { zh: '婴幼儿照护', en: 'Infant care' },
  schoolCare: { zh: '接送与课后看护', en: 'School run and after-school care' },
  learningCompanion: { zh: '学习陪伴', en: 'Learning companion' },
  elderCare: { zh: '养老照护', en: 'Elder care' },
  elderNursing: { zh: '失能护理', en: 'Nursing of dependent elders' },
  rehabilitation: { zh: '康复协助', en: 'Rehabilitation support' },
  patientCare: { zh: '医院陪护', en: 'Hospital care' },
  clinicCompanion: { zh: '陪诊', en: 'Clinic companion' },
  healthAdvice: { zh: '家庭健康指导', en: 'Household health advice' },
  petCare: { zh: '宠物照护', en: 'Pet care' },
  plantCare: { zh: '绿植养护', en: 'Plant care' },
  plumbing: { zh: '水暖维修', en: 'Plumbing' },
  electrical: { zh: '电路维修', en: 'Electrical work' },
  applianceRepair: { zh: '家电维修', en: 'Appliance repair' },
  installation: { zh: '上门安装', en: 'Installation' },
  smartHome: { zh: '智能家居', en: 'Smart home' },
  laundryCare: { zh: '洗护收送', en: 'Laundry care' },
  waterproofing: { zh: '防水补漏', en: 'Waterproofing' },
  moving: { zh: '搬运', en: 'Moving' },
} as const satisfies Record<string, Bilingual>;

export type SkillCode = keyof typeof skillNames;
export const isSkillCode = (code: string): code is SkillCode => Object.hasOwn(skillNames, code);
