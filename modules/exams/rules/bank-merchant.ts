/** What a merchant's owner must know of the alliance's rules. */
export const merchant = `
S1 商户入驻要依次通过？ | A merchant joins through…
+ 资质审核、保证金、培训、在线考试，再试运营 | papers, guarantee, training, online exam, then a trial
- 交钱就能接单 | paying only
- 先接单后补材料 | taking orders first
- 只要培训 | training only

S1 入驻考试几分通过？ | What passes this exam?
+ 40 题里对 80% | 80 % of 40 questions
- 60% | 60 %
- 全对 | All right
- 没有标准 | No rule

S1 试运营多少天？ | How long is the trial?
+ 30 天 | 30 days
- 7 天 | 7 days
- 90 天 | 90 days
- 一年 | A year

J1- 商户可以代为保管家政员的身份证原件。 | A merchant may keep workers’ identity cards.
= 任何人不得扣押证件原件，系统也不提供这种登记。 | Nobody may hold originals; the system records none.

S2 保证金什么时候退？ | When is the guarantee paid back?
+ 退出满 90 天，扣除已裁定的款项后退 | 90 days after leaving, less what was decided
- 退出当天 | On the day
- 不退 | Never
- 满三年 | After three years

J2+ 保证金只能按已裁定的案件扣，商户可以申诉。 | The guarantee is drawn on by decided cases only, with appeal.
= 没有裁定就不扣。 | No decision, no deduction.

M2 商户必须公示的有？ | What must a merchant publish?
+ 营业执照 | Licence
+ 服务项目和价格 | Items and prices
+ 投诉电话 | Complaint phone
- 家政员身份证号 | Workers’ identity numbers
= 商务部办法要求公示前三项。 | The first three are required.

S1 家政员工资，商户可以？ | A worker’s pay may be…
+ 按约定全额按时结，不得克扣 | paid in full and on time, nothing withheld
- 先压一个月 | held a month
- 抵扣培训费 | set against training
- 客户投诉就不发 | kept on a complaint

S2 没有健康证的家政员能接单吗？ | May a worker without a health certificate take orders?
+ 不能，系统同一分钟就停派 | No: the system stops her the same minute
- 能，做完补 | Yes, later
- 老客户可以 | For old customers
- 只做保洁可以 | For cleaning

J1- 可以要求家政员做乙肝检查。 | A hepatitis B test may be demanded.
= 入职体检不得查乙肝。 | Job checks must not include it.

S2 背景核查前要先？ | Before a background check…
+ 家政员书面授权 | she authorises it in writing
- 商户口头同意 | the merchant agrees
- 不用 | nothing
- 客户同意 | the customer agrees

M2 背景核查只能保存？ | Of a background check one keeps…
+ 结果 | the result
+ 日期 | the date
+ 文件指纹 | the document’s fingerprint
- 全部案情 | the whole story

S2 客户绕过平台直接给商户付款，商户应当？ | A customer wants to pay past the platform. You…
+ 拒绝，引导在平台支付 | decline and point to the platform
- 打折收下 | take it at a discount
- 让家政员收 | let the worker take it
- 收一半 | take half
= 平台外的钱没有保险、没有凭证。 | No cover and no receipt outside.

S1 订单派到商户后，要在规定时间内？ | An order waiting for your staff is…
+ 派人，否则转给别家 | given to somebody in time, or it goes elsewhere
- 想派就派 | sent when convenient
- 等客户催 | sent when urged
- 先压着 | kept

S2 片区和品类的独家权，意味着？ | Exclusive right to a district and family means…
+ 该片区该品类优先派给您，做不了会溢出给邻近商户 | it comes to you first and overflows to a neighbour when you cannot
- 别人永远不能进 | nobody else ever
- 可以涨价 | higher prices
- 可以不接单 | no duty to serve

J2+ 平台抽成按服务费计算，材料费和保险费不抽成。 | Commission is on the labour, not on materials and insurance.
= 先从劳务里算抽成。 | It comes off the labour.

S2 客户投诉成立后，商户要？ | A complaint was upheld. You…
+ 按期整改，配合返工或退款 | mend it in time, redo or refund
- 找客户删评价 | ask to delete the review
- 换个账号 | change accounts
- 不理会 | ignore it

J1- 可以用返现让客户改好评。 | Cash back for good reviews is allowed.
= 虚假评价会被处罚。 | Bought reviews are punished.

S2 家政员上门打碎客户物品，商户先？ | A worker broke something. First…
+ 让她如实报告，保护现场，报平台和保险 | a true report, leave it as is, platform and insurer
- 让她自己赔 | let her pay
- 说是客户弄的 | blame the customer
- 不承认 | deny it

S1 上门必须带？ | What must be carried to a home?
+ 上门服务证 | The door card
- 营业执照原件 | The licence
- 户口本 | The household register
- 劳动合同 | The contract

S2 上门服务证丢了，几天内补发？ | A lost door card is replaced within…
+ 5 个工作日 | 5 working days
- 当天 | the day
- 一个月 | a month
- 不补 | never

M2 客户隐私，员工不得？ | Staff must not…
+ 拍客户家里 | film a home
+ 转发客户电话 | pass on phone numbers
+ 在群里议论客户 | talk of customers in groups
- 核对服务清单 | check the list of work

S2 客户电话应当怎么打？ | How is a customer called?
+ 用平台的隐私号 | By the platform’s masked number
- 存进个人通讯录 | From one’s own contacts
- 抄在本子上 | From a notebook
- 让客户加微信 | By adding on WeChat

S2 家政员一周最多工作？ | A worker’s week has at most…
+ 60 小时，两天之间休息 11 小时 | 60 hours, 11 hours between days
- 没有上限 | no limit
- 80 小时 | 80 hours
- 她愿意就行 | what she likes

J2- 赶单时可以让没有培训的人顶班。 | In a rush somebody untrained may stand in.
= 没有资格的人不能上门。 | Nobody unqualified enters a home.

S2 新人上门前的岗前证书是？ | A newcomer needs…
+ 核心模块合格证和实操合格证 | core and practical certificates
- 驾照 | a driving licence
- 学位证 | a degree
- 不需要 | nothing

S1 平台证书和国家职业技能等级？ | Platform certificates and the state’s levels…
+ 互不换算，不能宣传成国家证书 | are not exchangeable and never advertised as the state’s
- 一样 | are the same
- 平台更高 | the platform’s is higher
- 可以互换 | can be swapped

S2 下雨天路滑，家政员可能迟到，应当？ | Rain makes a worker late. You…
+ 提前告诉客户和平台，必要时换人 | tell household and platform, change the worker if needed
- 催她骑快点 | urge her to hurry
- 等客户打电话 | wait for the call
- 取消订单 | cancel

S2 高层外窗，商户应当？ | Outside windows high up are…
+ 不接外侧擦窗，只做内侧 | declined; inside only
- 系根绳子做 | done with a rope
- 让男员工做 | done by men
- 加钱就做 | done for more money

M3 哪些会被暂停？ | What leads to suspension?
+ 派没有证件的人上门 | Sending somebody without papers
+ 保险过期 | Lapsed insurance
+ 私下收款 | Payment outside
- 员工调休 | A day off

S2 商户保险到期前，系统会？ | Before insurance lapses the system…
+ 提前提醒，过期当天停单 | warns ahead and stops orders that day
- 不管 | does nothing
- 自动续 | renews it
- 只罚款 | fines only

S2 商户资质信息变更，应当？ | Your registration changed. You…
+ 及时在平台更新并重新审核 | update it and have it checked
- 年底一起改 | wait for the year’s end
- 不用改 | leave it
- 口头说一声 | mention it

J2+ 商户退出时，未完成的订单要先安排好。 | Before leaving, open orders are settled.
= 客户不能落空。 | No household is left alone.

S1 商户等级从 A 到 AAAAA，由谁评？ | Who gives the grade A to AAAAA?
+ 有资格的评定机构，有有效期 | A body entitled to, for a time
- 商户自己 | The merchant
- 平台客服 | The call desk
- 客户投票 | A vote

S2 客户要求做清单外的事，应当？ | A customer asks for more than the list. You…
+ 在平台加项报价，同意后再做 | add and price it on the platform, then do it
- 免费做 | do it free
- 现场收现金 | take cash
- 拒绝并离开 | refuse and leave

S2 员工之间派单，看什么？ | Among your staff orders go by…
+ 技能、距离、时间、评分，公平派 | skill, way, time, rating, fairly
- 和谁关系好 | friendship
- 谁送礼 | gifts
- 抽签 | lots

M2 处理投诉的正确做法有？ | Right with a complaint…
+ 先听完 | listen first
+ 记录并给出时限 | write it down and name a time
+ 结果回告客户 | tell the outcome
- 和客户争输赢 | win the argument

S2 家政员突发疾病，先？ | A worker falls ill at work. First…
+ 救人、打 120，再安排接替 | help, call 120, then a stand-in
- 先完成订单 | finish the order
- 先问客户 | ask the customer
- 扣她工资 | dock her pay

J1- 可以让家政员以个人名义带走客户。 | A worker may take customers away privately.
= 平台外没有保障。 | There is no protection outside.

S2 中介制、员工制，合同有什么区别？ | Agency and employment differ in that…
+ 员工制由企业与家政员签劳动合同并缴保险 | an employer signs a labour contract and insures her
- 没有区别 | they do not
- 中介制企业发工资 | an agency pays wages
- 员工制不签合同 | employment has no contract

S3 商户同时有两个应急：投诉和员工受伤，先？ | A complaint and an injury at once: first…
+ 受伤的人 | the injured person
- 投诉 | the complaint
- 谁先打电话 | who called first
- 都等一等 | both wait

S2 结算周期内，平台给商户的款项？ | Merchants are paid…
+ 按平台规则 T+7，对账单可查 | T+7 by the rules, with a statement
- 当天现金 | in cash the same day
- 年底一次 | once a year
- 想取就取 | whenever wanted

S2 客户家有监控，员工应当？ | A home has cameras. Staff…
+ 知情、按规范作业，不遮挡不破坏 | know, work by the rules, do not cover or break them
- 遮住摄像头 | cover them
- 拔掉电源 | unplug them
- 拒绝上门 | refuse to come

M3 安全负责人要做的有？ | The safety officer…
+ 检查用电、登高、化学品规范 | checks power, heights, chemicals
+ 组织安全培训 | trains
+ 事故 24 小时内上报 | reports accidents within 24 hours
- 代员工签字 | signs for others
= 签字必须本人。 | Everybody signs for herself.

J2+ 平台给商户的评分包含完成率、投诉率、评分和响应。 | A merchant’s score counts completion, complaints, rating, response.
= 这些都在商户评分卡里能看到。 | All stand on the scorecard.
`;
