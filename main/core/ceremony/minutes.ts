/**
 * The minutes of an act: what was done, by whom, with which result; exceptions and warnings repeated. In both
 * languages side by side, as Markdown, HTML and JSON; the same input gives the same bytes.
 */

import { utf8 } from '../encoding/bytes.ts';
import { toJcs } from '../encoding/jcs.ts';
import type { Text } from '../rules.ts';
import { both, type Paper } from './document.ts';
import { toMarkdown } from './document-md.ts';
import { exceptionBlocks, happeningBlocks, identityBlocks, rehearsalAlarm } from './minutes-blocks.ts';
import { factsOf, type MinutesFacts, type MinutesInput, minutesJson } from './minutes-facts.ts';
import { toHtml } from './minutes-html.ts';
import {
  fileBlocks,
  genesisBlocks,
  decisionBlocks,
  restoreBlocks,
  rootBlocks,
  shareBlocks,
  signatureBlocks,
} from './minutes-results.ts';
import { setBlocks } from './minutes-sets.ts';
import { withHolders } from './sets.ts';
import { isStepId, steps } from './steps.ts';

export type { MinutesInput } from './minutes-facts.ts';

/** The three files, UTF-8. */
export function renderMinutes(input: MinutesInput): Record<'md' | 'html' | 'json', Uint8Array> {
  const facts = factsOf(input);
  const paper = minutesPaper(input, facts);
  return {
    md: utf8(toMarkdown(paper)),
    html: utf8(toHtml(paper)),
    json: toJcs(minutesJson(input, facts), 'minutes'),
  };
}

function minutesPaper(input: MinutesInput, facts: MinutesFacts): Paper {
  const { act } = input;
  const plan = withHolders(input.plan, facts.sets);
  const { en, zh } = plan.consortium.name;
  const what = actTitle(act);
  return {
    title: both(`Minutes: ${en}, ${what.en}`, `纪要：${zh}，${what.zh}`),
    blocks: [
      ...rehearsalAlarm(plan),
      ...identityBlocks(input),
      ...exceptionBlocks(plan, facts),
      ...happeningBlocks(plan, facts),
      ...rootBlocks(facts),
      ...shareBlocks(plan, facts),
      ...setBlocks(plan, facts),
      ...genesisBlocks(facts),
      ...restoreBlocks(plan, facts),
      ...decisionBlocks(facts),
      ...fileBlocks(facts),
      ...signatureBlocks(plan, facts),
    ],
  };
}

function actTitle(act: string): Text {
  if (isStepId(act)) return steps[act].title;
  if (act.startsWith('set-')) return both(`a new share set (${act})`, `新份额组（${act}）`);
  if (act.startsWith('register-')) return both(`a decision of the voters (${act})`, `表决通过的决定（${act}）`);
  return both(`restore (${act})`, `恢复（${act}）`);
}
