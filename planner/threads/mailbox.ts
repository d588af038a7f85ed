/**
 * Where islands leave their best for one another: one box per island in shared memory. With a time limit an island reads whatever lies there;
 * with an iteration limit all wait for each other at every exchange, so that the same seeds give the same plan.
 */
import type { Problem } from '../problem.ts';
import type { Elite } from '../routes/search.ts';

/** What an engine sees of the other islands: give the best, take another's (null: nothing new). */
export type Exchange = (best: Elite) => Elite | null;

/** Per island: [epoch, isDone, lock, serial] and two boxes of [cost (2 words), length, …words]. */
const HEAD = 4;

/** Bytes of shared memory for so many islands of a problem of this size. */
export function mailboxBytes(islands: number, tasks: number, workers: number): number {
  return 4 * islands * (HEAD + 2 * boxWords(tasks, workers));
}

const boxWords = (tasks: number, workers: number): number => 4 + 2 * (3 + 2 * workers + 3 * tasks);

/** The `workers` a problem's mailbox is made for: one per shift and one per break of a shift, all that an elite names beside tasks. */
export const mailboxWorkers = ({ workers }: Problem): number => workers.reduce((sum, { shifts, breaks }) => sum + Math.max(1, shifts.length) * (1 + (breaks?.length ?? 0)), 0);

export class Mailbox {
  private readonly words: Int32Array;
  private readonly numbers: Float64Array;
  private readonly bits: Int32Array;
  private readonly islands: number;
  private readonly own: number;
  private readonly box: number;
  private readonly isOrdered: boolean;
  private epoch = 0;
  private next: number;
  private readonly seen: Int32Array;

  /** `isOrdered`: wait for all at every exchange (iteration limits); the boxes then alternate so that nobody overwrites what is still read. */
  constructor(memory: SharedArrayBuffer, own: number, islands: number, tasks: number, workers: number, isOrdered: boolean) {
    this.words = new Int32Array(memory);
    this.numbers = new Float64Array(1);
    this.bits = new Int32Array(this.numbers.buffer);
    this.islands = islands;
    this.own = own;
    this.box = boxWords(tasks, workers);
    this.isOrdered = isOrdered;
    this.next = own;
    this.seen = new Int32Array(islands);
  }

  private head(island: number): number {
    return island * (HEAD + 2 * this.box);
  }

  /** Gives the best so far and takes another island's in turn. */
  exchange(best: Elite): Elite | null {
    this.epoch++;
    const head = this.head(this.own);
    this.lock(head);
    this.write(head + HEAD + (this.isOrdered ? this.epoch % 2 : 0) * this.box, best);
    this.words[head + 3]! += 1;
    this.unlock(head);
    Atomics.store(this.words, head, this.epoch);
    Atomics.notify(this.words, head);
    if (this.isOrdered) for (let island = 0; island < this.islands; island++) this.waitFor(island);
    this.next = (this.next + 1) % this.islands;
    if (this.next === this.own) this.next = (this.next + 1) % this.islands;
    return this.islands > 1 ? this.read(this.next) : null;
  }

  /** Says that this island will not exchange any more. */
  close(): void {
    const head = this.head(this.own);
    Atomics.store(this.words, head + 1, 1);
    Atomics.notify(this.words, head);
  }

  private waitFor(island: number): void {
    const head = this.head(island);
    for (;;) {
      const at = Atomics.load(this.words, head);
      if (at >= this.epoch || Atomics.load(this.words, head + 1) === 1) return;
      // The flag "done" wakes nobody that waits on the epoch in the same moment, hence the short sleep.
      Atomics.wait(this.words, head, at, 20);
    }
  }

  private lock(head: number): void {
    while (Atomics.compareExchange(this.words, head + 2, 0, 1) !== 0) Atomics.wait(this.words, head + 2, 1, 1);
  }

  private unlock(head: number): void {
    Atomics.store(this.words, head + 2, 0);
    Atomics.notify(this.words, head + 2);
  }

  private write(at: number, elite: Elite): void {
    const { words, numbers, bits } = this;
    numbers[0] = elite.cost;
    const lists = [elite.workers, elite.starts, elite.tasks, elite.absent];
    let to = at;
    for (const word of [bits[0]!, bits[1]!, elite.missing, ...lists.map((list) => list.length)]) words[to++] = word;
    for (const list of lists) {
      words.set(list, to);
      to += list.length;
    }
  }

  private read(island: number): Elite | null {
    const { words, numbers, bits } = this;
    const head = this.head(island);
    if (this.isOrdered) {
      if (Atomics.load(words, head) < this.epoch) return null;
    } else {
      this.lock(head);
      if (words[head + 3] === this.seen[island]) {
        this.unlock(head);
        return null;
      }
      this.seen[island] = words[head + 3]!;
    }
    let at = head + HEAD + (this.isOrdered ? this.epoch % 2 : 0) * this.box;
    bits[0] = words[at]!;
    bits[1] = words[at + 1]!;
    const missing = words[at + 2]!;
    const lengths = [words[at + 3]!, words[at + 4]!, words[at + 5]!, words[at + 6]!];
    at += 7;
    const [workers, starts, tasks, absent] = lengths.map((length) => {
      const list = words.slice(at, at + length);
      at += length;
      return new Int32Array(list);
    }) as [Int32Array, Int32Array, Int32Array, Int32Array];
    if (!this.isOrdered) this.unlock(head);
    return { workers, starts, tasks, absent, missing, cost: numbers[0]! };
  }
}
