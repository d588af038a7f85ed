export const etiquette = `
S1 到客户家门口，先？ | At the door, first…
+ 轻敲三下，退后一步，等开门 | knock three times, step back, wait
- 直接推门 | push it open
- 一直按门铃 | keep ringing
- 打电话让开门 | call to be let in

J1+ 进门先亮上门服务证，再套鞋套。 | Show the door card, then cover your shoes.
= 让人看清你是谁。 | They see who you are.

S1 称呼客户，合适的是？ | How is a customer addressed?
+ 先生、女士、阿姨，按她的习惯 | Sir, madam, as they like it
- 喂 | Hey
- 直呼姓名 | By bare name
- 老板娘 | Boss lady

M1 上门着装要求？ | Dress for a visit is…
+ 干净工服 | a clean uniform
+ 不戴大首饰 | no large jewellery
+ 指甲剪短 | short nails
- 高跟鞋 | high heels

S2 客户给你倒水，应当？ | You are offered water. You…
+ 道谢，用自己的水杯 | thank them and use your own cup
- 不理 | ignore it
- 自己开冰箱找饮料 | look in the fridge
- 要求喝茶 | ask for tea

J1- 工作时可以边打电话边干活。 | One may phone while working.
= 除非急事，私人电话先不接。 | Only for an emergency.

S2 客户家有客人来，你应当？ | Guests arrive. You…
+ 点头问好，继续工作，不参与谈话 | greet and go on, no talk
- 坐下一起聊 | sit down and chat
- 马上走 | leave
- 打听是谁 | ask who they are

S2 迟到 10 分钟，应当？ | You are 10 minutes late. You…
+ 提前告知，到了道歉 | say so before, excuse yourself
- 不说话直接干 | start without a word
- 怪路上堵 | blame the traffic
- 少做 10 分钟 | leave earlier

O1 离开客户家的顺序？ | Leaving: in order.
+ 请客户看一遍 | Have it looked at
+ 收好工具、带走垃圾 | Tools and rubbish
+ 道别、轻关门 | Say goodbye, close softly

J2- 客户不在家，可以在沙发上休息。 | Alone at home one may rest on the sofa.
= 不用客户的私人物品。 | Their things are not ours.

S2 客户的孩子打招呼叫你“保姆”，合适的反应？ | A child calls you “nanny”. You…
+ 微笑，告诉他可以叫阿姨 | smile and say what it may call you
- 生气 | get angry
- 不理 | ignore it
- 要求道歉 | demand an apology
`;
export const safety = `
P1:socketWithWater 图中的情况，应当先？ | What comes first here?
@ 插座旁边有水 | A socket with water beside it
+ 切断电源，再擦干 | Cut the power, then dry it
- 用干布直接擦 | Wipe with a dry cloth
- 用吹风机吹 | Blow-dry it
- 继续插着用 | Use it on

P2:flammable 这个标志表示？ | What does this sign mean?
@ 菱形里有火焰 | A flame in a diamond
+ 易燃，远离火源 | Flammable: away from fire
- 腐蚀 | Corrosive
- 有毒 | Poison
- 可回收 | Recyclable

P2:corrosive 用带这个标志的清洁剂，要？ | A cleaner with this sign takes…
@ 菱形里液体腐蚀手和金属 | A diamond, liquid eating hand and metal
+ 戴手套和护目镜、通风 | gloves, goggles, air
- 用热水冲 | hot water
- 和洁厕灵混 | toilet cleaner
- 倒进饮料瓶 | a drink bottle

J1- 含氯消毒液可以和酸性清洁剂混用。 | Chlorine bleach may be mixed with acid.
= 会放出氯气。 | It gives off chlorine gas.

S1 梯子放在？ | A ladder stands…
+ 平整地面，有人扶，不站最上两级 | level, held, never on the top two rungs
- 椅子上 | on a chair
- 湿地面 | on wet floor
- 单腿撑着 | on one leg

S2 触电的人，先？ | Somebody has an electric shock. First…
+ 断电或用干木棍拨开，再救人 | power off or push with dry wood, then help
- 用手拉 | pull by hand
- 泼水 | throw water
- 打电话 | phone

O2 发现着火？ | A fire: in order.
+ 喊人、断电断气 | Shout, cut power and gas
+ 能扑就扑，烟大就撤 | Fight it if small, leave if smoky
+ 关门、弯腰离开 | Close the door, stoop out
+ 打 119 报位置 | Call 119 with the address

S2 搬重物时应当？ | Lifting means to…
+ 屈膝下蹲，贴近身体，用腿发力 | bend the knees, keep it close, use the legs
- 直腿弯腰 | bend the back
- 单手拎 | use one hand
- 扭腰转身 | twist

J2+ 遇到客户言语骚扰，可以停止服务、离开、报平台和 110。 | Harassed, one may stop, leave, report and call 110.
= 人身安全第一。 | Your safety comes first.

S1 骑电动车上门，必须？ | Riding an e-bike you…
+ 戴头盔，不看手机 | wear a helmet, no phone
- 单手接电话 | phone one-handed
- 逆行赶时间 | ride against traffic
- 载三人 | carry three

S2 用了陌生的清洁剂后皮肤发红发痒，应当？ | A new agent makes the skin red. You…
+ 清水冲 15 分钟，停用，看说明，必要时就医 | rinse 15 minutes, stop, read, see a doctor
- 继续 | go on
- 抹酒精 | put alcohol on
- 用热水烫 | scald it

S2 燃气灶闻到气味时，不能？ | Smelling gas one must not…
+ 开关任何电器 | touch any switch
- 开窗 | open windows
- 关阀门 | close the valve
- 离开屋子 | leave
`;
export const communication = `
S1 接到任务，先确认什么？ | Confirm first…
+ 做什么、几点、在哪、要带什么 | what, when, where, what to bring
- 客户有没有钱 | whether they are rich
- 谁介绍的 | who sent them
- 家里几口人 | how many they are

S2 客户说“你擦得不干净”，最好先？ | “This is not clean.” First…
+ 说声抱歉，请她指给我看 | say sorry and ask to be shown
- 说自己擦了三遍 | say you did it three times
- 说别家更脏 | say others are worse
- 不说话 | say nothing

J1+ 听不懂就问，比做错了重来好。 | Ask when you do not understand: better than doing it twice.
= 问清再做。 | Ask, then do.

M2 说话的好习惯有？ | Good habits in talk…
+ 先说结果再说原因 | the result first, then why
+ 用客户听得懂的词 | words they know
+ 记下约定 | write agreements down
- 多用专业词 | many technical words

S2 做不到客户的要求，应当？ | You cannot do what is asked. You…
+ 说明原因，给出能做的 | say why and what you can do
- 先答应再说 | agree first
- 直接拒绝 | refuse flatly
- 拖着 | put it off

S1 客户问别家的事，应当？ | A customer asks about another family. You…
+ 婉转说不方便讲 | kindly decline
- 讲一点点 | tell a little
- 编一个 | invent
- 拉家常 | gossip

J1- 客户催得急，可以编一个理由。 | When pressed one may invent an excuse.
= 编的理由总会露馅。 | It comes out.

S2 打错字发出去的消息，应当？ | You sent a wrong message. You…
+ 马上更正，说清楚 | correct it at once
- 撤回不提 | recall silently
- 等对方问 | wait to be asked
- 装没事 | pretend

S2 客户情绪激动，先做？ | A customer is upset. First…
+ 听完、复述、再说办法 | listen, repeat, then a way
- 解释自己 | defend yourself
- 打断他 | interrupt
- 走开 | walk away

J2+ 重要的约定要在平台上留记录。 | What matters is recorded on the platform.
= 口头容易各说各话。 | Talk is remembered differently.

S1 交接给下一位同事时，要说清？ | Handing over you tell…
+ 做到哪、哪里有问题、客户的习惯 | how far, what is wrong, their ways
- 自己很累 | how tired you are
- 客户的私事 | their private life
- 什么都不说 | nothing
`;
export const emotionalLabour = `
S2 客户当众骂你，先怎么做？ | You are scolded before others. First…
+ 停一下，深呼吸，不当场顶撞 | pause, breathe, do not answer back
- 骂回去 | shout back
- 哭着离开 | leave crying
- 摔东西 | throw something

J1+ 觉得难受时，找督导或同伴说，是对的。 | It is right to talk to a lead or peers when it hurts.
= 忍着伤身，也影响服务。 | Keeping it in harms you and the work.

M2 属于工作边界的有？ | Bounds of the job are…
+ 不介入客户夫妻矛盾 | staying out of their quarrels
+ 不借钱给客户 | lending no money
+ 下班后不随叫随到 | no calls at all hours
- 记住孩子过敏的食物 | knowing the child’s allergies

S2 老人把你当亲女儿，要你辞工陪他，应当？ | An elder treats you as a daughter and wants you to quit. You…
+ 感谢，说明边界，告诉家属 | thank, say the bounds, tell the family
- 答应 | agree
- 躲着不理 | avoid him
- 收他钱 | take money

J1- 觉得累是软弱，不该说。 | Being tired is weakness and not to be said.
= 累了就说，可以调班。 | Say it; shifts can change.

S2 照顾的老人去世了，合适的是？ | The elder you cared for dies. You…
+ 允许自己难过，找人说，需要时请假 | let yourself grieve, talk, take leave
- 当没发生 | carry on as if nothing
- 马上接新单 | take a new order
- 怪自己 | blame yourself

S2 客户家里气氛紧张，你应当？ | The mood at home is tense. You…
+ 做好自己的事，不评论 | do your work, no comment
- 劝架 | mediate
- 偷听 | listen in
- 讲给朋友 | tell friends

M3 保护自己的情绪，可以？ | Protect yourself by…
+ 睡够、吃好 | sleep and food
+ 下班后做喜欢的事 | things you like
+ 和同伴互相说说 | talking with peers
- 天天加班 | overtime daily

S2 客户的孩子打你一下，应当？ | A child hits you. You…
+ 平静说明不可以，告诉家长 | say calmly it is not right, tell the parents
- 打回去 | hit back
- 忍着不说 | say nothing
- 冷落孩子 | ignore the child

J2+ 拒绝不合理的要求，要态度平和、理由清楚。 | An unfair demand is declined calmly and clearly.
= 平和不等于软弱。 | Calm is not weak.

S2 连续几天睡不好、不想说话，应当？ | For days you sleep badly and talk to nobody. You…
+ 告诉督导，去看医生 | tell your lead, see a doctor
- 喝酒 | drink
- 硬撑 | push through
- 换一家公司 | change firms
`;
export const windowPolishing = `
J1- 高层住宅的外窗，可以站到窗台外侧擦。 | High up one may stand outside the sill.
= 外侧高空必须由专业公司做。 | Outside high up is for specialists.

S1 擦窗先做？ | A window starts with…
+ 窗框和窗槽的灰 | dust of frame and track
- 直接喷玻璃水 | glass spray
- 用报纸擦 | newspaper
- 刮水器干刮 | a dry squeegee

S2 刮水器每刮一下要？ | After each stroke the squeegee…
+ 用抹布擦干胶条 | is wiped
- 甩一甩 | is shaken
- 不用管 | stays as it is
- 浸一次水 | is dipped

M2 哪些窗不能由家政员擦？ | Which windows are not ours?
+ 室外高处 | Outside high up
+ 松动、有裂纹的玻璃 | Loose or cracked glass
+ 需要卸下纱窗悬空擦的 | Those that need hanging out
- 室内推拉窗 | Inside sliding panes

S2 玻璃上有水泥点（开荒），应当？ | Cement spots on new glass…
+ 先泡软，再用玻璃刮刀小角度试刮 | soak, then try the blade flat
- 用钢丝球 | steel wool
- 用钥匙刮 | a key
- 用力干刮 | dry and hard

J2+ 大太阳下擦玻璃容易留水痕，尽量避开。 | In strong sun streaks dry in; avoid it.
= 水干得太快。 | The water dries too fast.

S2 擦贴膜玻璃，不能用？ | On coated glass never use…
+ 刮刀和碱性清洁剂 | blades and alkaline cleaner
- 清水 | water
- 中性清洁剂 | neutral cleaner
- 软布 | a soft cloth

O1 擦玻璃的顺序？ | Order of work.
+ 除尘 | Dust
+ 涂水 | Wet
+ 刮水 | Squeegee
+ 收边 | Edges

S1 用人字梯擦高窗，应当？ | On a step ladder you…
+ 完全打开锁好，有人扶 | open and lock it, somebody holds
- 靠在墙上 | lean it
- 踩最上面 | stand on top
- 一脚踩窗台 | one foot on the sill

J1+ 擦窗时窗扇要固定好，防止突然关闭。 | Fix the sash so that it cannot slam.
= 防夹手。 | Fingers.

S2 双层中空玻璃里面有水雾，是？ | Mist between the panes means…
+ 密封坏了，告诉客户换，擦不掉 | a bad seal; tell them, it cannot be wiped
- 没擦干净 | not clean
- 用热水擦 | use hot water
- 钻孔吹干 | drill and blow
`;
