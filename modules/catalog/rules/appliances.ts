import { byUnits, oneRange, units, type ItemSpec } from './authoring.ts';

/** Appliance cleaning: one price a unit, 40 to 90 minutes each. The power is off and proven off before anything is opened. */
const shared = { family: 'cleaning', icon: 'appliance', unit: units.appliance, skills: { applianceCleaning: 1 }, photos: ['equipmentBefore', 'equipmentAfter'], warrantyDays: 30, insuranceYuan: 2, materialsBasis: 'unit' } as const;

export const appliances: readonly ItemSpec[] = [
  {
    ...shared, itemId: 'hood-cleaning', name: '油烟机清洗|Range hood cleaning', summary: '拆洗叶轮、油网、油杯，恢复吸力|Fan wheel, filters and oil cup taken out and washed; suction comes back',
    keywords: '洗油烟机 抽油烟机 烟机清洗 家电清洗 油烟', quantity: [1, 4, 1, 1], duration: byUnits(90), prices: oneRange('alliance', 180, 280), skills: { applianceCleaning: 2 }, materialsYuan: 15,
    scope: ['断电检查和试机|Power off, check and test run', '油网、油杯、面罩拆洗|Filters, cup and cover washed', '叶轮拆下高温去油|Fan wheel removed and degreased', '机身内外腔擦洗|Housing washed inside and out', '装回试机|Reassembled and tested'],
    excluded: ['电机、电路维修|Motor and circuit repair', '集成灶蒸烤腔|Ovens of integrated hobs', '公共烟道清理|The building’s flue'],
    checklist: ['试机并记录原有故障|Tested, existing faults noted', '断电并验电|Power off and proven off', '灶台地面铺垫保护|Hob and floor covered', '油网油杯拆洗|Filters and cup washed', '叶轮高温去油|Wheel degreased', '内外腔擦洗|Housing washed', '装回通电试机|Reassembled, power on, tested', '周边油渍擦净|Grease around wiped'],
    photos: ['kitchenBefore', 'kitchenAfter'],
  },
  {
    ...shared, itemId: 'wall-ac-cleaning', name: '挂机空调清洗|Wall air conditioner cleaning', summary: '拆洗滤网、蒸发器、风轮，高温消毒|Filter, evaporator and fan washed and steam disinfected',
    keywords: '洗空调 空调清洗 空调消毒 挂机 家电清洗', quantity: [1, 6, 1, 2], duration: byUnits(40, 10), prices: oneRange('alliance', 100, 150), materialsYuan: 5,
    scope: ['开机检测和断电|Test run, then power off', '面板滤网拆洗|Panel and filter washed', '蒸发器清洗消毒|Evaporator cleaned and disinfected', '风轮、接水盘清理|Fan and drip tray cleared', '装回试机|Reassembled and tested'],
    excluded: ['加氟和维修|Refrigerant and repair', '室外机高空清洗|Outdoor unit at height', '移机|Moving the unit'],
    checklist: ['开机检测出风与异响|Air flow and noises tested', '断电并验电|Power off and proven off', '家具铺垫、接水罩安装|Furniture covered, water cover fitted', '滤网面板清洗|Filter and panel washed', '蒸发器清洗消毒|Evaporator cleaned', '风轮接水盘清理|Fan and tray cleared', '装回试机，无滴漏|Reassembled, no dripping', '污水倒净、地面擦干|Dirty water away, floor dried'],
  },
  {
    ...shared, itemId: 'cabinet-ac-cleaning', name: '柜机空调清洗|Floor-standing air conditioner cleaning', summary: '客厅柜机深度拆洗，去霉去味|The living room unit taken apart and cleaned; mould and smell removed',
    keywords: '洗柜机 立式空调 空调清洗 客厅空调 家电清洗', quantity: [1, 3, 1, 1], duration: byUnits(60, 10), prices: oneRange('alliance', 200, 300), materialsYuan: 8,
    scope: ['开机检测和断电|Test run, then power off', '面板滤网拆洗|Panel and filter washed', '蒸发器清洗消毒|Evaporator cleaned and disinfected', '风道、接水盘清理|Air duct and tray cleared', '装回试机|Reassembled and tested'],
    excluded: ['加氟和维修|Refrigerant and repair', '中央空调风管|Ducts of central systems', '移机|Moving the unit'],
    checklist: ['开机检测出风与异响|Air flow and noises tested', '断电并验电|Power off and proven off', '地面铺垫|Floor covered', '面板滤网清洗|Panel and filter washed', '蒸发器清洗消毒|Evaporator cleaned', '风道接水盘清理|Duct and tray cleared', '装回试机，无滴漏|Reassembled, no dripping', '地面擦干|Floor dried'],
  },
  {
    ...shared, itemId: 'fridge-cleaning', name: '冰箱清洗|Fridge cleaning', summary: '除霜、除味、消毒，密封条和排水孔一并清理|Defrosted, deodorised, disinfected; seals and drain included',
    keywords: '洗冰箱 冰箱除味 冰箱除霜 家电清洗', quantity: [1, 2, 1, 1], duration: byUnits(80), prices: oneRange('alliance', 120, 200), materialsYuan: 5,
    scope: ['食材暂存并登记|Food set aside and listed', '隔层抽屉拆洗|Shelves and drawers washed', '内胆除霜消毒|Inside defrosted and disinfected', '密封条、排水孔清理|Seals and drain cleared', '背部散热除尘|Back dusted'],
    excluded: ['制冷维修、加氟|Cooling repair and refrigerant', '超过 1.9 米双开门嵌入式拆装|Taking out built-in fridges', '变质食物损失|Spoilt food'],
    checklist: ['断电，食材入保温箱|Power off, food into cool boxes', '隔层抽屉拆洗|Shelves and drawers washed', '除霜擦干|Defrosted and dried', '内胆消毒除味|Disinfected and deodorised', '密封条刷净|Seals brushed', '排水孔疏通|Drain cleared', '背部除尘|Back dusted', '食材归位、通电制冷|Food back, cooling again'],
    photos: ['kitchenBefore', 'kitchenAfter'],
  },
  {
    ...shared, itemId: 'washer-cleaning', name: '洗衣机清洗|Washing machine cleaning', summary: '内筒拆洗或免拆高温除垢，去霉去味|Drum taken out or descaled in place; mould and smell removed',
    keywords: '洗洗衣机 滚筒清洗 波轮清洗 洗衣机除垢 家电清洗', quantity: [1, 2, 1, 1], duration: byUnits(80), prices: oneRange('alliance', 120, 200), materialsYuan: 5,
    scope: ['试机并记录|Test run noted', '内筒或波轮去垢|Drum or pulsator descaled', '门封胶圈、滤网清理|Door seal and filter cleaned', '投放盒拆洗|Detergent drawer washed', '高温自洁试机|Hot self-clean and test'],
    excluded: ['电机、排水泵维修|Motor and pump repair', '嵌入式机拆装|Taking out built-in machines', '进水管更换|New inlet hose'],
    checklist: ['试机并记录异响|Tested, noises noted', '断电、关水阀|Power off, water closed', '地面铺垫接水|Floor covered', '内筒去垢|Drum descaled', '胶圈滤网清理|Seal and filter cleaned', '投放盒清洗|Drawer washed', '接回试机无漏水|Reconnected, no leak', '地面擦干|Floor dried'],
  },
];
