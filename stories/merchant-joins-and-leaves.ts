import { answersOf, bankOf } from './exams.ts';
import type { Bank } from './exams.ts';
import { licenceNumber, photoBase64 } from './papers.ts';
import { newHousehold } from './household.ts';
import { admitWorker, demoPerson, patiently } from './people.ts';
import type { Story } from './story.ts';
import { newPhone, refused, until } from './world.ts';
import type { Someone, World } from './world.ts';

const DAY_MINUTES = 24 * 60;
/** Months passed over at once leave a long line of work behind them. */
const LONG_MS = 75_000;
/** The bank of a topic, where the school has written what is missing to a whole paper. */
async function wholeBank(school: Someone, topic: string, atLeast: number): Promise<Bank> {
  const { size } = await bankOf(school, topic);
  for (let nth = size; nth < atLeast; nth++) {
    await patiently(() => school.client.exams.saveQuestion({ topic, kind: 'judge', difficulty: 1, stem: { zh: `商户可以代管家政员的证件原件（补充题 ${nth + 1}）` }, options: [{ zh: '对', isRight: false }, { zh: '错', isRight: true }], why: { zh: '证件原件归本人保管' } }));
  }
  return bankOf(school, topic);
}

/** Answers a paper from the bank, the last so many wrongly, and hands it in. */
async function sit(owner: Someone, bank: Bank, wrong: number) {
  const attempt = await owner.client.exams.start({ paper: 'merchant' });
  const answers = answersOf(attempt.items, bank, wrong);
  return owner.client.exams.submit({ attemptId: attempt.attemptId, answers });
}

/** Time passes by; who was signed in for longer than a session lasts signs in again. */
async function pass(world: World, days: number, people: readonly Someone[]): Promise<void> {
  for (let left = days; left > 0; left -= 7) await world.advanceClock(Math.min(7, left) * DAY_MINUTES);
  for (const person of people) Object.assign(person, await world.signIn(person.phone));
}

/** Noon of a day to come, in the city's zone. */
const noon = (now: Date, days: number): string => new Date(Math.floor((now.getTime() + 8 * 3_600_000) / 86_400_000 + days) * 86_400_000 + 4 * 3_600_000).toISOString();

/** Somebody of the platform who may decide what the operator has proposed. */
async function otherDecider(world: World, operator: Someone): Promise<Someone> {
  for (const person of (await world.guest.accounts.demoPersons({})).persons.filter(({ app }) => app === 'hq')) {
    const other = await world.signIn(person.phone);
    const { grants } = await other.client.accounts.me({});
    if (other.personId !== operator.personId && grants.some(({ role }) => role === 'finance' || role === 'operator')) return other;
  }
  throw new Error('the demo offers nobody else who may decide');
}

export const story: Story = {
  name: 'merchant-joins-and-leaves',
  about: '一家家政公司自己申请入驻：资质、保证金、培训、考试、试运营、转正，退出满 90 天拿回保证金',
  async tell(world, tell) {
    const operator = await demoPerson(world, 'hq');
    const owner = await world.signIn(newPhone(), '马建国');
    const name = `石榴花家政${owner.phone.slice(-4)}`;
    const licenceNo = licenceNumber(Number(owner.phone.slice(-7)));
    const mine = async () => (await owner.client.alliance.myJoining({})).joining!;
    const reached = (stage: string) => until(async () => { const now = await mine(); return now.stage === stage && now; }, `the firm to be ${stage}`, LONG_MS);

    await tell('a licence that does not name household services is refused', () => refused('alliance.scope_wrong', () => owner.client.alliance.saveJoining({ name, businessScope: '日用百货销售' })), (r) => r.zh);
    const { joiningId } = await tell('the owner fills in the firm on the phone', () => owner.client.alliance.saveJoining({ name, licenceNo, businessScope: '家政服务；建筑物清洁服务', address: '光明路 8 号', complaintPhone: '0991-4567890', families: ['cleaning'] }), (j) => j.next.words.zh);
    await tell('a forged identity number is refused', () => refused('alliance.id_number_wrong', () => owner.client.alliance.saveJoiningPaper({ kind: 'legalPerson', number: '650102199003078518', holderName: '马建国' })), (r) => r.zh);
    await tell('the papers are handed in as copies', async () => {
      await owner.client.alliance.saveJoiningPaper({ kind: 'licence', number: licenceNo, imageBase64: photoBase64 });
      await owner.client.alliance.saveJoiningPaper({ kind: 'legalPerson', number: '650102199003078517', holderName: '马建国' });
      await owner.client.alliance.saveJoiningPaper({ kind: 'insurance', number: 'PZ20260001', holderName: '人保财险', validUntil: '2034-12-31' });
      return owner.client.alliance.saveJoiningPaper({ kind: 'safetyOfficer', number: '13812340000', holderName: '赵安全' });
    }, (j) => j.next.words.zh);
    await tell('the bank sends a few fen; the owner names the sum', async () => {
      await owner.client.alliance.startAccountCheck({ bankName: '建设银行', accountNo: '6501019900000037', holderName: name });
      return owner.client.alliance.confirmAccountCheck({ amountFen: 37 });
    }, (j) => j.account!.words.zh);
    await tell('and hands the application in', () => owner.client.alliance.submitJoining({}), (j) => j.next.words.zh);

    await tell('nobody may write that an original is kept', () => refused('alliance.original_held', () => operator.client.alliance.judgePaper({ joiningId, kind: 'legalPerson', isPassed: false, words: '身份证原件由公司代管' })), (r) => r.zh);
    for (const kind of ['licence', 'legalPerson', 'scope', 'insurance', 'safetyOfficer'] as const) await operator.client.alliance.judgePaper({ joiningId, kind, isPassed: true });
    const approved = await tell('the platform passes every paper and agrees on the terms', () => operator.client.alliance.approveJoining({ joiningId }), (j) => j.next.words.zh);
    const merchantId = approved.merchantId!;
    Object.assign(owner, await world.signIn(owner.phone));
    const { items: districts } = await world.guest.alliance.listDistricts({});
    const district = districts.find(({ isOpen }) => isOpen)!;
    await tell('no district before it has paid, learned and passed', () => refused('alliance.merchant_not_open', () => operator.client.alliance.assignTerritory({ districtId: district.districtId, family: 'cleaning', merchantId })), (r) => r.zh);

    const deposit = await tell('the guarantee is asked by the tier of the city', () => owner.client.payments.payDeposit({ merchantId }), (d) => d.words.zh);
    const { tradeNo } = await owner.client.payments.startCharge({ chargeId: deposit.chargeId! });
    await tell('it is paid', () => world.payAtCashier(tradeNo));
    await tell('and opens the training', () => reached('training'), (j) => j.next.words.zh);

    const start = (await world.now()).getTime() + 30 * 60_000;
    const { sessionId } = await operator.client.alliance.planOwnerSession({ title: '负责人岗前培训', topics: ['rules', 'safety', 'complaints'], place: '团结路教室', startsAt: new Date(start).toISOString(), endsAt: new Date(start + 3_600_000).toISOString(), capacity: 20 });
    await tell('the owner takes a seat in the next training', () => owner.client.alliance.takeOwnerSeat({ sessionId }), (s) => `${s.title}，${s.place}`);
    await world.advanceClock(45);
    await tell('and is noted as there', () => operator.client.alliance.markOwnerSeat({ sessionId, merchantId, attended: true }));
    await tell('which opens the exam', () => reached('exam'), (j) => j.next.words.zh);
    const bank = await wholeBank(operator, 'merchant', 40);
    await tell('nine of forty wrong is not enough', () => sit(owner, bank, 9), (r) => { if (r.isPassed) throw new Error('77 percent passed'); return `${r.scorePercent} 分，${r.words.zh}`; });
    await tell('the second try is', () => sit(owner, bank, 8), (r) => { if (!r.isPassed || r.scorePercent !== 80) throw new Error(`${r.scorePercent} percent, passed: ${r.isPassed}`); return `${r.scorePercent} 分`; });
    await tell('thirty days of trial begin', () => reached('trial'), (j) => j.trial!.words.zh);

    const household = await newHousehold(world, tell, '石女士');
    const worker = await tell('its first worker is admitted', () => admitWorker(world, operator, '阿依古丽', household, merchantId), (w) => w.name);
    await worker.client.workers.setOnline({ isOnline: true });
    const item = (await world.guest.catalog.listItems({ q: '日常保洁' })).items[0]!;
    const wish = { itemId: item.itemId, addressId: household.addressId, quantity: item.minQuantity };
    await pass(world, 31, [operator, owner]);
    await tell('no visit was done: the platform has to judge', () => until(async () => { const now = await operator.client.alliance.getJoining({ joiningId }); return now.waitsForPlatform && now; }, 'the trial to end', LONG_MS), (j) => j.trial!.words.zh);
    await tell('it admits the firm for good', () => operator.client.alliance.decideTrial({ joiningId, outcome: 'pass', words: '走访合格，客户试用满意' }), (j) => j.stageName.zh);
    await operator.client.alliance.setGrade({ merchantId, grade: 'AA', issuer: '自治区家庭服务业协会', certificateNo: 'XJ-31772-021', issuedOn: '2026-01-01', expiresOn: '2036-01-01' });
    await tell('everybody can read its licence, grade and where to complain', () => world.guest.alliance.publicMerchant({ merchantId }), (m) => `${m.licenceNo}，${m.grade!.grade} 级，投诉 ${m.complaintPhone}`);

    const now = await world.now();
    Object.assign(household, await world.signIn(household.phone));
    const caseOf = (await tell('a broken vase is to be paid out of the guarantee', () => operator.client.payments.proposeDeduction({ merchantId, amountFen: 30_000, words: '打碎花瓶拒不赔付' }), (d) => d.words.zh)).cases[0]!;
    await tell('not by the one who proposes it', () => refused('payments.proposal_own', () => operator.client.payments.decideDeduction({ caseId: caseOf.caseId, isApproved: true, words: '属实' })), (r) => r.zh);
    const finance = await otherDecider(world, operator);
    await tell('a second person decides', () => finance.client.payments.decideDeduction({ caseId: caseOf.caseId, isApproved: true, words: '属实' }), (d) => d.cases[0]!.stateWords.zh);
    await tell('the merchant appeals', () => owner.client.payments.appealDeduction({ caseId: caseOf.caseId, words: '只认一半' }), (d) => d.cases[0]!.stateWords.zh);
    await tell('and is heard by somebody else: it stands', () => operator.client.payments.decideAppeal({ caseId: caseOf.caseId, isUpheld: true, words: '有照片为证' }), (d) => d.cases[0]!.stateWords.zh);

    await tell('the owner retires: no new order from this minute', () => owner.client.alliance.askToLeave({ merchantId, words: '老板退休' }), (j) => j.next.words.zh);
    await tell('nobody can book its worker any more', () => refused('dispatch.worker_unsuitable', () => household.client.dispatch.holdSlot({ ...wish, startAt: noon(now, 1), workerId: worker.workerId })), (r) => r.zh);
    await tell('the platform confirms', () => operator.client.alliance.exitMerchant({ merchantId, reason: '交接完成' }), (m) => m.status);
    await tell('the ninety days begin', () => until(async () => { const now = await owner.client.payments.deposit({ merchantId }); return now.refundFrom ? now : null; }, 'payments to hear of it', LONG_MS), (d) => d.words.zh);
    await tell('the guarantee does not come back early', () => refused('payments.deposit_too_early', () => operator.client.payments.returnDeposit({ merchantId })), (r) => r.zh);
    await pass(world, 91, [operator, owner]);
    const gone = await tell('after ninety days it does, less what was decided', () => until(async () => { const now = await mine(); return now.leave?.depositReturnedAt ? now : null; }, 'the guarantee to come back', LONG_MS), (j) => `¥${(j.leave!.returnedFen! / 100).toFixed(2)}`);
    if (gone.depositHeldFen !== 0 || gone.leave!.returnedFen !== deposit.requiredFen - 30_000) throw new Error(`${gone.leave!.returnedFen} fen came back of ${deposit.requiredFen}`);
    await tell('and every invariant holds', () => operator.client.insights.verify({}), ({ checks }) => {
      const broken = checks.filter(({ name: check, ok }) => !ok && /guarantee|trial/.test(check));
      if (broken.length > 0) throw new Error(broken.map(({ name: check }) => check).join(', '));
      return 'guarantees and trials verify';
    });
    return gone.stage;
  },
};
