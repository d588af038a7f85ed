import { useState } from 'react';

type Asked = { pick: 'one' | 'many' | 'order'; options: readonly { code: string }[] };

/** What a tap on an option makes of an answer, and whether the answer may be told to the server: an order counts once every step stands in it, or none. */
export const pickCode = ({ pick, options }: Asked, answer: readonly string[], code: string): { answer: readonly string[]; isWhole: boolean } => {
  if (pick === 'one') return { answer: [code], isWhole: true };
  const next = answer.includes(code) ? answer.filter((other) => other !== code) : [...answer, code];
  return { answer: next, isWhole: pick !== 'order' || next.length === options.length };
};

/** The answer to one question as it stands on the screen. A half-made order is a draft of this screen: only whole answers, and a kept one taken back, are told. */
export function usePickedAnswer(item: Asked, kept: readonly string[], onAnswer: (answer: readonly string[]) => void) {
  const [draft, setDraft] = useState<readonly string[] | null>(null);
  const answer = draft ?? kept;
  const put = (next: readonly string[], isWhole: boolean): void => {
    setDraft(isWhole ? null : next);
    if (isWhole || (next.length === 0 && kept.length > 0)) onAnswer(next);
  };
  return {
    answer,
    pick: (code: string): void => { const next = pickCode(item, answer, code); put(next.answer, next.isWhole); },
    /** Begins an order anew. */
    redo: (): void => put([], false),
  };
}
