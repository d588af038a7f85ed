import { serveVisit } from './cleaning-from-booking-to-settlement.ts';
import { answersOf, bankOf } from './exams.ts';
import { beijingDay, newHousehold, offerOf, pay } from './household.ts';
import type { Household, Order } from './household.ts';
import { newIdentity } from './papers.ts';
import { demoPerson, patiently } from './people.ts';
import type { Story, Tell } from './story.ts';
import { newPhone, refused, until } from './world.ts';
import type { Someone, World } from './world.ts';

const MINUTE_MS = 60_000;
const coreModules = ['basicCleaning', 'cooking', 'infantCare', 'elderCare'] as const;
/** What a doctor looks at for class B, which the work of a nanny asks for. */
const healthItems = [['history', '无'], ['bloodPressure', '118/76'], ['skin', '正常'], ['eyes', '1.0'], ['chestXRay', '未见异常'], ['ecg', '窦性心律'], ['liverEnzymes', '23 U/L'], ['stoolCulture', '阴性'], ['hepatitisAE', '阴性']] as const;
/** Of 500 hours, a tenth of an hour is missing. */
const ALMOST_MINUTES = 499.9 * 60;

type Worker = Someone & { workerId: string };
const dayAfter = (from: Date, days: number): string => beijingDay(new Date(from.getTime() + days * 86_400_000));
/** Lets time pass up to a moment, a minute at least. */
const passTo = async (world: World, at: string): Promise<void> => {
  const minutes = Math.ceil((Date.parse(at) - (await world.now()).getTime()) / MINUTE_MS);
  if (minutes > 0) await world.advanceClock(minutes);
};

/** Someone from a training base in a township fills in her application and hands it in; what she signs is the text as it was shown. */
async function apply(world: World, tell: Tell, idNumber: string, home: { name: string; lon: number; lat: number }): Promise<Worker> {
  const her = await tell('a woman from a township training base signs in with her phone', () => world.signIn(newPhone(), '古丽娜尔'), (s) => s.name);
  const { workers } = her.client;
  await tell('a mistyped identity number is refused', () => refused('workers.id_number_wrong', () => workers.saveApplication({ idNumber: idNumber.slice(0, 17) + (idNumber.endsWith('1') ? '2' : '1') })), (r) => r.zh);
  await tell('she fills in her application; it is kept as she goes', async () => {
    await workers.saveApplication({ name: '古丽娜尔', families: ['nanny'], idNumber, source: 'townshipBase', sourceWords: '阿勒泰乡镇培训基地', targetGroups: ['rural'] });
    await workers.saveApplication({ schooling: 'juniorSecondary', experienceYears: 2, nativePlace: '新疆阿勒泰', referees: [{ name: '努尔兰', phone: newPhone(), relation: '村干部' }, { name: '王淑芬', phone: newPhone(), relation: '以前的雇主' }] });
    return workers.saveApplication({ homeArea: home.name, homeLon: home.lon, homeLat: home.lat, travelMode: 'ebike' });
  }, (a) => `还差：${a.missing.map(({ words }) => words.zh).join('、')}`);
  await tell('not without her word on her data', () => refused('workers.application_incomplete', () => workers.submitApplication({})), (r) => r.zh);
  await tell('she signs what was read to her', async () => {
    const { items } = await workers.mySignatures({});
    for (const { kind, version, hash } of items.filter((text) => text.kind !== 'creditFile')) await workers.sign({ kind, version, hash });
    return workers.mySignatures({});
  }, ({ items }) => `${items.filter(({ signedAt }) => signedAt !== null).length} texts`);
  const { workerId } = await tell('and hands it in: she is a learner now', () => workers.submitApplication({}), (a) => `${a.sourceName.zh}，${a.stageName.zh}`);
  return Object.assign(her, await world.signIn(her.phone), { workerId: workerId! });
}

/** What she and the desk can settle before she has learned: everything but training and practical. */
async function gatherPapers(world: World, tell: Tell, operator: Someone, her: Worker, idNumber: string): Promise<void> {
  const { workerId } = her;
  const now = await world.now();
  const paper = { workerId, validFrom: beijingDay(now), validUntil: dayAfter(now, 900) };
  const state = (admission: { checks: { state: string }[]; next: { words: { zh: string } } }): string => `${admission.checks.filter((check) => check.state === 'passed').length}/13，下一步：${admission.next.words.zh}`;
  const standing = () => her.client.workers.myAdmission({ family: 'nanny' });
  await tell('thirteen checks lie before her, and one next step', standing, state);
  await tell('she hands in identity card, occupational certificate and insurance', async () => {
    await her.client.workers.submitPaper({ ...paper, kind: 'identity', number: idNumber });
    await her.client.workers.submitPaper({ ...paper, kind: 'housekeepingCertificate', number: `ZY${her.phone}` });
    await her.client.workers.submitPaper({ ...paper, kind: 'insurance', number: `BX${her.phone}` });
    return standing();
  }, state);
  await tell('her doctor’s findings never name hepatitis B', () => refused('workers.hepatitis_b_refused', () => her.client.workers.recordHealth({
    workerId, healthClass: 'B', hospital: '阿勒泰市人民医院', number: `JK${her.phone}`, examinedOn: paper.validFrom, validUntil: dayAfter(now, 300), items: [{ code: 'liverEnzymes', result: '乙肝两对半阴性', isNormal: true }],
  })), (r) => r.zh);
  await tell('class B is recorded with its nine findings', () => her.client.workers.recordHealth({
    workerId, healthClass: 'B', hospital: '阿勒泰市人民医院', number: `JK${her.phone}`, examinedOn: paper.validFrom, validUntil: dayAfter(now, 300), items: healthItems.map(([code, result]) => ({ code, result, isNormal: true })),
  }), state);
  await tell('the operator sees the papers', async () => {
    const { papers } = await operator.client.workers.getProfile({ workerId });
    for (const { paperId } of papers.filter((one) => one.state === 'submitted')) await operator.client.workers.verifyPaper({ paperId, isAccepted: true });
    return standing();
  }, state);
  await tell('her background is clear: result, day and fingerprint are kept', () => operator.client.workers.recordBackground({ workerId, isClear: true, checkedOn: beijingDay(now), documentHash: '5e'.repeat(32) }), state);
  await tell('the credit system knows nothing against her', () => operator.client.workers.checkCredit({ workerId }), state);
  await tell('the desk calls both who vouch for her', async () => {
    const applicationId = (await her.client.workers.myApplication({})).application!.applicationId;
    const { items } = await operator.client.workers.readReferees({ applicationId });
    await operator.client.workers.signCheck({ workerId, check: 'experience', isPassed: true, words: `电话核实：${items.map(({ relation }) => relation).join('、')}` });
    return (await her.client.workers.recordReads({})).items;
  }, (reads) => `${reads[0]!.readerName} 看过：${reads[0]!.why}`);
  await tell('and signs schooling, interview and kit', async () => {
    for (const [check, words] of [['schooling', '看过初中毕业证'], ['interview', '情景面试合格'], ['kit', '工服和六件工具已领']] as const) await operator.client.workers.signCheck({ workerId, check, isPassed: true, words });
    return standing();
  }, state);
  await tell('she is not admitted before she has learned', () => refused('workers.papers_missing', () => operator.client.workers.admit({ workerId })), (r) => r.zh);
}

/** The four core modules: the first lesson in its own time, those of a module told later in one go, as by a phone that had no network. */
async function learn(world: World, tell: Tell, her: Worker): Promise<void> {
  const { learning, exams } = her.client;
  await tell('no exam before the modules are finished', () => refused('exams.modules_missing', () => exams.start({ paper: 'core' })), (r) => r.zh);
  const beat = async (lessonId: string, seconds: number) => learning.sendBeats({ lessonId, beats: [{ fromSecond: 0, toSecond: seconds, at: (await world.now()).toISOString() }] });
  const path = await learning.myPath({});
  const first = await tell('her path names the first lesson', () => learning.openLesson({ lessonId: path.next!.lessonId }), (l) => `${l.moduleTitle.zh}：${l.title.zh}，${l.seconds} 秒`);
  await tell('who claims to be done at once is told to wait', () => refused('learning.beat_too_fast', () => beat(first.lessonId, first.seconds)), (r) => r.zh);
  await tell('read in its time it is finished', async () => { await world.advanceClock(Math.ceil(first.seconds / 60)); return beat(first.lessonId, first.seconds); }, ({ standing }) => standing.state);
  for (const module of coreModules) {
    await tell(`she learns ${module}; her phone tells it when it has a connection again`, async () => {
      const { lessons } = await learning.getModule({ module });
      const left = lessons.filter(({ mine }) => mine?.finishedAt == null);
      for (const { lessonId } of left) await patiently(() => learning.openLesson({ lessonId }));
      await world.advanceClock(Math.ceil(left.reduce((sum, { seconds }) => sum + seconds, 0) / 60));
      let isDone = left.length === 0;
      for (const { lessonId, seconds } of left) isDone = (await patiently(() => beat(lessonId, seconds))).isModuleFinished;
      if (!isDone) throw new Error(`${module} is not finished after all its lessons`);
      return lessons;
    }, (lessons) => `${lessons.length} lessons, ${Math.round(lessons.reduce((sum, { seconds }) => sum + seconds, 0) / 60)} minutes`);
  }
}

/** The core exam, then the practical before the examiner: both certificates follow by themselves. */
async function examine(world: World, tell: Tell, operator: Someone, her: Worker): Promise<void> {
  const bank = new Map((await Promise.all(coreModules.map((module) => bankOf(operator, module)))).flatMap((one) => [...one]));
  const sit = async (wrong: number) => {
    const { attemptId, items } = await her.client.exams.start({ paper: 'core' });
    return her.client.exams.submit({ attemptId, answers: answersOf(items, bank, wrong) });
  };
  await tell('nine of forty wrong is not enough', () => sit(9), (r) => { if (r.isPassed || r.itemCount !== 40) throw new Error(`${r.scorePercent} percent of ${r.itemCount} passed`); return `${r.scorePercent} 分`; });
  await tell('three wrong is', () => sit(3), (r) => { if (!r.isPassed) throw new Error(`${r.scorePercent} percent did not pass`); return r.words.zh; });
  await tell('the core certificate is hers, the basic level not yet', () => refused('workers.level_not_earned', () => her.client.workers.raiseLevel({ level: 1 })), (r) => r.zh);

  const { persons } = await world.guest.accounts.demoPersons({});
  const examiner = await world.signIn(persons.find(({ role }) => role.en === 'Examiner')!.phone);
  const slot = await tell('the operator offers a practical', async () => {
    const firstAt = Date.parse(`${dayAfter(await world.now(), 1)}T09:00:00+08:00`);
    // He has others to examine: the first two hours of tomorrow in which he is free.
    for (let hours = 0; ; hours += 1) {
      try {
        return await operator.client.exams.addSlot({ kind: 'practical', place: '阿勒泰乡镇培训基地', examinerId: examiner.personId, startAt: new Date(firstAt + hours * 3_600_000).toISOString(), minutes: 120, capacity: 4 });
      } catch (error) {
        if (hours > 12 || (error as { code?: string }).code !== 'exams.examiner_busy') throw error;
      }
    }
  }, (s) => `${s.place}，${s.startAt}`);
  const { seatId } = await tell('she books a seat', () => her.client.exams.bookPractical({ slotId: slot.slotId }), (s) => s.words.zh);
  const rubric = (await examiner.client.exams.rubrics({})).items.find(({ kind }) => kind === 'practical')!;
  const sheet = { seatId, signOffId: `phone-${seatId.replace(/\W/g, '')}`, items: rubric.items.map(({ code, points }) => ({ code, points: Math.ceil(points * 0.9) })), words: '抹布分区做得好' };
  await tell('nobody signs before it has begun', () => refused('exams.practical_ahead', () => examiner.client.exams.signOff(sheet)), (r) => r.zh);
  await passTo(world, slot.endAt);
  await tell('the examiner signs; a second time it is the same sign-off', async () => {
    await examiner.client.exams.signOff(sheet);
    return examiner.client.exams.signOff(sheet);
  }, (s) => `${s.outcome!.scorePercent} 分`);
  await tell('core and practical certificates are hers', async () => {
    const held = (await her.client.exams.myCertification({})).items.filter(({ isHeld }) => isHeld).map(({ kind, number }) => ({ kind, number }));
    if (held.map(({ kind }) => kind).join() !== 'core,practical') throw new Error(`she holds ${held.map(({ kind }) => kind).join() || 'nothing'}`);
    return held;
  }, (held) => held.map(({ number }) => number).join('，'));
}

/** A family books her by name; she accepts, comes at the time and works for as long as was booked. Answers the minutes that count. */
async function serve(world: World, tell: Tell, household: Household, her: Worker): Promise<{ order: Order; minutes: number }> {
  const { items: [item] } = await world.guest.catalog.listItems({ q: '钟点工' });
  const wish = { itemId: item!.itemId, addressId: household.addressId, quantity: item!.minQuantity };
  const order = await tell('the family books hourly help with her', async () => {
    const now = await world.now();
    const { days, nobody } = await household.client.dispatch.listSlots({ ...wish, from: beijingDay(now), days: 7, workerId: her.workerId });
    const slot = days.flatMap(({ slots }) => slots).find(({ startAt }) => Date.parse(startAt) > now.getTime() + 90 * MINUTE_MS);
    if (!slot) throw new Error(`no time of hers can be booked: ${nobody?.zh}`);
    const hold = await household.client.dispatch.holdSlot({ ...wish, startAt: slot.startAt, workerId: her.workerId });
    return household.client.orders.place({ holdId: hold.holdId, ...wish, startAt: hold.startAt, expectedTotalFen: hold.quote.totalFen });
  }, (o) => `${o.no} ${o.startAt}`);
  await pay(world, tell, household, order);
  const offer = await tell('the offer reaches her', () => offerOf(her, order), (o) => `¥${(o.netPayFen / 100).toFixed(2)} · ${o.why.length} reasons`);
  await tell('she accepts with one tap', () => her.client.dispatch.acceptOffer({ offerId: offer.offerId }), (o) => o.status);
  await passTo(world, new Date(Date.parse(order.startAt!) - 10 * MINUTE_MS).toISOString());
  await serveVisit(tell, household, her, order, () => passTo(world, order.endAt!));
  const settled = await tell('the money is split and settled', () => until(async () => {
    const seen = await household.client.orders.get({ orderId: order.orderId });
    return seen.status === 'settled' ? seen : null;
  }, 'the order to settle'), (o) => o.settledAt ?? '');
  await tell('her statement shows exactly the promised net pay', async () => {
    const earnedFen = (await her.client.payments.workerStatement({})).lines.filter((line) => line.orderId === order.orderId).reduce((sum, { amountFen }) => sum + amountFen, 0);
    if (earnedFen !== offer.netPayFen) throw new Error(`statement says ${earnedFen} fen, the offer promised ${offer.netPayFen}`);
    return earnedFen;
  }, (fen) => `¥${(fen / 100).toFixed(2)}`);
  await tell('the family is content', () => household.client.orders.review({ orderId: order.orderId, skill: 5, communication: 5, attitude: 5, words: '手脚麻利，还会想' }), (o) => `${o.review?.skill}/${o.review?.communication}/${o.review?.attitude}`);
  return { order: settled, minutes: Math.round((Date.parse(settled.finishedAt!) - Date.parse(settled.startedAt!)) / MINUTE_MS) };
}

/** From a township base to the first order, and to the second level at 500 hours and not a tenth of an hour before. */
export const story: Story = {
  name: 'from-township-to-first-order',
  about: '乡镇基地的一位妇女：报名、十三项检查、学习、考试、实操、拿证、入驻、第一单，满 500 小时升熟练级',
  async tell(world, tell) {
    const operator = await demoPerson(world, 'hq');
    const home = (await world.guest.accounts.listEstates({ limit: 200 })).items.find(({ isOpen }) => isOpen)!;
    const idNumber = newIdentity();
    const her = await apply(world, tell, idNumber, home);
    const { workerId } = her;
    await gatherPapers(world, tell, operator, her, idNumber);
    await learn(world, tell, her);
    await examine(world, tell, operator, her);
    await tell('all thirteen checks hold: the operator admits her', async () => {
      const { checks } = await her.client.workers.myAdmission({ family: 'nanny' });
      const open = checks.filter(({ isNeeded, state }) => !isNeeded || state !== 'passed');
      if (open.length > 0) throw new Error(`open: ${open.map(({ code }) => code).join(', ')}`);
      await operator.client.workers.setSkills({ workerId, skills: [{ code: 'housekeeping', level: 2 }, { code: 'cooking', level: 2 }] });
      await operator.client.workers.admit({ workerId });
      return her.client.workers.myLadder({});
    }, (l) => { if (l.level !== 1) throw new Error(`she stands on level ${l.level}`); return l.words.zh; });
    await tell('she sets her week and goes online', async () => {
      await her.client.workers.setAvailability({ weekly: [1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, from: '08:00', to: '20:00' })) });
      return her.client.workers.setOnline({ isOnline: true });
    }, (p) => { if (!p.isDispatchable) throw new Error(p.dispatchBlockers.map(({ zh }) => zh).join('；')); return p.status; });

    const household = await newHousehold(world, tell, '苏女士', home.estateId);
    const first = await serve(world, tell, household, her);
    await tell('each step from the township stands in her application', async () => (await her.client.workers.myApplication({})).application!, (a) => {
      const want = ['lead', 'applied', 'checking', 'learning', 'examined', 'certified', 'admitted', 'firstOrder'];
      if (a.steps.map(({ stage }) => stage).join() !== want.join()) throw new Error(`the steps are ${a.steps.map(({ stage }) => stage).join()}`);
      return a.steps.map(({ name }) => name.zh).join(' → ');
    });

    const hours = async () => (await her.client.workers.myLadder({})).levels.find(({ level }) => level === 2)!.conditions.find(({ code }) => code === 'hours')!;
    await tell('one visit is far from the second level', () => refused('workers.level_not_earned', () => her.client.workers.raiseLevel({ level: 2 })), (r) => r.zh);
    const claimedMinutes = ALMOST_MINUTES - first.minutes;
    const { appeals } = await tell('she asks for the visits she served on paper at the base', () => her.client.workers.appealLadder({ words: '来平台之前，乡镇基地派我上门两年，每次都有家庭签字的工时单，请补记', claimedMinutes }), (l) => `${l.appeals[0]!.claimedMinutes} 分钟`);
    const { appealId } = appeals[0]!;
    await tell('more than she claims cannot be granted', () => refused('workers.granted_too_much', () => operator.client.workers.decideLadderAppeal({ appealId, isAccepted: true, grantedMinutes: claimedMinutes + 6, words: '凑整' })), (r) => r.zh);
    await tell('the desk goes through the signed sheets: 499.9 hours in all', () => operator.client.workers.decideLadderAppeal({ appealId, isAccepted: true, grantedMinutes: claimedMinutes, words: '工时单逐张核对，家庭签字齐全' }).then(hours), (c) => { if (c.have.zh !== '499.9 小时') throw new Error(`she has ${c.have.zh}`); return c.have.zh; });
    await tell('499.9 hours are not 500', () => refused('workers.level_not_earned', () => her.client.workers.raiseLevel({ level: 2 })), (r) => {
      if (!r.zh.includes('再服务 0.1 小时')) throw new Error(`she is told: ${r.zh}`);
      return r.zh;
    });
    await serve(world, tell, household, her);
    const ladder = await tell('the next visit brings her to the second level, by itself', () => her.client.workers.myLadder({}), (l) => `${l.name.zh}：${l.history[0]!.reasons.map(({ zh }) => zh).join('，')}`);
    await tell('and every invariant holds', () => operator.client.insights.verify({}), ({ checks }) => {
      const broken = checks.filter(({ ok }) => !ok);
      if (broken.length > 0) throw new Error(broken.map(({ name }) => name).join(', '));
      return `${checks.length} checks`;
    });
    return `level${ladder.level}`;
  },
};
