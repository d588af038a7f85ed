import { defineText } from '../../shared/i18n.ts';

export const verifyText = defineText({
  zh: {
    title: '证书查验', genuine: '是真的，有效', expired: '是真的，已过期', revoked: '已撤销', altered: '不可信', number: '证书编号', name: '持证人', issuer: '发证', issuedAt: '发证日', validUntil: '有效期', forGood: '长期', overdue: '复训超期，相关的活暂停派给她', checks: '刚刚逐项核过', passed: '通过', failed: '不通过', criteria: '发这个证要做到', nameAsk: '核对姓名', nameHint: '输入全名，看是不是本人', nameGo: '核对', nameRight: '姓名对得上', nameWrong: '姓名对不上', notFound: '没有这个编号', notFoundLead: '请对着证书再看一遍编号。编号对、这里却查不到，证书就是假的。', print: '打印', log: '存证日志', logLead: '这张证书写进了谁也改不了的日志第 {index} 条，日志共 {size} 条。', head: '日志摘要', key: '签名密钥', findTitle: '查一张证书', find: '查验', findHint: '证书上的编号', revokedAt: '撤销时间', reason: '原因', qr: '本页的码',
  },
  en: {
    title: 'Certificate check', genuine: 'Genuine and in force', expired: 'Genuine, expired', revoked: 'Revoked', altered: 'Not to be trusted', number: 'Number', name: 'Holder', issuer: 'Issued by', issuedAt: 'Issued on', validUntil: 'Valid until', forGood: 'for good', overdue: 'A refresher is overdue; she is not sent to such work', checks: 'Checked just now, one by one', passed: 'passed', failed: 'failed', criteria: 'What it takes', nameAsk: 'Check the name', nameHint: 'Type the full name to see whether it is hers', nameGo: 'Check', nameRight: 'The name is right', nameWrong: 'The name does not fit', notFound: 'There is no such number', notFoundLead: 'Compare it with the certificate once more. If it is right and not found here, the certificate is a forgery.', print: 'Print', log: 'Public log', logLead: 'This certificate is entry {index} of a log of {size} entries that nobody can alter.', head: 'Head of the log', key: 'Signing key', findTitle: 'Check a certificate', find: 'Check', findHint: 'The number on it', revokedAt: 'Revoked on', reason: 'Reason', qr: 'The code of this page',
  },
});
