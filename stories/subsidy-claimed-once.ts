import { newIdentity } from './papers.ts';
import { demoPerson } from './people.ts';
import type { Someone, World } from './world.ts';
import type { Story } from './story.ts';
import { newPhone, refused, until } from './world.ts';

const photo = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
/** A learner under a phone of her own, with her card verified and the core certificate; the sheet says how much she attended. */
async function certified(world: World, operator: Someone, name: string, idNumber: string, percent: number) {
  const phone = newPhone();
  const { workerId } = await operator.client.workers.register({ phone, name, homeLon: 87.6, homeLat: 43.8, homeArea: '本小区' });
  await operator.client.workers.submitPaper({ workerId, kind: 'identity', number: idNumber, validFrom: '2026-01-01', validUntil: '2030-12-31', isSeen: true });
  const certificate = await operator.client.training.issueCertificate({ workerId, kind: 'core', evidence: { kind: 'record', words: '培训班结业，考试 86 分' } });
  await operator.client.benefits.noteAttendance({ workerId, kind: 'core', course: '核心模块班', endedOn: certificate.issuedAt.slice(0, 10), percent, words: '签到表' });
  return { ...await world.signIn(phone), workerId, certificateId: certificate.certificateId };
}

/** A subsidy of 800 yuan is claimed once for a person and a certificate, whoever tries how; it is paid through the ledger and fetched back when the certificate falls. */
export const story: Story = {
  name: 'subsidy-claimed-once',
  about: '800 元培训补贴：一人一证只能申请一次，换身份、换项目、同时提交都不行；证书撤销后追回',
  async tell(world, tell) {
    const operator = await demoPerson(world, 'hq');
    const { persons } = await world.guest.accounts.demoPersons({});
    const finance = await world.signIn(persons.find(({ role }) => role.en === 'Finance')!.phone);
    const programmeId = (await world.guest.benefits.subsidyProgrammes({})).items.find(({ code }) => code === 'BASIC-800')!.programmeId;
    const idNumber = newIdentity();
    const her = await tell('she has finished the core modules and attended nine tenths', () => certified(world, operator, '马春兰', idNumber, 90), () => '90%');
    const twin = await certified(world, operator, '马春兰', idNumber, 90);
    await tell('who attended 79 % may not claim', async () => {
      const lazy = await certified(world, operator, '丁小满', newIdentity(), 79);
      return refused('benefits.subsidy_not_eligible', () => lazy.client.benefits.draftSubsidy({ programmeId, certificateId: lazy.certificateId, declares: true }));
    }, ({ zh }) => zh);
    const begin = async (who: typeof her) => {
      const { claimId } = await who.client.benefits.draftSubsidy({ programmeId, certificateId: who.certificateId, declares: true });
      return who.client.benefits.addSubsidyDocument({ claimId, kind: 'exam', photo });
    };
    const draft = await tell('her pack is whole: card, certificate, exam, attendance', () => begin(her), ({ pack }) => pack.map(({ name, value }) => `${name.zh} ${value}`).join('；'));
    const second = await begin(twin);
    const answers = await tell('she and her second profile hand in at the same moment', () => Promise.allSettled([her.client.benefits.submitSubsidy({ claimId: draft.claimId }), twin.client.benefits.submitSubsidy({ claimId: second.claimId })]), (both) => both.map(({ status }) => status).join(', '));
    const done = answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    if (done.length !== 1 || done[0]!.amountFen !== 80_000) throw new Error(`${done.length} claims were taken`);
    const { claimId, no } = done[0]!;
    const winner = done[0]!.workerId === her.workerId ? her : twin;
    await tell('and again under the same certificate', () => refused('benefits.subsidy_claimed', () => winner.client.benefits.draftSubsidy({ programmeId, certificateId: winner.certificateId })), ({ zh }) => zh);
    await tell('the office accepts', () => operator.client.benefits.decideSubsidies({ claimIds: [claimId], isAccepted: true, officeNo: `RS-${no}` }), (answer) => answer.done[0]!.words.zh);
    const slipNo = `SLIP-${no}`;
    await tell('a slip of another sum is refused', () => refused('benefits.slip_amount', () => finance.client.benefits.paySubsidies({ claimIds: [claimId], slipNo, amountFen: 80_100 })), ({ zh }) => zh);
    await tell('the money comes and goes on to her', () => finance.client.benefits.paySubsidies({ claimIds: [claimId], slipNo, amountFen: 80_000 }), (answer) => answer.done[0]!.words.zh);
    await tell('the certificate turns out to rest on a borrowed exam', () => operator.client.training.revokeCertificate({ certificateId: winner.certificateId, reason: 'forgedEvidence', words: '代考' }), (c) => c.revoked!.reasonWords.zh);
    await tell('the 800 yuan are fetched back', () => until(async () => (await winner.client.benefits.getSubsidy({ claimId })).clawback ?? undefined, 'the money is fetched back'), (back) => `${back.takenFen / 100} / ${back.owedFen / 100}`);
    await tell('every subsidy agrees with the ledger', () => operator.client.insights.verify({}), ({ checks }) => {
      const about = checks.filter(({ name }) => /subsid|places/.test(name)), broken = about.filter(({ ok }) => !ok);
      if (about.length < 3 || broken.length > 0) throw new Error(broken.map(({ name }) => name).join(', ') || 'the checks are missing');
      return about.map(({ name }) => name).join('；');
    });
    return 'clawedBack';
  },
};
