import type { Someone } from './world.ts';

type Exams = Someone['client']['exams'];
type Question = Awaited<ReturnType<Exams['questions']>>['items'][number];
type Item = Awaited<ReturnType<Exams['attempt']>>['items'][number];
/** Questions by what they ask in Chinese. */
export type Bank = Map<string, Question>;

/** The whole bank of a topic, as the school sees it. */
export async function bankOf(school: Someone, topic: string): Promise<Bank> {
  const bank: Bank = new Map();
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page: { items: Question[]; nextCursor: string | null } = await school.client.exams.questions({ topic, limit: 200, ...(cursor && { cursor }) });
    for (const question of page.items) bank.set(question.stem.zh, question);
    cursor = page.nextCursor;
  }
  return bank;
}

/** Answers of an attempt from the bank, the last so many wrongly. */
export function answersOf(items: readonly Item[], bank: Bank, wrong: number): { no: number; version: number; answer: string[] }[] {
  return items.map(({ no, pick, stem, options }, place) => {
    const { options: known } = bank.get(stem.zh)!;
    const right = known.filter(({ isRight }) => isRight).map(({ text }) => options.find((option) => option.text.zh === text.zh)!.code);
    if (place < items.length - wrong) return { no, version: 1, answer: right };
    // Steps are always answered in full: the other way round is the wrong order.
    return { no, version: 1, answer: pick === 'order' ? right.toReversed() : [options.find(({ code }) => !right.includes(code))?.code ?? right[0]!] };
  });
}
