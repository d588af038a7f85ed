// First load of the apps: every script a page needs before its first screen, gzipped. Fails when a phone app is over 130 kB.
// Counts the static imports of the entry and, where the first screen is lazy, the chunks named in `firstScreens`.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
const limits = { customer: 130, worker: 130, learn: 130 };
const firstScreens = /pages\/(home|today)\.tsx$/;

function collect(key, found) {
  if (found.has(key)) return found;
  found.add(key);
  const chunk = manifest[key];
  for (const next of chunk.imports ?? []) collect(next, found);
  for (const next of chunk.dynamicImports ?? []) if (firstScreens.test(next)) collect(next, found);
  return found;
}
const kilobytes = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length / 1024;

const say = (line) => process.stdout.write(`${line}\n`);

let isOver = false;
for (const app of ['customer', 'worker', 'desk', 'merchant', 'hq', 'learn', 'school']) {
  const chunks = [...collect(`${app}.html`, new Set())].map((key) => manifest[key]);
  const scripts = chunks.map((chunk) => ({ file: chunk.file, size: kilobytes(chunk.file) })).sort((a, b) => b.size - a.size);
  const styles = [...new Set(chunks.flatMap((chunk) => chunk.css ?? []))].reduce((sum, file) => sum + kilobytes(file), 0);
  const total = scripts.reduce((sum, script) => sum + script.size, 0);
  const limit = limits[app];
  const verdict = limit === undefined ? '' : total > limit ? `OVER the ${limit} kB budget` : `of ${limit} kB`;
  if (limit !== undefined && total > limit) isOver = true;
  say(`${app.padEnd(9)} ${total.toFixed(1).padStart(6)} kB js ${verdict}  (+ ${styles.toFixed(1)} kB css)  ${scripts.map((script) => `${script.file.replace(/^assets\/|-[\w-]{8}\.js$/g, '')} ${script.size.toFixed(1)}`).join(', ')}`);
  const heavy = scripts.find((script) => limit !== undefined && /antd|maplibre|zod/.test(script.file));
  if (heavy) {
    say(`          ${heavy.file} must not be part of a phone's first load`);
    isOver = true;
  }
}
process.exit(isOver ? 1 : 0);
