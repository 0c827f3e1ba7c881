/** `LEDGER-HASH.md` of a member's folder, Chinese and English: what its node must print once all have initialised. */

import type { ResolvedMember, ResolvedPlan } from '../../../core/ceremony/plan.ts';
import { fromBase58 } from '../../../core/encoding/base58.ts';
import { utf8 } from '../../../core/encoding/bytes.ts';
import { groups } from '../../../core/encoding/words.ts';

export const noticeName = 'LEDGER-HASH.md';

/** The file of every member, by its path below `genesis/jdchain/`. `ledgerHash` in Base58. */
export function ledgerNotices(plan: ResolvedPlan, ledgerHash: string): Map<string, Uint8Array> {
  const name = (member: ResolvedMember) => `${member.id}/${noticeName}`;
  return new Map(plan.members.map((member) => [name(member), utf8(notice(plan, member, ledgerHash))]));
}

function inWords(ledgerHash: string): string {
  const cells = groups(fromBase58(ledgerHash, 'ledger hash')).map(({ hex, words }) => `\`${hex}\` ${words.join(' ')}`);
  return cells.join(' · ');
}

function notice(plan: ResolvedPlan, member: ResolvedMember, ledgerHash: string): string {
  const page = { plan, member, ledgerHash };
  return `${chinese(page)}\n---\n\n${english(page)}`;
}

interface Page {
  readonly plan: ResolvedPlan;
  readonly member: ResolvedMember;
  readonly ledgerHash: string;
}

function chinese({ plan, member, ledgerHash }: Page): string {
  return `# ${member.participant}：账本 ${plan.chain.ledger.name} 的账本哈希（JD Chain 1.6.5）

节点运行之前即已得知。您的节点必须得到同样的账本哈希：

\`${ledgerHash}\`

${inWords(ledgerHash)}
${plan.rehearsal ? '\n**这是演练（REHEARSAL），不得用于生产。**\n' : ''}
1. 所有成员运行 \`ledger-init.sh\` 之后，各方的 \`ledger-binding.conf\` 中都应有 \`ledger.bindings=${ledgerHash}\`。
2. 若不同，请勿启动节点：有人使用了另一份 \`ledger.init\`、\`bftsmart.config\` 或另一把密钥。请先用 \`rootseal jdchain hash ledger.init\` 核对创世交易哈希，再逐一比对各方文件（\`rootseal jdchain lint\`）。
3. 可以自行计算：\`rootseal jdchain ledger-hash ledger.init --signatures ../signatures.json\`。

账本哈希由创世交易与全体成员的许可签名得出；本账本的成员都用 ED25519 签名，对同一内容的签名每次相同。
`;
}

function english({ plan, member, ledgerHash }: Page): string {
  return `# ${member.participant}: the hash of the ledger ${plan.chain.ledger.name} (JD Chain 1.6.5)

It is known before any node runs. Your node must come to this ledger hash:

\`${ledgerHash}\`

${inWords(ledgerHash)}
${plan.rehearsal ? '\n**This is a REHEARSAL. Never use it in production.**\n' : ''}
1. Once all members have run \`ledger-init.sh\`, the \`ledger-binding.conf\` of each must say \`ledger.bindings=${ledgerHash}\`.
2. If it says anything else, do not start the node: somebody used another \`ledger.init\`, another \`bftsmart.config\` or another key. Check the genesis transaction hash first, by \`rootseal jdchain hash ledger.init\`, then everybody's files (\`rootseal jdchain lint\`).
3. Compute it yourself: \`rootseal jdchain ledger-hash ledger.init --signatures ../signatures.json\`.

It follows from the genesis transaction and the permission signatures of all members; the members of this ledger all sign with ED25519, which signs the same content alike every time.
`;
}
