import { defineText } from '../../shared/i18n.ts';

export const peopleText = defineText({
  zh: {
    workerTitle: '家政员', workerGone: '她可能暂停接单了，可以约别的阿姨。', toServices: '看全部服务', verified: '实名持证', safe: '安全码 绿', why: '为什么放心', checked: '身份、健康证、背景均已核验', papers: '证件', until: '有效至 {date}', skills: '会做什么', reviews: '邻居评价', reviewCount: '{count} 条评价', noReviews: '还没有评价', noReviewsLead: '她刚加入不久，做过的活都有平台保障。', neighbour: '同小区邻居', skill: '技能', communication: '沟通', attitude: '态度', about: '介绍', offers: '可以约她做', experience: '{count} 年经验', done: '服务 {count} 次', choose: '约她上门', none: '她现在没有可预约的服务',
    disclosure: '证照和投诉', legalPerson: '法定代表人', standing: '合作状态', grade: '机构等级', gradeLine: '{grade} 级，{issuer}，有效到 {until}', placeOf: '经营地址', since: '加入日期', complaints: '商户投诉电话', platformPhone: '平台投诉电话', familiesAndPrices: '服务项目，点开看价格',
    merchantTitle: '服务商', licence: '统一社会信用代码', workers: '{count} 位家政员', branches: '门店', rated: '综合评分', alliance: '联盟成员，资质已核验',
    stationsTitle: '社区驿站', stationsLead: '驿站有人帮您选服务、下单、处理问题，不用手机也行。', nearMe: '按离我近排序', refused: '没有取到位置', coverage: '驿站服务圈覆盖全市 {percent}% 的小区', community: '社区', mall: '商场', office: '写字楼', call: '打电话', stationNone: '还没有驿站',
    notFound: '没有这个页面', notFoundLead: '它可能已经搬走了。从首页重新出发吧。', backHome: '回首页',
  },
  en: {
    workerTitle: 'Worker', workerGone: 'She may be taking a break; others are ready to come.', toServices: 'See all services', verified: 'Verified', safe: 'Safety code green', why: 'Why you can trust her', checked: 'Identity, health and background are checked', papers: 'Papers', until: 'Valid until {date}', skills: 'What she does', reviews: 'Reviews', reviewCount: '{count} reviews', noReviews: 'No reviews yet', noReviewsLead: 'She joined recently; every visit is covered by the platform.', neighbour: 'Neighbour', skill: 'Skill', communication: 'Communication', attitude: 'Attitude', about: 'About', offers: 'Book her for', experience: '{count} years', done: '{count} visits', choose: 'Book her', none: 'Nothing of hers can be booked right now',
    disclosure: 'Licence and complaints', legalPerson: 'Legal person', standing: 'Standing', grade: 'Grade', gradeLine: '{grade}, {issuer}, until {until}', placeOf: 'Address', since: 'Member since', complaints: 'Complaints to the merchant', platformPhone: 'Complaints to the platform', familiesAndPrices: 'Services; tap for prices',
    merchantTitle: 'Merchant', licence: 'Credit code', workers: '{count} workers', branches: 'Branches', rated: 'Rating', alliance: 'Member of the alliance, licence checked',
    stationsTitle: 'Community stations', stationsLead: 'People at the station choose, book and settle things with you; no phone needed.', nearMe: 'Nearest first', refused: 'No location', coverage: 'Stations reach {percent}% of the estates', community: 'Community', mall: 'Mall', office: 'Office', call: 'Call', stationNone: 'No stations yet',
    notFound: 'Nothing here', notFoundLead: 'It may have moved. Start again from home.', backHome: 'Home',
  },
});
