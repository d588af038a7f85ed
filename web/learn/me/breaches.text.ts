import { defineText } from '../../shared/i18n.ts';

export const breachesText = defineText({
  zh: { title: '标准检查', lead: '平台按标准抽查服务。没做到的写在这里，下次上门照做就好。', none: '没有不符合的记录', clause: '{number} 第 {no} 条', seen: '看到的：{words}', learn: '去学怎么做', more: '再看一些' },
  en: { title: 'Inspections', lead: 'Visits are inspected against the standards. What was not kept stands here; do it next time.', none: 'Nothing was found', clause: '{number}, {no}', seen: 'Seen: {words}', learn: 'Learn how', more: 'More' },
});
