import { defineText } from '../../shared/i18n.ts';

export const serviceText = defineText({
  zh: {
    title: '服务详情', contains: '包含什么', excluded: '不包含', checklist: '服务清单', checklistLead: '上门后由您确认，逐项做、逐项勾', required: '必做', ifTime: '有时间就做', photos: '完工会拍这些公共区域的照片', howCharged: '怎么收费', unitPrice: '单价', example: '按 {quantity} 算', quantity: '数量',
    byHours: '按小时计费，最少 {min}{unit}，每次增减 {step}{unit}。', byArea: '按面积计费，约 {pace} ㎡/小时，{crew} 人同时做。', byUnits: '按件计费，每{unit}约 {minutes} 分钟。', byFixed: '一次一价，约 {minutes} 分钟。', duration: '预计 {time}',
    surcharge: '4 小时内的加急、20:00–07:00 的夜间服务、指定三级以上家政员会加价，下单前都会列出来。', cancel: '取消规则', cancelLead: '以开始时间计算；家政员迟到 30 分钟以上或没来，全额退。',
    promises: '服务保障', redo: '返工权', redoLead: '完工后 {hours} 小时内不满意，免费返工一次', warranty: '质保', warrantyLead: '{days} 天内同样的问题免费再修', insured: '每单保险', insuredLead: '意外和第三者责任险，已含在价格里', confirmed: '您验收才结算', confirmedLead: '钱先由平台保管，您确认后才付给家政员',
    people: '谁来服务', skill: '{skill} {level} 级以上', verified: '身份、背景已核验', rating: '{count} 单评价', noRating: '新服务，还没有评价', more: '看完整价格', consult: '预约顾问', demandLead: '先提交需求，顾问会联系您，一起定时间和人选。', segment: '适合', gone: '这项服务暂时停止预约', orders: '{count} 户人家约过',
    A: '健康证 A 类（一般）', B: '健康证 B 类（居家）', C: '健康证 C 类（养老照护）', D: '健康证 D 类（母婴照护）', health: '健康证', identity: '身份证', background: '背景核验', insurance: '保险', electrician: '电工证', plumber: '水暖工证', highWork: '高处作业证', waterproofing: '防水工证', careCertificate: '养老护理证', maternityCertificate: '母婴护理证', childcareCertificate: '育婴员证', organizingCertificate: '收纳师证', drivingLicence: '驾驶证',
  },
  en: {
    title: 'Service', contains: 'What it contains', excluded: 'Not included', checklist: 'Checklist', checklistLead: 'You confirm it at the door; it is done and ticked item by item', required: 'Always', ifTime: 'If time allows', photos: 'Photos of these shared areas are taken at the end', howCharged: 'How it is charged', unitPrice: 'Unit price', example: 'For {quantity}', quantity: 'Quantity',
    byHours: 'By the hour, at least {min} {unit}, in steps of {step} {unit}.', byArea: 'By area, about {pace} m² an hour with a crew of {crew}.', byUnits: 'By piece, about {minutes} min per {unit}.', byFixed: 'One price for one visit of about {minutes} min.', duration: 'About {time}',
    surcharge: 'Starts within 4 h, starts from 20:00 to 07:00 and a chosen worker of level 3 or more cost extra; always shown before you pay.', cancel: 'Cancelling', cancelLead: 'Counted to the start. If the worker is 30 minutes late or never comes, everything is given back.',
    promises: 'What we promise', redo: 'Redo', redoLead: 'Not satisfied within {hours} h? One free redo', warranty: 'Warranty', warrantyLead: 'The same fault is repaired free within {days} days', insured: 'Insured', insuredLead: 'Accident and third-party cover, part of the price', confirmed: 'Paid out after you confirm', confirmedLead: 'The platform keeps the money until you accept the work',
    people: 'Who comes', skill: '{skill}, level {level} or more', verified: 'Identity and background checked', rating: '{count} served', noRating: 'New; no ratings yet', more: 'See the whole price', consult: 'Ask for a consultant', demandLead: 'Tell us what you need; a consultant calls you to settle time and person.', segment: 'For', gone: 'This cannot be booked at present', orders: 'booked by {count} homes',
    A: 'Health certificate class A (general)', B: 'Health certificate class B (household)', C: 'Health certificate class C (elder care)', D: 'Health certificate class D (mother and baby)', health: 'Health certificate', identity: 'Identity', background: 'Background check', insurance: 'Insurance', electrician: 'Electrician', plumber: 'Plumber', highWork: 'Work at height', waterproofing: 'Waterproofing', careCertificate: 'Elder care', maternityCertificate: 'Maternity care', childcareCertificate: 'Child care', organizingCertificate: 'Organizing', drivingLicence: 'Driving licence',
  },
});
