import { RefusalError } from '@linli/contract';
import type { DispatchPolicy } from '@linli/contract';
import type { Tell } from './story.ts';
import { newPhone } from './world.ts';
import type { Someone, World } from './world.ts';

/** Signs in as the first person the demo offers for an app. */
export async function demoPerson(world: World, app: 'hq' | 'desk' | 'merchant'): Promise<Someone> {
  const { persons } = await world.guest.accounts.demoPersons({});
  const found = persons.find((person) => person.app === app);
  if (!found) throw new Error(`the demo offers nobody for ${app}`);
  return world.signIn(found.phone);
}

/** Tells something while daily cleaning is dispatched in another way, and puts the rule back whatever happens. */
export async function underPolicy<T>(world: World, tell: Tell, change: Partial<DispatchPolicy>, action: (operator: Someone) => Promise<T>): Promise<T> {
  const operator = await demoPerson(world, 'hq');
  const { items } = await world.guest.catalog.listItems({ q: '日常保洁' });
  const { itemId } = items[0]!;
  const { policy } = await operator.client.dispatch.policyFor({ itemId });
  await tell('the operator writes how these orders find their worker', () => operator.client.dispatch.setPolicy({ itemId, policy: { ...policy, ...change }, reason: '演示这一种派单方式' }), (p) => p.words.zh);
  try {
    return await action(operator);
  } finally {
    await operator.client.dispatch.removePolicy({ itemId, reason: '演示结束' });
  }
}

/** A server lets one person call so often in a minute; whoever prepares much waits and goes on. */
export async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof RefusalError) || error.code !== 'request.too_many') throw error;
      await new Promise((resolve) => setTimeout(resolve, 3000));
    }
  }
}

/** A worker from registration to the first offer, with every paper seen, who lives at a point; a merchant's own where one is named. */
export async function admitWorker(world: World, operator: Someone, name: string, home: { lon: number; lat: number }, merchantId?: string, insuredUntil = '2030-12-31'): Promise<Someone & { workerId: string }> {
  const phone = newPhone();
  const { workerId } = await patiently(() => operator.client.workers.register({
    phone, name, ...(merchantId !== undefined && { merchantId }), homeLon: home.lon, homeLat: home.lat, homeArea: '本小区', skills: [{ code: 'cleaning', level: 3 }], weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' })),
  }));
  const today = new Date((await world.now()).getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  const validity = (kind: string): { validFrom: string; validUntil: string } => (kind === 'health' ? { validFrom: today, validUntil: new Date(Date.parse(today) + 360 * 86_400_000).toISOString().slice(0, 10) } : { validFrom: '2026-01-01', validUntil: kind === 'insurance' ? insuredUntil : '2030-12-31' });
  for (const kind of ['identity', 'health', 'background', 'insurance'] as const) {
    await patiently(() => operator.client.workers.submitPaper({ workerId, kind, number: kind === 'identity' ? '650102199003078517' : `NO${phone}`, ...(kind === 'health' ? { healthClass: 'B' as const } : {}), ...validity(kind), isSeen: true }));
  }
  await patiently(() => operator.client.workers.admit({ workerId }));
  return { ...await world.signIn(phone), workerId };
}
