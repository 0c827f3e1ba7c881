/** Rules of members and governance: applications, the register, proposals, approvals. */

import type { RuleTable } from '../rules.ts';

export const consortiumRules = {
  // Applications.
  'APPLICATION-FORM': {
    en: 'This is no application of the known form, at "{field}". Ask the applicant to write it with this program.',
    zh: '这不是已知格式的加入申请，位置：“{field}”。请申请方用本程序重新生成。',
    exit: 2,
  },
  'APPLICATION-DRAFT': {
    en: 'This is no form of an application, at "{field}". An example lies in examples/member/.',
    zh: '这不是加入申请的填写表，位置：“{field}”。示例见 examples/member/。',
    exit: 2,
  },
  'APPLICATION-PROOF': {
    en: "The application of {member} does not prove that it holds its key for {use}: the signature does not hold, so the file was altered or the key is somebody else's.",
    zh: '{member} 的申请未能证明持有其 {use} 密钥：签名无效，文件已被改动，或该密钥属于他人。',
  },
  'APPLICATION-KEY': {
    en: 'The key for {use} in the application of {member} is no public key of the suite {suite}.',
    zh: '{member} 申请中的 {use} 密钥不是 {suite} 套件的公钥。',
  },
  'APPLICATION-KEY-TWICE': {
    en: 'The application of {member} has one key for two uses. Each use needs a key of its own.',
    zh: '{member} 的申请把同一密钥用于两种用途。每种用途须有各自的密钥。',
  },
  'APPLICATION-TIME': {
    en: 'The application of {member} expires before it begins, or names a day that does not exist ({field}).',
    zh: '{member} 的申请在开始之前就已过期，或日期不存在（{field}）。',
    exit: 2,
  },
  'APPLICATION-EXPIRED': {
    en: 'The application of {member} expired on {expires}. Ask for a new one.',
    zh: '{member} 的申请已于 {expires} 过期。请其重新申请。',
  },
  'APPLICATION-EARLY': {
    en: 'The application of {member} was written on {created}, after today by this clock. One of the two clocks is wrong.',
    zh: '{member} 的申请写于 {created}，晚于本机日期。两边必有一个时钟不准。',
  },
  'APPLICATION-CONSORTIUM': {
    en: 'The application of {member} is for the consortium {theirs}, not for {ours}.',
    zh: '{member} 申请加入的是联盟 {theirs}，而非 {ours}。',
  },
  'APPLICATION-REHEARSAL': {
    en: 'The application of {member} and this consortium are not both real or both a rehearsal.',
    zh: '{member} 的申请与本联盟一个是演练、一个是真实，不能混用。',
  },
  'APPLICATION-MEMBER': {
    en: 'There is, or was, a member {member} already. A member that left comes back under another id.',
    zh: '成员 {member} 已存在或曾经存在。退出过的成员须以新编号重新加入。',
  },
  'MEMBER-KEY-TAKEN': {
    en: 'The key {key} of {member} is, or was, that of {owner}. A new key must be made.',
    zh: '{member} 的密钥 {key} 现为或曾为 {owner} 的密钥。须生成新密钥。',
  },

  // Private keys of applicants and voters.
  'KEYRING-FORM': {
    en: '{subject} holds no keys of an applicant or voter. Choose the age file that was written when the key was made.',
    zh: '{subject} 中没有申请方或表决人的密钥。请选择生成密钥时写出的 age 文件。',
    exit: 2,
  },
  'KEYRING-KEY': {
    en: '{subject} does not hold the key {key}.',
    zh: '{subject} 中没有密钥 {key}。',
  },

  // The register.
  'REGISTER-FORM': {
    en: 'This is no register of a consortium of the known form, at "{field}".',
    zh: '这不是已知格式的联盟登记册，位置：“{field}”。',
    exit: 2,
  },
  'REGISTER-CHAIN': {
    en: 'Version {version} of the register does not follow the one before: {field} does not agree. A version is missing, or one was exchanged.',
    zh: '登记册第 {version} 版与前一版不衔接：{field} 不一致。缺少某一版，或某一版被替换。',
  },
  'REGISTER-TWICE': {
    en: 'The register has {subject} twice.',
    zh: '登记册中 {subject} 重复。',
  },

  // What is proposed.
  'CHANGE-UNKNOWN-MEMBER': {
    en: 'There is no member {subject} in force.',
    zh: '没有有效成员 {subject}。',
  },
  'CHANGE-KEY-UNKNOWN': {
    en: '{member} has no key {key} in force.',
    zh: '{member} 没有有效密钥 {key}。',
  },
  'CHANGE-KEY-LAST': {
    en: 'After this change {member} would have no key for {use} left. Add the new key in the same proposal, or remove the member.',
    zh: '变更后 {member} 将没有 {use} 密钥。请在同一提案中加入新密钥，或移除该成员。',
  },
  'CHANGE-FILE': {
    en: 'This is no change of the known form, at "{field}".',
    zh: '这不是已知格式的变更，位置：“{field}”。',
    exit: 2,
  },
  'CHANGE-NOTHING': {
    en: 'The proposal changes nothing.',
    zh: '该提案没有任何变更。',
  },
  'CHANGE-VOTERS': {
    en: 'The voters are not as they must be: {reason}.',
    zh: '表决人名单有误：{reason}。',
  },
  'CHANGE-LOCK-OUT': {
    en: 'With this change nobody could ever decide on "{kind}" again: {need} of the role {role} are needed, {have} are there.',
    zh: '此变更将使“{kind}”类提案永远无法通过：需要 {need} 名 {role}，只有 {have} 名。',
  },

  // Proposals.
  'PROPOSAL-FORM': {
    en: 'This is no proposal of the known form, at "{field}".',
    zh: '这不是已知格式的提案，位置：“{field}”。',
    exit: 2,
  },
  'PROPOSAL-TIME': {
    en: 'The proposal expires before it begins, or names a day that does not exist ({field}).',
    zh: '该提案在开始之前就已过期，或日期不存在（{field}）。',
    exit: 2,
  },
  'PROPOSAL-CONSORTIUM': {
    en: 'The proposal is for the consortium {theirs}, not for {ours}, or one of them is a rehearsal.',
    zh: '该提案属于联盟 {theirs}，而非 {ours}，或两者之一为演练。',
  },
  'PROPOSAL-STALE': {
    en: 'The proposal was made on version {theirs} of the register; version {ours} is in force. Make it anew on that one and have it approved again.',
    zh: '该提案基于登记册第 {theirs} 版，现行为第 {ours} 版。请基于现行版重新提案并重新表决。',
  },
  'PROPOSAL-FUTURE': {
    en: 'The proposal was made on version {theirs} of the register, or on another one of the same number; this machine knows version {ours}. Bring the newest public files here first.',
    zh: '该提案基于登记册第 {theirs} 版，或同号的另一版；本机为第 {ours} 版。请先取得最新的公开文件。',
  },
  'PROPOSAL-OUTCOME': {
    en: 'The proposal promises another outcome than its change has on this register ({field}). Do not approve it.',
    zh: '该提案所称结果与其变更在本登记册上的实际结果不符（{field}）。请勿批准。',
  },
  'PROPOSAL-CHAIN': {
    en: 'There is nothing in this change that the chain "{chain}" could be told. Propose it without a ledger.',
    zh: '该变更没有需要告知链“{chain}”的内容。请勿在提案中指定账本。',
  },
  'PROPOSAL-EXPIRED': {
    en: 'The proposal expired on {expires}.',
    zh: '该提案已于 {expires} 过期。',
  },
  'PROPOSAL-SHORT': {
    en: 'The proposal has not enough approvals: {missing}.',
    zh: '该提案的批准数不足：{missing}。',
  },
  'PROPOSAL-DECLINED': {
    en: 'The proposal was declined by so many that it cannot pass any more: {missing}.',
    zh: '反对者过多，该提案已无法通过：{missing}。',
  },

  // Approvals.
  'APPROVAL-FORM': {
    en: 'This is no approval of the known form, at "{field}".',
    zh: '这不是已知格式的表决文件，位置：“{field}”。',
    exit: 2,
  },
  'APPROVAL-OTHER': {
    en: 'The vote of {voter} is on another proposal, or on another outcome of it.',
    zh: '{voter} 的表决针对另一提案，或同一提案的另一结果。',
  },
  'APPROVAL-VOTER': {
    en: '{voter} has no vote in this register.',
    zh: '{voter} 在本登记册中没有表决权。',
  },
  'APPROVAL-KEY': {
    en: 'The vote of {voter} is signed with a key that is not theirs.',
    zh: '{voter} 的表决所用密钥并非其本人密钥。',
  },
  'APPROVAL-SIGNATURE': {
    en: 'The signature on the vote of {voter} does not hold: the file was altered, or another file was signed.',
    zh: '{voter} 的表决签名无效：文件已被改动，或签署的是另一文件。',
  },
  'APPROVAL-LATE': {
    en: 'The vote of {voter} is dated {time}, outside the time of the proposal ({from} to {to}).',
    zh: '{voter} 的表决日期 {time} 不在提案有效期内（{from} 至 {to}）。',
  },
  'APPROVAL-CONTRADICTS': {
    en: '{voter} has voted both ways. That counts as a refusal, and {voter} must be asked.',
    zh: '{voter} 既批准又反对，按反对计。请向其核实。',
  },
  'APPROVAL-SSH': {
    en: 'This is no signature that "ssh-keygen -Y sign -n {namespace}" wrote over the vote: {reason}.',
    zh: '这不是由“ssh-keygen -Y sign -n {namespace}”对该表决所作的签名：{reason}。',
    exit: 2,
  },
  'DRAFT-FORM': {
    en: 'This is no draft of an application as this program writes it: {field} is not as it must be.',
    zh: '这不是本程序写出的申请草稿：{field} 不符合要求。',
    exit: 2,
  },
  'DRAFT-SIGNATURE': {
    en: 'The signature {subject} is of none of the keys of {member} that have not signed yet, or of another file.',
    zh: '签名 {subject} 不属于 {member} 尚未签名的任何密钥，或签的是另一文件。',
  },
  'DRAFT-OPEN': {
    en: 'The application of {subject} is not signed by all of its keys yet: {keys}.',
    zh: '{subject} 的申请尚未由全部密钥签名，还缺：{keys}。',
  },
  'VOTER-FORM': {
    en: 'This is no card of a voter as this program writes it: {field} is not as it must be.',
    zh: '这不是本程序写出的表决人卡片：{field} 不符合要求。',
    exit: 2,
  },
  'OFFER-FORM': {
    en: 'This is no offer of keys as this program writes it: {field} is not as it must be.',
    zh: '这不是本程序写出的密钥提供文件：{field} 不符合要求。',
    exit: 2,
  },
  'OFFER-OTHER': {
    en: 'These keys are offered by another member, or to another consortium ({theirs}); the change is of {ours}.',
    zh: '这些密钥由其他成员提供，或提供给其他联盟（{theirs}）；本变更针对 {ours}。',
  },
} as const satisfies RuleTable;

export type ConsortiumRule = keyof typeof consortiumRules;
