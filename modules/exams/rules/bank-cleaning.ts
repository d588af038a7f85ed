/** Basic cleaning. */
export const basicCleaning = `
S1 打扫一个房间，合理的顺序是？ | In which order is a room cleaned?
+ 从上到下、从里到外 | Top to bottom, inside to outside
- 从下到上、从外到里 | Bottom to top, outside to inside
- 哪里脏先做哪里 | The dirtiest place first
- 先拖地再擦柜子 | Mop first, then wipe the cupboards
= 灰往下落，最后做地面才不用返工。 | Dust falls; the floor comes last or is done twice.

S1 抹布分区分色，最重要的目的是？ | Why has each area a cloth of its own colour?
+ 不把卫生间的细菌带到厨房 | So that germs of the bathroom do not reach the kitchen
- 看起来整齐 | It looks tidy
- 省抹布 | It saves cloths
- 方便客户清点 | It is easier to count
= 交叉污染会让人生病。 | Carried germs make people ill.

J1- 含氯消毒液（84）和洁厕灵一起用，杀菌效果更好。 | Chlorine bleach and toilet cleaner together disinfect better.
= 两种混用会放出氯气，能致命。 | Together they give off chlorine gas, which can kill.

M2 擦拭实木家具时，哪些做法是对的？ | What is right on solid wood?
+ 抹布拧干到不滴水 | A cloth wrung until it does not drip
+ 顺着木纹擦 | Wipe along the grain
- 用钢丝球去污渍 | Steel wool on stains
- 喷大量清洁剂后晾着 | Much cleaner, left to dry
= 木头怕水、怕划。 | Wood hates water and scratches.

O2 清洁马桶的正确顺序是？ | Put the cleaning of a toilet in order.
+ 戴手套、打开排风 | Gloves on, fan on
+ 洁厕剂沿内壁挤一圈，静置几分钟 | Cleaner round the rim, wait some minutes
+ 用马桶刷刷内壁和出水口 | Brush the bowl and the holes
+ 冲水，再用专用抹布擦外壁和座圈 | Flush, wipe outside and seat with its own cloth
+ 洗手，抹布单独清洗消毒 | Wash hands, wash and disinfect that cloth apart

S2 稀释消毒液时应当？ | How is disinfectant diluted?
+ 先放水再加消毒液，按说明的比例 | Water first, then the agent, as the label says
- 先放消毒液再用热水冲 | Agent first, then hot water
- 越浓越好 | The stronger the better
- 凭感觉倒 | By feeling
= 热水会让含氯消毒液挥发，浓度过高伤人。 | Hot water drives the chlorine out; too strong it harms.

S2 厨房油烟机表面的油污，先做什么？ | Grease on the hood: what first?
+ 关闭电源，等机器凉下来 | Switch it off and let it cool
- 直接喷清洁剂 | Spray at once
- 用水冲 | Rinse with water
- 用刀片刮 | Scrape with a blade
= 先断电、再降温，才安全。 | Power off and cool first: then it is safe.

J1+ 清洁前先看材质，不确定时在不显眼的角落先试。 | Look at the material first; when unsure try a hidden corner.
= 用错药剂的损坏修不回来。 | Damage from a wrong agent cannot be mended.

S1 客户家的大理石台面，不能用？ | What must not touch a marble top?
+ 酸性清洁剂或醋 | Acid cleaner or vinegar
- 中性清洁剂 | Neutral cleaner
- 湿抹布 | A damp cloth
- 干抹布 | A dry cloth
= 酸会腐蚀大理石，留下白印。 | Acid eats marble and leaves marks.

M2 离开前要做的有？ | Before leaving one…
+ 请客户一起看一遍 | goes through it with the household
+ 把物品放回原位 | puts things back in place
+ 带走垃圾 | takes the rubbish along
- 把客户的旧报纸自行处理掉 | throws out old papers as one sees fit
= 客户的东西由客户决定去留。 | What is theirs is theirs to throw away.

S2 不小心打碎了客户的花瓶，应当？ | You break a vase. What now?
+ 马上告诉客户和平台，拍照，不自行处理 | Tell the household and the platform at once, take a photo, leave it
- 悄悄收走 | Clear it away quietly
- 等客户发现再说 | Wait until it is noticed
- 自己买一个换上 | Replace it by yourself
= 如实说，保险才能理赔，信任才还在。 | The truth keeps both insurance and trust.

S2 冰箱除味清洁，正确的是？ | Cleaning a fridge is right with…
+ 断电，取出食物，用温水加小苏打擦 | power off, food out, warm water with soda
- 通电时用水冲 | rinsing it while on
- 用84原液擦内壁 | undiluted bleach inside
- 用钢丝球刮冰霜 | scraping ice with steel wool

P2:washTub30 图中的洗涤标志是什么意思？ | What does this label say?
@ 水洗标志，盆里写着 30 | A tub with the number 30
+ 可水洗，水温不超过 30℃ | Wash at 30 °C at most
- 只能洗 30 分钟 | Wash 30 minutes only
- 30 天洗一次 | Wash every 30 days
- 不能水洗 | Do not wash

P2:doNotBleach 衣物上有这个标志，表示？ | What does this label forbid?
@ 三角形上打叉 | A crossed triangle
+ 不能漂白 | Bleaching
- 不能晾晒 | Line drying
- 不能熨烫 | Ironing
- 不能折叠 | Folding

J2- 用湿抹布擦插座和开关，擦得更干净。 | A wet cloth cleans sockets and switches better.
= 用拧干的布，最好先断电。 | A nearly dry cloth, best with the power off.

O2 擦玻璃窗内侧，正确的顺序是？ | Put the inside of a window in order.
+ 除尘：擦窗框和窗槽 | Dust frame and track
+ 用湿涂水器从上到下润湿玻璃 | Wet the glass from the top
+ 刮水器从上到下刮，每刮一次擦胶条 | Squeegee downwards, wipe the rubber each time
+ 擦干边角和窗台 | Dry edges and sill

S3 地板是实木复合地板，拖地时最合适的是？ | The floor is engineered wood. How do you mop?
+ 拧到半干的平板拖把，顺纹拖，及时擦干水渍 | A well wrung flat mop along the grain, water dried at once
- 蒸汽拖把反复拖 | A steam mop again and again
- 湿拖把来回拖 | A wet mop to and fro
- 倒水冲洗 | Pour water
= 水和蒸汽会让板缝起翘。 | Water and steam lift the joints.

S1 第一次到客户家，开工前应先？ | At a new home, before starting you…
+ 亮证、问好，和客户确认今天做什么和不能动的地方 | show the card, greet, agree on the work and on what not to touch
- 直接开始干 | start at once
- 先拍照发朋友圈 | post a picture
- 先检查抽屉 | look into drawers

M3 哪些情况要停下来先问客户或平台？ | When do you stop and ask?
+ 要擦的窗在室外一侧 | A window must be cleaned from outside
+ 发现药品、现金散落 | Medicine or cash lies about
+ 污渍处理可能伤到材质 | Cleaning may harm the material
- 垃圾桶满了 | The bin is full

J1+ 卫生间用过的抹布要单独清洗、消毒、晾干。 | Bathroom cloths are washed, disinfected and dried apart.
= 潮湿的抹布一夜就满是细菌。 | A wet cloth is full of germs by morning.

S2 空气清洁剂、杀虫剂、洗涤剂应放在？ | Where do sprays and detergents belong?
+ 原包装、孩子够不到、远离火源的地方 | In their own bottles, out of reach of children, away from fire
- 饮料瓶里，方便取用 | In drink bottles, easy to take
- 灶台旁边 | Beside the hob
- 床底下 | Under the bed
= 装进饮料瓶，会被误喝。 | From a drink bottle somebody will drink.
`;

/** Cooking. */
export const cooking = `
S1 生肉和熟食用的刀、案板应当？ | Knives and boards for raw meat and cooked food are…
+ 分开使用 | kept apart
- 用水冲一下就能共用 | shared after a rinse
- 先切肉再切凉菜 | used for meat first, then salad
- 只分刀不分板 | apart for knives only
= 生肉上的细菌会带到凉菜里。 | Germs of raw meat get into the salad.

S1 开始做饭前，第一件事是？ | Before cooking the first thing is to…
+ 用肥皂或洗手液洗手 | wash hands with soap
- 开火热锅 | heat the pan
- 尝调料 | taste the seasoning
- 打电话 | make a call

J1- 隔夜的熟食只要没有异味，不用加热就能给老人孩子吃。 | Cooked food from yesterday may go to elders and children cold if it does not smell.
= 要彻底加热，拿不准就不吃。 | Heat it through; when in doubt throw it out.

S2 客户说孩子对花生过敏，做菜时？ | A child is allergic to peanuts. You…
+ 花生和花生油都不用，锅铲也不能沾过 | use neither peanuts nor their oil, nor pans that touched them
- 少放一点 | use a little
- 挑出来就行 | pick them out
- 换成花生酱 | take peanut butter instead
= 过敏只要一点点就可能出事。 | A trace is enough to do harm.

M2 进厨房先问客户的有？ | What do you ask first?
+ 有没有过敏和忌口 | Allergies and what is not eaten
+ 口味咸淡 | How salty
+ 几点开饭、几个人吃 | When and for how many
- 家里收入多少 | What they earn
= 问清再做，少返工。 | Ask first and cook once.

O2 处理一条鲜鱼的正确顺序是？ | Put the fish in order.
+ 刮鳞、去鳃、去内脏 | Scale, gills, guts
+ 流水冲净 | Rinse
+ 擦干、切花刀、腌制 | Dry, score, marinate
+ 清洗消毒案板和水槽 | Clean and disinfect board and sink

S2 四季豆（豆角）怎么做才安全？ | Green beans are safe when…
+ 彻底煮熟，颜色变暗、没有豆腥味 | cooked through, darker and without a raw smell
- 急火快炒保持脆绿 | fried quickly and crisp
- 开水烫一下 | dipped into hot water
- 生拌 | eaten raw
= 没熟的豆角会中毒。 | Half-cooked beans poison.

S2 闻到煤气味，正确的是？ | You smell gas. You…
+ 关阀门、开窗，不开关电器，到屋外打电话 | close the valve, open windows, touch no switch, call from outside
- 打开排风扇 | switch the fan on
- 点火看看哪里漏 | light a match to find it
- 在屋里打电话 | call from inside
= 一个电火花就能引爆。 | One spark sets it off.

J1+ 油锅起火，先关火、盖锅盖，不能泼水。 | A pan burns: heat off, lid on, no water.
= 泼水会让油飞溅，火更大。 | Water throws burning oil about.

S1 冰箱里，生肉应当放在？ | In the fridge raw meat belongs…
+ 密封好放在熟食下面 | sealed, below cooked food
- 熟食上面 | above cooked food
- 敞口放着 | open
- 和水果放一起 | with fruit
= 血水会往下滴。 | It drips.

S2 给高血压的老人做饭，要注意？ | Cooking for an elder with high blood pressure means…
+ 少盐少油，酱油、咸菜、味精也算盐 | little salt and fat; sauce, pickles and glutamate count
- 多放酱油代替盐 | more soy sauce instead of salt
- 多喝浓汤 | thick broth
- 不吃蔬菜 | no vegetables

S2 给糖尿病的客户安排主食，更合适的是？ | Better staple food for somebody with diabetes is…
+ 杂粮饭，定时定量 | mixed grains, same time and amount
- 白粥一大碗 | a large bowl of white porridge
- 甜馒头 | sweet buns
- 蛋糕 | cake

M2 买菜时，哪些做法对？ | Shopping is right when you…
+ 按清单买，留小票 | keep to the list and keep the slip
+ 当面结清菜钱 | settle the money at once
+ 看生产日期和保质期 | look at the dates
- 便宜的多买点存着 | buy more because it is cheap

S3 室温下，做好的饭菜一般不要放超过多久？ | How long may cooked food stand at room temperature?
+ 2 小时，天热 1 小时 | 2 hours, 1 when it is hot
- 半天 | Half a day
- 一个晚上 | A night
- 没有限制 | Any time
= 细菌在室温下很快翻倍。 | Germs double quickly at room temperature.

J2- 用洗衣粉洗水果，洗得更干净。 | Washing powder cleans fruit better.
= 用流水冲洗或食品用洗涤剂。 | Running water, or a cleaner made for food.

O3 同时做四菜一汤，合理的安排是？ | Four dishes and a soup: put the work in order.
+ 先煮饭、炖汤 | Rice and soup first
+ 备料：洗、切、腌 | Wash, cut, marinate
+ 做凉菜、蒸菜 | Cold and steamed dishes
+ 最后炒绿叶菜 | Leaf vegetables last

S1 刀具用完应当？ | After use a knife…
+ 洗净擦干，放回刀架，刃口朝里 | is washed, dried and put back, edge inwards
- 泡在水池里 | lies in the sink
- 放在台面边上 | lies at the edge of the top
- 交给孩子收 | is put away by the child
= 泡在水池里，下一个伸手的人会割伤。 | Who reaches into the sink is cut.

S2 手上有伤口还要做饭，应当？ | Your hand is cut and you must cook. You…
+ 包好创口贴，再戴一次性手套 | cover it and wear a glove
- 不管它 | take no notice
- 只贴创口贴 | only put a plaster on
- 用酒精擦一下就做 | rub alcohol on it and go on

M3 哪些食物容易卡住幼儿，不能直接给？ | What can choke a small child?
+ 整粒坚果 | Whole nuts
+ 整颗葡萄 | Whole grapes
+ 果冻 | Jelly cups
- 软烂的面条 | Soft noodles
= 三岁以下不给整粒坚果，葡萄要切成四瓣。 | No whole nuts under three; quarter the grapes.

S2 发芽的土豆应当？ | Sprouted potatoes are…
+ 整个扔掉 | thrown away whole
- 削掉芽再吃 | eaten once the sprouts are off
- 多煮一会儿 | boiled longer
- 喂宠物 | fed to the pet
= 龙葵素煮不掉。 | The poison does not boil away.
`;
