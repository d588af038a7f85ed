import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Parcel, createOutbox } from './outbox.ts';
import { RefusalError, networkRefusal } from './refusal.ts';

type Wish = { subject: string; mark: number };
const refused = new RefusalError({ status: 409, code: 'exams.signed_already', zh: '已经签过了', en: 'Signed already' });
const shelfOf = (held: Map<string, Parcel<Wish>>) => ({ load: () => [...held.values()], put: (parcel: Parcel<Wish>) => void held.set(parcel.key, parcel), drop: (key: string) => void held.delete(key) });
const settled = (): Promise<void> => vi.advanceTimersByTimeAsync(0).then(() => undefined);

describe('the outbox', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('window', new EventTarget());
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('keeps what the network lost, with its key and in order, and sends it once it is back', async () => {
    let isOffline = true;
    const sent: string[] = [];
    const outbox = createOutbox<Wish, void>({ send: async ({ key, subject }) => { if (isOffline) throw networkRefusal(); sent.push(`${key} ${subject}`); } });
    outbox.post({ subject: 'first', mark: 1 }, 'k1');
    outbox.post({ subject: 'second', mark: 2 }, 'k2');
    await settled();
    expect(outbox.parcels().map(({ key, isStuck }) => [key, isStuck])).toEqual([['k1', true], ['k2', true]]);
    isOffline = false;
    outbox.open();
    await settled();
    expect(sent).toEqual(['k1 first', 'k2 second']);
    expect(outbox.parcels()).toEqual([]);
  });

  it('outlives a reload on its shelf', async () => {
    const held = new Map<string, Parcel<Wish>>();
    createOutbox<Wish, void>({ shelf: shelfOf(held), send: async () => { throw networkRefusal(); } }).post({ subject: 'kept', mark: 1 }, 'k1');
    await settled();
    expect([...held.keys()]).toEqual(['k1']);
    const sent: string[] = [];
    const later = createOutbox<Wish, void>({ shelf: shelfOf(held), send: async ({ key }) => void sent.push(key) });
    later.open();
    await settled();
    expect(sent).toEqual(['k1']);
    expect(held.size, 'sent, so taken off the shelf').toBe(0);
  });

  it('takes out what the server refuses, names it, and goes on with the next', async () => {
    const names: string[] = [];
    const sent: string[] = [];
    const outbox = createOutbox<Wish, void>({ send: async ({ subject }) => { if (subject === 'twice') throw refused; sent.push(subject); }, onRefused: (why, { subject }) => void names.push(`${subject}: ${why.code}`) });
    outbox.post({ subject: 'twice', mark: 1 });
    outbox.post({ subject: 'next', mark: 1 });
    await settled();
    expect(names).toEqual(['twice: exams.signed_already']);
    expect(sent).toEqual(['next']);
  });

  it('waits while nobody is signed in', async () => {
    const outbox = createOutbox<Wish, void>({ send: async () => { throw new RefusalError({ status: 401, code: 'session.over', zh: '请登录', en: 'Sign in' }); } });
    outbox.post({ subject: 'mine', mark: 1 });
    await settled();
    expect(outbox.parcels()).toHaveLength(1);
  });

  it('sends nothing more once it was closed', async () => {
    const sent: string[] = [];
    let letGo = (): void => undefined;
    const outbox = createOutbox<Wish, void>({ send: async ({ subject }) => { await new Promise<void>((done) => { letGo = done; }); sent.push(subject); } });
    const close = outbox.open();
    outbox.post({ subject: 'hers', mark: 1 });
    outbox.post({ subject: 'hers too', mark: 1 });
    close();
    letGo();
    await settled();
    expect(sent).toEqual(['hers']);
    expect(outbox.parcels(), 'waits for her to come back').toHaveLength(1);
  });

  it('lets a newer wish take the place of one that waits, never of one under way', async () => {
    const held = new Map<string, Parcel<Wish>>();
    let letGo = (): void => undefined;
    const sent: number[] = [];
    const outbox = createOutbox<Wish, void>({
      shelf: shelfOf(held), replaces: (next, waiting) => next.subject === waiting.subject,
      send: async ({ mark }) => { await new Promise<void>((done) => { letGo = done; }); sent.push(mark); },
    });
    for (const mark of [1, 2, 3]) outbox.post({ subject: 'row', mark });
    expect(outbox.parcels().map(({ mark }) => mark)).toEqual([1, 3]);
    expect([...held.values()].map(({ mark }) => mark)).toEqual([1, 3]);
    letGo();
    await settled();
    letGo();
    await settled();
    expect(sent).toEqual([1, 3]);
  });
});
