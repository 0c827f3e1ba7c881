/** A paper of the ceremony as Markdown (CommonMark with tables), Chinese before English in every place. */

import { type Block, type Cell, type Paper, spoken } from './document.ts';
import type { Text } from '../rules.ts';

/** The whole file, ending in a newline. */
export function toMarkdown({ title, blocks }: Paper): string {
  return [`# ${sideBySide(title)}`, ...blocks.map(block)].join('\n\n') + '\n';
}

function block(each: Block): string {
  switch (each.kind) {
    case 'heading':
      return `${'#'.repeat(each.level)} ${sideBySide(each.text)}`;
    case 'paragraph':
      return `${escape(each.text.zh)}\n\n${escape(each.text.en)}`;
    case 'alarm':
      return `> **${escape(each.text.zh)}**\n>\n> **${escape(each.text.en)}**`;
    case 'code':
      return `\`\`\`\n${each.value.trimEnd()}\n\`\`\``;
    case 'table':
      return [
        row(each.head.map(sideBySide)),
        row(each.head.map(() => '---')),
        ...each.rows.map((cells) => row(cells.map(cell))),
      ].join('\n');
  }
}

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

function cell(each: Cell): string {
  if (each.kind === 'text') return sideBySide(each.text);
  if (each.kind === 'value') return escape(each.value);
  const label = each.label === undefined ? '' : `${escape(each.label)}<br>`;
  return (
    label +
    spoken(each.bytes)
      .map(({ hex, words }) => `\`${hex}\` ${words}`)
      .join(' · ')
  );
}

function sideBySide({ en, zh }: Text): string {
  return en === zh ? escape(en) : `${escape(zh)} / ${escape(en)}`;
}

/** Names come from a plan, so nothing in them may act as Markdown or HTML. */
function escape(plain: string): string {
  return plain.replace(/[\\`*_[\]<>|#~&]/g, (character) => `\\${character}`).replace(/\s*\n\s*/g, ' ');
}
