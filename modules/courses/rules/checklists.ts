/** What a learner should be able to do at the end of a practical session, by module: a trainer's crib, not an exam. */
type Item = { code: string; words: string };
const general: readonly Item[] = [{ code: 'listens', words: '听清要求，会复述一遍' }, { code: 'order', words: '按顺序做，不漏步骤' }, { code: 'safety', words: '注意安全，用品放好' }];
const byModule: Record<string, readonly Item[]> = {
  basicCleaning: [
    { code: 'cloths', words: '按区域用对抹布颜色' }, { code: 'topDown', words: '从上到下、从里到外' }, { code: 'toilet', words: '马桶内外刷净，最后做' }, { code: 'agents', words: '清洁剂不混用，戴手套' }, { code: 'finish', words: '收尾检查，物品归位' },
  ],
  cooking: [{ code: 'hands', words: '洗手、戴围裙，生熟分开' }, { code: 'knife', words: '用刀稳，切配均匀' }, { code: 'fire', words: '离火关阀，油温会看' }, { code: 'taste', words: '少油少盐，问清忌口' }, { code: 'kitchen', words: '做完灶台、水槽擦净' }],
  infantCare: [{ code: 'hold', words: '抱姿托住头颈' }, { code: 'bottle', words: '冲奶比例、温度对，会拍嗝' }, { code: 'nappy', words: '换尿布不离手，擦洗方向对' }, { code: 'choke', words: '会婴儿噎住急救手法' }, { code: 'sleep', words: '仰睡，床上不放软物' }],
  elderCare: [{ code: 'greet', words: '先招呼再动手，声音清楚' }, { code: 'lift', words: '扶起、转移会护腰' }, { code: 'fall', words: '会防跌倒，地面不留水' }, { code: 'pills', words: '按医嘱提醒用药并记录' }, { code: 'alarm', words: '知道何时打 120 和联系家属' }],
  windowPolishing: [{ code: 'rope', words: '不探身，外侧用伸缩杆' }, { code: 'frame', words: '先清窗框和槽' }, { code: 'scrape', words: '先湿后刮，不留水痕' }, { code: 'dry', words: '边角擦干，看光检查' }],
  etiquette: [{ code: 'door', words: '敲门、报姓名、穿鞋套' }, { code: 'dress', words: '工服整洁，指甲剪短' }, { code: 'words', words: '用礼貌用语，不谈家事' }],
  safety: [{ code: 'power', words: '断电再擦电器' }, { code: 'height', words: '不踩窗台，梯子有人扶' }, { code: 'fire', words: '会用灭火毯和灭火器' }],
  communication: [{ code: 'confirm', words: '开工前确认清单' }, { code: 'say', words: '做不到的当面说清' }, { code: 'close', words: '结束时请客户一起看' }],
  emotionalLabour: [{ code: 'calm', words: '被说时先停一停再答' }, { code: 'limit', words: '能说清自己的界限' }, { code: 'help', words: '知道找谁倾诉和求助' }],
};
export const checklistFor = (module: string): Item[] => [...byModule[module] ?? general];
