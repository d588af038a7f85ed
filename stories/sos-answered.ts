import { askedWorker, bookCleaning, newHousehold, offerOf, pay } from './household.ts';
import { demoPerson } from './people.ts';
import type { Story } from './story.ts';
import { refused, until } from './world.ts';

export const story: Story = {
  name: 'sos-answered',
  about: 'On her way a worker calls for help, twice in her fright: one alarm, nobody takes it in time, the chain goes on, one of the desk has it, and leaving costs her nothing until a person has judged.',
  async tell(world, tell) {
    const household = await newHousehold(world, tell, '高先生');
    const order = await bookCleaning(world, tell, household);
    await pay(world, tell, household, order);
    const worker = await askedWorker(world, tell, order);
    const offer = await offerOf(worker, order);
    await tell('she accepts', () => worker.client.dispatch.acceptOffer({ offerId: offer.offerId }), (o) => o.status);
    await tell('it is an hour before the visit', async () => world.advanceClock(Math.max(1, Math.ceil((Date.parse(order.startAt!) - (await world.now()).getTime()) / 60_000) - 60)));
    const { orderId } = order;
    const press = { clientId: `story-${orderId}`, kind: 'threat' as const, orderId, words: '他喝醉了，把门锁上了' };
    const alarm = await tell('she presses the button', () => worker.client.support.raiseSos(press), (a) => a.words.zh);
    await tell('pressed again, from another page, it stays one alarm', async () => {
      const again = await worker.client.support.raiseSos({ ...press, clientId: `again-${orderId}` });
      if (again.sosId !== alarm.sosId) throw new Error('a second alarm was opened');
      return again;
    }, (a) => a.sosId);
    const { sosId } = alarm;
    const [operator, agent] = [await demoPerson(world, 'hq'), await demoPerson(world, 'desk')];
    await tell('those on call are told at once, by message', () => until(async () => (await world.inbox()).find((m) => m.template === 'sos_alarm'), 'the alarm by SMS'), (m) => m.params['zh'] ?? '');
    await tell('nobody takes it in two minutes and five: the chain goes to its end', async () => {
      await world.advanceClock(8);
      return until(async () => { const seen = await agent.client.support.getSos({ sosId }); return seen.level === 3 ? seen : null; }, 'the end of the chain');
    }, (s) => s.steps.at(-1)!.words.zh);
    await tell('the family, waiting, may not report her absent and is not told why', async () => {
      await world.advanceClock(Math.max(1, Math.ceil((Date.parse(order.startAt!) - (await world.now()).getTime()) / 60_000) + 16));
      return refused('orders.safety_hold', () => household.client.orders.reportNoShow({ orderId, who: 'worker' }));
    }, (r) => r.zh);
    const seen = await tell('an agent takes it with one click and sees who and where', () => agent.client.support.acknowledgeSos({ sosId }), (s) => `${s.personName} · ${s.address}`);
    if (seen.words !== press.words) throw new Error('what she wrote did not arrive');
    await tell('a colleague who presses as well reads who has it', () => refused('support.sos_taken', () => operator.client.support.acknowledgeSos({ sosId })), (r) => r.zh);
    await tell('she is rung through a masked number', () => agent.client.support.callOnSos({ sosId, whom: 'raiser' }), (c) => c.dialNumber);
    await tell('she sees that somebody has it', async () => (await worker.client.support.mySos({})).alarm!, (a) => a.words.zh);
    await tell('it is closed with its outcome, and the visit does not count against her', () => agent.client.support.closeSos({ sosId, outcome: 'helped', words: '已电话陪同她离开，联系了社区民警', visit: 'excused' }), (s) => `${s.outcome} · ${s.visit}`);
    await tell('nothing stands against her', async () => {
      const { points, items } = await worker.client.workers.listMarks({ workerId: worker.workerId! });
      if (items.some((mark) => mark.orderId === orderId && mark.excused === null)) throw new Error('the visit was counted against her');
      return points;
    }, (points) => `${points} points`);
    await tell('the desk cancels the visit; she is paid her share', () => agent.client.orders.cancel({ orderId, reason: '平台处理' }), (o) => o.status);
    return 'answered';
  },
};
