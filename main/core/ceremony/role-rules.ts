/**
 * Rules on the roles of a JD Chain ledger: of a plan, and of the files that others wrote (`jdchain lint`). The checks
 * stand in `powers.ts`.
 */

import type { RuleTable } from '../rules.ts';

export const roleRules = {
  'PLAN-LOCKOUT-ROLES': {
    en: 'No member will have {value}: nobody could ever change or grant a role. Give it to a role that somebody holds.',
    zh: '没有任何成员拥有 {value}，今后将无人能更改或授予角色。请把它授予某个有人担任的角色。',
  },
  'PLAN-LOCKOUT-MEMBERS': {
    en: 'No member will have REGISTER_PARTICIPANT, REGISTER_USER and DIRECT_OPERATION together: nobody could ever admit a new member. Give them to a role that somebody holds.',
    zh: '没有任何成员同时拥有 REGISTER_PARTICIPANT、REGISTER_USER 与 DIRECT_OPERATION，今后将无法接纳新成员。请把它们授予某个有人担任的角色。',
  },
  'PLAN-LOCKOUT-TX': {
    en: 'No member will have {value}: no transaction would ever be accepted. Give it to a role that the members hold.',
    zh: '没有任何成员拥有 {value}，任何交易都不会被接受。请把它授予成员所担任的角色。',
  },
  'PLAN-NEWCOMER': {
    en: 'The role DEFAULT lacks {value}, and no role that may not grant roles has all of DIRECT_OPERATION, REGISTER_PARTICIPANT, SET_CONSENSUS and APPROVE_TX: a new member comes in through DEFAULT and cannot activate its own peer. Add a role with just these, to be granted to it until its peer is active (the profiles call it JOINER).',
    zh: 'DEFAULT 角色缺少 {value}，且没有一个无权授予角色、又同时含 DIRECT_OPERATION、REGISTER_PARTICIPANT、SET_CONSENSUS、APPROVE_TX 的角色：新成员以 DEFAULT 加入，将无法激活自己的节点。请增加一个只含这些权限的角色，在其节点激活之前授予（样例中名为 JOINER）。',
  },
  'ROLES-EVERYBODY': {
    en: 'The role DEFAULT has {value}, and whoever has no other role has DEFAULT: every user that is ever registered could give itself every right on this ledger. Take them out of DEFAULT, and give them to a role that few members hold.',
    zh: 'DEFAULT 角色拥有 {value}，而没有其他角色者都是 DEFAULT：今后注册的任何用户都能授予自己本账本的全部权限。请从 DEFAULT 中移除，授予少数成员担任的角色。',
  },
  'ROLES-ANYBODY-ADMITS': {
    en: 'The role DEFAULT has {value}: every user that is ever registered could register members. Take REGISTER_PARTICIPANT out of DEFAULT, and add a role for new members that is granted until their peer is active.',
    zh: 'DEFAULT 角色拥有 {value}：今后注册的任何用户都能注册成员。请从 DEFAULT 中移除 REGISTER_PARTICIPANT，另设一个供新成员使用的角色，在其节点激活之前授予。',
  },
  'ROLES-LAST-HOLDER': {
    en: 'Only {member} will have {value}: if it leaves or loses its key, nobody can do that any more. Give a second member a role with it.',
    zh: '只有 {member} 拥有 {value}：一旦其退出或丢失密钥，就再无人能行使。请让第二个成员也担任含此权限的角色。',
  },
} as const satisfies RuleTable;
export type RoleRule = keyof typeof roleRules;
