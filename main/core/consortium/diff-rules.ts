/** What is marked in the diff of a proposal: it can be decided, and whoever decides should know. Nothing here refuses. */

import type { RuleTable } from '../rules.ts';

export const diffRules = {
  'PROPOSAL-LAST-HOLDER': {
    en: '{member} alone has {value} on the ledger, by the roles it was founded with: once it has left, nobody can do that any more. Have it grant a role with this to another member first',
    zh: '按账本创建时的角色，只有 {member} 拥有 {value}：其退出后将无人能行使。请先由其向另一成员授予含此权限的角色',
  },
  'PROPOSAL-LAST-ROLE': {
    en: 'nobody is left with the role {role}. Decide who takes its part, or admit another first',
    zh: '角色 {role} 将无人担任。请先确定由谁接替，或先接纳新成员',
  },
  'PROPOSAL-BFT-MINIMUM': {
    en: '{count} members with a peer are left; BFT consensus needs 4, and JD Chain takes no peer out of fewer than 5. Admit another member first',
    zh: '仅剩 {count} 个有节点的成员；BFT 共识至少需要 4 个，节点不足 5 个时 JD Chain 不允许停用。请先接纳新成员',
  },
  'PROPOSAL-BFT-FEWER': {
    en: 'with {count} peers the network bears {after} that fails, until now {before} (n ≥ 3f + 1). Go on if that is enough, or admit another member first',
    zh: '{count} 个节点可容忍 {after} 个失效，此前为 {before} 个（n ≥ 3f + 1）。若可接受则继续，否则请先接纳新成员',
  },
  'PROPOSAL-NEWCOMER': {
    en: 'by the roles that the ledger was founded with it lacks {value} to activate its peer, and no role has them that could be granted to it. Have an administrator configure such a role first',
    zh: '按账本创建时的角色，它缺少激活节点所需的 {value}，且没有可授予的角色。请先由管理员配置这样的角色',
  },
  'PROPOSAL-ROLE-UNKNOWN': {
    en: 'the ledger was founded without a role {role}, and none was decided on since: unless somebody made it, the transaction fails. Decide on the role first',
    zh: '账本创建时没有角色 {role}，此后也未决定设立：若无人新建，交易将失败。请先决定设立该角色',
  },
  'PROPOSAL-NOBODY-CAN': {
    en: 'nobody could {value} any more ({needs}). Decide first who shall have it',
    zh: '将再无人能{valueZh}（{needs}）。请先决定由谁拥有此权限',
  },
  'PROPOSAL-NO-SIGNER': {
    en: '{file}: by the roles known here nobody has {value}, so the ledger would refuse it, whoever signs. Decide first on a role that has it',
    zh: '{file}：按此处所知的角色，无人拥有 {value}，无论谁签名账本都会拒绝。请先决定设立含此权限的角色',
  },
  'PROPOSAL-SIGNER-LACKS': {
    en: '{file}: by the roles known here {signers} lack {value} on the ledger, which would refuse it. Let somebody sign who has it as well',
    zh: '{file}：按此处所知的角色，{signers} 在账本上缺少 {value}，账本会拒绝。请由拥有该权限者一并签名',
  },
  'PROPOSAL-REMOVAL-PART': {
    en: 'the removal leaves out what nobody else may do on the ledger: {value}. The key keeps that much until a role with it is decided on',
    zh: '移除交易不含其他人均无权执行的部分：{value}。在决定设立含此权限的角色之前，该密钥仍保留这部分权限',
  },
  'PROPOSAL-CERTIFICATE': {
    en: 'the ledger is in CA mode and registers nobody without a certificate: this decision tells it nothing. Once it is in force, issue one (jdchain ca issue) and register with it (jdchain register --certificate)',
    zh: '账本采用 CA 模式，没有证书不予注册：本决定不向账本提交任何内容。生效后请签发证书（jdchain ca issue），并用其注册（jdchain register --certificate）',
  },
} as const satisfies RuleTable;
export type DiffRule = keyof typeof diffRules;
