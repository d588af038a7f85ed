import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTown, type Home, type Town, type TownWorker } from '../../kernel/harness-town.ts';

let town: Town;
let li: TownWorker;
let lin: Home;
beforeAll(async () => {
  town = await openTown({ at: '2026-11-22T00:00:00Z' });
  li = await town.hire('李秀兰');
  lin = await town.household();
});
afterAll(() => town.city.close());

test('a revoked certificate holds up new orders of its skill the same minute; a new one frees them', async () => {
  const slots = async (): Promise<number> => (await lin.client.dispatch.listSlots({ itemId: town.itemId, addressId: lin.addressId, quantity: 2, from: '2026-11-23', days: 1 })).days.flatMap((day) => day.slots).length;
  const issue = () => town.operator.client.training.issueCertificate({ workerId: li.workerId, kind: 'core', evidence: { kind: 'record', words: '结业' } });
  const before = await slots();
  expect(before).toBeGreaterThan(0);
  const core = await issue();
  expect(await slots()).toBe(before);
  await town.operator.client.training.revokeCertificate({ certificateId: core.certificateId, reason: 'forgedEvidence', words: '代考' });
  expect(await slots()).toBe(0);
  // Whoever asks the desk reads why.
  const other = await town.hire('王美');
  const orderId = await town.paid(lin, town.at(1, 10), other.workerId);
  const { blocked } = await town.operator.client.dispatch.candidates({ orderId });
  expect(blocked.find(({ worker }) => worker.workerId === li.workerId)?.blockers).toContainEqual({ rule: 'heldSkill', reason: { zh: '岗前核心模块合格证已撤销', en: 'Core modules certificate was revoked' } });
  await issue();
  expect(await slots()).toBeGreaterThan(0);
  const after = (await town.operator.client.dispatch.candidates({ orderId })).blocked.find(({ worker }) => worker.workerId === li.workerId);
  expect(after?.blockers.map(({ rule }) => rule) ?? []).not.toContain('heldSkill');
});
