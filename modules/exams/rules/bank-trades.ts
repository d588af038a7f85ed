export const deepCleaning = `
S2 深度保洁开工前先？ | Deep cleaning starts with…
+ 看现场、拍照、和客户确认范围 | looking, photos, agreeing on the scope
- 直接上药剂 | agents
- 先做阳台 | the balcony
- 先收钱 | money

S2 重油污的正确顺序？ | Heavy grease: the right way is…
+ 喷药、静置软化、刮除、擦净、过水 | spray, soak, scrape, wipe, rinse
- 直接用力擦 | hard rubbing
- 用开水冲 | boiling water
- 钢丝球打磨 | steel wool

J2- 水垢用碱性清洁剂最有效。 | Limescale needs alkali.
= 水垢要用酸性，注意石材不能用酸。 | It needs acid, but not on stone.

M2 去霉斑时要？ | Against mould…
+ 通风 | air
+ 戴口罩手套 | mask and gloves
+ 擦净后找漏水原因 | find the leak
- 用湿布反复擦 | wet wiping

S3 镀膜水龙头上的水垢，应当？ | Scale on a coated tap…
+ 弱酸湿敷几分钟，用软布 | weak acid, some minutes, a soft cloth
- 洁厕灵泡 | toilet cleaner
- 砂纸 | sandpaper
- 钢丝球 | steel wool

O2 一间房的开荒顺序？ | A new room: in order.
+ 顶灯和墙角除尘 | Lamps and corners
+ 门窗柜体 | Doors and cupboards
+ 玻璃 | Glass
+ 地面 | Floor

S2 木地板开荒，能用？ | A new wooden floor takes…
+ 专用木地板清洁剂，拧干拖 | wood cleaner, wrung mop
- 强碱清洁剂 | strong alkali
- 蒸汽机 | steam
- 大量清水 | much water

J1+ 药剂用完要过清水，不留残液。 | Agents are rinsed away.
= 残留会腐蚀。 | Leftovers eat the surface.

S2 抽油烟机深度清洗，先？ | A hood starts with…
+ 断电、降温、拆滤网 | power off, cool, filters out
- 喷药 | spraying
- 通电转着喷 | spraying while running
- 用高压水枪 | a pressure washer

M3 哪些材质不能用酸？ | Which materials take no acid?
+ 大理石 | Marble
+ 水磨石 | Terrazzo
+ 铝 | Aluminium
- 玻璃 | Glass

S2 客户家有宠物，药剂要注意？ | With pets at home…
+ 先请客户把宠物带开，通风，冲净 | have them led away, air, rinse
- 让它闻闻 | let it sniff
- 喷完就走 | leave at once
- 不用管 | nothing

S2 清洗空调外机，应当？ | The outdoor unit is…
+ 由专业公司做，家政员不登外侧 | for specialists, we do not climb outside
- 爬出去做 | done by climbing out
- 用竹竿捅 | poked with a pole
- 楼下拿水管冲 | hosed from below

J2+ 深度保洁后要和客户逐项过检查表。 | The checklist is gone through with the customer.
= 有问题当场改。 | Mend on the spot.
`;
export const applianceCleaning = `
O1 拆洗空调滤网的顺序？ | The filter of an air conditioner: in order.
+ 断电拔插头 | Unplug
+ 开面板取滤网 | Take the filter out
+ 清洗晾干 | Wash and dry
+ 装回试机 | Put back and try

S2 洗衣机槽清洗，先？ | A washer starts with…
+ 断电断水 | power and water off
- 直接加清洁剂 | the agent
- 拆电机 | taking the motor out
- 踩上去 | standing on it

J1- 家电可以带电拆。 | Appliances may be opened live.
= 断电，等电容放电。 | Power off, wait.

S2 油烟机叶轮清洗，最好？ | A hood’s wheel is best…
+ 泡药剂软化后洗，不敲打变形 | soaked, not bent
- 用铁锤敲 | hammered
- 用火烧 | burned
- 用锯 | sawn

M2 开机试运行要看？ | Trying it you look for…
+ 有没有异响 | noises
+ 有没有漏水 | leaks
+ 有没有焦味 | a burnt smell
- 电费多少 | the bill

S2 布艺沙发清洗，先？ | A fabric sofa starts with…
+ 看水洗标，在背面试 | the label, a hidden test
- 用热水 | hot water
- 用84 | bleach
- 用刷子干刷 | a dry brush

J2+ 拆下的螺丝要分类放好，装回一颗不少。 | Screws are sorted; none is missing after.
= 少一颗就响。 | One missing rattles.

S3 冰箱除霜，可以？ | Ice in a freezer goes by…
+ 断电，用热水碗化，塑料铲 | power off, a bowl of hot water, a plastic scraper
- 用螺丝刀撬 | a screwdriver
- 用吹风机对着吹 | a hair dryer close up
- 用锤子 | a hammer

S2 洗碗机排水堵，先看？ | A dishwasher drains badly: look at…
+ 底部滤网和排水管 | the filter and hose
- 电机 | the motor
- 门封 | the seal
- 电源线 | the cable

J1- 家电铭牌上的型号不用记。 | The model on the plate need not be noted.
= 记下型号，配件才对。 | The model decides the part.

M3 哪些情况要停止并请专业维修？ | When do you stop and call a technician?
+ 有烧焦痕迹 | Burn marks
+ 漏电报警 | The breaker trips
+ 高压部件 | High-voltage parts
- 滤网脏 | A dirty filter

S2 清洗后有水滴在插座旁，应当？ | Water dripped by the socket. You…
+ 先断电，擦干，观察 | power off, dry, watch
- 用布垫着继续 | put a cloth under
- 快点做完 | hurry
- 通电吹干 | power on to dry
`;
export const organizing = `
S1 收纳开始前先？ | Organizing starts with…
+ 问生活习惯和不能动的东西 | habits and what must not be touched
- 全部倒出来 | everything out
- 买收纳盒 | buying boxes
- 扔旧东西 | throwing old things out

J1- 看起来没用的可以直接扔。 | What looks useless may be thrown away.
= 去留由客户决定。 | They decide.

M2 分类的做法有？ | Sorting means…
+ 同类放一起 | like with like
+ 常用放手边 | often used within reach
+ 换季收起 | put away by season
- 好看就行 | looking pretty

S2 衣柜高处放？ | High in the wardrobe goes…
+ 换季、少用的轻东西 | seasonal, light, seldom used
- 每天穿的 | daily wear
- 重箱子 | heavy boxes
- 药品 | medicine

S2 厨房收纳，药品应当？ | Medicine in the kitchen…
+ 另外单独放，孩子够不到 | is kept apart, out of reach
- 和调料一起 | stands with spices
- 灶台下 | goes under the hob
- 冰箱门上随意 | in the fridge door

J2+ 贴标签能让家人自己维持整洁。 | Labels keep it tidy by themselves.
= 看得见就放得回。 | What is labelled goes back.

S2 客户的现金和证件，应当？ | Cash and papers are…
+ 不动，请客户自己收 | left to the customer
- 帮着锁好 | locked by you
- 拍照留证 | photographed
- 放抽屉 | put in a drawer

S2 孩子玩具收纳，合适的是？ | Toys are best…
+ 按类别、孩子够得到的开放盒 | by kind, in open boxes at child height
- 全锁起来 | locked
- 放高柜 | up high
- 丢一半 | half thrown out

M2 防潮防虫，可以？ | Against damp and moths…
+ 清洗干燥后再收 | clean and dry first
+ 放防潮剂 | a desiccant
+ 定期打开看 | look now and then
- 潮湿就封袋 | seal it damp

S2 做完收纳，要？ | At the end you…
+ 带客户走一遍，教她放回的方法 | walk through and teach it
- 拍照发圈 | post pictures
- 直接走 | leave
- 讲下次多少钱 | quote the next visit

O1 收纳一个抽屉？ | A drawer: in order.
+ 全部拿出来 | All out
+ 分类 | Sort
+ 客户决定去留 | They decide
+ 定位放回 | A place for each

J1+ 重的东西放低处，轻的放高处。 | Heavy low, light high.
= 防砸伤。 | Nothing falls on anybody.
`;
export const homeRepair = `
S1 换水龙头前，先？ | Before changing a tap…
+ 关总阀并放余水 | close the main valve and drain
- 直接拧 | twist
- 打开水表 | open the meter
- 叫客户 | call the customer

S2 换插座前，先？ | Before changing a socket…
+ 断总闸并验电 | switch off the main and test
- 戴手套就行 | gloves only
- 站在板凳上 | stand on a stool
- 拔掉插头 | unplug

J1- 可以带电操作，小心就行。 | One may work live if careful.
= 必须断电验电。 | Power off and test.

S2 发现燃气软管老化，应当？ | The gas hose is old. You…
+ 关阀，告诉客户找燃气公司 | close it and send for the gas company
- 自己换 | change it
- 用胶带缠 | tape it
- 不管 | ignore it

M2 报价前要？ | Before quoting…
+ 看清故障 | see the fault
+ 说明配件和工时 | name parts and work
+ 客户同意 | they agree
- 先拆开再说 | take it apart first

O2 更换灯泡？ | Changing a bulb: in order.
+ 断电冷却 | Off and cool
+ 站稳、换灯 | Stand firm, change
+ 通电试 | Try
+ 清理包装 | Clear up

S2 马桶漏水，先看？ | A leaking toilet: look at…
+ 角阀和密封圈 | the valve and seal
- 墙砖 | the tiles
- 天花 | the ceiling
- 插座 | the socket

J2+ 做完要通水通电试，没有渗漏才算完。 | After the work you test with water and power.
= 试过才算。 | Tested is done.

S3 空气开关反复跳闸，应当？ | The breaker trips again and again. You…
+ 停用，告诉客户请电工 | stop and call an electrician
- 换大一号开关 | fit a bigger one
- 用铜丝替 | use wire
- 一直合上 | keep closing it

M2 个人防护有？ | Protection means…
+ 绝缘手套 | insulating gloves
+ 护目镜 | goggles
+ 防滑鞋 | non-slip shoes
- 项链 | a necklace

S2 打孔前要？ | Before drilling…
+ 探测墙内管线 | find pipes and wires
- 随便打 | drill anywhere
- 打深一点 | drill deep
- 用水浇 | pour water

J1- 防水层破了，用密封胶抹一下就行。 | A broken membrane is fixed with sealant.
= 要重做防水并闭水试验。 | It is redone and tested.
`;
