/** Infant care. */
export const infantCare = `
P1:babyOnBack 婴儿睡觉，图中的姿势对吗？ | Is this how a baby sleeps?
@ 婴儿仰面躺在床上，床里没有别的东西 | A baby on its back in an empty cot
+ 对，仰卧、床里没有软物 | Yes: on its back, nothing soft in the cot
- 不对，应该趴着睡 | No: on its belly
- 不对，应该用枕头固定 | No: held by pillows
- 不对，应该盖厚被子 | No: under a thick quilt
= 仰卧能减少猝死。 | Sleeping on the back prevents sudden death.

S1 给婴儿洗澡，水温用什么试？ | How is bath water tested?
+ 手腕内侧或手肘，温热不烫，约 38℃ | Wrist or elbow, warm not hot, about 38 °C
- 手掌 | The palm
- 把孩子脚放进去 | The child’s foot
- 看有没有热气 | By the steam

S1 放洗澡水的顺序是？ | Into the tub first goes…
+ 先放冷水，再放热水 | cold water, then hot
- 先放热水，再放冷水 | hot water, then cold
- 只放热水等凉 | hot water only, to cool
- 随便 | either
= 孩子万一跌进去，先热水会烫伤。 | A child that falls in is scalded.

J1- 孩子在澡盆里坐得稳，可以离开一分钟去拿毛巾。 | A child that sits well may be left in the tub for a minute.
= 几厘米深的水一分钟就能出事，一秒都不能离开。 | A few centimetres and a minute are enough.

S2 一岁以内的孩子异物卡喉、不能哭不能咳，应当？ | A baby under one chokes and makes no sound. You…
+ 趴在前臂上拍背 5 次，翻过来压胸 5 次，反复，并呼救 120 | give 5 back blows over the forearm, 5 chest thrusts, again and again, and call 120
- 倒提拍脚底 | hang it by the feet
- 用手指去抠 | reach in with a finger
- 喂水冲下去 | give water

O2 换尿布的正确顺序是？ | Put a change of nappy in order.
+ 洗手，备好新尿布和湿巾 | Wash hands, lay things ready
+ 解开脏尿布，从前往后擦 | Open, wipe front to back
+ 擦干，涂护臀霜 | Dry, cream
+ 换上新尿布，松紧能放进一指 | New nappy, one finger fits
+ 洗手，看大便并记录 | Wash hands, look and note

J2+ 女婴擦洗要从前往后，防止感染。 | A girl is wiped front to back against infection.
= 从后往前会把粪便带到尿道口。 | The other way carries germs forward.

S2 冲奶粉，正确的是？ | Formula is made…
+ 先放水、后放粉，按罐上的比例，滴在手腕试温 | water first, powder by the tin, tested on the wrist
- 先放粉再加水 | powder first
- 多放一勺更有营养 | with a spoon more
- 用昨天剩的热 | from what is left of yesterday

S2 吃剩的配方奶，最多放多久？ | Left-over formula may wait…
+ 喂过的一小时内喝完，喝不完倒掉 | an hour once begun, then it is thrown away
- 半天 | half a day
- 放冰箱两天 | two days in the fridge
- 反复加热 | and be heated again

S1 孩子发烧 38.6℃，你应当？ | The child has 38.6 °C. You…
+ 马上告诉家长，按家长和医生的话做，记录体温 | tell the parents at once, do as they and the doctor say, note it
- 自己喂退烧药 | give medicine yourself
- 捂被子出汗 | wrap it up to sweat
- 用酒精擦身 | rub it with alcohol
= 家政员不自行给药。 | Nobody gives medicine on her own.

M2 抱新生儿时要？ | Holding a newborn means to…
+ 托住头颈 | support head and neck
+ 摘掉戒指、手表 | take off rings and watch
- 逗笑时轻轻摇晃头部 | shake it gently to make it laugh
- 一手抱一手拿热水 | hold hot water in the other hand
= 摇晃会伤到大脑。 | Shaking harms the brain.

S2 宝宝第一次添加辅食，通常从多大开始？ | Solid food usually begins at…
+ 满 6 个月左右，从含铁米粉开始 | about six months, with iron-rich cereal
- 满月 | one month
- 3 个月喝果汁 | three months, with juice
- 1 岁 | one year

J2- 一岁以内可以用蜂蜜调味。 | Honey may sweeten food before the first birthday.
= 蜂蜜可能含肉毒杆菌芽孢，一岁内不能吃。 | It may carry botulism.

M2 添加新辅食后，哪些可能是过敏？ | After new food, what may be an allergy?
+ 嘴周起红疹 | A rash round the mouth
+ 呕吐、腹泻 | Vomiting, diarrhoea
+ 呼吸急促 | Fast breathing
- 打哈欠 | Yawning
= 呼吸急促马上打 120。 | Trouble breathing: call 120.

S2 从床上摔下后，孩子哭了一会儿又犯困、呕吐，应当？ | After a fall the child cries, then is drowsy and vomits. You…
+ 立即告诉家长并送医，不让他先睡 | tell the parents and go to hospital at once
- 让他睡一觉 | let it sleep
- 揉头上的包 | rub the bump
- 等晚上家长回来再说 | wait until evening

S1 带孩子外出，有陌生人说是他舅舅来接，应当？ | A stranger says he is the uncle and will take the child. You…
+ 不交给他，当面打电话向家长核实 | do not hand it over and call the parents
- 看着像就给 | do so if he looks like it
- 让孩子自己认 | let the child say
- 给他看家门钥匙 | show him the keys

S3 婴儿心肺复苏，按压的位置和深度是？ | Infant resuscitation: where and how deep?
+ 两指按压两乳头连线下方，约 4 厘米 | Two fingers below the nipple line, about 4 cm
- 双手按压肚子 | Both hands on the belly
- 单手按压，1 厘米 | One hand, 1 cm
- 手掌按压左胸 | The palm on the left

J1+ 孩子的照片不能发到自己的朋友圈。 | Pictures of the child are not posted.
= 这是客户的隐私，也是孩子的安全。 | It is their privacy and its safety.

M2 哪些是家里对幼儿危险的？ | What endangers a small child at home?
+ 垂下来的窗帘绳 | A hanging blind cord
+ 纽扣电池 | Button cells
+ 没有护角的热水壶台面 | A kettle at the edge
- 靠墙固定的书柜 | A bookcase fixed to the wall

S2 孩子误吞纽扣电池，应当？ | A child swallowed a button cell. You…
+ 立刻送医，不催吐，告诉家长 | go to hospital at once, cause no vomiting, tell the parents
- 等它拉出来 | wait for it
- 喂醋 | give vinegar
- 抠喉咙催吐 | make it vomit
= 纽扣电池两小时就能烧穿食道。 | It burns through in two hours.
`;

/** Elder companionship. */
export const elderCare = `
S1 和听力不好的老人说话，应当？ | With an elder who hears badly you…
+ 面对面、慢一点、句子短、看口型 | face them, speak slowly and shortly
- 贴着耳朵大喊 | shout into the ear
- 只写字条 | only write notes
- 少说话 | say little

P2:wheelchairBrake 扶老人坐轮椅前，图中红色的部件要？ | Before sitting down, what about the red part?
@ 轮椅，手刹是红色的 | A wheelchair with a red brake
+ 刹住 | Set it
- 松开 | Release it
- 拆下来 | Take it off
- 不用管 | Nothing
= 没刹住，一坐就滑走。 | Unset, it rolls away.

O2 从床转到轮椅，正确的顺序是？ | From bed to wheelchair: put it in order.
+ 告诉老人要做什么，轮椅靠床斜放，刹住 | Explain, place the chair at an angle, brakes on
+ 扶老人坐起，双脚着地，坐一会儿 | Sit up, feet down, wait
+ 站稳，用腿发力，抱腰转身 | Stand firm, lift with the legs, turn
+ 慢慢坐下，系安全带，放脚踏 | Sit down slowly, belt, footrests

S2 老人起床要慢，是为了防？ | Why do elders get up slowly?
+ 体位性低血压晕倒 | Fainting as blood pressure drops
- 落枕 | A stiff neck
- 消化不良 | Indigestion
- 感冒 | A cold
= 醒后躺半分钟、坐半分钟、站半分钟。 | Half a minute each lying, sitting, standing.

J1- 老人忘了吃降压药，下一次补吃两倍。 | A missed pressure pill is doubled next time.
= 不能自行加倍，问家属和医生。 | Never double; ask family and doctor.

S1 发现老人跌倒在地，首先？ | An elder has fallen. First you…
+ 不急着扶，先问和看有没有疼痛、出血、意识 | do not pull up; ask and look for pain, bleeding, awareness
- 马上拉起来 | pull up at once
- 喂水 | give water
- 揉疼的地方 | rub the place
= 硬拉可能让骨折更重。 | Pulling may worsen a fracture.

M2 哪些是中风的信号，要立刻打 120？ | Which are signs of a stroke?
+ 一侧嘴角歪 | One corner of the mouth hangs
+ 一侧手抬不起来 | One arm cannot be lifted
+ 说话不清 | Slurred speech
- 午饭吃得慢 | Slow at lunch

S2 喂饭时防呛噎，应当？ | Against choking at meals you…
+ 坐起或半卧，小口慢喂，咽下再喂，饭后坐 30 分钟 | sit up, small bites, wait for swallowing, stay up 30 minutes
- 平躺着喂 | feed lying flat
- 边看电视边喂 | feed before the television
- 用汤泡饭快喂 | feed soup and rice fast

J2+ 给药前要核对姓名、药名、剂量、时间，并记录。 | Name, medicine, dose and time are checked and noted.
= 只提醒和协助，不改药。 | One reminds and helps, never changes.

S2 卧床老人一般多久翻一次身？ | A bedridden elder is turned every…
+ 2 小时左右 | 2 hours or so
- 半天 | half day
- 一天 | day
- 三天 | three days
= 防压疮。 | Against bedsores.

S2 发现骶尾部皮肤发红、按压不褪色，应当？ | The skin of the lower back is red and stays red when pressed. You…
+ 这是压疮早期，解除压迫，告诉家属 | know an early bedsore, take the pressure off, tell the family
- 用力按摩 | rub hard
- 贴膏药 | put a plaster on
- 不用管 | leave it

M2 家里防跌倒，要做到？ | Against falls at home…
+ 卫生间铺防滑垫、装扶手 | mats and rails in the bathroom
+ 走道不放杂物 | clear ways
+ 夜里留小灯 | a night light
- 让老人穿拖鞋 | slippers

S1 失智老人反复问同一个问题，应当？ | An elder with dementia asks the same again and again. You…
+ 平静地回答，转移注意 | answer calmly and turn to something else
- 责怪他 | scold
- 不理他 | ignore it
- 骗他 | lie

S2 失智老人不见了，第一步？ | An elder with dementia is gone. First…
+ 马上告诉家属和平台，报警 110，在附近找 | tell family and platform, call 110, look nearby
- 自己找两个小时 | search two hours alone
- 等他回来 | wait
- 发朋友圈 | post it

J1- 为了安全，可以把躁动的老人绑在床上。 | A restless elder may be tied to the bed.
= 捆绑伤人也违法，找原因并告诉家属。 | It harms and is unlawful; look for the reason.

S3 成人心肺复苏，按压频率和深度是？ | Adult resuscitation: rate and depth?
+ 每分钟 100 到 120 次，5 到 6 厘米 | 100 to 120 a minute, 5 to 6 cm
- 每分钟 60 次，2 厘米 | 60 a minute, 2 cm
- 每分钟 180 次，越深越好 | 180 a minute, as deep as possible
- 每分钟 80 次，10 厘米 | 80 a minute, 10 cm

S2 给老人洗澡，水温和时间？ | Bathing an elder: how warm, how long?
+ 40℃ 左右，15 分钟内，饭后一小时再洗 | About 40 °C, within 15 minutes, an hour after meals
- 50℃，半小时 | 50 °C, half an hour
- 冷水，快洗 | Cold and fast
- 空腹洗 | On an empty stomach

M2 尊重老人的做法有？ | Respect means to…
+ 换衣服时关门拉帘 | close door and curtain when changing
+ 做之前说明，征得同意 | explain and ask first
- 当着客人说他大小便的事 | talk of his toilet before guests
- 叫他“老头” | call him “old man”

S2 老人给你红包请你瞒着子女多买保健品，应当？ | An elder offers you money to buy supplements behind the children’s back. You…
+ 婉拒红包，告诉家属 | decline and tell the family
- 收下照办 | take it and do so
- 收下不办 | take it and do not
- 帮他网购 | order online for him

S2 陪诊时，听不懂医生的话应当？ | At the doctor’s you do not understand. You…
+ 请医生再说一遍，记下来，转告家属 | ask again, write it down, tell the family
- 猜着转告 | guess
- 不说 | say nothing
- 自己查了改 | look it up and change it

J2+ 老人的存折、密码，家政员不经手。 | A worker does not handle an elder’s bank book or codes.
= 钱和密码由家属负责。 | Money and codes are the family’s.
`;
