import { defineText } from '../../shared/i18n.ts';

/** The commands of orders, payments, benefits, dispatch and support: a visit, its money and what comes after. */
export const orderActions = defineText({
  zh: {
    place: '下单', hold: '给订单占档', cancel: '取消订单', reschedule: '改约', depart: '出发', checkIn: '签到', confirmChecklist: '确认清单', startService: '开始服务', tickItem: '勾选清单', addPhoto: '上传照片', finish: '完工',
    confirm: '验收', review: '评价', reviewHousehold: '评价家庭', redo: '申请返工', reportNoShow: '报未到', call: '用隐私号通话',
    previewSeries: '预览固定预约', createSeries: '建固定预约', editSeries: '改固定预约', skipVisit: '跳过一次上门', unskipVisit: '恢复一次上门', pauseSeries: '暂停固定预约', resumeSeries: '恢复固定预约', endSeries: '结束固定预约',

    startPayment: '发起支付', startCharge: '发起其他收费', syncPayment: '查询支付', proposeRefund: '提退款', decideRefund: '裁定退款', setMyPayee: '设自己的收款账户', setMerchantPayee: '设商户收款账户', setReceiver: '设商户分账账户',
    runPayouts: '发放应付款', reissuePayout: '重发付款', blockPayee: '停止付款', unblockPayee: '恢复付款', reconcile: '对账', resolveDifference: '处理对账差异', setBudget: '设预算',
    requestInvoice: '申请发票', redLetterInvoice: '开红字发票', makeReceipt: '开收据', setSharePlan: '设分成方案', endSharePlan: '结束分成方案', giveTip: '给感谢金', takeBackTip: '收回感谢金', noteCoaching: '记带教津贴',
    startHolidayCampaign: '开节日补贴', endHolidayCampaign: '结束节日补贴', payDeposit: '缴保证金', proposeDeduction: '提保证金扣款', decideDeduction: '裁定保证金扣款', appealDeduction: '申诉保证金扣款', decideDeductionAppeal: '裁定扣款申诉', returnDeposit: '退还保证金',
    takeCash: '收现金', countCash: '盘点钱箱', bankCash: '现金存银行',

    topUp: '充值', refundStored: '退储值', setTopUpPlans: '设充值赠送', buyMembership: '买会员', dropMembership: '退会员', payIntoFund: '登记基金入账', savePackOffer: '设服务包', buyPack: '买服务包', refundPack: '退服务包', useTenders: '选抵用方式',
    grantEligibility: '登记失能评估资格', endEligibility: '撤回失能评估资格', markVoucherClaims: '标记消费券申报', inspectVoucherClaim: '记消费券抽查', claimVouchers: '申报消费券',
    setInsuranceProduct: '设保险产品', buyPolicy: '投保', surrenderPolicy: '退保', reportClaim: '报案', addClaimDocument: '补理赔材料', advanceClaim: '垫付理赔', decideClaim: '记理赔结论', settleClaim: '理赔到账',
    saveSubsidyProgramme: '写补贴项目', setSubsidyYear: '设补贴名额', draftSubsidy: '起草补贴申报', addSubsidyDocument: '补补贴材料', submitSubsidy: '提交补贴申报', withdrawSubsidy: '撤回补贴申报',
    decideSubsidies: '记补贴审批', paySubsidies: '发放补贴', clawBackSubsidy: '追回补贴', returnSubsidy: '退回追回的补贴', noteAttendance: '登记外部培训出勤',

    startPlan: '开始重排', commitPlan: '执行重排方案', discardPlan: '放弃重排方案', undoPlan: '撤销重排方案', repair: '补救突发情况', liftDisruption: '解除突发情况', reportIll: '报生病',
    holdSlot: '占档', releaseHold: '放弃占档', acceptOffer: '接单', refuseOffer: '拒单', answerLateRisk: '回复可能晚到', grab: '抢单', declineHousehold: '不再去一家', resumeHousehold: '撤回不再去', assign: '指派', redispatch: '重新派单',
    setPolicy: '设派单规则', removePolicy: '收回派单规则', handOn: '转出订单', setWeights: '手动改派单权重', revertWeights: '退回派单权重',

    callCustomer: '回访拨号', recordFollowUp: '记录回访', raiseTicket: '开客服单', moveTicket: '处理客服单', setSeverity: '定事故轻重', logCall: '记录来电',
    raiseSos: '求助', sayOnSos: '求助人报平安', acknowledgeSos: '接求助', noteSos: '记求助处理', callOnSos: '为求助拨号', tellSosContact: '通知紧急联系人', closeSos: '结束求助',
    setEmergencyContact: '设紧急联系人', removeEmergencyContact: '删除紧急联系人', addShift: '排值班', removeShift: '取消值班',
  },
  en: {
    place: 'Placed an order', hold: 'Held a slot for an order', cancel: 'Cancelled an order', reschedule: 'Rescheduled', depart: 'Set out', checkIn: 'Checked in', confirmChecklist: 'Confirmed the checklist', startService: 'Started work', tickItem: 'Ticked an item', addPhoto: 'Added a photo', finish: 'Finished',
    confirm: 'Accepted the work', review: 'Reviewed', reviewHousehold: 'Reviewed the household', redo: 'Asked for a redo', reportNoShow: 'Reported a no-show', call: 'Rang through a masked number',
    previewSeries: 'Looked at a recurring wish', createSeries: 'Made a visit recurring', editSeries: 'Changed a series', skipVisit: 'Skipped a visit', unskipVisit: 'Took a skipped visit back in', pauseSeries: 'Paused a series', resumeSeries: 'Resumed a series', endSeries: 'Ended a series',

    startPayment: 'Started a payment', startCharge: 'Started paying a charge', syncPayment: 'Looked a payment up', proposeRefund: 'Proposed a refund', decideRefund: 'Decided a refund', setMyPayee: 'Set the own payee', setMerchantPayee: 'Set a merchant’s payee', setReceiver: 'Set a merchant’s receiver',
    runPayouts: 'Paid out what is due', reissuePayout: 'Sent a payout again', blockPayee: 'Blocked a payee', unblockPayee: 'Unblocked a payee', reconcile: 'Reconciled the books', resolveDifference: 'Resolved a difference', setBudget: 'Planned a budget',
    requestInvoice: 'Asked for an invoice', redLetterInvoice: 'Took an invoice back', makeReceipt: 'Made a receipt', setSharePlan: 'Set a share plan', endSharePlan: 'Ended a share plan', giveTip: 'Gave a tip', takeBackTip: 'Took a tip back', noteCoaching: 'Noted a coaching allowance',
    startHolidayCampaign: 'Started a holiday subsidy', endHolidayCampaign: 'Ended a holiday subsidy', payDeposit: 'Paid the guarantee', proposeDeduction: 'Proposed a deduction', decideDeduction: 'Decided a deduction', appealDeduction: 'Appealed a deduction', decideDeductionAppeal: 'Decided the appeal of a deduction', returnDeposit: 'Gave the guarantee back',
    takeCash: 'Took cash', countCash: 'Counted the drawer', bankCash: 'Brought cash to the bank',

    topUp: 'Topped up', refundStored: 'Paid stored value back', setTopUpPlans: 'Set the top-up bonuses', buyMembership: 'Bought a membership', dropMembership: 'Gave a membership up', payIntoFund: 'Entered a payment into a fund', savePackOffer: 'Set a pack on offer', buyPack: 'Bought a pack', refundPack: 'Paid a pack back', useTenders: 'Chose what to pay with',
    grantEligibility: 'Noted an eligibility', endEligibility: 'Took an eligibility back', markVoucherClaims: 'Marked vouchers to claim', inspectVoucherClaim: 'Inspected a voucher claim', claimVouchers: 'Claimed vouchers',
    setInsuranceProduct: 'Set an insurance product', buyPolicy: 'Bought a policy', surrenderPolicy: 'Surrendered a policy', reportClaim: 'Reported a claim', addClaimDocument: 'Added to a claim', advanceClaim: 'Advanced a claim', decideClaim: 'Noted the insurer’s decision', settleClaim: 'Settled a claim',
    saveSubsidyProgramme: 'Wrote a subsidy programme', setSubsidyYear: 'Set a year’s subsidy places', draftSubsidy: 'Drafted a subsidy claim', addSubsidyDocument: 'Added to a subsidy claim', submitSubsidy: 'Handed in a subsidy claim', withdrawSubsidy: 'Took a subsidy claim back',
    decideSubsidies: 'Noted the office’s decision', paySubsidies: 'Passed subsidies on', clawBackSubsidy: 'Fetched a subsidy back', returnSubsidy: 'Returned fetched subsidies', noteAttendance: 'Noted attendance elsewhere',

    startPlan: 'Started a plan', commitPlan: 'Committed a plan', discardPlan: 'Discarded a plan', undoPlan: 'Undid a plan', repair: 'Repaired a disruption', liftDisruption: 'Lifted a disruption', reportIll: 'Reported ill',
    holdSlot: 'Held a slot', releaseHold: 'Gave a slot back', acceptOffer: 'Accepted an offer', refuseOffer: 'Refused an offer', answerLateRisk: 'Answered about lateness', grab: 'Grabbed an order', declineHousehold: 'Declined a household', resumeHousehold: 'Took a decline back', assign: 'Assigned', redispatch: 'Redispatched',
    setPolicy: 'Set a dispatch policy', removePolicy: 'Took a dispatch policy back', handOn: 'Handed an order on', setWeights: 'Set the dispatch weights', revertWeights: 'Reverted the dispatch weights',

    callCustomer: 'Rang a customer', recordFollowUp: 'Recorded a follow-up', raiseTicket: 'Raised a ticket', moveTicket: 'Moved a ticket', setSeverity: 'Judged how bad an incident is', logCall: 'Noted a call',
    raiseSos: 'Called for help', sayOnSos: 'Said to be safe', acknowledgeSos: 'Took a call for help', noteSos: 'Noted what was done for a call for help', callOnSos: 'Rang about a call for help', tellSosContact: 'Told the emergency contact', closeSos: 'Closed a call for help',
    setEmergencyContact: 'Named an emergency contact', removeEmergencyContact: 'Removed the emergency contact', addShift: 'Put somebody on duty', removeShift: 'Took somebody off duty',
  },
});
