import { defineText } from '../../shared/i18n.ts';

export const breachesText = defineText({
  zh: { title: '标准检查', none: '抽查没有发现不符合的', clause: '{number} 第 {no} 条', help: '请带她照这一条改，学习路径里也会排上对应的课。' },
  en: { title: 'Inspections', none: 'Nothing was found not kept', clause: '{number}, {no}', help: 'Please help her with it; the lesson stands in her learning path too.' },
});
