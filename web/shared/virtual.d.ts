/** `G`, `P` or `I` (read, write, write once with a key) before the path of each call. */
declare module 'virtual:endpoints' {
  const endpoints: Record<string, Record<string, string>>;
  export default endpoints;
}
declare module 'virtual:endpoints/desk' {
  const endpoints: Record<string, Record<string, string>>;
  export default endpoints;
}
