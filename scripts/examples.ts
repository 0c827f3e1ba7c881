/**
 * Writes the folders of examples/ that are made from the profiles (main/core/ceremony/profile-data.ts): the plan as
 * `plan new` makes it, the first change of governance, and a page about both. A test compares the files with what this
 * makes. examples/traceability and examples/member are written by hand.
 *
 *   node scripts/examples.ts
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { kindNames } from '../main/core/consortium/diff.ts';
import { changeKinds } from '../main/core/consortium/register.ts';
import type { Plan } from '../main/core/ceremony/plan.ts';
import { type ProfileName, profileNames, profileRoles, profiles } from '../main/core/ceremony/profile-data.ts';
import { governanceDraft, newPlan } from '../main/core/ceremony/profiles.ts';
import type { Lang, Text } from '../main/core/rules.ts';

export const examplesFolder = join(import.meta.dirname, '..', 'examples');
/** The time at which the examples are made. */
export const examplesNow = '2026-11-21T02:00:00Z';

const say = (lang: Lang, { en, zh }: Text) => ({ en, zh })[lang];
const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

function who(plan: Plan, name: ProfileName, lang: Lang): string {
  const head = {
    en: ['organisation', 'custodian', 'peer', 'roles on the ledger', 'votes as'],
    zh: ['组织', '保管人', '节点', '账本角色', '表决身份'],
  };
  const rows = profiles[name].organisations.map(({ id, name: called, votes }) => {
    const custodian = plan.custodians.find(({ organisation }) => organisation === id)?.id ?? '–';
    const member = plan.members.find((one) => one.id === id);
    return [
      `${say(lang, called)} (\`${id}\`)`,
      custodian,
      member?.consensus.host ?? '–',
      member?.ledgerRoles.join(', ') ?? '–',
      votes,
    ];
  });
  return table(head[lang], rows);
}

function can(plan: Plan, lang: Lang): string {
  const rows = Object.entries(profileRoles)
    .filter(([role]) => Object.hasOwn(plan.chain.ledger.roles, role))
    .map(([role, data]) => [
      `\`${role}\``,
      say(lang, data.say),
      [...data.ledger, ...data.tx].map((p) => `\`${p}\``).join(' '),
    ]);
  return table({ en: ['role', 'who has it', 'permissions'], zh: ['角色', '含义', '权限'] }[lang], rows);
}

function votes(name: ProfileName, lang: Lang): string {
  const { governance } = governanceDraft(name);
  const rows = changeKinds.map((kind) => [
    say(lang, kindNames[kind]),
    governance.rules[kind].map(({ role, count }) => `${String(count)} × ${role}`).join(' + '),
  ]);
  return table({ en: ['to', 'votes needed'], zh: ['事项', '所需票数'] }[lang], rows);
}

function english(plan: Plan, name: ProfileName): string {
  const { ledger } = plan.chain;
  return `# ${plan.consortium.name.en}

${profiles[name].title.en}.

\`plan.json\` is what \`rootseal plan new --profile ${name}\` makes: ${String(plan.members.length)} members on JD Chain ${plan.chain.version} (${ledger.hash}), any ${String(plan.threshold)} of ${String(plan.custodians.length)} custodians restore the root keys. Names and addresses are placeholders. Make your own with that command: the created time in this file grows old, and \`plan check\` says so.

${who(plan, name, 'en')}

${can(plan, 'en')}

Until there is a governance, a quorum of the root keys decides alone. \`governance.json\` is a first one, without the voters' public keys: each voter makes theirs (\`rootseal member key\`), fill them in, and \`rootseal member propose\` it.

${votes(name, 'en')}
`;
}

function chinese(plan: Plan, name: ProfileName): string {
  const { ledger } = plan.chain;
  return `# ${plan.consortium.name.zh}

${profiles[name].title.zh}。

\`plan.json\` 即 \`rootseal plan new --profile ${name}\` 的产物：${String(plan.members.length)} 个成员组成 JD Chain ${plan.chain.version} 账本（${ledger.hash}），${String(plan.custodians.length)} 位保管人中任意 ${String(plan.threshold)} 位可恢复根密钥。名称与地址均为示例。请用该命令生成自己的方案：本文件的账本创建时间会过时，\`plan check\` 会提示。

${who(plan, name, 'zh')}

${can(plan, 'zh')}

在制定表决规则之前，一切由根密钥法定人数决定。\`governance.json\` 是第一份表决规则，尚缺各表决人的公钥：由各人自行生成（\`rootseal member key\`），填入后以 \`rootseal member propose\` 提出。

${votes(name, 'zh')}
`;
}

/** Rehearsal answers for any of them. Published, so they protect nothing. */
const answers = {
  confirm: 'all',
  passphrases: Object.fromEntries(
    [
      'amber kettle',
      'harbour thimble',
      'lantern orchard',
      'marble compass',
      'copper meadow',
      'willow anchor',
      'pepper glacier',
    ].map((words, i) => [`c${String(i + 1)}`, `rehearsal only ${words} northern violin`]),
  ),
  logPassphrases: { p1: 'rehearsal only copper meadow ribbon falcon' },
};

const json = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;

/** Every file by its path below examples/. */
export function exampleFiles(): Map<string, string> {
  const files = profileNames
    .filter((name) => name !== 'traceability')
    .flatMap((name) => {
      const plan = newPlan(name, { now: examplesNow });
      const page = `${chinese(plan, name)}\n---\n\n${english(plan, name)}`;
      return [
        [`${name}/README.md`, page],
        [`${name}/plan.json`, json(plan)],
        [`${name}/governance.json`, json(governanceDraft(name))],
      ] as const;
    });
  return new Map<string, string>([...files, ['rehearsal-answers.json', json(answers)]]);
}

if (import.meta.main) {
  for (const [path, text] of exampleFiles()) {
    const file = join(examplesFolder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
