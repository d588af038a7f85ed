export const postnatalCare = `
S1 新生儿每次喂奶后要？ | After each feed a newborn is…
+ 竖抱拍嗝，再侧放观察 | held up and burped, then watched
- 平放 | laid flat
- 摇晃 | shaken
- 喂水 | given water

S2 新生儿黄疸加重，应当？ | Jaundice gets worse. You…
+ 马上告诉家长，去医院 | tell the parents and go to hospital
- 多晒太阳就好 | just sun
- 喂葡萄糖水 | sugar water
- 等等看 | wait

J1- 新生儿脐带可以用紫药水。 | Gentian violet suits the cord.
= 一般用碘伏或按医嘱，保持干燥。 | Povidone iodine or as told, and dry.

S2 脐带没脱落，洗澡时要？ | The cord is still on. Bathing…
+ 避免长时间浸泡，擦干 | short and dried well
- 用酒精冲洗 | with alcohol
- 剪掉 | cut it
- 敷草药 | herbs

M2 产妇要观察的有？ | You watch the mother’s…
+ 体温 | temperature
+ 恶露量和颜色 | bleeding
+ 情绪 | mood
- 体重 | weight

S2 产妇说很难过、想哭，应当？ | She is sad and wants to cry. You…
+ 倾听，记录，告诉家属，建议看医生 | listen, note, tell the family, suggest a doctor
- 说想开点 | say cheer up
- 说别人更难 | say others have it worse
- 不理 | ignore it

J2+ 母乳不够时，先看喂养姿势和次数，再按医嘱加奶粉。 | Short of milk: posture and frequency first, formula as told.
= 多吸多产。 | More sucking, more milk.

S2 产妇发烧 38.5℃，应当？ | She has 38.5 °C. You…
+ 告诉家属，尽快就医 | tell the family, see a doctor soon
- 吃退烧药 | medicine
- 捂汗 | sweat it out
- 继续喂奶不说 | say nothing

S2 宝宝大便发白，应当？ | The baby’s stool is pale. You…
+ 拍照，马上告诉家长就医 | take a photo, tell at once, hospital
- 正常 | take it as normal
- 换奶粉 | change formula
- 喂水 | give water

M3 新生儿危险信号，要马上送医？ | Danger signs are…
+ 呼吸急促、口唇发紫 | fast breath, blue lips
+ 抽搐 | fits
+ 拒奶嗜睡 | refuses milk, drowsy
- 打喷嚏 | sneezing

S2 洗澡时宝宝的头部，应当？ | In the bath the head is…
+ 一手托住头颈 | held with the neck
- 不托 | free
- 用毛巾裹紧 | wrapped tight
- 浸在水里 | in the water

J2- 束缚带包得越紧越好。 | The tighter the swaddle the better.
= 太紧影响呼吸和髋关节。 | It harms breath and hips.
`;
export const infantCareAdvanced = `
S2 宝宝发烧抽搐，先？ | A fit with fever: first…
+ 侧卧，清口腔异物，看时间，打 120 | on the side, clear mouth, note the time, call 120
- 掐人中 | press the lip
- 灌药 | give medicine
- 抱紧 | hold tight

O2 儿童烫伤？ | A burn: in order.
+ 冷水冲 15 分钟以上 | Cold water, 15 minutes and more
+ 脱或剪开衣物 | Clothes off or cut
+ 盖干净布、送医 | Clean cover, hospital

S2 溺水孩子救上来没有呼吸，应当？ | No breath after drowning: you…
+ 立即心肺复苏，不控水，打 120 | start resuscitation, no draining, call 120
- 倒挂控水 | hang upside down
- 按肚子 | press the belly
- 等救护车 | wait

J1- 给幼儿擦屁股用爽身粉最好。 | Powder is best for a baby’s bottom.
= 粉会被吸入，用护臀霜。 | Powder is inhaled; use cream.

M2 早期活动要？ | Early play means…
+ 按月龄 | by age
+ 跟着孩子的兴趣 | following its interest
+ 多说话 | much talk
- 每天看动画 3 小时 | 3 hours of cartoons

S2 接送路上，应当？ | On the school run you…
+ 牵手走人行道，不闯红灯 | hold hands, pavement, no red light
- 骑车带两个 | carry two on a bike
- 让他自己走 | let it walk alone
- 边看手机 | look at the phone

S2 孩子说老师打他，应当？ | A child says the teacher hit it. You…
+ 平静听，不追问，马上告诉家长 | listen calmly, tell the parents at once
- 去学校吵 | go to argue
- 骂孩子 | scold
- 不告诉 | say nothing

J2+ 给孩子洗澡前先关浴霸正下方、试水温。 | Check the heater and the water before a bath.
= 防烫伤和触电。 | Against burns and shocks.

S2 宝宝对鸡蛋可能过敏，试吃应当？ | Possible egg allergy: the trial is…
+ 少量、一种、白天、观察两小时 | little, one thing, by day, two hours of watching
- 一次吃够 | a full portion
- 晚上喂 | in the evening
- 混着喂 | mixed

M2 哪些玩具不合适一岁以内？ | What is wrong under one?
+ 小于孩子嘴巴的零件 | parts smaller than its mouth
+ 尖锐的 | sharp ones
+ 气球 | balloons
- 布书 | cloth books

S2 孩子摔伤额头流血，先？ | A bleeding forehead: first…
+ 干净布压住止血，观察，就医 | press with a clean cloth, watch, doctor
- 涂酒精 | alcohol
- 包紧不管 | a tight bandage
- 撒香灰 | ash

J2- 幼儿可以单独坐扶手电梯。 | A small child may take the escalator alone.
= 抱着或牵着，站中间。 | Carry it or hold its hand.
`;
export const elderCareAdvanced = `
O2 协助失能老人翻身？ | Turning a dependent elder: in order.
+ 说明，拉好床档 | Explain, rails up
+ 一手肩一手髋，向自己翻 | Shoulder and hip, towards you
+ 垫枕、检查皮肤 | Pillows, check the skin
+ 记录时间 | Note the time

S2 吞咽困难的老人进食，应当？ | With trouble swallowing one gives…
+ 按医嘱稠化食物，坐直，小口 | thickened food as told, upright, small bites
- 稀粥快喂 | thin porridge fast
- 躺着喂 | food lying down
- 大块饭 | big bites

S2 鼻饲老人，喂前要？ | Before tube feeding…
+ 确认管在胃里，抬高床头 | make sure it is in the stomach, raise the head
- 直接打 | start
- 放平 | lay flat
- 加温到烫 | heat it up

J1+ 胰岛素注射由家属或护士做，家政员只提醒。 | Insulin is given by family or nurse; we remind.
= 注射是护理操作。 | Injecting is nursing.

M2 陪诊前要准备？ | Before a clinic visit you take…
+ 身份证、医保卡（本人拿） | the card and papers, kept by her
+ 近期检查单 | recent results
+ 问题清单 | a list of questions
- 存折 | the bank book

S2 老人便秘，合适的是？ | Constipation: better is…
+ 多喝水、蔬菜、活动，按医嘱用药 | water, vegetables, movement, medicine as told
- 用手抠 | fingers
- 泻药自己买 | laxatives
- 不管 | nothing

S2 老人突然说不认识你，应当？ | She suddenly does not know you. You…
+ 安抚，看有没有发烧或外伤，告诉家属 | calm, look for fever or injury, tell the family
- 争辩 | argue
- 考她 | quiz her
- 生气 | get angry

J1- 卧床老人只要用气垫，就不用翻身。 | With an air mattress no turning is needed.
= 还要定时翻身。 | Still turn her.

S2 心绞痛发作，家中有硝酸甘油，应当？ | Chest pain and nitroglycerin at home: you…
+ 扶坐，按医嘱取药给她，打 120 | sit her up, give as prescribed, call 120
- 让她走动 | make her walk
- 躺平 | lay her flat
- 给阿司匹林 | give aspirin

M3 哪些要马上打 120？ | When is 120 called at once?
+ 胸痛 15 分钟不缓解 | chest pain for 15 minutes
+ 单侧无力 | weakness of one side
+ 大量出血 | heavy bleeding
- 打哈欠 | yawning

S2 老人拒绝洗澡，应当？ | She refuses a bath. You…
+ 换个时间，问原因，尊重 | another time, ask why, respect it
- 强行洗 | force it
- 骗她 | trick her
- 关水 | turn off water

J2+ 紧急联系人电话要放在电话旁、手机里。 | Emergency numbers stand by the phone.
= 慌的时候找得到。 | Panic finds them.
`;
