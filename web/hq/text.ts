import { defineText } from '../shared/i18n.ts';

/** Words that several pages of the operator share. */
export const text = defineText({
  zh: {
    app: '运营', appTitle: '邻里平台运营', appLead: '服务、价格、片区、商户和人员都在这里管理', operator: '平台运营', finance: '财务', auditor: '审计',
    overview: '总览', catalog: '服务目录', prices: '价目表', districts: '片区', merchants: '商户', stations: '驿站', people: '人员', workers: '家政员审核', lapses: '到期与补证', settings: '规则设置', policies: '派单规则', weights: '派单权重', money: '资金', audit: '操作记录', groupNow: '现在', groupOffer: '服务', groupAlliance: '联盟', groupPlatform: '平台',
    notHq: '这个账号没有平台运营的权限', notHqNote: '请用平台运营、财务或审计的账号登录', signOut: '换个账号', notFound: '没有这个页面', notFoundNote: '地址可能写错了', back: '回到总览',
    needOperator: '需要平台运营权限', save: '保存', cancel: '取消', edit: '修改', add: '添加', remove: '去掉', close: '关闭', undo: '撤销', all: '全部', yes: '是', no: '否', none: '无', saved: '已保存',
  },
  en: {
    app: 'Operations', appTitle: 'Linli operations', appLead: 'Services, prices, districts, merchants and people are run here', operator: 'Operator', finance: 'Finance', auditor: 'Auditor',
    overview: 'Overview', catalog: 'Catalogue', prices: 'Prices', districts: 'Districts', merchants: 'Merchants', stations: 'Stations', people: 'People', workers: 'Worker audit', lapses: 'Lapses and cards', settings: 'Settings', policies: 'Dispatch policies', weights: 'Dispatch weights', money: 'Money', audit: 'Audit trail', groupNow: 'Now', groupOffer: 'Services', groupAlliance: 'Alliance', groupPlatform: 'Platform',
    notHq: 'This account may not run the platform', notHqNote: 'Sign in as an operator, finance or auditor', signOut: 'Other account', notFound: 'There is no such page', notFoundNote: 'The address may be mistyped', back: 'Back to the overview',
    needOperator: 'Needs the operator role', save: 'Save', cancel: 'Cancel', edit: 'Change', add: 'Add', remove: 'Remove', close: 'Close', undo: 'Undo', all: 'All', yes: 'Yes', no: 'No', none: 'None', saved: 'Saved',
  },
});
