const r = (status: number, zh: string, en: string) => ({ status, zh, en });

/** How calls for help, their desk and its roster say no. Raising one is never refused. */
export const sosRefusals = {
  'support.sos_unknown': r(404, '没有找到这条求助', 'No such call for help'),
  'support.sos_taken': r(409, '{name}已在处理这条求助，您可以打开看进展或记一笔', '{name} has taken this alarm already; open it to see how it goes or add a note'),
  'support.sos_over': r(409, '这条求助已经结束；还需要帮助请再按一次求助', 'This alarm is closed; if help is still needed press the button again'),
  'support.sos_not_acknowledged': r(409, '请先点“我来处理”并和本人联系，再结束', 'Take the alarm and speak with the person first, then close it'),
  'support.sos_visit_undecided': r(422, '家政员在上门途中或家里求助，请说明这次上门怎么计：不计，还是照常', 'A worker called for help on a visit: say how the visit counts, excused or as usual'),
  'support.sos_no_visit': r(409, '这条求助没有关联的上门，只能联系求助人本人', 'No visit belongs to this alarm; only the person who raised it can be rung'),
  'support.contact_missing': r(409, '本人没有留紧急联系人', 'The person has named nobody for emergencies'),
  'support.contact_no_consent': r(409, '本人没有同意通知紧急联系人，请先和本人联系', 'The person has not agreed that the contact is told; speak with her first'),
  'support.severity_only_incident': r(422, '只有事故分级别', 'Only incidents have a severity'),
  'support.ticket_is_alarm': r(409, '这是一条求助，请在“求助”页处理和结束', 'This is a call for help; handle and close it on the page of alarms'),
  'support.shift_order': r(422, '结束时间要晚于开始时间', 'The end comes after the beginning'),
  'support.shift_past': r(422, '这个班已经过去，不能再改', 'This shift is over and cannot be changed'),
  'support.shift_long': r(422, '一个班最长 {hours} 小时，请分成几个班', 'A shift lasts {hours} h at most; make several'),
  'support.shift_overlap': r(409, '{name}这段时间已经有班', '{name} is on call in that time already'),
  'support.shift_person': r(422, '只能排平台客服、调度员或运营', 'Only agents, dispatchers and operators of the city can be on call'),
  'support.shift_unknown': r(404, '没有找到这个班', 'No such shift'),
  'orders.safety_hold': r(409, '这次上门正由平台客服处理，暂时不能这样操作；请拨打客服电话', 'The desk is looking after this visit, so this cannot be done right now; please call us'),
  'orders.safety_undecided': r(409, '她在这次上门按了求助：先在求助页作出结论，才能按平常的规则报未到', 'She called for help on this visit: decide on the alarm first, then the ordinary rules apply'),
} as const;
