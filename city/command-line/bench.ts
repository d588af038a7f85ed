const benches: Record<string, () => Promise<{ run(args: string[]): Promise<number> }>> = {
  desk: () => import('../../tools/bench/desk.ts'),
  training: () => import('../../tools/bench/training.ts'),
};

/** `linli bench <what> …`: measures on a city of its own, never on a running one. */
export async function run([name, ...rest]: string[]): Promise<number> {
  const bench = name === undefined ? undefined : benches[name];
  if (!bench) throw Object.assign(new TypeError(`没有这个量测；可用：${Object.keys(benches).join('、')}\nno such bench; there is: ${Object.keys(benches).join(', ')}`), { code: 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE' });
  return (await bench()).run(rest);
}
