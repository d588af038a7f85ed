import { defineText } from '../../shared/i18n.ts';

export const paperText = defineText({
  zh: {
    tip: '打赏阿姨', tipTitle: '谢谢{name}', tipOther: '金额', tipWords: '想说的话', tipWordsHint: '如：做得真干净', tipGive: '打赏 {amount}', tipNote: '全部给阿姨，平台不抽成；她收到前可以撤回', tipDone: '{name}会收到您的心意', tipped: '已打赏', tipBack: '撤回', tipBackDone: '已撤回，钱正在原路退回', tipBackWhy: '点错了',
    invoice: '电子发票', invoiceAsk: '开票 {amount}', invoiceAsked: '已申请，开好会通知您', invoiceAmount: '开票金额', invoiceTax: '税率 {rate}，其中税额 {tax}', taxFree: '免税', titleKind: '抬头', person: '个人', company: '单位', personTitle: '抬头（姓名）', companyTitle: '单位名称', taxNo: '统一社会信用代码', taxNoHint: '18 位，营业执照上有', number: '发票号 {number}', file: 'PDF',
    paidBy: '{way}付', way: '退到{way}',
  },
  en: {
    tip: 'Thank the worker', tipTitle: 'Thank {name}', tipOther: 'Amount', tipWords: 'In your words', tipWordsHint: 'e.g. spotless, thank you', tipGive: 'Give {amount}', tipNote: 'All of it is hers; you may take it back before it is paid out', tipDone: '{name} will get it', tipped: 'Given', tipBack: 'Take back', tipBackDone: 'Taken back; it is on its way', tipBackWhy: 'By mistake',
    invoice: 'E-invoice', invoiceAsk: 'Invoice {amount}', invoiceAsked: 'Asked for; we tell you when it is there', invoiceAmount: 'Amount', invoiceTax: 'Rate {rate}, tax {tax} included', taxFree: 'Free of VAT', titleKind: 'For', person: 'Person', company: 'Company', personTitle: 'Name', companyTitle: 'Company', taxNo: 'Social credit code', taxNoHint: '18 characters, as on the licence', number: 'No. {number}', file: 'PDF',
    paidBy: 'by {way}', way: 'to {way}',
  },
});
