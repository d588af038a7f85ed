import { always, byArea, byUnits, byTier, oneRange, units, type ItemSpec } from './authoring.ts';

/**
 * Laundry, waterproofing, moving, pets and plants. A small patch of waterproofing is a visit that begins with the survey; a whole room is
 * agreed first and so a demand. Moving is a visit: one vehicle trip has one price, what is not in it is named.
 */
export const errands: readonly ItemSpec[] = [
  {
    itemId: 'laundry', name: '上门取送洗衣|Laundry pick-up', summary: '上门清点取件，48–72 小时洗好送回|Counted and collected at the door, back in 48–72 h',
    keywords: '洗衣 干洗 洗衣服 洗羽绒服 洗大衣 取送', family: 'laundry', icon: 'laundry', unit: units.piece, quantity: [3, 40, 1, 5], duration: byUnits(3, 20), prices: oneRange('market', 15, 40), skills: { laundryCare: 1 },
    scope: ['上门清点和瑕疵登记|Counted, flaws noted', '分类洗涤、熨烫|Sorted, washed, ironed', '48–72 小时送回|Back in 48–72 h', '按损失表赔付|Loss paid by the table'],
    excluded: ['皮草、真皮、奢侈品|Fur, leather, luxury goods', '原有破损扩大|Existing damage growing', '口袋内遗留物品|Things left in pockets'],
    checklist: ['逐件清点、登记瑕疵|Each piece counted, flaws noted', '翻口袋并交还物品|Pockets emptied, things returned', '洗标和工艺确认|Label and process agreed', '打包封签|Packed and sealed', '收件单交给您|Receipt handed over', '预计送回时间告知|Return time told'],
    photos: ['itemsCollected'], redoHours: 72, urgentPercent: 0,
  },
  {
    itemId: 'shoe-cleaning', name: '上门取送洗鞋|Shoe cleaning pick-up', summary: '运动鞋、皮鞋清洗护理，48–72 小时送回|Trainers and leather shoes cleaned, back in 48–72 h',
    keywords: '洗鞋 刷鞋 鞋子清洗 球鞋清洗 皮鞋护理', family: 'laundry', icon: 'shoes', unit: units.pair, quantity: [1, 20, 1, 3], duration: byUnits(3, 20), prices: oneRange('market', 25, 45), skills: { laundryCare: 1 },
    scope: ['上门清点和瑕疵登记|Counted, flaws noted', '手工清洗、烘干|Hand-washed and dried', '除味除菌|Deodorised', '48–72 小时送回|Back in 48–72 h'],
    excluded: ['补色、换底|Recolouring, new soles', '限量收藏款|Limited collectibles', '原有开胶断裂|Existing breaks'],
    checklist: ['逐双清点、登记瑕疵|Each pair counted, flaws noted', '材质和工艺确认|Material and process agreed', '鞋带鞋垫登记|Laces and insoles noted', '装袋封签|Packed and sealed', '收件单交给您|Receipt handed over', '预计送回时间告知|Return time told'],
    photos: ['itemsCollected'], redoHours: 72, urgentPercent: 0,
  },
  {
    itemId: 'waterproofing', name: '防水补漏（局部）|Waterproofing (a patch)', summary: '先勘测后施工，阳台、窗边、管根局部补漏，质保 5 年|Survey first, then balcony, window or pipe joints sealed; 5 years of warranty',
    keywords: '防水 补漏 漏水 渗水 窗户漏水 阳台漏水 屋顶漏水', family: 'waterproofing', icon: 'waterproofing', unit: units.squareMeter, quantity: [2, 15, 0.5, 4], crewSize: 2, duration: byArea(3, 150, 60), prices: oneRange('market', 60, 150), skills: { waterproofing: 2 }, papers: ['waterproofing'], warrantyDays: 1825, insuranceYuan: 5,
    scope: ['到场勘测漏点和面积复核|Leak and area surveyed first', '基层清理、裂缝修补|Ground cleared, cracks filled', '防水涂层两遍|Two coats', '闭水或淋水测试|Water test'],
    excluded: ['勘测判定不适合局部施工的（全额退未施工部分）|What the survey finds unfit (unworked part is refunded)', '砖面拆除和恢复|Removing and restoring tiles', '外墙高空|Outside walls at height'],
    checklist: ['勘测漏点、复核面积|Leak surveyed, area checked', '方案和价格经您确认|Plan and price agreed', '周边成品保护|Surroundings protected', '基层清理干燥|Ground clean and dry', '裂缝和管根处理|Cracks and joints treated', '涂刷两遍|Two coats applied', '养护时间说明|Curing time told', '淋水或闭水测试约定|Water test arranged', '质保卡交给您|Warranty card handed over'],
    photos: ['balconyAfter', 'equipmentBefore', 'equipmentAfter'], redoHours: 72, urgentPercent: 0,
  },
  {
    itemId: 'bathroom-waterproofing', name: '卫生间整间防水|Whole bathroom waterproofing', summary: '整间重做防水，先上门勘测再定方案和工期|The whole room redone; survey first, then plan and days',
    keywords: '卫生间防水 卫生间漏水 楼下漏水 做防水 防水', family: 'waterproofing', icon: 'waterproofing', mode: 'demand', unit: units.room, quantity: [1, 3, 1, 1], crewSize: 2, duration: always(480), prices: oneRange('market', 1500, 4000), skills: { waterproofing: 3 }, papers: ['waterproofing'], warrantyDays: 1825, insuranceYuan: 20,
    scope: ['上门勘测和方案|Survey and plan', '墙地面防水层施工|Walls and floor sealed', '48 小时闭水试验|48 h water test', '楼下邻居渗漏回访|Neighbour below asked'],
    excluded: ['贴砖和洁具更换|Tiling and new fittings', '公共管道|The building’s pipes', '楼下装修赔偿|Damage to the flat below'],
    checklist: ['勘测并拍设备部位照片|Surveyed, equipment photographed', '方案工期经您确认|Plan and days agreed', '成品和下水口保护|Surroundings and drains protected', '基层处理|Ground treated', '墙面上返 30 厘米、淋浴区 180 厘米|30 cm up the walls, 180 cm in the shower', '闭水 48 小时|48 h under water', '楼下确认无渗漏|No leak below', '质保卡交给您|Warranty card handed over'],
    photos: ['equipmentBefore', 'equipmentAfter'], cancel: 'longTerm', redoHours: 72, urgentPercent: 0, nightPercent: 0,
  },
  {
    itemId: 'van-moving', name: '小件搬家（面包车）|Small move (van)', summary: '一车次含司机和一名搬运工，3 楼以下或电梯房|One trip with driver and a mover, up to the third floor or by lift',
    keywords: '搬家 拉货 面包车 小型搬家 搬运 货运', family: 'moving', icon: 'moving', unit: units.vehicle, quantity: [1, 3, 1, 1], crewSize: 2, duration: byUnits(120, 30), prices: oneRange('market', 200, 400), skills: { moving: 1 }, papers: ['drivingLicence'], insuranceYuan: 10,
    scope: ['面包车一车次、15 公里内|One van trip within 15 km', '司机和一名搬运工|Driver and a mover', '小件捆扎防护|Small things tied and padded', '货物运输险|Goods insured'],
    excluded: ['4 楼以上无电梯（每层 20–40 元，现场确认）|Above the third floor without lift (¥20–40 a floor, agreed on site)', '钢琴、鱼缸等特殊物品|Pianos, fish tanks and the like', '现金首饰和贵重物品|Cash, jewellery, valuables'],
    checklist: ['清点件数并拍公共区照片|Pieces counted, shared areas photographed', '贵重物品由您随身|Valuables stay with you', '易碎品打包确认|Fragile things packed', '电梯过道保护|Lift and corridor protected', '装车固定|Loaded and secured', '到达清点件数一致|Count agrees on arrival', '按您的位置摆放|Placed as you wish', '请您签收|You sign'],
    photos: ['corridorBefore', 'vehicleLoaded', 'corridorAfter'],
  },
  {
    itemId: 'truck-moving', name: '全屋搬家（厢式货车）|Full move (truck)', summary: '厢货一车次含三人班组，家具拆装一套|A truck trip with a crew of three, one set of furniture taken apart and rebuilt',
    keywords: '搬家 搬家公司 大件搬运 全屋搬家 货车 搬运', family: 'moving', icon: 'moving', unit: units.vehicle, quantity: [1, 2, 1, 1], crewSize: 3, duration: byUnits(240, 30), prices: oneRange('market', 500, 900), skills: { moving: 2 }, papers: ['drivingLicence'], insuranceYuan: 20,
    scope: ['厢式货车一车次、20 公里内|One truck trip within 20 km', '三人班组搬运|Crew of three', '一套床或衣柜拆装|One bed or wardrobe rebuilt', '毛毯防护和货物险|Blankets and goods insurance'],
    excluded: ['4 楼以上无电梯（每层 20–40 元，现场确认）|Above the third floor without lift (¥20–40 a floor, agreed on site)', '钢琴、红木、保险柜|Pianos, rosewood, safes', '危险品|Dangerous goods'],
    checklist: ['清单清点和标号|List counted and numbered', '贵重物品由您随身|Valuables stay with you', '电梯过道保护|Lift and corridor protected', '家具拆装拍照留底|Furniture photographed before taking apart', '装车固定|Loaded and secured', '到达逐件核对|Each piece checked on arrival', '家具装回稳固|Furniture rebuilt firmly', '包装垃圾带走|Packing taken away', '请您签收|You sign'],
    photos: ['corridorBefore', 'vehicleLoaded', 'corridorAfter'],
  },
  {
    itemId: 'pet-care', name: '上门喂宠|Pet feeding', summary: '出差旅行时上门喂食、换水、铲屎、陪玩|Feeding, water, litter and play while you are away',
    keywords: '喂猫 遛狗 喂狗 宠物寄养 上门喂养 宠物护理', family: 'pet', icon: 'pet', unit: units.visit, quantity: [1, 1, 1, 1], duration: always(45), prices: byTier('alliance', [45, 80], [35, 70], [30, 50]), skills: { petCare: 1 },
    scope: ['喂食换水|Food and water', '清理猫砂或遛狗 20 分钟|Litter cleared or a 20-minute walk', '陪玩和状态观察|Play and a look at the pet', '视频反馈|A video for you'],
    excluded: ['有攻击记录的宠物|Pets that have attacked', '给药注射|Medicine and injections', '开启无关房间|Opening other rooms'],
    checklist: ['核对门锁授权|Door access checked', '进门换鞋、关好门窗|Shoes changed, doors and windows closed', '喂食换水|Food and water', '清理砂盆或遛狗|Litter or walk', '状态观察并反馈|Looked at and reported', '水电门窗复位|Water, power, doors as before', '锁门拍照|Door locked, photo taken'],
    photos: ['entranceAfter'], urgentPercent: 0,
  },
  {
    itemId: 'pet-washing', name: '宠物清洁|Pet washing', summary: '上门洗护吹干、修甲清耳，用品自带|Washed, dried, nails and ears done at home',
    keywords: '宠物洗澡 给狗洗澡 给猫洗澡 宠物美容 宠物护理 宠物清洁', family: 'pet', icon: 'pet', unit: units.visit, quantity: [1, 2, 1, 1], duration: byUnits(75), prices: oneRange('alliance', 80, 200), skills: { petCare: 2 }, materialsYuan: 10, materialsBasis: 'unit',
    scope: ['洗护吹干|Washed and dried', '修甲、清耳、梳毛|Nails, ears, brushing', '浴室清理|Bathroom cleaned', '皮肤异常提醒|Skin problems told'],
    excluded: ['造型修剪|Styling', '40 公斤以上大型犬|Dogs above 40 kg', '怀孕或患病宠物|Pregnant or ill pets'],
    checklist: ['询问性格和免疫情况|Temper and vaccination asked', '水温测试|Water tested', '洗护避开眼耳|Eyes and ears kept dry', '吹干到毛根|Dried to the roots', '修甲清耳|Nails and ears', '浴室地漏毛发清理|Hair out of the drain', '状态反馈|Reported to you'],
    photos: ['livingAfter'], urgentPercent: 0,
  },
  {
    itemId: 'plant-care', name: '绿植养护|Plant care', summary: '浇水、换盆、修剪、除虫，一次照顾全屋绿植|Watering, repotting, pruning and pests for all plants in one visit',
    keywords: '浇花 养花 换盆 花卉养护 绿化 植物', family: 'pet', icon: 'plant', segments: ['everyone', 'office'], unit: units.visit, quantity: [1, 1, 1, 1], duration: always(60), prices: oneRange('alliance', 50, 100), skills: { plantCare: 1 }, materialsYuan: 10,
    scope: ['浇水施肥|Water and feed', '修剪黄叶|Yellow leaves cut', '2 盆以内换盆|Up to two repotted', '病虫害处理|Pests treated'],
    excluded: ['花盆土壤大量采购|Buying many pots and soil', '户外树木修剪|Trees outdoors', '名贵盆景造型|Shaping precious bonsai'],
    checklist: ['逐盆查看并说明|Each plant looked at', '铺垫防污|Floor covered', '浇水适量不漫盆|Watered without overflow', '修剪清理|Pruned and cleared', '？换盆|Repotted', '除虫用药告知、避开宠物儿童|Treatment told, away from pets and children', '养护卡交给您|Care card handed over'],
    photos: ['balconyAfter'], urgentPercent: 0,
  },
];
