import { defineText } from '../../shared/i18n.ts';

export const scanCardText = defineText({
  zh: {
    title: '上门服务证', yes: '今天派给您的就是她', shown: '证件有效', green: '安全码：绿', notGreen: '安全码不是绿色，请先打给平台', firm: '单位', cardNo: '证号', until: '有效到', rating: '评分', visits: '做过', visitsCount: '{count} 单', badges: '证书', expected: '您的订单', order: '看订单', wrong: '码不对', wrongLead: '这不是平台发的上门服务证。请不要开门，打给平台。', again: '请她刷新一下再扫', at: '{time} 查', call: '打给平台', signIn: '登录看看是不是派给我的', noToken: '请扫家政员手机上的码',
  },
  en: {
    title: 'Door card', yes: 'She is the one we sent you today', shown: 'The card is valid', green: 'Safety code: green', notGreen: 'Her safety code is not green: call the desk first', firm: 'Firm', cardNo: 'Card', until: 'Valid until', rating: 'Rating', visits: 'Served', visitsCount: '{count} visits', badges: 'Certificates', expected: 'Your order', order: 'See the order', wrong: 'The code is wrong', wrongLead: 'This is no card of ours. Keep the door closed and call the desk.', again: 'Let her refresh it and scan again', at: 'Checked {time}', call: 'Call the desk', signIn: 'Sign in to see whether she was sent to me', noToken: 'Scan the code on her phone',
  },
});
