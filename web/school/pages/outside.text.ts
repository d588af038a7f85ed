import { defineText } from '../../shared/i18n.ts';

/** Words of results that others held. */
export const outsideText = defineText({
  zh: {
    tab: '外部成绩', import: '导入成绩', note: '合作机构考的成绩导进来，规则表里有的才算数，其余只作记录', issuer: '哪家机构考的', partner: '合作机构', other: '其他机构（只作记录）', otherName: '机构名称', dryRun: '只试读，不写入', choose: '选表格', columns: '第一行写列名：姓名、手机号、考核项目、类别（理论或实操）、考核日期、成绩、结果，成绩单号可不写。一次最多 5000 行',
    tried: '试读完成，没有写入', done: '已导入', read: '读到', in: '读入', out: '没有读入', row: '第 {row} 行 {column}', resultFile: '下载逐行结果', who: '谁', what: '考核', theory: '理论', practical: '实操', score: '成绩', passed: '合格', failed: '不合格', heldOn: '考核日期', counts: '算不算', does: '计入', beside: '只作记录', broughtBy: '导入',
    none: '还没有外部成绩', noneNote: '合作机构发来成绩表时，从这里导入', rules: '认哪些成绩', rulesNote: '理论一律在这里考', rule: '满 {least} 分，{days} 天内', allKinds: '全部考核', imports: '导入记录', noImports: '还没有导入过', dry: '试读', hash: '文件指纹',
    vocationalSchool: '职业院校', trainingAgency: '培训机构', elderInstitution: '养老机构', clinic: '医疗机构',
  },
  en: {
    tab: 'Held elsewhere', import: 'Import results', note: 'Results of partner institutes; they count only where the table names them, the rest stands beside', issuer: 'Who held it', partner: 'Partner', other: 'Another institute (kept beside)', otherName: 'Its name', dryRun: 'Try only, write nothing', choose: 'Choose the table', columns: 'First row: name, phone, exam, part (theory or practical), date, score, result; number if there is one. At most 5,000 rows',
    tried: 'Tried, nothing written', done: 'Imported', read: 'Read', in: 'In', out: 'Out', row: 'Row {row} {column}', resultFile: 'Outcome row by row', who: 'Who', what: 'Exam', theory: 'Theory', practical: 'Practical', score: 'Score', passed: 'passed', failed: 'failed', heldOn: 'Held on', counts: 'Counts', does: 'Counts', beside: 'Beside', broughtBy: 'Imported',
    none: 'No results from elsewhere', noneNote: 'When an institute sends its table, import it here', rules: 'What is recognised', rulesNote: 'Theory is always sat here', rule: '{least} and up, within {days} days', allKinds: 'Every exam', imports: 'Imports', noImports: 'None yet', dry: 'tried', hash: 'Fingerprint',
    vocationalSchool: 'Vocational school', trainingAgency: 'Training agency', elderInstitution: 'Institution for the elderly', clinic: 'Clinic',
  },
});
