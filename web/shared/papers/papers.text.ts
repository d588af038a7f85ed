import { defineText } from '../i18n.ts';

/** Words of handing in papers, wherever it is done. */
export const papersText = defineText({
  zh: {
    health: '健康体检', lead: '照着体检报告填。最长 12 个月有效，到期前会提醒。', healthClass: '体检等级', classA: 'A 一般', classB: 'B 居家', classC: 'C 养老', classD: 'D 母婴', classNote: '保洁、维修选 A，住家和做饭选 B，照顾老人选 C，月嫂、育婴选 D', hospital: '医院', number: '健康证号或报告编号', examinedOn: '哪天体检', validUntil: '有效到', items: '体检项目', itemsOf: '已填 {done} / {all} 项', allNormal: '全部正常', normal: '正常', notNormal: '异常', result: '写上结果', resultHint: '如 150/95', noHepatitis: '乙肝项目不用填，也不要拍：法律不允许入职查乙肝，平台不收。', handIn: '交上去', handedIn: '已交，审核好会通知您',
    history: '病史', bloodPressure: '血压', skin: '皮肤', eyes: '视力', chestXRay: '胸片', ecg: '心电图', liverEnzymes: '转氨酶', stoolCulture: '粪便培养', hepatitisAE: '甲肝、戊肝', bloodSugar: '血糖', kidney: '肾功能', mobility: '腰和手的活动', cognition: '认知筛查', syphilis: '梅毒', gynaecology: '妇科常规', mentalHealth: '心理量表',
    photo: '拍一张证件照片', photoAgain: '重新拍', photoNote: '只有您和审核的人能看，谁看过您查得到', photoWhole: '四个角都拍进去，字要看得清', photoBroken: '这张照片打不开，请换一张', photoDone: '拍好了',
  },
  en: {
    health: 'Health check', lead: 'As the report says. It holds twelve months at most; you are told before it ends.', healthClass: 'Health class', classA: 'A general', classB: 'B home', classC: 'C elder care', classD: 'D mother and baby', classNote: 'Cleaning and repairs A, living in and cooking B, elders C, mothers and babies D', hospital: 'Hospital', number: 'Number of certificate or report', examinedOn: 'Examined on', validUntil: 'Valid until', items: 'Items', itemsOf: '{done} of {all} filled in', allNormal: 'All normal', normal: 'Normal', notNormal: 'Not normal', result: 'The result', resultHint: 'for instance 150/95', noHepatitis: 'Leave hepatitis B out, also of the picture: the law bars it in job checks, and we do not take it.', handIn: 'Hand in', handedIn: 'Handed in; you will be told when it is checked',
    history: 'History', bloodPressure: 'Blood pressure', skin: 'Skin', eyes: 'Eyes', chestXRay: 'Chest X-ray', ecg: 'ECG', liverEnzymes: 'Liver enzymes', stoolCulture: 'Stool culture', hepatitisAE: 'Hepatitis A and E', bloodSugar: 'Blood sugar', kidney: 'Kidney', mobility: 'Back and hands', cognition: 'Cognition', syphilis: 'Syphilis', gynaecology: 'Gynaecology', mentalHealth: 'Mental health scale',
    photo: 'Take a picture of it', photoAgain: 'Take another', photoNote: 'Only you and who checks it see it, and you can read who did', photoWhole: 'All four corners in it, every letter to be read', photoBroken: 'This picture cannot be opened, take another', photoDone: 'Taken',
  },
});
