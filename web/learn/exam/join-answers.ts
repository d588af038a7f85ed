/** An answer as the phone knows it; `isSent` once the server has said that it is kept. */
export type Kept = { version: number; answer: readonly string[]; isSent: boolean };
export type Answers = Readonly<Record<number, Kept>>;
export type Sendable = { no: number; version: number; answer: string[] };

/** What the server has, overlaid with what this phone could not yet send: the higher version of a question stays. */
export function joinAnswers(items: readonly { no: number; version: number; answer: readonly string[] | null }[], waiting: Answers): Answers {
  const joined: Record<number, Kept> = {};
  for (const { no, version, answer } of items) if (version > 0) joined[no] = { version, answer: answer ?? [], isSent: true };
  for (const [no, kept] of Object.entries(waiting)) if (kept.version > (joined[Number(no)]?.version ?? 0)) joined[Number(no)] = { ...kept, isSent: false };
  return joined;
}
export const unsentOf = (answers: Answers): Sendable[] => Object.entries(answers).filter(([, { isSent }]) => !isSent).map(([no, { version, answer }]) => ({ no: Number(no), version, answer: [...answer] }));
