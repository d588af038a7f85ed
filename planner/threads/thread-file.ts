/** The file a thread runs, beside this one: the source as it is, or what was built from it. */
export const threadFile = (name: string): URL => new URL(`./${name}${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
