import type { JoiningStage, OwnerTopic } from '@linli/contract';
import type { Bilingual } from '../../shared/i18n.ts';

/** The stages by name, for a filter; a row brings its own words. */
export const stageWords: Record<JoiningStage, Bilingual> = {
  draft: { zh: '填写申请', en: 'Filling in' }, review: { zh: '资质审核', en: 'Under review' }, depositDue: { zh: '待缴保证金', en: 'Guarantee due' }, training: { zh: '负责人培训', en: 'Owner training' }, exam: { zh: '在线考试', en: 'Online exam' }, trial: { zh: '试运营', en: 'On trial' },
  active: { zh: '正式合作', en: 'Active' }, suspended: { zh: '暂停合作', en: 'Suspended' }, exiting: { zh: '退出中', en: 'Leaving' }, exited: { zh: '已退出', en: 'Left' }, refused: { zh: '未通过', en: 'Turned down' }, withdrawn: { zh: '已撤回', en: 'Withdrawn' },
};
/** Typed out, not taken from the contract: its schemas stay out of the screens. */
export const joiningStages = Object.keys(stageWords) as JoiningStage[];
export const topics: readonly OwnerTopic[] = ['rules', 'safety', 'complaints'];
export const grades = ['A', 'AA', 'AAA', 'AAAA', 'AAAAA'] as const;
export const stageTone = (stage: JoiningStage): 'jade' | 'warm' | 'sky' | 'danger' | 'grey' => {
  if (stage === 'active' || stage === 'trial') return 'jade';
  if (stage === 'suspended' || stage === 'refused') return 'danger';
  if (stage === 'exiting' || stage === 'review') return 'warm';
  return stage === 'exited' || stage === 'withdrawn' || stage === 'draft' ? 'grey' : 'sky';
};
