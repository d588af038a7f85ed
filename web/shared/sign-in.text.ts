import { defineText } from './i18n.ts';

/** The quiet ways in beside the phone, and where they are kept: loaded with the form only. */
export const signInText = defineText({
  zh: {
    byEmail: '用邮箱登录', byPhone: '用手机号登录', email: '邮箱', emailHint: '如：name@example.com', emailWrong: '请输入完整的邮箱地址', codeByEmail: '邮箱验证码', changeEmail: '换个邮箱', emailLead: '验证码发到邮箱，不用记密码',
    or: '或', wechat: '微信登录', alipay: '支付宝登录',
    firstSocial: '绑定手机号', firstSocialLead: '第一次用{provider}登录，验证一次手机号，以后一点就能进来',
    returning: '正在登录…', declined: '没有完成授权', declinedLead: '您可以再试一次，或用手机号登录。', backToApp: '返回', tryAgain: '再试一次', linked: '已绑定{provider}',
    ways: '登录方式', waysLead: '任何一种方式都能登录到这个账号', phone: '手机号', none: '未绑定', add: '绑定', change: '更换', unlink: '解绑', unlinked: '已解绑', added: '已绑定',
    unlinkTitle: '解绑{provider}？', unlinkLead: '解绑后不能再用它登录，手机号和邮箱不受影响。', phoneLead: '家政员上门前需要联系您，请先绑定手机号', phoneTitle: '绑定手机号', emailTitle: '绑定邮箱', confirm: '确认绑定', wechatName: '微信', alipayName: '支付宝',
  },
  en: {
    byEmail: 'Sign in by e-mail', byPhone: 'Sign in by phone', email: 'E-mail', emailHint: 'e.g. name@example.com', emailWrong: 'Enter a whole e-mail address', codeByEmail: 'Code from the e-mail', changeEmail: 'Change address', emailLead: 'The code comes by e-mail, no password to remember',
    or: 'or', wechat: 'With WeChat', alipay: 'With Alipay',
    firstSocial: 'Add your phone', firstSocialLead: 'The first time with {provider} we ask for your phone once; from then on one tap is enough',
    returning: 'Signing in…', declined: 'No consent was given', declinedLead: 'Try again, or sign in by phone.', backToApp: 'Back', tryAgain: 'Try again', linked: '{provider} is linked',
    ways: 'Ways to sign in', waysLead: 'Each of them opens this account', phone: 'Phone', none: 'not added', add: 'Add', change: 'Change', unlink: 'Unlink', unlinked: 'Unlinked', added: 'Added',
    unlinkTitle: 'Unlink {provider}?', unlinkLead: 'You can no longer sign in with it; phone and e-mail stay as they are.', phoneLead: 'The worker has to be able to reach you: add your phone first', phoneTitle: 'Add your phone', emailTitle: 'Add your e-mail', confirm: 'Confirm', wechatName: 'WeChat', alipayName: 'Alipay',
  },
});

export const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text);
