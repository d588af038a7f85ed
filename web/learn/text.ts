import { defineText } from '../shared/i18n.ts';

/** Words that several screens of the learner's app share. */
export const text = defineText({
  zh: {
    app: '邻里学习', signInTitle: '来邻里上班', signInLead: '手机号登录，报名、上课、考试、拿证书',
    home: '首页', study: '学习', exams: '考试', certificates: '证书', me: '我的', notHere: '没有这个页面', toHome: '回到首页', back: '返回',
    unsent: '没发出去，可能是网络不好。', resend: '点这里再发一次', minutes: '{count} 分钟', close: '知道了', more: '再看一些',
  },
  en: {
    app: 'Linli learning', signInTitle: 'Work with Linli', signInLead: 'Sign in with your phone: apply, learn, sit exams, hold certificates',
    home: 'Home', study: 'Learn', exams: 'Exams', certificates: 'Certificates', me: 'Me', notHere: 'There is nothing here', toHome: 'Back to the start', back: 'Back',
    unsent: 'Not sent, the network may be weak.', resend: 'Tap here to send again', minutes: '{count} min', close: 'All right', more: 'More',
  },
});
