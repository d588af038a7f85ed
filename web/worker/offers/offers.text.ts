import { defineText } from '../../shared/i18n.ts';

export const offersText = defineText({
  zh: {
    title: '接单', mine: '派给我的', pool: '抢单大厅', netPay: '到手', payLines: '钱怎么分', hers: '您到手', payTitle: '这单的钱怎么分', payLead: '客户付的钱先由平台保管，客户确认后按下面这样分。', restTitle: '其余给', customerPays: '客户一共付',
    answerIn: '请在 {time} 内回复', urgent: '加急', returning: '老客户', minutesAway: '路上约 {span}', why: '为什么派给您', accept: '接单', refuse: '婉拒', accepted: '接好了', acceptedLead: '{when} {item}，已放进您的日程。', seeVisit: '看这一单', said: '客户说', noNote: '客户没有留言',
    emptyTitle: '现在没有派单', emptyOnline: '您在线，有合适的单会响铃提醒。', emptyOffline: '您现在没有在线接单。到“今天”把它打开，就会给您派单。', toToday: '去打开', toPool: '看看抢单大厅',
    refuseTitle: '婉拒这一单', refuseLead: '每个原因的后果都写在下面，您自己选。', free: '有理由，不影响您', counted: '会记一次', freeNote: '不影响评分和派单', countedNote: '接单意愿分会降一点，慢慢恢复；有异议可以申诉', refuseConfirm: '确定婉拒', refuseFirst: '请先选一个原因', refusedTitle: '已婉拒', ok: '知道了', words: '想补充的话', wordsHint: '比如：门口有狗没拴',
    unsafeHome: '感觉不安全', falseAddress: '地址不实', illness: '身体不舒服', overDistance: '太远了', sceneNotDeclared: '家里情况没说清', timeClash: '时间冲突', familyMatter: '家里有事', payTooLow: '工钱太低', other: '其他原因',
    filters: '筛选', service: '服务', anyService: '全部服务', distance: '距离', anyDistance: '多远都行', within: '{distance}内', day: '日子', anyDay: '哪天都行', grab: '抢单', grabbed: '抢到了', gone: '这一单已被别人接走', cannot: '这一单您接不了：', poolEmpty: '大厅里没有符合的单', poolEmptyLead: '放宽一下条件，或者过一会儿再来看。', clearFilters: '看全部', 
    cleaning: '保洁', nanny: '保姆', maternity: '月嫂', childcare: '育儿', elderCare: '养老', repair: '维修', installation: '安装', laundry: '洗衣', waterproofing: '防水', moving: '搬家', pet: '宠物', company: '企业',
  },
  en: {
    title: 'Offers', mine: 'For me', pool: 'Open orders', netPay: 'You get', payLines: 'How it is split', hers: 'You get', payTitle: 'How this money is split', payLead: 'The platform keeps what the customer pays and splits it like this once the customer confirms.', restTitle: 'The rest goes to', customerPays: 'The customer pays',
    answerIn: 'Answer within {time}', urgent: 'Urgent', returning: 'Served before', minutesAway: 'about {span} on the way', why: 'Why you', accept: 'Accept', refuse: 'Refuse', accepted: 'Accepted', acceptedLead: '{item}, {when}: it is in your calendar.', seeVisit: 'See the visit', said: 'The customer says', noNote: 'No note from the customer',
    emptyTitle: 'No offers now', emptyOnline: 'You are ready: your phone rings when something suits you.', emptyOffline: 'You are not taking orders now. Switch it on under Today.', toToday: 'Switch it on', toPool: 'See open orders',
    refuseTitle: 'Refuse this offer', refuseLead: 'Every reason says what follows from it. The choice is yours.', free: 'Good reasons, no effect', counted: 'Counted once', freeNote: 'No effect on your score or orders', countedNote: 'Lowers your willingness score a little, fades with time; you may appeal', refuseConfirm: 'Refuse', refuseFirst: 'Choose a reason first', refusedTitle: 'Refused', ok: 'All right', words: 'Anything to add', wordsHint: 'e.g. a dog off the leash at the door',
    unsafeHome: 'It feels unsafe', falseAddress: 'The address is false', illness: 'I am unwell', overDistance: 'Too far', sceneNotDeclared: 'The home was not described', timeClash: 'The time clashes', familyMatter: 'Something at home', payTooLow: 'The pay is too low', other: 'Another reason',
    filters: 'Filter', service: 'Service', anyService: 'Any service', distance: 'Distance', anyDistance: 'Any distance', within: 'within {distance}', day: 'Day', anyDay: 'Any day', grab: 'Take it', grabbed: 'It is yours', gone: 'Someone else has taken it', cannot: 'You cannot take this one:', poolEmpty: 'No open order fits', poolEmptyLead: 'Ask for less, or look again later.', clearFilters: 'Show all', 
    cleaning: 'Cleaning', nanny: 'Nanny', maternity: 'Maternity', childcare: 'Childcare', elderCare: 'Elder care', repair: 'Repair', installation: 'Installation', laundry: 'Laundry', waterproofing: 'Waterproofing', moving: 'Moving', pet: 'Pets', company: 'Companies',
  },
});
