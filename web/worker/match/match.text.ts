import { defineText } from '../../shared/i18n.ts';

export const matchText = defineText({
  zh: {
    group: '派单', matching: '匹配资料', matchingNote: '过敏、习惯、熟悉的家庭、性格问卷', formula: '派单规则', formulaNote: '每一单怎么算、您现在排在哪', homes: '不再去的家庭', homesNote: '{count} 家', homesNone: '没有',
    whoSees: '这些只有平台派单用：客户和商户看不到。', allergies: '我对什么过敏', allergiesWhy: '家里有这些的，不派给您。', habits: '我身上难免带着', habitsWhy: '家里有人怕这些的，不派给您，免得白跑一趟。不影响您的评分。', scenes: '我熟悉的家庭', scenesWhy: '家里正好这样时，派单会优先想到您。',
    cat: '猫', dog: '狗', smoke: '烟味', perfume: '香水味', flowers: '花粉', habitCat: '家里养猫', habitDog: '家里养狗', habitSmoke: '抽烟', habitPerfume: '用香水', habitFlowers: '常摆弄鲜花',
    baby: '有宝宝', pet: '有宠物', elder: '有老人', house: '平房院落', save: '保存', savedAlready: '已保存', saved: '已保存，下一单起按这个派', none: '没有就都不选。',
    manner: '性格问卷', mannerNote: '十道题，自愿填，不填不扣分', mannerDone: '填过了，随时可以改或删', mannerTitle: '性格问卷',
    intro: '每来一单，先看谁能去（证件、技能、时间、路程、过敏、双方没有拉黑），再给能去的人打分，分高的先问。下面每一项占多少、怎么算，都在这里。', neverCounted: '年龄、民族、籍贯、谁介绍来的，都不算分。', versionPublished: '公式 {formula}，用的是公布的权重', versionLearned: '公式 {formula}，权重第 {version} 版', learning: '权重会按客户和阿姨双方的评价慢慢调整，每次只动一点，都留记录。', fixed: '权重现在是固定的，不会自己变。', mine: '您的情况', wrong: '觉得数字不对？打给平台，有人核对。', share: '占 {percent}%',
    reasonsAll: '看全部 {count} 项怎么算的', reasonsTitle: '这一单怎么算到您', reasonsLead: '满分 100，您这一单 {score} 分。每一项：占多少、您得多少。', got: '{score} 分', gotOf: '占 {percent}% · 得 {score}', toFormula: '看派单规则',
    decline: '不再去这一家', declineTitle: '不再去这一家', declineLead: '以后这家的单不会派给您。客户不会知道；平台会看到原因，帮着处理。已经约好的单不受影响，不想去可以打给平台。', declineWhy: '为什么', declineOther: '说说原因', declineHint: '写几个字就行', declineSend: '以后不去了', declineNeeds: '先选一个原因', declined: '记下了，以后这家不会派给您', declinedTitle: '这一家以后不派给您', declinedReason: '原因：{reason}', takeBack: '撤回，还可以去', resumed: '已撤回，这家的单可以再派给您', undo: '撤销',
    rude: '说话难听、不尊重人', unsafe: '觉得不安全', unclean: '环境受不了', extra: '老加活不加钱', far: '太远太难走', other: '别的原因',
    homesLead: '只有您和平台看得到。撤回后，这家的单可以再派给您。', homesEmpty: '没有不去的家庭', homesEmptyLead: '服务完一单，可以在那一单里选“不再去这一家”。', since: '{day} 起',
  },
  en: {
    group: 'Matching', matching: 'About me', matchingNote: 'Allergies, habits, homes I know, questionnaire', formula: 'How orders are given', formulaNote: 'How each order is scored and where you stand', homes: 'Homes I do not go to', homesNote: '{count}', homesNone: 'None',
    whoSees: 'Only dispatch uses this: neither customers nor merchants see it.', allergies: 'I am allergic to', allergiesWhy: 'Homes with these are not offered to you.', habits: 'I cannot help bringing along', habitsWhy: 'Homes where somebody cannot bear these are not offered to you. It does not touch your score.', scenes: 'Homes I am used to', scenesWhy: 'When a home is like this you come to mind first.',
    cat: 'Cats', dog: 'Dogs', smoke: 'Smoke', perfume: 'Perfume', flowers: 'Pollen', habitCat: 'I keep a cat', habitDog: 'I keep a dog', habitSmoke: 'I smoke', habitPerfume: 'I wear perfume', habitFlowers: 'I handle flowers',
    baby: 'With a baby', pet: 'With a pet', elder: 'With an elder', house: 'House with a yard', save: 'Save', savedAlready: 'Saved', saved: 'Saved: counts from the next order', none: 'Leave all off if none applies.',
    manner: 'Personality questionnaire', mannerNote: 'Ten questions, voluntary, leaving it out costs nothing', mannerDone: 'Answered; change or delete it at any time', mannerTitle: 'Personality questionnaire',
    intro: 'For every order we first see who can go (papers, skills, time, distance, allergies, nobody on a blocklist), then score those who can, and ask the highest first. What each part weighs and how it is counted stands here.', neverCounted: 'Age, ethnicity, home town and who brought you never count.', versionPublished: 'Formula {formula} with the published weights', versionLearned: 'Formula {formula}, weights version {version}', learning: 'The weights follow reviews from both sides, a small step at a time, and every step is kept on record.', fixed: 'The weights are fixed now and do not change by themselves.', mine: 'Yours', wrong: 'A number looks wrong? Call the desk and somebody checks it.', share: '{percent}%',
    reasonsAll: 'See all {count} parts', reasonsTitle: 'How this order came to you', reasonsLead: 'Out of 100 you score {score} for this order. Each part: what it weighs and what you get.', got: '{score}', gotOf: 'weighs {percent}% · you get {score}', toFormula: 'How orders are given',
    decline: 'Not to this home again', declineTitle: 'Not to this home again', declineLead: 'Their orders are not offered to you any more. The customer is not told; the desk reads the reason and helps. Visits already booked stay; call the desk if you would rather not go.', declineWhy: 'Why', declineOther: 'In your words', declineHint: 'A few words will do', declineSend: 'Not again', declineNeeds: 'Choose a reason first', declined: 'Noted: their orders are not offered to you any more', declinedTitle: 'You do not go to this home any more', declinedReason: 'Reason: {reason}', takeBack: 'Take it back', resumed: 'Taken back: their orders may be offered to you again', undo: 'Undo',
    rude: 'Rude or disrespectful', unsafe: 'It felt unsafe', unclean: 'The place is unbearable', extra: 'More work, same pay', far: 'Too far or hard to reach', other: 'Another reason',
    homesLead: 'Only you and the desk see this. Take one back and their orders may come again.', homesEmpty: 'No such homes', homesEmptyLead: 'After a visit you can choose “Not to this home again” on that visit.', since: 'since {day}',
  },
});
