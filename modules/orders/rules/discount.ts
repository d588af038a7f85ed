import type { Bilingual, Quote } from '@linli/contract';

type Line = Quote['lines'][number];
type Added = { source: string; label: Bilingual; detail: Bilingual; amountFen: number; bearers: NonNullable<Line['bearers']> };

/** A quote with these discounts in place of those that were added before. Refuses, as a fault of ours, bearers that do not bear the whole and more discount than price. */
export function discountQuote(quote: Quote, added: readonly Added[]): Quote {
  for (const { source, amountFen, bearers: { platformFen, merchantFen, fundFen, fundId } } of added) {
    const isWhole = [amountFen, platformFen, merchantFen, fundFen].every((fen) => Number.isSafeInteger(fen) && fen >= 0) && platformFen + merchantFen + fundFen === amountFen && (fundFen === 0 || fundId !== undefined);
    if (!isWhole) throw new Error(`the discount of ${source} (${amountFen} fen) is not borne whole`);
  }
  const lines: Line[] = [...quote.lines.filter(({ source }) => source === undefined), ...added.filter(({ amountFen }) => amountFen > 0).map(({ source, label, detail, amountFen, bearers }): Line => ({ kind: 'discount', label, detail, amountFen: -amountFen, source, bearers }))];
  const totalFen = lines.reduce((sum, { amountFen }) => sum + amountFen, 0);
  if (totalFen < 0) throw new Error(`discounts exceed the price by ${-totalFen} fen`);
  return { ...quote, lines, totalFen };
}
