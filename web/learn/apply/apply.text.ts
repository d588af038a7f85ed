import { defineText } from '../../shared/i18n.ts';

export const applyText = defineText({
  zh: {
    title: '报名', stepOf: '第 {at} 步，共 {all} 步', next: '下一步', back: '上一步', skip: '先不填', saved: '已自动保存', send: '交报名', sent: '报名收到了',
    families: '想做什么活？', skills: '现在会做哪些？', skillsNote: '可以不选，工作人员会看', familiesNote: '可以选几样', identity: '您的身份证', identityNote: '号码加密保存，别人只看到头尾几位', name: '姓名', idNumber: '身份证号', idHint: '18 位，照着身份证上写', idWrong: '号码不对，请对着身份证再看一遍', idKept: '已填：{masked}', idChange: '重新填',
    nativePlace: '老家在哪里', nativePlaceHint: '写到县，如 甘肃天水秦州，好给您找老乡', sourceWhich: '是哪一家、哪一位？', sourceWhere: '如 疏附县培训基地', sourceWho: '写介绍人的名字',
    schooling: '上学到哪里？', none: '没上过学', primary: '小学', juniorSecondary: '初中', seniorSecondary: '高中', vocational: '中专、技校', college: '大专', bachelor: '本科',
    home: '住在哪里？', homeNote: '离您近的活先给您', useHere: '用我现在的位置', locating: '正在找您在哪里…', notLocated: '没找到位置，请在下面选', homeKept: '现在填的：{area}', otherTown: '不在城里？选离您最近的一片',
    more: '还有几样，可以不填', moreNote: '填了能帮您申请补贴、更快审核', years: '做过几年家政？', year0: '没做过', year1: '1 年', year3: '3 年', year5: '5 年', year10: '10 年以上', groups: '您是不是…', reEmployed: '再就业', flexible: '灵活就业', rural: '农村劳动力', hardship: '就业困难', graduate: '毕业生', veteran: '退役军人', disabled: '残疾人',
    source: '从哪里知道邻里？', school: '学校', womensFederation: '妇联', jobCentre: '人才市场', townshipBase: '乡镇基地', referral: '熟人', self: '自己看到',
    referee: '证明人 {no}', refereeName: '姓名', refereePhone: '手机号', relation: '跟您什么关系', refereesNote: '做保姆、月嫂、育儿的，要两位能说说您的人',
    sign: '看一看，签个名', signNote: '每份都不长，可以点喇叭听。第一份必须签，其他的以后也能签。', agree: '我看过了，同意', must: '必须签', later: '以后也能签',
    privacy: '信息使用同意书', background: '无犯罪记录核查授权', credit: '信用查询授权', rules: '服务守则', creditFile: '信用档案提供授权', lacks: '还差：{fields}',
  },
  en: {
    title: 'Apply', stepOf: 'Step {at} of {all}', next: 'Next', back: 'Back', skip: 'Not now', saved: 'Saved by itself', send: 'Hand in', sent: 'Your application is in',
    families: 'What work would you like?', skills: 'What can you do already?', skillsNote: 'Optional; the desk looks at it', familiesNote: 'Choose several if you like', identity: 'Your identity card', identityNote: 'The number is kept sealed; others see only its ends', name: 'Name', idNumber: 'Identity number', idHint: '18 characters, as on the card', idWrong: 'Something is mistyped: look at the card again', idKept: 'Given: {masked}', idChange: 'Type it again',
    nativePlace: 'Where do you come from?', nativePlaceHint: 'Down to the county, so that we find people from there for you', sourceWhich: 'Which one, or who?', sourceWhere: 'for instance the base of Shufu county', sourceWho: 'The name of who told you',
    schooling: 'How far did you go to school?', none: 'None', primary: 'Primary', juniorSecondary: 'Junior secondary', seniorSecondary: 'Senior secondary', vocational: 'Vocational', college: 'College', bachelor: 'University',
    home: 'Where do you live?', homeNote: 'Work near you comes first', useHere: 'Where I am now', locating: 'Looking for where you are…', notLocated: 'Not found, choose below', homeKept: 'Given: {area}', otherTown: 'Out of town? Choose the district nearest to you',
    more: 'A little more, if you like', moreNote: 'It helps with subsidies and speeds the checks up', years: 'Years in this work', year0: 'None', year1: '1', year3: '3', year5: '5', year10: '10 or more', groups: 'Are you…', reEmployed: 'Re-employed', flexible: 'Flexible worker', rural: 'Rural worker', hardship: 'In hardship', graduate: 'Graduate', veteran: 'Veteran', disabled: 'Disabled',
    source: 'How did you hear of us?', school: 'School', womensFederation: 'Women’s federation', jobCentre: 'Job centre', townshipBase: 'Township base', referral: 'A friend', self: 'By myself',
    referee: 'Who vouches for you, {no}', refereeName: 'Name', refereePhone: 'Mobile', relation: 'Who that is to you', refereesNote: 'Housekeeping, maternity and childcare ask for two people who know you',
    sign: 'Read and sign', signNote: 'None is long; tap the speaker to hear it. The first is a must, the others can wait.', agree: 'I have read it and agree', must: 'A must', later: 'Can wait',
    privacy: 'Use of my data', background: 'Criminal record check', credit: 'Credit look-up', rules: 'Service rules', creditFile: 'Handing out my credit file', lacks: 'Still missing: {fields}',
  },
});
