import { defineText } from '../../shared/i18n.ts';

export const signText = defineText({
  zh: { title: '我的签名', lead: '每份都可以听一遍再签，签了也可以撤回。', takeBack: '撤回', takeBackAsk: '撤回这份签名？', takeBackLead: '撤回以后，靠它做的检查要重新来，可能暂时不能接单。', keep: '不撤回' },
  en: { title: 'What I signed', lead: 'Hear each before you sign; each can be taken back.', takeBack: 'Take back', takeBackAsk: 'Take this signature back?', takeBackLead: 'Checks that rest on it are asked anew; orders may pause meanwhile.', keep: 'Keep it' },
});
