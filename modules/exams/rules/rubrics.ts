import type { Bilingual } from '@linli/contract';

export type RubricRule = { kind: string; title: Bilingual; minutes: number; passPercent: number; items: readonly { code: string; text: Bilingual; points: number }[]; redLines: readonly { code: string; text: Bilingual }[] };
type Line = readonly [code: string, zh: string, en: string];
type Weighted = readonly [...Line, points: number];

const PASS_PERCENT = 80;
const anyHome: readonly Line[] = [
  ['privacy', '翻看、拍摄或谈论客户的私人物品', 'Went through, filmed or talked about private belongings'], ['danger', '做出可能伤到人的操作并且没有停下', 'Did what could hurt somebody and did not stop'], ['dishonest', '弄坏东西不说或说谎', 'Broke something and kept silent, or lied'],
];
const rubric = (kind: string, [zh, en]: readonly [string, string], minutes: number, items: readonly Weighted[], redLines: readonly Line[]): RubricRule => ({
  kind, title: { zh, en }, minutes, passPercent: PASS_PERCENT, items: items.map(([code, itemZh, itemEn, points]) => ({ code, text: { zh: itemZh, en: itemEn }, points })),
  redLines: [...redLines, ...anyHome].map(([code, lineZh, lineEn]) => ({ code, text: { zh: lineZh, en: lineEn } })),
});
const bleach: Line = ['chemicals', '含氯消毒液与洁厕灵等酸性用品混用', 'Mixed chlorine bleach with an acid cleaner'];
const height: Line = ['height', '站在窗台外侧或探出身子擦外窗', 'Stood outside the sill or leaned out of the window'];
const power: Line = ['power', '没有断电就湿手或湿布接触电器', 'Touched an appliance wet without cutting the power'];

/** What an examiner looks at, one rubric a certificate; points of each make 100. */
export const rubrics: readonly RubricRule[] = [
  rubric('practical', ['上门服务实操', 'Home service practical'], 90, [
    ['arrive', '敲门问好、亮上门服务证、换鞋套、说明今天做什么', 'Greets, shows the door card, covers shoes, says what will be done', 10], ['order', '从上到下、从里到外、先干后湿的顺序', 'Works top down, inside out, dry before wet', 15],
    ['cloths', '抹布分区分色，厨房、卫生间、居室不混用', 'One colour of cloth for each area, never mixed', 20], ['kitchen', '灶台、油烟机表面、水槽清洁无油渍', 'Hob, hood surface and sink without grease', 15], ['bathroom', '洗手台、马桶、淋浴区清洁消毒', 'Basin, toilet and shower clean and disinfected', 15],
    ['floor', '地面无毛发、水渍，物品放回原位', 'Floor without hair or water, things back in place', 10], ['safety', '用电、用水、登高、化学品使用安全', 'Power, water, heights and chemicals used safely', 10], ['finish', '请客户验收，带走垃圾，礼貌告别', 'Has the work looked at, takes the rubbish, says goodbye', 5],
  ], [bleach, height]),
  rubric('deepCleaning', ['深度保洁实操', 'Deep cleaning practical'], 120, [
    ['survey', '开工前看现场，拍照确认已有损坏', 'Looks round first and notes existing damage', 10], ['material', '先看材质再选清洁剂，先在角落试', 'Looks at the material, tries the agent in a corner', 20], ['grease', '重油污：浸泡、软化、刮除、擦净', 'Heavy grease: soak, soften, scrape, wipe', 20],
    ['lime', '水垢与霉斑处理，通风并冲净残留', 'Lime and mould treated, aired, rinsed', 15], ['glass', '玻璃：刮水器手法，无水痕', 'Glass with a squeegee, no streaks', 15], ['dust', '开荒除尘，缝隙、踢脚线、顶灯到位', 'Building dust out of gaps, skirting and lamps', 10], ['finish', '收尾检查表逐项过，交接', 'Goes through the checklist and hands over', 10],
  ], [bleach, height]),
  rubric('applianceCleaning', ['家电清洗实操', 'Appliance cleaning practical'], 120, [
    ['check', '断电前试机，记录型号和故障', 'Runs it before cutting the power, notes model and faults', 15], ['power', '断电、拔插头、等电容放电', 'Cuts the power, unplugs, waits', 20], ['cover', '做好防水围挡和地面保护', 'Covers what must stay dry', 10], ['parts', '按顺序拆装，螺丝分类不丢', 'Takes apart in order, loses no screw', 15],
    ['clean', '清洗到位：滤网、翅片、内筒或烟道', 'Cleans filter, fins, drum or flue', 20], ['dry', '擦干、装回、通电试机', 'Dries, puts together, runs it', 15], ['finish', '告诉客户保养方法', 'Tells how to look after it', 5],
  ], [power, bleach]),
  rubric('organizing', ['收纳规划实操', 'Organizing practical'], 90, [
    ['ask', '先问生活习惯和不能动的地方', 'Asks how they live and what must not be touched', 20], ['sort', '分类：留、送、丢由客户决定', 'Sorts; what goes is decided by the household', 20], ['space', '按使用频率安排位置，常用在手边', 'Places things by how often they are used', 20],
    ['fold', '折叠挂放整齐，换季物品防潮防虫', 'Folds and hangs neatly, protects what is put away', 20], ['label', '贴标签、画位置图', 'Labels and a plan of places', 10], ['finish', '带客户走一遍，教会怎么保持', 'Walks through it and teaches how to keep it', 10],
  ], [['discard', '没有客户同意就丢掉东西', 'Threw something away without being told to']]),
  rubric('postnatalCare', ['母婴护理实操', 'Postnatal care practical'], 120, [
    ['hands', '洗手、修指甲、摘首饰、戴口罩', 'Washes hands, short nails, no jewellery, mask', 15], ['bath', '新生儿洗澡：先冷后热水，手肘试温，护头颈', 'Bath: cold water first, tests with the elbow, holds head and neck', 20], ['cord', '脐部护理与臀部护理', 'Care of cord and bottom', 15],
    ['feed', '喂养姿势、拍嗝、奶具消毒', 'Feeding, burping, sterilised bottles', 20], ['mother', '产妇伤口、恶露、情绪观察与记录', 'Watches and notes wound, lochia and mood', 15], ['sleep', '仰卧睡、床内无软物', 'Sleeps on the back, nothing soft in the cot', 10], ['call', '发热、黄疸加重、吐奶呛咳时的报告', 'Reports fever, worse jaundice, choking', 5],
  ], [['shake', '摇晃或单手抱新生儿', 'Shook or one-handed a newborn'], ['alone', '把孩子单独留在水里或高处', 'Left the child alone in water or on a height'], ['medicine', '自行给药', 'Gave medicine on her own']]),
  rubric('infantCare', ['婴幼儿照护实操', 'Infant care practical'], 90, [
    ['hands', '洗手、检查环境和玩具安全', 'Washes hands, checks room and toys', 15], ['choke', '异物卡喉的拍背压胸法', 'Back blows and chest thrusts for choking', 20], ['feed', '辅食制作与喂养，过敏观察', 'Makes and gives solid food, watches for allergy', 15], ['diaper', '换尿布、洗臀、观察大小便', 'Changes and washes, looks at stools', 10],
    ['play', '按月龄做游戏、讲话', 'Plays and talks by age', 15], ['sleep', '安全睡眠', 'Safe sleep', 10], ['outing', '外出安全、接送核对身份', 'Safe outings, checks who picks up', 10], ['record', '喂养睡眠记录', 'Notes feeding and sleep', 5],
  ], [['alone', '让孩子离开视线或单独在水边、高处', 'Lost sight of the child, or left it by water or on a height'], ['medicine', '自行给药', 'Gave medicine on her own'], ['hit', '打骂或恐吓', 'Hit, shouted or frightened']]),
  rubric('elderCare', ['老人陪护实操', 'Elder care practical'], 90, [
    ['greet', '称呼、说明、征得同意再动手', 'Addresses, explains, asks before touching', 10], ['transfer', '床椅转移：刹车、站位、用腿发力', 'Bed to chair: brakes, stance, lifts with the legs', 20], ['turn', '翻身拍背、防压疮检查', 'Turns, pats the back, looks for sores', 15], ['feed', '半卧位喂食、防呛噎', 'Feeds half upright, prevents choking', 15],
    ['medicine', '按医嘱核对提醒服药并记录', 'Reminds of medicine by the prescription and notes it', 10], ['fall', '防跌倒布置和跌倒后的处置', 'Prevents falls; what to do after one', 15], ['emergency', '心肺复苏与呼叫 120', 'Resuscitation and calling 120', 10], ['respect', '保护隐私和尊严', 'Privacy and dignity', 5],
  ], [['tie', '捆绑或限制老人', 'Tied or restrained'], ['medicine', '自行加减药', 'Changed medicine on her own'], ['hit', '打骂或恐吓', 'Hit, shouted or frightened']]),
  rubric('homeRepair', ['居家维修实操', 'Home repair practical'], 120, [
    ['diagnose', '问清故障、查看、先报价再动手', 'Asks, looks, names the price before starting', 15], ['off', '关总闸、关水阀并验电', 'Cuts power and water, tests for voltage', 25], ['work', '按规范更换龙头、开关或插座', 'Changes tap, switch or socket by the book', 25], ['test', '通水通电试验，无渗漏', 'Tests with water and power, no leak', 15], ['tools', '工具使用与个人防护', 'Tools and protection', 10], ['finish', '清理现场，交代保修', 'Cleans up, explains the warranty', 10],
  ], [['live', '带电作业', 'Worked on a live circuit'], ['gas', '私自改动燃气管道', 'Changed a gas pipe']]),
  rubric('mentor', ['带教能力考核', 'Mentoring assessment'], 60, [
    ['explain', '边做边讲，说清为什么', 'Shows and says why', 25], ['watch', '看新人做，及时纠正', 'Watches and corrects in time', 25], ['feedback', '反馈先肯定、再指出、给办法', 'Praises, names it, gives a way', 20], ['safety', '先讲安全再动手', 'Safety first', 20], ['note', '带教记录真实', 'Notes are true', 10],
  ], []),
  rubric('coordination', ['团队协调评估', 'Coordination assessment'], 60, [
    ['roster', '排班公平、留出路上时间', 'A fair roster with time for the way', 25], ['brief', '班前会交代清楚', 'Briefs clearly', 15], ['incident', '突发情况：人、客户、平台三头处理', 'Handles worker, household and platform in an incident', 30], ['conflict', '纠纷先听再断', 'Listens before deciding', 15], ['report', '按时汇报、数据真实', 'Reports in time and truly', 15],
  ], []),
];
export const rubricOf = (kind: string): RubricRule | undefined => rubrics.find((one) => one.kind === kind);

/** What is wrong with a rubric as filled in; null when it can be judged. */
export const faultOfSheet = ({ items, redLines }: RubricRule, sheet: { items: readonly { code: string; points: number }[]; redLines: readonly string[] }): Bilingual | null => {
  const given = new Map(sheet.items.map(({ code, points }) => [code, points]));
  const missing = items.find(({ code }) => !given.has(code));
  if (missing) return { zh: `“${missing.text.zh}”没有打分`, en: `no points for “${missing.text.en}”` };
  if (given.size !== sheet.items.length || given.size !== items.length) return { zh: '有不属于这张表的项目', en: 'it has lines that are not of this rubric' };
  const over = items.find(({ code, points }) => given.get(code)! > points);
  if (over) return { zh: `“${over.text.zh}”最多 ${over.points} 分`, en: `“${over.text.en}” has at most ${over.points} points` };
  return sheet.redLines.every((code) => redLines.some((line) => line.code === code)) && new Set(sheet.redLines).size === sheet.redLines.length ? null : { zh: '有不属于这张表的红线', en: 'it has red lines that are not of this rubric' };
};

/** Points in percent, rounded down; a red line fails whatever the points. */
export const judgeSheet = ({ items, passPercent }: RubricRule, sheet: { items: readonly { points: number }[]; redLines: readonly string[] }): { scorePercent: number; isPassed: boolean } => {
  const most = items.reduce((sum, { points }) => sum + points, 0);
  const got = sheet.items.reduce((sum, { points }) => sum + points, 0);
  return { scorePercent: Math.floor((got * 100) / most), isPassed: sheet.redLines.length === 0 && got * 100 >= passPercent * most };
};

/** An examiner may begin so long before the hour. */
export const EARLY_MINUTES = 30;
export const seatWords: Record<'booked' | 'cancelled' | 'passed' | 'failed' | 'absent', Bilingual> = {
  booked: { zh: '已约好', en: 'booked' }, cancelled: { zh: '已取消', en: 'given back' }, passed: { zh: '通过', en: 'passed' }, failed: { zh: '没通过', en: 'not passed' }, absent: { zh: '没到场', en: 'did not come' },
};
