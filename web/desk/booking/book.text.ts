import { defineText } from '../../shared/i18n.ts';

export const bookText = defineText({
  zh: {
    title: '电话代约', lead: '边听边填，回车到下一步', caller: '来电客户', callerHint: '手机号，或姓名', search: '输入手机号或姓名', orders: '下过 {count} 单', newCustomer: '新客户：怎么称呼？', namePlaceholder: '如：王女士', open: '登记客户', needPhone: '名字没找到；输入 11 位手机号可以登记新客户', otherCaller: '换一位', known: '老客户', fresh: '新登记',
    again: '照旧再约', lastOrders: '最近的订单',
    address: '服务地址', newAddress: '新地址', useAddress: '用已有地址', estate: '小区', estatePlaceholder: '小区名，如：翠竹园', building: '楼栋', room: '门牌号', area: '面积（平方米）', baby: '有婴幼儿', pet: '有宠物', elder: '有老人', saveAddress: '保存地址', closed: '未开放', noEstate: '没有找到这个小区',
    service: '服务项目', servicePlaceholder: '输入服务名', quantity: '数量', crew: '{count} 人上门', lasts: '约 {duration}', from: '{price} 起', noteLabel: '客户要求（家政员会看到）',
    time: '上门时间', loadingSlots: '正在找空档…', slotWorkers: '{count} 位可到', noSlots: '这几天没有空档', postDemand: '先登记需求，有人再回电', manualNote: '空档列表打不开时，直接选时间，占档时再核对', chooseDay: '日期', chooseTime: '时间', moreDays: '往后 7 天', fewerDays: '回到最近',
    worker: '家政员', fastest: '最快能到的', fastestNote: '由系统挑最合适的', score: '{score} 分',
    summary: '订单', total: '合计', place: '占档并下单', placeNote: 'Ctrl+回车', missing: '还差：{what}', missingCaller: '客户', missingAddress: '地址', missingService: '服务', missingTime: '时间',
    placed: '已下单，等客户付款', payWith: '支付方式', scan: '请客户用{rail}扫码付款', placedNote: '{time} 前付款，过时自动取消', paid: '客户已付款', demandPlaced: '需求已登记', demandNote: '安排好时间后再联系客户', payLink: '付款链接', copyLink: '复制付款链接', copied: '已复制，发给客户就能付', openOrder: '看订单', another: '下一个来电', cancelledOrder: '订单已取消', linkFailed: '付款链接没有打开，客户可在自己的订单页付款',
    call: '来电记录', callWords: '客户说了什么', logCall: '只记来电', logged: '来电已记下', recentCalls: '最近来电', inbound: '呼入', outbound: '呼出', noCalls: '还没有通话', willLog: '下单时自动记一条来电', openDone: '已登记 {name}',
  },
  en: {
    title: 'Phone booking', lead: 'Fill in while listening; Enter goes on', caller: 'Caller', callerHint: 'Mobile number or name', search: 'Type a mobile number or a name', orders: '{count} orders so far', newCustomer: 'New customer: what is the name?', namePlaceholder: 'e.g. Ms Wang', open: 'Register', needPhone: 'No such name; type the 11-digit number to register a new customer', otherCaller: 'Someone else', known: 'Known', fresh: 'New',
    again: 'Same again', lastOrders: 'Latest orders',
    address: 'Address', newAddress: 'New address', useAddress: 'Use a known address', estate: 'Estate', estatePlaceholder: 'Name of the estate', building: 'Building', room: 'Room', area: 'Area (m²)', baby: 'Baby at home', pet: 'Pet at home', elder: 'Elder at home', saveAddress: 'Save address', closed: 'not served', noEstate: 'No such estate',
    service: 'Service', servicePlaceholder: 'Name of the service', quantity: 'Quantity', crew: '{count} workers', lasts: 'about {duration}', from: 'from {price}', noteLabel: 'Wishes (the worker sees them)',
    time: 'Time', loadingSlots: 'Looking for free times…', slotWorkers: '{count} free', noSlots: 'No free time in these days', postDemand: 'Note the need, call back later', manualNote: 'When the list does not open: choose a time, the hold checks it', chooseDay: 'Day', chooseTime: 'Time', moreDays: '7 days on', fewerDays: 'Back to now',
    worker: 'Worker', fastest: 'Fastest', fastestNote: 'The system picks the best', score: '{score} points',
    summary: 'Order', total: 'Total', place: 'Hold and place', placeNote: 'Ctrl+Enter', missing: 'Missing: {what}', missingCaller: 'caller', missingAddress: 'address', missingService: 'service', missingTime: 'time',
    placed: 'Placed, waiting for payment', payWith: 'Pay with', scan: 'The customer scans this with {rail}', placedNote: 'To be paid before {time}, else cancelled by itself', paid: 'Paid', demandPlaced: 'The need is noted', demandNote: 'Call the customer once a time is arranged', payLink: 'Pay link', copyLink: 'Copy pay link', copied: 'Copied; send it to the customer', openOrder: 'See order', another: 'Next caller', cancelledOrder: 'The order was cancelled', linkFailed: 'The pay link did not open; the customer can pay on the own order page',
    call: 'Call log', callWords: 'What the customer said', logCall: 'Only log the call', logged: 'Call logged', recentCalls: 'Latest calls', inbound: 'Inbound', outbound: 'Outbound', noCalls: 'No calls yet', willLog: 'Placing logs the call by itself', openDone: '{name} is registered',
  },
});
