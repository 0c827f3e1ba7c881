/** What the minutes tell of share sets: each with its epoch and state, what a change cannot do, and what is due next. */

import { type Block, both, heading, paragraph, table, text, value, words } from './document.ts';
import { joined, neededCell, personName } from './minutes-blocks.ts';
import type { MinutesFacts } from './minutes-facts.ts';
import type { ResolvedPlan } from './plan.ts';
import type { SetRecord } from './sets.ts';

const states: Readonly<Record<SetRecord['state'], readonly [en: string, zh: string]>> = {
  active: ['in force', '生效中'],
  pending: ['pending', '待生效'],
  retired: ['retired', '已停用'],
  abandoned: ['given up', '已放弃'],
};

export function setBlocks(plan: ResolvedPlan, { sets, due }: MinutesFacts): Block[] {
  return [...(sets.length > 1 ? historyBlocks(plan, sets) : []), ...dueBlocks(plan, due)];
}

function historyBlocks(plan: ResolvedPlan, sets: readonly SetRecord[]): Block[] {
  const head = [
    both('Epoch', '期次'),
    both('Share set', '份额组'),
    both('Shares needed', '所需份数'),
    both('State', '状态'),
    both('Since (UTC)', '起始（UTC）'),
    both('Old shares that came back', '已交回的旧份额'),
    both('Old shares still out', '尚未交回的旧份额'),
  ];
  const rows = sets.map(({ epoch, id, state, made, inForce, ended, returned, outstanding, ...holding }) => [
    value(epoch),
    value(id),
    neededCell(holding),
    words(...states[state]),
    value((ended ?? inForce ?? made).time),
    text(joined(returned.map((who) => personName(plan, who)))),
    text(joined(outstanding.map((who) => personName(plan, who)))),
  ]);
  return [
    heading(2, 'Share sets', '份额组沿革'),
    table(head, rows),
    paragraph(
      'Holders of an old share are asked for it back; whose has not come back is named above. A new share set does not void an old one for whoever kept an old quorum and an old sealed root: only rotating the root does, for those who take over its new root file. Old files in the home were overwritten and removed; on flash media, journals and snapshots their blocks may still be there.',
      '旧份额须向持有人收回，尚未交回者列于上表。若有人同时保留了旧的法定人数份额和旧的封存根密钥，新份额组并不能使其失效：只有轮换根密钥，且各方采用新的根文件，方可作废。联盟文件夹中的旧文件已覆写并删除；但在闪存、日志文件系统或快照中，其数据块可能仍然存在。',
    ),
  ];
}

/** The reminder: when the quorum is drilled and each share checked alone the next time. */
function dueBlocks(plan: ResolvedPlan, due: MinutesFacts['due']): Block[] {
  if (due.length === 0) return [];
  const head = [both('What', '事项'), both('Last', '上次'), both('Next', '下次')];
  const rows = due.map(({ what, custodian = '', last, never, due: next }) => {
    const { en, zh } = personName(plan, custodian);
    return [
      what === 'drill'
        ? words('drill of a quorum', '法定人数恢复演习')
        : words(`check of the share of ${en}`, `检查${zh}的份额`),
      never ? words('never yet', '从未') : value(last.slice(0, 10)),
      value(next.slice(0, 10)),
    ];
  });
  return [heading(2, 'What is due next', '下次到期事项'), table(head, rows)];
}
