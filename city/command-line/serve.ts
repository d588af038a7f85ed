/** `linli serve`: what `npm start` does after the bootstrap; returns when the server has been stopped. */
export async function run(): Promise<number> {
  await import('../../main.ts');
  return new Promise<number>(() => {});
}
