import type { Bilingual, attendanceStates, checklistLevels, clothColours, cohortStates, costBearers, enrolmentStates, groupKinds, homeAreas, intakeKinds, partnerKinds, roomCostKinds, roomKinds, sessionKinds, sponsorshipKinds } from '@linli/contract';

type Names<Keys extends readonly string[]> = Record<Keys[number], Bilingual>;

export const intakeNames: Names<typeof intakeKinds> = { new: { zh: '新人班', en: 'newcomers' }, inService: { zh: '在职班', en: 'workers in service' } };
export const cohortNames: Names<typeof cohortStates> = { planned: { zh: '未开班', en: 'planned' }, running: { zh: '进行中', en: 'running' }, finished: { zh: '已结班', en: 'finished' }, cancelled: { zh: '已取消', en: 'cancelled' } };
export const enrolmentNames: Names<typeof enrolmentStates> = { waiting: { zh: '候补', en: 'waiting' }, enrolled: { zh: '在读', en: 'enrolled' }, finished: { zh: '已结业', en: 'finished' }, incomplete: { zh: '出勤不足', en: 'incomplete' }, dropped: { zh: '已退班', en: 'dropped out' } };
export const bearerNames: Names<typeof costBearers> = { learner: { zh: '学员自付', en: 'the learner' }, platform: { zh: '平台承担', en: 'the platform' }, merchant: { zh: '商户承担', en: 'her merchant' }, sponsor: { zh: '赞助方承担', en: 'a sponsor' }, government: { zh: '政府补贴', en: 'the government' } };
export const sessionNames: Names<typeof sessionKinds> = { class: { zh: '课堂', en: 'class' }, simulation: { zh: '模拟实操', en: 'simulation' }, case: { zh: '案例', en: 'cases' }, live: { zh: '直播', en: 'live lesson' } };
export const attendanceNames: Names<typeof attendanceStates> & { expected: Bilingual } = {
  expected: { zh: '未点名', en: 'not marked' }, present: { zh: '到课', en: 'present' }, late: { zh: '迟到', en: 'late' }, leftEarly: { zh: '早退', en: 'left early' }, absent: { zh: '缺课', en: 'absent' }, excused: { zh: '请假', en: 'excused' },
};
export const levelNames: Names<typeof checklistLevels> = { notYet: { zh: '还不会', en: 'not yet' }, withHelp: { zh: '要人帮', en: 'with help' }, alone: { zh: '能独立做', en: 'alone' } };
export const roomNames: Names<typeof roomKinds> = { classroom: { zh: '教室', en: 'classroom' }, multimedia: { zh: '多媒体教室', en: 'multimedia classroom' }, townshipBase: { zh: '乡镇培训基地', en: 'township base' }, practicePoint: { zh: '社区实操点', en: 'community practice point' } };
export const costNames: Names<typeof roomCostKinds> = { rent: { zh: '场地', en: 'rent' }, equipment: { zh: '设备', en: 'equipment' }, people: { zh: '人工', en: 'people' }, other: { zh: '其他', en: 'other' } };
export const sponsorshipNames: Names<typeof sponsorshipKinds> = { gear: { zh: '物资', en: 'gear' }, money: { zh: '资金', en: 'money' }, place: { zh: '场地', en: 'a place' }, teaching: { zh: '师资', en: 'teaching' } };
export const partnerNames: Names<typeof partnerKinds> = {
  vocationalSchool: { zh: '职业院校', en: 'vocational school' }, trainingAgency: { zh: '培训机构', en: 'training agency' }, womensFederation: { zh: '妇联', en: 'women’s federation' }, jobCentre: { zh: '就业服务中心', en: 'job centre' }, labourBase: { zh: '劳务基地', en: 'labour base' },
  government: { zh: '政府部门', en: 'government' }, elderInstitution: { zh: '养老机构', en: 'institution for the elderly' }, clinic: { zh: '医疗机构', en: 'clinic' },
};
export const groupNames: Names<typeof groupKinds> = { peerSupport: { zh: '同行支持小组', en: 'peer-support group' }, fellowTownsmen: { zh: '同乡互助小组', en: 'fellow-townsmen group' } };
export const areaNames: Names<typeof homeAreas> = { toilet: { zh: '马桶', en: 'toilet' }, bathroom: { zh: '卫生间', en: 'bathroom' }, kitchen: { zh: '厨房', en: 'kitchen' }, livingRoom: { zh: '客厅', en: 'living room' }, bedroom: { zh: '卧室', en: 'bedroom' }, floor: { zh: '地面', en: 'floors' }, glass: { zh: '玻璃', en: 'glass' } };
export const clothNames: Names<typeof clothColours> = { red: { zh: '红色抹布', en: 'red cloth' }, yellow: { zh: '黄色抹布', en: 'yellow cloth' }, green: { zh: '绿色抹布', en: 'green cloth' }, blue: { zh: '蓝色抹布', en: 'blue cloth' }, white: { zh: '白色抹布', en: 'white cloth' } };
