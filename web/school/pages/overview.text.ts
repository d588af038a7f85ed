import { defineText } from '../../shared/i18n.ts';

export const overviewText = defineText({
  zh: { checking: '在审核的报名', learners: '在学的人', coreDone: '学完四个核心模块', overdue: '逾期复训', coverage: '近一年培训覆盖', sessions: '已上的课', unmarked: '等着签到', slots: '待考核', funnel: '试点进度', funnelNote: '对照试点目标', target: '目标 {target}', noTarget: '没有目标', people: '{count} 人', soonLearners: '在岗 {active} 人，培训过 {covered} 人', more: '{count}+' },
  en: { checking: 'Applications being checked', learners: 'Learners', coreDone: 'Finished the four core modules', overdue: 'Retraining overdue', coverage: 'Trained within a year', sessions: 'Sessions held', unmarked: 'Still to be marked', slots: 'Practicals to come', funnel: 'Pilot', funnelNote: 'Against what was aimed at', target: 'of {target}', noTarget: 'no target', people: '{count}', soonLearners: '{covered} of {active} at work', more: '{count}+' },
});
