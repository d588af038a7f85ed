/** Events by time; those of one moment in the order they were put in. A binary heap. */
export class EventQueue<T> {
  private readonly heap: { at: number; number: number; item: T }[] = [];
  private count = 0;

  push(at: number, item: T): void {
    const { heap } = this;
    const entry = { at, number: this.count++, item };
    let index = heap.push(entry) - 1;
    while (index > 0) {
      const up = (index - 1) >> 1;
      if (!isBefore(entry, heap[up]!)) break;
      heap[index] = heap[up]!;
      index = up;
    }
    heap[index] = entry;
  }

  pop(): { at: number; item: T } | null {
    const { heap } = this;
    const top = heap[0];
    if (!top) return null;
    const last = heap.pop()!;
    if (heap.length > 0) {
      let index = 0;
      for (;;) {
        let down = 2 * index + 1;
        if (down >= heap.length) break;
        if (down + 1 < heap.length && isBefore(heap[down + 1]!, heap[down]!)) down += 1;
        if (!isBefore(heap[down]!, last)) break;
        heap[index] = heap[down]!;
        index = down;
      }
      heap[index] = last;
    }
    return top;
  }
}

const isBefore = (a: { at: number; number: number }, b: { at: number; number: number }): boolean => a.at < b.at || (a.at === b.at && a.number < b.number);
