import type { Ctx } from '../../../kernel/context.ts';
import { verdictsOf } from '../store/admission.ts';
import { applicationOfWorker } from '../store/applications.ts';
import { findWorkerOfPerson } from '../store/workers.ts';
import { recordCheck } from './admission-checks.ts';
import { hasSigned } from './admission-views.ts';
import { workerOf } from './facts.ts';

const kitVerdict = async (ctx: Ctx, workerId: string) => (await verdictsOf(ctx.tx, ctx.cityId, [workerId])).find(({ code }) => code === 'kit');

/** She was handed the standard kit: the twelfth check has passed, or waits for her to sign the rules. A kit after the first changes nothing. System use. */
export const noteKit = async (ctx: Ctx, { workerId, issueId }: { workerId: string; issueId: string }): Promise<void> => {
  if ((await kitVerdict(ctx, workerId))?.state === 'passed') return;
  // Who was registered by a merchant signed on the merchant's paper.
  const isSigned = !(await applicationOfWorker(ctx.tx, ctx.cityId, workerId)) || await hasSigned(ctx, await workerOf(ctx, workerId), 'rules');
  await recordCheck(ctx, { workerId, check: 'kit', state: isSigned ? 'passed' : 'submitted', evidenceKind: 'kitIssue', evidenceId: issueId, words: isSigned ? '' : '工具包已领，等本人签服务守则' });
};

/** The rules were signed after the kit was handed out. */
export const noteRules = async (ctx: Ctx, personId: string): Promise<void> => {
  const worker = await findWorkerOfPerson(ctx.tx, ctx.cityId, personId);
  const kit = worker && await kitVerdict(ctx, worker.id);
  if (kit?.state === 'submitted' && kit.evidenceKind === 'kitIssue') await recordCheck(ctx, { workerId: kit.workerId, check: 'kit', state: 'passed', evidenceKind: 'kitIssue', evidenceId: kit.evidenceId, verifiedBy: kit.verifiedBy });
};
