import { defineText } from '../../shared/i18n.ts';

export const ordersText = defineText({
  zh: {
    title: '订单', placeholder: '单号、客户、小区、手机尾号', open: '待上门', running: '进行中', done: '已完成', broken: '取消/未到', all: '全部', when: '上门时间', service: '服务', customer: '客户', address: '地址', worker: '家政员', status: '状态', amount: '金额', noTime: '未定时间', nobody: '未派', assign: '指派', empty: '没有符合条件的订单', emptyNote: '换个条件，或清空搜索', clear: '清空条件', late: '晚点',
  },
  en: {
    title: 'Orders', placeholder: 'Number, customer, estate, last 4 digits', open: 'To come', running: 'Running', done: 'Done', broken: 'Broken off', all: 'All', when: 'Visit', service: 'Service', customer: 'Customer', address: 'Address', worker: 'Worker', status: 'Status', amount: 'Amount', noTime: 'No time yet', nobody: 'Nobody', assign: 'Assign', empty: 'No orders match', emptyNote: 'Try another filter or clear the search', clear: 'Clear filters', late: 'Late',
  },
});
