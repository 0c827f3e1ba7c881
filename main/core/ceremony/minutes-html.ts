/**
 * A paper of the ceremony as one HTML file: no script, nothing loaded, its own policy says so; light and dark, and
 * for A4 paper. Chinese and English stand side by side, each marked with its language.
 */

import { type Block, type Cell, type Paper, spoken } from './document.ts';
import type { Text } from '../rules.ts';

const style = `
:root{color-scheme:light dark;--ink:#16181d;--paper:#fff;--faint:#5b6270;--line:#c9ced8;--alarm:#9a1c1c;--alarm-paper:#fdecec}
@media (prefers-color-scheme:dark){:root{--ink:#e8eaef;--paper:#14161a;--faint:#a3abba;--line:#3a404c;--alarm:#ffb3b3;--alarm-paper:#3a1416}}
*{box-sizing:border-box}
body{margin:2rem auto;max-width:68rem;padding:0 1.25rem;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,"Noto Sans CJK SC","Noto Sans SC",sans-serif}
h1,h2{line-height:1.25;margin:2rem 0 .75rem}
h1{font-size:1.7rem}h2{font-size:1.25rem;border-bottom:1px solid var(--line);padding-bottom:.25rem}
.two{display:flex;flex-wrap:wrap;gap:.1rem 1.2rem}
.two>*{flex:1 1 16rem}
td .two{gap:0 .8rem}td .two>*{flex:1 1 9rem}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem}
th,td{border:1px solid var(--line);padding:.35rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{font-weight:600}
.hash{display:grid;grid-template-columns:repeat(auto-fill,minmax(12.5rem,1fr));gap:.1rem .8rem}
.hash code{font-weight:600}
code,pre{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:.95em}
pre{border:1px solid var(--line);padding:.6rem;overflow-wrap:anywhere;white-space:pre-wrap}
.alarm{border:2px solid var(--alarm);background:var(--alarm-paper);color:var(--alarm);padding:.6rem .9rem;font-weight:700;margin:1rem 0}
@media print{:root{color-scheme:light;--ink:#000;--paper:#fff;--faint:#333;--line:#888;--alarm:#000;--alarm-paper:#fff}
body{margin:0;max-width:none;padding:0;font-size:10pt}tr,.alarm{break-inside:avoid}h1,h2{break-after:avoid}}
@page{size:A4;margin:16mm}
`;

const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The whole file, ending in a newline. */
export function toHtml({ title, blocks }: Paper): string {
  const inline = escape(`${title.zh} / ${title.en}`);
  return [
    '<!doctype html>',
    '<html lang="zh-CN">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${inline}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<h1>${sideBySide(title)}</h1>`,
    ...blocks.map(block),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function block(each: Block): string {
  switch (each.kind) {
    case 'heading':
      return `<h${each.level}>${sideBySide(each.text)}</h${each.level}>`;
    case 'paragraph':
      return `<div>${sideBySide(each.text)}</div>`;
    case 'alarm':
      return `<div class="alarm" role="note">${sideBySide(each.text)}</div>`;
    case 'code':
      return `<pre>${escape(each.value.trimEnd())}</pre>`;
    case 'table':
      return `<table>\n<thead>${row('th', each.head.map(sideBySide))}</thead>\n<tbody>\n${each.rows
        .map((cells) => row('td', cells.map(cell)))
        .join('\n')}\n</tbody>\n</table>`;
  }
}

const row = (tag: 'th' | 'td', cells: readonly string[]) =>
  `<tr>${cells.map((each) => `<${tag}>${each}</${tag}>`).join('')}</tr>`;

function cell(each: Cell): string {
  if (each.kind === 'text') return sideBySide(each.text);
  if (each.kind === 'value') return escape(each.value);
  const label = each.label === undefined ? '' : `<div>${escape(each.label)}</div>`;
  const parts = spoken(each.bytes).map(({ hex, words }) => `<span><code>${hex}</code> ${escape(words)}</span>`);
  return `${label}<div class="hash">${parts.join(' ')}</div>`;
}

function sideBySide({ en, zh }: Text): string {
  if (en === zh) return escape(en);
  return `<span class="two"><span lang="zh-CN">${escape(zh)}</span> <span lang="en">${escape(en)}</span></span>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(plain: string): string {
  return plain.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
