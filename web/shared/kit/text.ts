import { defineText } from '../i18n.ts';

export const kitText = defineText({
  zh: {
    back: '返回', close: '关闭', retry: '再试一次', mainTabs: '主要页面', cancel: '取消', ok: '好的', undo: '撤销', loading: '正在加载…', more: '再看更多', less: '减少', add: '增加',
    noRating: '还没有评价', rating: '评分 {rating}，满分 5', ratingCount: '{count} 条', star1: '很不满意', star2: '不太满意', star3: '一般', star4: '满意', star5: '非常满意',
    phone: '手机号', phoneHint: '11 位手机号', code: '短信验证码', codeDigit: '6 位数字', clear: '清空', optional: '选填', counted: '{count} / {max}', required: '必填',
    total: '合计', showParts: '看明细', hideParts: '收起明细', publicArea: '公共区域 · {area}', photoOf: '照片：{area}', photoGone: '照片打不开',
    chooseDay: '选择日期', full: '约满', slotsLeft: '{count} 位阿姨可到', slotUrgent: '加急', morning: '上午', afternoon: '下午', evening: '晚上', noSlot: '这一天没有可约的时间',
    done: '已完成', now: '进行中', next: '未开始', errorTitle: '没能打开', mapHere: '家', mapWorker: '阿姨', mapAway: '还有 {distance}', mapSchematic: '示意图', mapArrived: '已到门口',
    signInTitle: '欢迎来到邻里', signInLead: '用手机号登录，不用记密码', sendCode: '获取验证码', resend: '重新获取', resendIn: '{seconds} 秒后可重发', codeSent: '验证码已发到 {phone}', changePhone: '换个号码',
    signIn: '登录', askName: '怎么称呼您？', askNameLead: '阿姨上门时会这样称呼您', name: '称呼', nameHint: '如：王女士', start: '开始使用', phoneWrong: '请输入 11 位手机号', demoCode: '演示环境：在这里看验证码',
    demoPersons: '用演示人物登录', demoPersonsLead: '演示城市里的人，点一下就填好手机号', signedOut: '请先登录', signedOutLead: '登录后就能看到这里', language: '语言', chinese: '中文', english: 'English',
    agree: '登录即表示同意服务协议和隐私政策', offline: '网络断开，正在重连…',
  },
  en: {
    back: 'Back', close: 'Close', retry: 'Try again', mainTabs: 'Main screens', cancel: 'Cancel', ok: 'OK', undo: 'Undo', loading: 'Loading…', more: 'Show more', less: 'Less', add: 'More',
    noRating: 'No reviews yet', rating: 'Rated {rating} of 5', ratingCount: '({count})', star1: 'Very poor', star2: 'Poor', star3: 'Fair', star4: 'Good', star5: 'Excellent',
    phone: 'Mobile number', phoneHint: '11 digits', code: 'Code from the SMS', codeDigit: '6 digits', clear: 'Clear', optional: 'optional', counted: '{count} / {max}', required: 'required',
    total: 'Total', showParts: 'What it contains', hideParts: 'Hide details', publicArea: 'Public area · {area}', photoOf: 'Photo: {area}', photoGone: 'The photo cannot be opened',
    chooseDay: 'Choose a day', full: 'Full', slotsLeft: '{count} free', slotUrgent: 'Urgent', morning: 'Morning', afternoon: 'Afternoon', evening: 'Evening', noSlot: 'No free time on this day',
    done: 'done', now: 'now', next: 'to come', errorTitle: 'This did not open', mapHere: 'Home', mapWorker: 'Worker', mapAway: '{distance} away', mapSchematic: 'Schematic', mapArrived: 'At the door',
    signInTitle: 'Welcome to Linli', signInLead: 'Sign in with your phone, no password to remember', sendCode: 'Send me a code', resend: 'Send again', resendIn: 'Again in {seconds} s', codeSent: 'A code was sent to {phone}', changePhone: 'Change number',
    signIn: 'Sign in', askName: 'What may we call you?', askNameLead: 'The worker will greet you by this name', name: 'Name', nameHint: 'e.g. Ms Wang', start: 'Start', phoneWrong: 'Enter an 11-digit mobile number', demoCode: 'Demo: read the code here',
    demoPersons: 'Sign in as a demo person', demoPersonsLead: 'People of the demo city; one tap fills in the number', signedOut: 'Please sign in', signedOutLead: 'Sign in to see this', language: 'Language', chinese: '中文', english: 'English',
    agree: 'By signing in you accept the terms and the privacy policy', offline: 'Connection lost, reconnecting…',
  },
});
