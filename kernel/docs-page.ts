type Schema = { $ref?: string; type?: string | string[]; properties?: Record<string, Schema>; required?: string[]; items?: Schema; enum?: unknown[]; const?: unknown; anyOf?: Schema[]; oneOf?: Schema[]; allOf?: Schema[]; description?: string; format?: string; minLength?: number; maxLength?: number; minimum?: number; maximum?: number; additionalProperties?: Schema | boolean; default?: unknown };
type Parameter = { name: string; in: string; required?: boolean; schema?: Schema };
type Operation = { summary?: string; description?: string; tags?: string[]; parameters?: Parameter[]; requestBody?: { content: Record<string, { schema: Schema }> }; responses?: Record<string, { content?: Record<string, { schema: Schema }> }>; security?: unknown[] };
export type OpenApi = { info: { title: string; version: string; description?: string }; paths: Record<string, Record<string, Operation>>; components?: { schemas?: Record<string, Schema> } };

export const escapeHtml = (text: unknown): string => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

const nameOf = (ref: string): string => ref.split('/').pop()!;

/** A type in a few words, linked to where it is explained. */
const typeText = (schema: Schema | undefined, depth = 0): string => {
  if (!schema) return '';
  if (schema.$ref) return `<a href="#schema-${escapeHtml(nameOf(schema.$ref))}">${escapeHtml(nameOf(schema.$ref))}</a>`;
  if (schema.const !== undefined) return `<code>${escapeHtml(JSON.stringify(schema.const))}</code>`;
  if (schema.enum) return schema.enum.map((value) => `<code>${escapeHtml(value)}</code>`).join(' | ');
  const parts = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (parts) return parts.map((part) => typeText(part, depth)).join(' | ');
  if (schema.type === 'array') return `${typeText(schema.items, depth)}[]`;
  if (schema.properties) return depth > 2 ? 'object' : `{ ${Object.entries(schema.properties).map(([key, inner]) => `${escapeHtml(key)}${schema.required?.includes(key) ? '' : '?'}: ${typeText(inner, depth + 1)}`).join(', ')} }`;
  const bounds = [schema.format, schema.minimum !== undefined && schema.minimum > -1e15 ? `≥ ${schema.minimum}` : '', schema.maximum !== undefined && schema.maximum < 1e15 ? `≤ ${schema.maximum}` : '', schema.maxLength ? `≤ ${schema.maxLength} 字` : ''].filter(Boolean).join(', ');
  return escapeHtml([schema.type].flat().filter(Boolean).join(' | ') || 'any') + (bounds ? ` <small>(${escapeHtml(bounds)})</small>` : '');
};

const rows = (schema: Schema | undefined): string => {
  if (!schema?.properties) return schema ? `<tr><td colspan="3">${typeText(schema)}</td></tr>` : '';
  return Object.entries(schema.properties).map(([key, inner]) =>
    `<tr><td><code>${escapeHtml(key)}</code>${schema.required?.includes(key) ? ' <b>*</b>' : ''}</td><td>${typeText(inner)}</td><td>${escapeHtml(inner.description ?? '')}${inner.default !== undefined ? ` <small>= ${escapeHtml(JSON.stringify(inner.default))}</small>` : ''}</td></tr>`).join('');
};

const operationHtml = (path: string, method: string, op: Operation): string => {
  const id = `${method}${path}`.replace(/[^a-zA-Z0-9]+/g, '-');
  const params = (op.parameters ?? []).map((p) => `<tr><td><code>${escapeHtml(p.name)}</code>${p.required ? ' <b>*</b>' : ''} <small>${escapeHtml(p.in)}</small></td><td>${typeText(p.schema)}</td><td>${escapeHtml(p.schema?.description ?? '')}</td></tr>`).join('');
  const body = rows(op.requestBody?.content['application/json']?.schema);
  const answer = op.responses?.['200']?.content?.['application/json']?.schema;
  return `<details id="${id}"><summary><b class="${method}">${method.toUpperCase()}</b> <code>${escapeHtml(path)}</code> <span>${escapeHtml(op.summary ?? '')}</span></summary>
<p>${escapeHtml(op.description ?? '')}</p>${params || body ? `<table><caption>输入 Input</caption>${params}${body}</table>` : ''}<table><caption>输出 Output</caption>${rows(answer)}</table></details>`;
};

/** A readable page of the API, drawn on the server: no script, no request to anywhere. */
export const renderDocs = (api: OpenApi, locale: 'zh' | 'en'): string => {
  const byTag = new Map<string, string[]>();
  for (const [path, methods] of Object.entries(api.paths))
    for (const [method, op] of Object.entries(methods)) {
      const tag = op.tags?.[0] ?? 'other';
      byTag.set(tag, [...(byTag.get(tag) ?? []), operationHtml(path, method, op)]);
    }
  const schemas = Object.entries(api.components?.schemas ?? {}).map(([name, schema]) =>
    `<details id="schema-${escapeHtml(name)}"><summary><code>${escapeHtml(name)}</code> <span>${escapeHtml(schema.description ?? '')}</span></summary><table>${rows(schema)}</table></details>`).join('');
  const intro = locale === 'en'
    ? 'Commands take an <code>Idempotency-Key</code> header: the same key with the same body replays the first answer. Refusals are <code>application/problem+json</code> with a code and both languages. Sign in with <code>Authorization: Bearer …</code>. Money is in fen, instants carry a zone.'
    : '会改变状态的请求需带 <code>Idempotency-Key</code>：相同编号加相同内容会得到第一次的答复。拒绝以 <code>application/problem+json</code> 返回，带代码和中英文说明。登录后请带 <code>Authorization: Bearer …</code>。金额单位为分，时间一律带时区。';
  return `<!doctype html><html lang="${locale === 'en' ? 'en' : 'zh-CN'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(api.info.title)} API</title><style>
:root{color-scheme:light dark}body{font:15px/1.6 "PingFang SC","HarmonyOS Sans","Noto Sans CJK SC",system-ui,sans-serif;max-width:62rem;margin:0 auto;padding:2rem 1rem 6rem}
h1{font-size:1.6rem}h2{margin:2.5rem 0 .5rem;font-size:1.15rem;border-bottom:2px solid #2f8f6b33;padding-bottom:.25rem}nav a{margin-right:1rem}a{color:#1f7a5a}
details{border:1px solid #8883;border-radius:8px;margin:.4rem 0;padding:.4rem .8rem}summary{cursor:pointer}summary span{opacity:.72;margin-left:.5rem}
.get{color:#1f7a5a}.post{color:#b45309}table{width:100%;border-collapse:collapse;margin:.5rem 0 1rem;font-size:.92em}caption{text-align:left;font-weight:600;padding:.3rem 0}td{border-top:1px solid #8882;padding:.3rem .5rem;vertical-align:top;overflow-wrap:anywhere}td:first-child{width:28%}
code{font-family:ui-monospace,Menlo,monospace;font-size:.93em}b{color:#b45309}</style></head><body>
<h1>${escapeHtml(api.info.title)} <small>${escapeHtml(api.info.version)}</small></h1><p>${intro} <a href="/openapi.json">openapi.json</a></p>
<nav>${[...byTag.keys()].map((tag) => `<a href="#tag-${escapeHtml(tag)}">${escapeHtml(tag)}</a>`).join('')}<a href="#schemas">schemas</a></nav>
${[...byTag].map(([tag, operations]) => `<section id="tag-${escapeHtml(tag)}"><h2>${escapeHtml(tag)}</h2>${operations.join('\n')}</section>`).join('\n')}
<section id="schemas"><h2>schemas</h2>${schemas}</section></body></html>`;
};
