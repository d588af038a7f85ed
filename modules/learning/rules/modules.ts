import type { Bilingual, ServiceFamily, moduleGroups } from '@linli/contract';

export type Grouping = (typeof moduleGroups)[number];
export type SeedModule = { code: string; grouping: Grouping; title: Bilingual; about: Bilingual };

/** The four named core modules, exactly these. */
export const CORE = ['basicCleaning', 'cooking', 'infantCare', 'elderCare'] as const;

/** What every city begins with. The school may add modules of its own; these codes are what certificates ask for. */
export const seedModules: readonly SeedModule[] = [
  { code: 'basicCleaning', grouping: 'core', title: { zh: '基础保洁', en: 'Basic cleaning' }, about: { zh: '进门到离开的标准做法：分区分布、先上后下、厨房和卫生间', en: 'The standard way from door to door: cloths by area, top to bottom, kitchen and bathroom' } },
  { code: 'cooking', grouping: 'core', title: { zh: '厨艺提升', en: 'Cooking' }, about: { zh: '问清口味忌口，生熟分开，做出家常三菜一汤', en: 'Ask about tastes and allergies, keep raw and cooked apart, cook an everyday meal' } },
  { code: 'infantCare', grouping: 'core', title: { zh: '婴幼儿照护', en: 'Infant care' }, about: { zh: '抱、喂、换、洗、睡，和最要紧的急救', en: 'Holding, feeding, changing, bathing, sleep, and the first aid that matters most' } },
  { code: 'elderCare', grouping: 'core', title: { zh: '长者陪伴', en: 'Elder companionship' }, about: { zh: '陪说话、陪走路、陪吃药，防跌倒，看得出不对劲', en: 'Talking, walking, medicine on time, no falls, and noticing when something is wrong' } },
  { code: 'etiquette', grouping: 'common', title: { zh: '上门礼仪', en: 'Manners at the door' }, about: { zh: '穿戴、敲门、称呼、告别，一进门就让人放心', en: 'Dress, knocking, forms of address, leaving: trust from the first minute' } },
  { code: 'safety', grouping: 'common', title: { zh: '作业安全', en: 'Safety at work' }, about: { zh: '用电、用气、登高、化学品，路上和自己的安全', en: 'Electricity, gas, heights, chemicals, the way there and oneself' } },
  { code: 'communication', grouping: 'common', title: { zh: '沟通技巧', en: 'Communication' }, about: { zh: '问清楚、说清楚、记清楚，遇到不满怎么说', en: 'Ask clearly, say clearly, write it down; what to say when somebody is unhappy' } },
  { code: 'emotionalLabour', grouping: 'common', title: { zh: '情感劳动', en: 'Emotional labour' }, about: { zh: '边界怎么守，情绪怎么放，累了找谁说', en: 'Keeping one’s bounds, handling feelings, whom to talk to when tired' } },
  { code: 'windowPolishing', grouping: 'common', title: { zh: '擦玻璃', en: 'Window polishing' }, about: { zh: '刮水器的走法，哪些窗不能擦', en: 'How to run the squeegee, and which windows are not ours to clean' } },
  { code: 'deepCleaning', grouping: 'specialty', title: { zh: '深度保洁专项', en: 'Deep cleaning' }, about: { zh: '重油污、水垢、霉斑、开荒的顺序和药剂', en: 'Grease, limescale, mould, after renovation: order and agents' } },
  { code: 'applianceCleaning', grouping: 'specialty', title: { zh: '家电清洗专项', en: 'Appliance cleaning' }, about: { zh: '油烟机、空调、洗衣机和布艺的拆、洗、装、试', en: 'Hoods, air conditioners, washers and fabrics: apart, clean, together, tried' } },
  { code: 'organizing', grouping: 'specialty', title: { zh: '收纳规划专项', en: 'Organizing' }, about: { zh: '清空、分类、取舍、定位，主人自己决定留什么', en: 'Empty, sort, decide, place; the owner decides what stays' } },
  { code: 'postnatalCare', grouping: 'specialty', title: { zh: '母婴护理专项', en: 'Postnatal care' }, about: { zh: '产妇、新生儿的日常护理和要立刻送医的信号', en: 'Daily care of mother and newborn, and the signs that mean hospital now' } },
  { code: 'infantCareAdvanced', grouping: 'specialty', title: { zh: '婴幼儿照护专项', en: 'Infant care, advanced' }, about: { zh: '辅食、早期活动、接送和意外处理', en: 'Solid food, early play, the school run, and accidents' } },
  { code: 'elderCareAdvanced', grouping: 'specialty', title: { zh: '老人陪护专项', en: 'Elder care, advanced' }, about: { zh: '失能老人翻身、移动、喂食，陪诊和应急', en: 'Turning, moving and feeding dependent elders, clinic visits, emergencies' } },
  { code: 'homeRepair', grouping: 'specialty', title: { zh: '居家维修专项', en: 'Home repair' }, about: { zh: '先断水断电，换件、堵漏、收尾，不该修的不修', en: 'Water and power off first; parts, leaks, finishing; and what not to repair' } },
];
export const seedModuleOf = (code: string): SeedModule | undefined => seedModules.find((one) => one.code === code);

/** Which modules a certificate asks for, by its kind. Every certificate of training stands here; a kind nobody knows asks for none. */
const NEEDED: Record<string, readonly string[]> = {
  core: CORE,
  practical: ['basicCleaning'],
  deepCleaning: ['basicCleaning', 'safety', 'windowPolishing', 'deepCleaning'],
  applianceCleaning: ['safety', 'applianceCleaning'],
  organizing: ['etiquette', 'organizing'],
  postnatalCare: ['infantCare', 'emotionalLabour', 'postnatalCare'],
  infantCare: ['infantCare', 'safety', 'infantCareAdvanced'],
  elderCare: ['elderCare', 'safety', 'elderCareAdvanced'],
  homeRepair: ['safety', 'homeRepair'],
  mentor: ['communication', 'emotionalLabour'],
  coordination: ['communication', 'safety'],
};
export const modulesFor = (kind: string): readonly string[] => NEEDED[kind] ?? [];
/** The certificates that ask for a module. */
export const kindsThatNeed = (module: string): string[] => Object.entries(NEEDED).filter(([, modules]) => modules.includes(module)).map(([kind]) => kind);

/** What to learn for a family of services, the basis first. Families without a module of their own say so by an empty list. */
export const MODULES_BY_SERVICE_FAMILY: Record<ServiceFamily, readonly string[]> = {
  cleaning: ['basicCleaning', 'windowPolishing', 'deepCleaning'], nanny: ['cooking', 'basicCleaning'], maternity: ['infantCare', 'postnatalCare'], childcare: ['infantCare', 'infantCareAdvanced'], elderCare: ['elderCare', 'elderCareAdvanced'], repair: ['homeRepair'],
  installation: ['homeRepair'], laundry: ['applianceCleaning'], waterproofing: ['homeRepair'], moving: ['safety'], pet: ['basicCleaning'], company: ['basicCleaning', 'deepCleaning'],
};
export const groupNames: Record<Grouping, Bilingual> = { core: { zh: '核心模块', en: 'Core modules' }, common: { zh: '通用模块', en: 'Common modules' }, specialty: { zh: '专项模块', en: 'Specialty modules' }, own: { zh: '本地模块', en: 'Modules of our own' } };
