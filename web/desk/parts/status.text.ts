import type { OrderStatus } from '@linli/contract';
import { defineText } from '../../shared/i18n.ts';

/** Names of states and kinds for filters; a shown order brings its own words. */
export const statusText = defineText({
  zh: { draft: '待选时间', held: '待支付', paid: '待派单', assigned: '待接单', accepted: '已接单', onTheWay: '在路上', checklistConfirmed: '清单已确认', inService: '服务中', finished: '待验收', confirmed: '已验收', settled: '已完成', cancelled: '已取消', noShow: '未到访' },
  en: { draft: 'Needs a time', held: 'To be paid', paid: 'Finding a worker', assigned: 'Waiting for the worker', accepted: 'Accepted', onTheWay: 'On the way', checklistConfirmed: 'Checklist confirmed', inService: 'In service', finished: 'To be confirmed', confirmed: 'Confirmed', settled: 'Completed', cancelled: 'Cancelled', noShow: 'No-show' },
});
export const statuses = Object.keys(statusText.zh) as OrderStatus[];
