import { defineText } from '../../shared/i18n.ts';

export const statusText = defineText({
  zh: {
    title: '十三项检查', family: '看哪个工种', next: '下一步', needed: '这个工种要查的', notNeeded: '这个工种不用查', stateMissing: '还没做', stateSubmitted: '等审核', statePassed: '通过', stateFailed: '没通过', stateLapsed: '过期了', asks: '要求：{asks}', validity: '有效期：{validity}', by: '审核：{name}',
    handIn: '交上去', again: '重新交', number: '证件号', numberHint: '号码只用来核对，不会完整显示', from: '哪天起', till: '哪天到期', healthClass: '体检等级', classA: 'A 一般', classB: 'B 居家', classC: 'C 养老', classD: 'D 母婴', kind: '哪种证', handedIn: '已交，审核好会通知您', signFirst: '先签授权，再交证明', way: '我走过的路', admitted: '可以接单', notAdmitted: '还不能接单', admittedUntil: '到 {day}', periods: '接单资格的记录', running: '现在有效', ended: '已结束',
    careCertificate: '养老护理证', maternityCertificate: '母婴护理证', childcareCertificate: '育婴证', housekeepingCertificate: '家政服务证', originalNote: '交上去以后，审核时要看原件。',
  },
  en: {
    title: 'Thirteen checks', family: 'For which work', next: 'Next', needed: 'Asked for this work', notNeeded: 'Not asked for this work', stateMissing: 'Not done', stateSubmitted: 'Being checked', statePassed: 'Passed', stateFailed: 'Not passed', stateLapsed: 'Lapsed', asks: 'Asks for: {asks}', validity: 'Holds: {validity}', by: 'Checked by {name}',
    handIn: 'Hand in', again: 'Hand in again', number: 'Number', numberHint: 'Used for checking only, never shown whole', from: 'Valid from', till: 'Valid until', healthClass: 'Health class', classA: 'A general', classB: 'B home', classC: 'C elder care', classD: 'D mother and baby', kind: 'Which paper', handedIn: 'Handed in; you will be told when it is checked', signFirst: 'Sign first, then hand it in', way: 'How I got here', admitted: 'Ready for orders', notAdmitted: 'Not ready yet', admittedUntil: 'until {day}', periods: 'When I was admitted', running: 'in force', ended: 'over',
    careCertificate: 'Elder care certificate', maternityCertificate: 'Maternity certificate', childcareCertificate: 'Childcare certificate', housekeepingCertificate: 'Housekeeping certificate', originalNote: 'The original is looked at when it is checked.',
  },
});
