/** What a drill found, on standard output: one JSON line, or a line for each figure. */
export const printResult = (result: object, isJson: boolean): void => {
  const lineOf = ([key, value]: [string, unknown]): string => `${key}: ${Array.isArray(value) ? value.join('; ') || 'none' : String(value)}`;
  process.stdout.write(isJson ? `${JSON.stringify(result)}\n` : `${Object.entries(result).map(lineOf).join('\n')}\n`);
};
