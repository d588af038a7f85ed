import { defineText } from '../../shared/i18n.ts';

/** The commands of accounts, alliance, catalog, standards, promotions and workers: what people and firms do to be here. */
export const peopleActions = defineText({
  zh: {
    requestCode: '获取验证码', requestEmailCode: '获取邮箱验证码', signIn: '登录', signInByEmail: '用邮箱登录', signInBySocial: '用第三方账号登录', finishSocial: '给第三方登录补手机号',
    addPhone: '绑定手机号', addEmail: '绑定邮箱', linkSocial: '绑定第三方账号', unlinkSocial: '解绑第三方账号', signOut: '退出', updateMe: '改自己的资料',
    addEstates: '添加小区', addAddress: '添加地址', updateAddress: '修改地址', removeAddress: '删除地址', addMember: '添加家庭成员', removeMember: '删除家庭成员',
    setManner: '填性格问卷', forgetManner: '删除性格问卷', openHousehold: '登记客户', grantRole: '授予角色', revokeRole: '撤销角色', changeSetting: '改规则设置',

    admitMerchant: '接纳商户', suspendMerchant: '暂停商户', resumeMerchant: '恢复商户', exitMerchant: '商户退出', addBranch: '开分店', addStation: '开驿站',
    drawDistrict: '画片区', openDistrict: '开关片区', assignTerritory: '分配独家', releaseTerritory: '收回独家',
    saveJoining: '保存入驻申请', saveJoiningPaper: '交入驻资质', startAccountCheck: '发起打款验证', confirmAccountCheck: '核对打款金额', submitJoining: '提交入驻申请', withdrawJoining: '撤回入驻申请',
    judgePaper: '审资质', sendJoiningBack: '退回入驻申请', refuseJoining: '婉拒入驻', approveJoining: '同意入驻', decideTrial: '裁定试运营', askToLeave: '申请退出', stay: '撤回退出申请',
    setGrade: '登记机构等级', setComplaintPhone: '设投诉电话', setElderProvider: '登记养老服务资格', planOwnerSession: '安排负责人培训', cancelOwnerSession: '取消负责人培训',
    takeOwnerSeat: '报负责人培训', leaveOwnerSeat: '退负责人培训', markOwnerSeat: '负责人培训点名',
    imposeSanction: '记商户奖惩', appealSanction: '申诉商户处罚', decideSanctionAppeal: '裁定商户申诉', endSanction: '结束商户处罚',

    setPrice: '改价', publishItem: '上下架服务', changeChecklist: '发布清单',
    saveEdition: '写标准版本', confirmEdition: '核对标准出处', announceEdition: '发布标准', withdrawEdition: '废止标准', proposeChange: '提标准修改建议', answerProposal: '答复标准建议',
    openRound: '开始标准抽查', judgeSample: '记抽查结论', closeRound: '结束标准抽查',
    makeCampaign: '开优惠活动', setCampaignState: '暂停、恢复或结束活动', addStock: '加券', makeCodes: '生成兑换码', giveCoupon: '送优惠券', claim: '领优惠券', redeemCode: '用兑换码换券',
    bindReferral: '填推荐人', noteDevice: '登记推荐设备', decideReferral: '裁定推荐奖励', saveProgramme: '设推荐奖励', saveMembershipPlan: '设会员方案',

    register: '登记家政员', admit: '通过家政员审核', suspend: '暂停家政员', resume: '恢复家政员', setSkills: '改技能', submitPaper: '提交证件', verifyPaper: '核验证件', readPaperPhoto: '查看证件照片',
    setWish: '收藏或不再安排家政员', setMatching: '改匹配资料', setAvailability: '设每周时间', addException: '请假或加班', removeException: '取消请假', setOnline: '上下线',
    reportPosition: '上报位置', setPositionConsent: '同意或撤回位置', appealResponse: '申诉拒单', decideAppeal: '裁定拒单申诉', excuseMark: '撤销信用记录',
    raiseLevel: '申请升级', appealLadder: '申诉级别', decideLadderAppeal: '裁定级别申诉', giveLead: '安排负责团队或站点', endLead: '结束负责团队或站点',
    signCheck: '签入驻检查', checkCredit: '查家政信用', recordHealth: '登记体检', readHealth: '查看体检记录', recordBackground: '登记背景核查', sign: '签授权书', withdrawSignature: '撤回授权',
    saveApplication: '保存报名', submitApplication: '提交报名', withdrawApplication: '撤回报名', addLead: '登记意向人员', moveApplication: '记报名进度', refuseApplication: '婉拒报名', readReferees: '查看证明人电话',
    openPost: '发布招聘', closePost: '结束招聘', scanCard: '扫上门服务证', setCardScope: '设证件展示范围', reportCardLost: '挂失上门服务证', issueCard: '发上门服务证', revokeCard: '收回上门服务证',
    recordConduct: '记奖惩', appealConduct: '申诉处罚', decideConduct: '裁定申诉', endConduct: '结束处罚', recordCare: '记关怀福利', creditFile: '出具信用档案',
  },
  en: {
    requestCode: 'Asked for a code', requestEmailCode: 'Asked for a code by e-mail', signIn: 'Signed in', signInByEmail: 'Signed in by e-mail', signInBySocial: 'Signed in by a social login', finishSocial: 'Gave a phone to a social login',
    addPhone: 'Gave a phone', addEmail: 'Gave an e-mail address', linkSocial: 'Linked a social login', unlinkSocial: 'Unlinked a social login', signOut: 'Signed out', updateMe: 'Changed own profile',
    addEstates: 'Added estates', addAddress: 'Added an address', updateAddress: 'Changed an address', removeAddress: 'Removed an address', addMember: 'Added a member', removeMember: 'Removed a member',
    setManner: 'Answered the questionnaire', forgetManner: 'Deleted the questionnaire', openHousehold: 'Registered a customer', grantRole: 'Granted a role', revokeRole: 'Took a role back', changeSetting: 'Changed a setting',

    admitMerchant: 'Admitted a merchant', suspendMerchant: 'Suspended a merchant', resumeMerchant: 'Resumed a merchant', exitMerchant: 'Let a merchant leave', addBranch: 'Opened a branch', addStation: 'Opened a station',
    drawDistrict: 'Drew a district', openDistrict: 'Opened or closed a district', assignTerritory: 'Assigned territory', releaseTerritory: 'Took territory back',
    saveJoining: 'Saved a joining', saveJoiningPaper: 'Handed in a merchant paper', startAccountCheck: 'Started an account check', confirmAccountCheck: 'Told the sum that arrived', submitJoining: 'Handed in a joining', withdrawJoining: 'Took a joining back',
    judgePaper: 'Judged a merchant paper', sendJoiningBack: 'Sent a joining back', refuseJoining: 'Turned a firm down', approveJoining: 'Approved a joining', decideTrial: 'Decided a trial', askToLeave: 'Asked to leave', stay: 'Took the wish to leave back',
    setGrade: 'Recorded a merchant’s grade', setComplaintPhone: 'Set the complaint phone', setElderProvider: 'Recorded an elder-care registration', planOwnerSession: 'Planned an owner training', cancelOwnerSession: 'Called an owner training off',
    takeOwnerSeat: 'Took a seat in an owner training', leaveOwnerSeat: 'Gave a seat in an owner training back', markOwnerSeat: 'Marked who was at an owner training',
    imposeSanction: 'Took a step on a merchant', appealSanction: 'Appealed a merchant’s step', decideSanctionAppeal: 'Decided a merchant’s appeal', endSanction: 'Ended a merchant’s step',

    setPrice: 'Set a price', publishItem: 'Showed or hid a service', changeChecklist: 'Published a checklist',
    saveEdition: 'Wrote a standard down', confirmEdition: 'Confirmed a standard’s source', announceEdition: 'Announced a standard', withdrawEdition: 'Withdrew a standard', proposeChange: 'Proposed a change to a standard', answerProposal: 'Answered a proposal',
    openRound: 'Opened an inspection', judgeSample: 'Judged an inspected visit', closeRound: 'Closed an inspection',
    makeCampaign: 'Opened a campaign', setCampaignState: 'Paused, resumed or ended a campaign', addStock: 'Added coupons', makeCodes: 'Made codes', giveCoupon: 'Gave a coupon', claim: 'Took a coupon', redeemCode: 'Traded a code for a coupon',
    bindReferral: 'Named who recommended', noteDevice: 'Noted a device for referrals', decideReferral: 'Decided a referral reward', saveProgramme: 'Set the referral reward', saveMembershipPlan: 'Set a membership plan',

    register: 'Registered a worker', admit: 'Admitted a worker', suspend: 'Suspended a worker', resume: 'Resumed a worker', setSkills: 'Changed skills', submitPaper: 'Submitted a paper', verifyPaper: 'Verified a paper', readPaperPhoto: 'Looked at the photo of a paper',
    setWish: 'Favoured or blocked a worker', setMatching: 'Changed matching details', setAvailability: 'Set weekly hours', addException: 'Day off or extra shift', removeException: 'Took a day off back', setOnline: 'Went on or off line',
    reportPosition: 'Reported a position', setPositionConsent: 'Agreed to share the position, or not', appealResponse: 'Appealed a refusal', decideAppeal: 'Decided the appeal of a refusal', excuseMark: 'Took a mark off',
    raiseLevel: 'Asked for a level', appealLadder: 'Appealed a level', decideLadderAppeal: 'Decided the appeal of a level', giveLead: 'Gave a team or station to lead', endLead: 'Ended the lead of a team or station',
    signCheck: 'Signed an admission check', checkCredit: 'Looked up a credit record', recordHealth: 'Recorded a health check', readHealth: 'Read a health record', recordBackground: 'Recorded a background check', sign: 'Signed a consent', withdrawSignature: 'Took a consent back',
    saveApplication: 'Saved an application', submitApplication: 'Handed in an application', withdrawApplication: 'Withdrew an application', addLead: 'Noted a lead', moveApplication: 'Moved an application', refuseApplication: 'Turned an application down', readReferees: 'Opened the numbers of referees',
    openPost: 'Opened a job post', closePost: 'Closed a job post', scanCard: 'Scanned a door card', setCardScope: 'Set what a card shows', reportCardLost: 'Reported a card lost', issueCard: 'Issued a door card', revokeCard: 'Revoked a door card',
    recordConduct: 'Recorded conduct', appealConduct: 'Appealed a step', decideConduct: 'Decided an appeal', endConduct: 'Ended a step', recordCare: 'Recorded a benefit', creditFile: 'Made a credit file',
  },
});
