import { byUnits, national, oneRange, units, type ItemSpec } from './authoring.ts';

/** Repair and installation. Swapping a part has one price for the whole country, labour and 90 days of warranty included; the part is a line of its own. */
const swap = {
  family: 'repair', icon: 'repair', unit: units.place, skills: { plumbing: 2 }, papers: ['plumber'], warrantyDays: 90, materialsBasis: 'unit', insuranceYuan: 2, photos: ['equipmentBefore', 'equipmentAfter'],
  excluded: ['墙地砖凿开和复原|Opening and restoring tiles', '暗埋管道更换|Pipes inside walls', '指定高端品牌配件（补差价）|Named high-end parts (the difference is added)'],
} as const;
const fitted = { family: 'installation', icon: 'installation', papers: ['electrician'], warrantyDays: 90, insuranceYuan: 2, photos: ['equipmentBefore', 'equipmentAfter'] } as const;

export const repair: readonly ItemSpec[] = [
  {
    ...swap, itemId: 'floor-drain', name: '换地漏|Floor drain replacement', summary: '全国统一价，含人工和 90 天质保，防臭地漏芯另列|One price nationwide with 90 days of warranty; the odour-proof core is a line of its own',
    keywords: '地漏 地漏反味 下水道反味 修地漏 换地漏芯 维修换件', quantity: [1, 6, 1, 1], duration: byUnits(40), prices: national(69), materialsYuan: 39,
    scope: ['拆除旧地漏并清理|Old drain removed and cleared', '更换防臭地漏芯|Odour-proof core fitted', '密封和通水测试|Sealed and tested with water', '旧件带走|Old part taken away'],
    checklist: ['确认尺寸和配件价格|Size and price of the part confirmed', '关水、铺垫地面|Water closed, floor covered', '拆旧并清理管口|Old part out, mouth cleared', '安装密封|Fitted and sealed', '通水 5 分钟不返味不渗漏|5 minutes of water, no smell, no leak', '旧件带走、地面擦净|Old part away, floor wiped', '质保说明交给您|Warranty explained'],
  },
  {
    ...swap, itemId: 'toilet', name: '换马桶|Toilet replacement', summary: '全国统一价，拆旧装新，含法兰和打胶|One price nationwide: old out, new in, flange and sealing included',
    keywords: '马桶 修马桶 装马桶 坐便器 马桶漏水 维修换件', quantity: [1, 3, 1, 1], duration: byUnits(120), prices: national(199), materialsYuan: 45,
    scope: ['拆除旧马桶|Old toilet removed', '更换法兰和角阀软管|Flange, valve and hose replaced', '新马桶安装打胶|New toilet fitted and sealed', '冲水测试|Flush tested'],
    excluded: ['马桶本体（由您购买）|The toilet itself (bought by you)', '移位器和改管|Moving the outlet', '墙排改地排|Changing wall to floor outlet'],
    checklist: ['核对坑距和新马桶|Distance and new toilet checked', '关水、排空|Water closed and drained', '拆旧并清理基面|Old out, ground cleared', '法兰角阀更换|Flange and valve replaced', '调平打胶|Levelled and sealed', '冲水 5 次无渗漏|Five flushes without leak', '说明 24 小时勿用水冲胶|Told to keep the seal dry for 24 h', '旧件按约处理|Old part as agreed'],
  },
  {
    ...swap, itemId: 'kitchen-sink', name: '换洗菜盆|Kitchen sink replacement', summary: '全国统一价，含下水器安装和打胶|One price nationwide, drain set and sealing included',
    keywords: '水槽 洗菜盆 菜盆 水槽漏水 换水槽 维修换件', quantity: [1, 2, 1, 1], duration: byUnits(90), prices: national(159), materialsYuan: 35,
    scope: ['拆除旧盆和下水|Old sink and drain removed', '安装新盆和下水器|New sink and drain fitted', '龙头接口密封|Tap joints sealed', '满水测试|Tested full'],
    excluded: ['水槽和龙头（由您购买）|Sink and tap (bought by you)', '石材台面开孔|Cutting stone worktops', '净水器移机|Moving water filters'],
    checklist: ['核对开孔尺寸|Cut-out measured', '关水、清空柜内|Water closed, cupboard emptied', '拆旧清胶|Old out, glue removed', '安装打胶|Fitted and sealed', '下水器接口不渗漏|Drain joints dry', '满水静置 10 分钟|Full for 10 minutes', '柜内擦干归位|Cupboard dried and refilled'],
    photos: ['kitchenBefore', 'kitchenAfter'],
  },
  {
    itemId: 'pipe-unblocking', name: '管道疏通|Unblocking drains', summary: '水槽、地漏、马桶堵塞上门疏通，通不了不收疏通费|Sinks, drains and toilets unblocked; no result, no labour fee',
    keywords: '通下水道 疏通 马桶堵了 下水道堵塞 通马桶 通厕所', family: 'repair', icon: 'repair', unit: units.place, quantity: [1, 4, 1, 1], duration: byUnits(45), prices: oneRange('alliance', 30, 150), skills: { plumbing: 1 }, warrantyDays: 15, insuranceYuan: 2,
    scope: ['判断堵点|Blockage located', '手动或机器疏通|Cleared by hand or machine', '通水测试|Tested with water', '现场清理|Place cleaned'],
    excluded: ['公共主管道|The building’s main pipe', '凿墙凿地|Opening walls or floors', '掉落贵重物品打捞保证|A promise to recover valuables'],
    checklist: ['询问堵塞原因和已用药剂|Cause and chemicals used asked', '铺垫周边|Surroundings covered', '疏通|Cleared', '通水 3 分钟顺畅|3 minutes of water run freely', '消毒清理现场|Disinfected and cleaned', '防堵建议|Advice against blockage'],
    photos: ['equipmentBefore', 'equipmentAfter'], urgentPercent: 0,
  },
  {
    itemId: 'emergency-plumbing', name: '紧急抢修（水管爆裂）|Emergency plumbing', summary: '24 小时值班，2 分钟内响应，先止水再修|On call day and night, answered in 2 minutes: stop the water, then repair',
    keywords: '水管爆了 漏水 爆管 急修 抢修 暖气漏水', family: 'repair', icon: 'urgentRepair', unit: units.visit, quantity: [1, 1, 1, 1], duration: byUnits(90), prices: oneRange('alliance', 80, 150), skills: { plumbing: 3 }, papers: ['plumber'], warrantyDays: 30, insuranceYuan: 3,
    urgentPercent: 0, nightPercent: 50, materialsYuan: 0,
    scope: ['电话指导关阀止水|Guided by phone to close the valve', '上门止漏和临时处理|Leak stopped on site', '30 分钟内小修|Repairs up to 30 minutes', '损失照片留证|Photos as evidence for insurance'],
    excluded: ['配件和大修（现场报价）|Parts and larger repairs (quoted on site)', '公共管道|The building’s pipes', '墙地复原|Restoring walls and floors'],
    checklist: ['电话指导关总阀|Main valve closed by phone', '到场断电断水确认|Power and water off confirmed', '漏点定位|Leak located', '止漏|Leak stopped', '通水保压 10 分钟|Held under pressure for 10 minutes', '积水清理|Standing water removed', '后续维修方案和报价|Next steps and quote'],
    photos: ['equipmentBefore', 'equipmentAfter'],
  },
  {
    itemId: 'appliance-repair', name: '家电检修|Appliance repair check', summary: '电视、冰箱、洗衣机、热水器上门检测，含 30 分钟小修|TV, fridge, washer or water heater checked, small repairs of 30 minutes included',
    keywords: '电器维修 修空调 修冰箱 修洗衣机 修热水器 修电视 家电维修', family: 'repair', icon: 'appliance', unit: units.appliance, quantity: [1, 4, 1, 1], duration: byUnits(60), prices: oneRange('alliance', 50, 100), skills: { applianceRepair: 2 }, papers: ['electrician'], warrantyDays: 90, insuranceYuan: 2,
    scope: ['故障检测和说明|Fault found and explained', '30 分钟内小修调试|Repairs up to 30 minutes', '配件报价经您同意|Parts quoted before use', '安全用电检查|Safety check'],
    excluded: ['配件费用（先报价）|Parts (quoted first)', '保修期内应由厂家处理的机器|Machines under the maker’s warranty', '燃气管路改动|Gas lines'],
    checklist: ['断电并验电|Power off and proven off', '询问故障现象|Symptoms asked', '检测并说明原因|Tested and explained', '报价经您同意|Quote agreed', '维修或建议送修|Repaired or referred', '通电试机|Tested under power', '旧件交还您|Old parts returned to you', '质保说明|Warranty explained'],
    photos: ['equipmentBefore', 'equipmentAfter'],
  },
  {
    ...fitted, itemId: 'light-installation', name: '灯具安装|Light installation', summary: '吸顶灯、吊灯、射灯安装，持电工证|Ceiling, pendant and spot lights by a certified electrician',
    keywords: '装灯 换灯 吸顶灯 吊灯 灯坏了 灯具', unit: units.lamp, quantity: [1, 20, 1, 3], duration: byUnits(25, 15), prices: oneRange('alliance', 15, 40), skills: { installation: 1, electrical: 1 },
    scope: ['断电验电|Power off and proven off', '旧灯拆除|Old lamp removed', '新灯固定接线|New lamp fixed and wired', '通电测试|Tested'],
    excluded: ['水晶灯组装（另计）|Assembling crystal chandeliers', '重新布线|New wiring', '3.5 米以上高处|Above 3.5 m'],
    checklist: ['断电并验电|Power off and proven off', '地面家具铺垫|Floor and furniture covered', '检查吊点承重|Ceiling point checked', '接线牢固、绝缘良好|Wires firm and insulated', '通电测试|Tested', '包装垃圾带走|Packing taken away', '质保说明|Warranty explained'],
  },
  {
    ...fitted, itemId: 'curtain-installation', name: '窗帘杆轨安装|Curtain rod installation', summary: '罗马杆、轨道、百叶打孔安装|Rods, tracks and blinds drilled and fitted',
    keywords: '装窗帘 窗帘轨道 罗马杆 百叶帘 打孔', unit: units.rod, quantity: [1, 12, 1, 3], duration: byUnits(25, 15), prices: oneRange('alliance', 20, 40), skills: { installation: 1 }, papers: [],
    scope: ['测量定位|Measured and marked', '避开水电打孔|Drilled clear of pipes and wires', '杆轨固定|Rod or track fixed', '挂帘调试|Curtain hung and adjusted'],
    excluded: ['窗帘本体|The curtains', '电动轨道布线|Wiring of motor tracks', '石材和玻璃打孔|Drilling stone or glass'],
    checklist: ['探测墙内水电|Pipes and wires located', '水平定位经您确认|Level agreed with you', '吸尘打孔|Drilled with suction', '固定承重测试|Load tested', '挂帘调试顺滑|Curtain runs freely', '粉尘清理|Dust removed'],
  },
  {
    ...fitted, itemId: 'water-heater-installation', name: '热水器安装|Water heater installation', summary: '电热水器拆装，含挂架和水电接口|Electric heater taken down and fitted, bracket and joints included',
    keywords: '装热水器 换热水器 电热水器 拆装', unit: units.appliance, quantity: [1, 3, 1, 1], duration: byUnits(90), prices: oneRange('alliance', 30, 50), skills: { installation: 2, electrical: 2, plumbing: 1 },
    scope: ['墙体承重确认|Wall strength checked', '挂架安装|Bracket fitted', '进出水和安全阀连接|Water and safety valve connected', '接地和漏电保护测试|Earth and leakage protection tested'],
    excluded: ['燃气热水器（须厂家持证）|Gas heaters (the maker’s certified staff)', '配件和管材（先报价）|Parts and pipes (quoted first)', '改水电|Moving water or power'],
    checklist: ['断电断水|Power and water off', '承重墙确认|Wall checked', '挂架牢固|Bracket firm', '接口不渗漏|Joints dry', '接地和漏电保护测试|Earth and protection tested', '注满水再通电|Filled before power', '使用和安全阀讲解|Use and valve explained'],
  },
  {
    ...fitted, itemId: 'smart-home', name: '智能家居安装与维护|Smart home', summary: '门锁、摄像头、网关、开关的安装、联网和排障|Locks, cameras, hubs and switches fitted, connected and fixed',
    keywords: '智能门锁 智能开关 摄像头 网关 全屋智能 智能维护', icon: 'smartHome', unit: units.visit, quantity: [1, 1, 1, 1], duration: byUnits(90), prices: oneRange('market', 80, 150), skills: { smartHome: 2, electrical: 1 },
    scope: ['设备检测和联网|Devices checked and connected', '场景和权限设置|Scenes and rights set up', '固件升级、电池检查|Firmware and batteries', '账号交接给您|Account handed to you'],
    excluded: ['设备本体|The devices', '私装摄像头到他人区域|Cameras on others’ areas', '弱电布线改造|New low-voltage wiring'],
    checklist: ['确认设备和网络|Devices and network checked', '断电并验电|Power off and proven off', '安装或检修|Fitted or repaired', '由您设置密码，家政员不留存|You set the password; the worker keeps none', '场景联动测试|Scenes tested', '摄像头不对准私密区|Cameras away from private rooms', '使用讲解|Use explained'],
  },
];
