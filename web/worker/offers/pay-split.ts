type Line<L> = { label: L; amountFen: number };

/**
 * An offer's pay lines name everybody's part of what the customer pays, the worker's first. Splits them where her part is
 * full; when no prefix adds up to her pay, all lines are told as the rest and her sum stands alone.
 */
export function splitPay<L>(lines: readonly Line<L>[], netPayFen: number): { hers: Line<L>[]; rest: Line<L>[]; totalFen: number } {
  const totalFen = lines.reduce((sum, line) => sum + line.amountFen, 0);
  for (let count = 1, sum = 0; count <= lines.length; count += 1) {
    sum += lines[count - 1]!.amountFen;
    if (sum === netPayFen) return { hers: lines.slice(0, count), rest: lines.slice(count), totalFen };
  }
  return { hers: [], rest: [...lines], totalFen };
}
