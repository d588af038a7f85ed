import type { EndpointTable } from '@linli/contract';
import { defineText } from '../../shared/i18n.ts';
import { orderActions } from './audit-orders.text.ts';
import { peopleActions } from './audit-people.text.ts';
import { schoolActions } from './audit-school.text.ts';

/** What is recorded without being a command of the contract: files taken in, the system's own work, the command line, the making of a city. */
export const systemActions = defineText({
  zh: {
    receiveNotify: '收到支付通知', openPhoto: '查看照片', importBatch: '导入一批人员', endImport: '结束人员导入', endConverting: '视频转码完成', uploadVideo: '上传视频', importQuestions: '导入题目', importOutsideResults: '导入外部成绩', importWorkers: '开始导入人员', resumeImport: '继续导入人员', replayDecision: '重演派单',
    payOutEveryMorning: '每天早上付款', reconcileEveryMorning: '每天早上对账', signHead: '给存证日志签名', ensurePerson: '建立人员', registerDemoPerson: '公布试用账号', giveRole: '给予角色', applyFor: '代填报名', recordChecks: '记入驻检查', noteLearned: '记学完一课', issueCertificates: '发一批证书', myReferral: '取推荐码',
    openCity: '开通城市', listProgrammes: '查看补贴项目', questions: '查看题库', rubrics: '查看评分表', start: '开始考试', submit: '交卷', installCatalogue: '装入服务目录', installModules: '装入培训模块', installQuestions: '装入题库', installStandards: '装入标准', installKit: '装入标准工具包', installPlans: '装入会员方案', installPackOffers: '装入服务包', installSubsidyProgrammes: '装入补贴项目',
  },
  en: {
    receiveNotify: 'Received a payment notify', openPhoto: 'Looked at a photo', importBatch: 'Imported some workers', endImport: 'Ended an import of workers', endConverting: 'Converted a video', uploadVideo: 'Uploaded a video', importQuestions: 'Imported questions', importOutsideResults: 'Imported outside results', importWorkers: 'Started an import of workers', resumeImport: 'Went on with an import of workers', replayDecision: 'Replayed a decision',
    payOutEveryMorning: 'Paid out as every morning', reconcileEveryMorning: 'Reconciled as every morning', signHead: 'Signed the log', ensurePerson: 'Entered a person', registerDemoPerson: 'Published a trial account', giveRole: 'Gave a role', applyFor: 'Applied for somebody', recordChecks: 'Recorded admission checks', noteLearned: 'Noted a finished module', issueCertificates: 'Issued certificates', myReferral: 'Got a referral code',
    openCity: 'Opened the city', listProgrammes: 'Looked at the subsidy programmes', questions: 'Looked at the questions', rubrics: 'Looked at the rubrics', start: 'Began an exam', submit: 'Handed an exam in', installCatalogue: 'Installed the catalogue', installModules: 'Installed the modules', installQuestions: 'Installed the questions', installStandards: 'Installed the standards', installKit: 'Installed the standard kit', installPlans: 'Installed the membership plans', installPackOffers: 'Installed the packs', installSubsidyProgrammes: 'Installed the subsidy programmes',
  },
});

/** Every recorded action by its verb, whoever does it. */
export const actionText = {
  zh: { ...peopleActions.zh, ...schoolActions.zh, ...orderActions.zh, ...systemActions.zh },
  en: { ...peopleActions.en, ...schoolActions.en, ...orderActions.en, ...systemActions.en },
};
export type ActionKey = keyof typeof actionText.zh;
/** A verb that says too little alone, or that two modules have; and the addresses that take or give files, which the contract does not hold. */
const fuller: Readonly<Record<string, ActionKey>> = {
  'payments.start': 'startPayment', 'payments.sync': 'syncPayment', 'payments.notify': 'receiveNotify', 'payments.decideAppeal': 'decideDeductionAppeal',
  'exams.start': 'startExam', 'exams.answer': 'answerExam', 'exams.submit': 'submitExam',
  'GET /api/photos/:photoId': 'openPhoto', 'POST /api/learning/videos': 'uploadVideo', 'POST /api/school/question-imports': 'importQuestions', 'POST /api/school/outside-imports': 'importOutsideResults', 'POST /api/worker-imports': 'importWorkers', 'POST /api/worker-imports/:importId/resume': 'resumeImport',
};

/**
 * The words of a recorded action: one recorded by its address (`POST /api/orders`) is found in the endpoint table, one
 * recorded by its name is that name, with or without its module before it; null when neither is known.
 */
export function actionKey(action: string, tables: readonly EndpointTable[]): ActionKey | null {
  for (const [module, verbs] of tables.flatMap((table) => Object.entries(table))) {
    for (const [verb, { method, path }] of Object.entries(verbs)) if (`${method} ${path}` === action) return keyOf(`${module}.${verb}`);
  }
  return keyOf(action);
}
const keyOf = (name: string): ActionKey | null => {
  if (Object.hasOwn(fuller, name)) return fuller[name]!;
  const verb = name.slice(name.indexOf('.') + 1);
  return Object.hasOwn(actionText.zh, verb) ? (verb as ActionKey) : null;
};
