import { defineText } from '../../shared/i18n.ts';

/** Words of the yearly insurance of workers and merchants' groups. */
export const policiesText = defineText({
  zh: {
    title: '家政员保单', note: '一年一保。保成后，名单上每个人的保险检查自动通过', buy: '代买保险', none: '还没有保单', noneNote: '家政员或商户请平台代买时，在这里办', holder: '投保人', product: '产品', span: '保期', premium: '保费', state: '状态', requested: '等保险公司', active: '有效', refused: '没保成', surrendered: '已退保', over: '已到期', shares: '平台 {platform}，投保人 {holder}', back: '已退 {amount}', people: '{count} 人', uncovered: '{names} 不在保障内',
    kind: '给谁买', worker: '一位家政员', merchant: '一家商户的全部家政员', findWorker: '按姓名找家政员', choose: '选择', percent: '投保人出多少（%）', from: '从哪天起', send: '确认购买', bought: '已提交保险公司，出单后自动生效', surrender: '退保', surrenderWhy: '为什么退保', s1: '家政员离开', s2: '换了产品', surrendered2: '已退保，没用的天数退回', classOf: '保到第 {class} 类工种', priceOf: '每人每年 {amount}', cancel: '取消', noProduct: '没有在售的年度产品，先在目录里开放',
  },
  en: {
    title: 'Workers’ policies', note: 'For a year. Once issued, the insurance check of everybody on it is passed', buy: 'Buy for somebody', none: 'No policies', noneNote: 'When a worker or a merchant asks the platform to buy, it is done here', holder: 'Holder', product: 'Product', span: 'Span', premium: 'Premium', state: 'State', requested: 'With the insurer', active: 'In force', refused: 'Refused', surrendered: 'Ended early', over: 'Run out', shares: 'platform {platform}, holder {holder}', back: '{amount} back', people: '{count} people', uncovered: 'Not covered: {names}',
    kind: 'For whom', worker: 'One worker', merchant: 'All workers of a merchant', findWorker: 'Find the worker by name', choose: 'Choose', percent: 'Borne by the holder (%)', from: 'From', send: 'Buy', bought: 'With the insurer; in force once issued', surrender: 'End early', surrenderWhy: 'Why', s1: 'She left', s2: 'Another product', surrendered2: 'Ended; the days not used come back', classOf: 'covers work up to class {class}', priceOf: '{amount} each a year', cancel: 'Cancel', noProduct: 'No yearly product is offered',
  },
});
