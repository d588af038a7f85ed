import { defineText } from '../../shared/i18n.ts';

export const coverText = defineText({
  zh: {
    title: '本次保障', thirdParty: '损坏、伤到他人', death: '家政员身故伤残', medical: '医疗', upTo: '最高 {amount}', policyNo: '保单 {no} · {insurer}', span: '保障时间 {time}', report: '出险报案',
    claimTitle: '出险报案', claimLead: '48 小时内报案，平台帮您跟进；照片可以报案后补', kind: '发生了什么', damage: '东西坏了', injury: '有人受伤', when: '什么时候', ago0: '刚刚', ago3: '几小时前', ago24: '昨天', ago40: '前天', words: '经过', wordsHint: '如：擦柜子时碰倒花瓶，碎了', asked: '损失金额（元）', send: '提交报案', sent: '已报案，编号 {no}', addPhoto: '补照片', added: '照片已补上', missing: '还缺：{papers}', photo: '照片', medicalPaper: '病历', invoice: '发票', statement: '说明', police: '报警回执', other: '其他',
  },
  en: {
    title: 'Insured', thirdParty: 'Damage and harm to others', death: 'The worker’s life and limb', medical: 'Medical', upTo: 'up to {amount}', policyNo: 'Policy {no} · {insurer}', span: 'Covers {time}', report: 'Report an accident',
    claimTitle: 'Report an accident', claimLead: 'Within 48 hours; we follow it up with you. Photos may come later', kind: 'What happened', damage: 'Something broke', injury: 'Somebody is hurt', when: 'When', ago0: 'Just now', ago3: 'Hours ago', ago24: 'Yesterday', ago40: 'Two days ago', words: 'In words', wordsHint: 'e.g. a vase fell while the cupboard was wiped', asked: 'Loss (yuan)', send: 'Report', sent: 'Reported as {no}', addPhoto: 'Add a photo', added: 'The photo is added', missing: 'Missing: {papers}', photo: 'photo', medicalPaper: 'medical record', invoice: 'invoice', statement: 'statement', police: 'police receipt', other: 'other',
  },
});
