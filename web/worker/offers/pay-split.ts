type Line<L> = { label: L; amountFen: number; isWorkers: boolean };

/** An offer's pay lines name everybody's part of the money; those of the worker sum to her pay. */
export const splitPay = <L>(lines: readonly Line<L>[]): { hers: Line<L>[]; rest: Line<L>[]; totalFen: number } => ({
  hers: lines.filter((line) => line.isWorkers), rest: lines.filter((line) => !line.isWorkers), totalFen: lines.reduce((sum, line) => sum + line.amountFen, 0),
});
