/** Rules of the verifier: what it demands of a bundle beyond what each format demands of itself. */
import type { RuleTable } from '../../core/rules.ts';

export const verifyRules = {
  'VERIFY-PATH': { exit: 2, en: '{subject} cannot be read: {reason}.', zh: '无法读取 {subject}：{reason}。' },
  'VERIFY-KIND': {
    exit: 2,
    en: '{subject} is nothing that can be verified here. Known: an evidence bundle (public/), a TUF repository, a log folder, a share set, a root statement, a sealed root.',
    zh: '{subject} 不是可以在此验证的内容。可验证：证据包（public/）、TUF 仓库、日志文件夹、份额组、根密钥声明、封存的根密钥。',
  },
  'VERIFY-USAGE': { exit: 2, en: 'Wrong use: {reason}', zh: '用法不正确：{reason}' },
  'VERIFY-ANCHOR-KIND': {
    exit: 2,
    en: '{option} cannot be held against this ({kind}): nothing in it answers to that anchor. Verify the whole bundle.',
    zh: '{option} 不适用于此（{kind}）：其中没有与该锚点对应的内容。请验证整个证据包。',
  },
  'VERIFY-FAULT': {
    en: 'This could not be checked to its end, so it is not good: {reason}',
    zh: '检查无法完成，因此不予认可：{reason}',
  },
  'VERIFY-UNREADABLE': { en: '{subject} cannot be read: {reason}.', zh: '无法读取 {subject}：{reason}。' },
  'VERIFY-MISSING': { en: '{subject} is missing.', zh: '缺少 {subject}。' },
  'VERIFY-LINK': {
    en: '{subject} is a link or no ordinary file; a bundle holds ordinary files only.',
    zh: '{subject} 是链接或非普通文件；证据包中只能有普通文件。',
  },
  'VERIFY-EXTRA': {
    en: '{subject} is covered by no signature: it does not belong to this bundle.',
    zh: '{subject} 未被任何签名覆盖：不属于此证据包。',
  },
  REHEARSAL: {
    en: 'REHEARSAL: these are the outputs of a rehearsal and stand for nothing real. To check them as such: --rehearsal',
    zh: 'REHEARSAL（演练）：这些是演练的产物，不具有任何真实效力。若要按演练检查，请加：--rehearsal',
  },
  'VERIFY-NOT-REHEARSAL': {
    en: 'This is no rehearsal, though --rehearsal was given.',
    zh: '给出了 --rehearsal，但这不是演练。',
  },
  'VERIFY-REHEARSAL-MARK': {
    en: '{subject} says rehearsal: {found}, the plan says {wanted}.',
    zh: '{subject} 的演练标记为 {found}，方案中为 {wanted}。',
  },
  'VERIFY-ROOT-SET': {
    en: '{subject}: the root statements are not exactly the root keys of the plan.',
    zh: '{subject}：根密钥声明与方案中的根密钥不完全一致。',
  },
  'VERIFY-ROOT-FIELD': {
    en: '{subject}: {field} is {found}, but the plan or the log says {wanted}.',
    zh: '{subject}：{field} 为 {found}，而方案或日志中为 {wanted}。',
  },
  'VERIFY-TUF-KEY': {
    en: 'The TUF files are signed by {found}, not by the root key {wanted} of the plan.',
    zh: 'TUF 文件由 {found} 签名，而不是方案中的根密钥 {wanted}。',
  },
  'VERIFY-SHARE-SET': {
    en: '{subject}: {field} does not agree with the plan, the roots or the log.',
    zh: '{subject}：{field} 与方案、根密钥或日志不一致。',
  },
  'VERIFY-ORIGIN': {
    en: 'The log says it is {found}; by the plan it must be {wanted}.',
    zh: '日志自称 {found}；按方案应为 {wanted}。',
  },
  'VERIFY-ENTRY': {
    en: 'Entry {index} of the log: {reason}.',
    zh: '日志第 {index} 条记录：{reason}。',
  },
  'VERIFY-STEP': {
    en: 'The log does not show step {step} where it must stand.',
    zh: '日志中应有的步骤 {step} 没有出现在其位置。',
  },
  'VERIFY-HASH': {
    en: '{subject} is not the file that the log recorded in entry {entry}.',
    zh: '{subject} 不是日志第 {entry} 条记录所记的文件。',
  },
  'VERIFY-CHALLENGE': {
    en: 'The challenge of root {root} in entry {entry} does not hold.',
    zh: '第 {entry} 条记录中根密钥 {root} 的挑战签名不成立。',
  },
  'VERIFY-QUORUM': {
    en: 'Entry {entry} of the log: the roots were restored by {found} distinct custodians of the plan, {threshold} are needed.',
    zh: '日志第 {entry} 条记录：恢复根密钥的方案保管人为 {found} 人（不重复计），需要 {threshold} 人。',
  },
  'VERIFY-FILE-SIGNATURE': {
    en: 'Entry {entry} of the log: the signature given away is not by root {root} over the file that was logged before.',
    zh: '日志第 {entry} 条记录：所给出的签名不是根密钥 {root} 对先前记录的文件的签名。',
  },
  'VERIFY-ROOM': {
    en: 'Entry {entry} of the log: the room had {rule}, which stops a real ceremony, and no two people answered for it.',
    zh: '日志第 {entry} 条记录：场地存在 {rule}，正式仪式不得在此进行，且没有两人为此例外负责。',
  },
  'VERIFY-QUORUMS': {
    en: 'Entry {entry} of the log: {checked} of {total} quorums were tried; by the plan there are {wanted}, and one at least must be.',
    zh: '日志第 {entry} 条记录：已验证法定组合 {checked}/{total}；按方案应有 {wanted} 种，且至少须验证一种。',
  },
  'VERIFY-RESTORE-UNFINISHED': {
    en: 'The roots were restored and the log tells no end of it, nor that it was given up: {restores}. A root may have gone away.',
    zh: '根密钥曾被恢复，而日志既未记载其结束，也未记载其放弃：{restores}。根密钥可能已经流出。',
  },
  'VERIFY-MEMBER': {
    en: 'Entry {entry} of the log: the key of member {id} was not made as the plan says.',
    zh: '日志第 {entry} 条记录：成员 {id} 的密钥并非按方案生成。',
  },
  'VERIFY-GENESIS': {
    en: '{subject} is not what the plan and the keys give when it is built again.',
    zh: '{subject} 与依据方案和密钥重新构建的结果不一致。',
  },
  'VERIFY-REGISTER': {
    en: 'Version {version} of the register did not come about as the log says: {reason}.',
    zh: '登记册第 {version} 版的产生与日志不符：{reason}。',
  },
  'VERIFY-PERMISSION': {
    en: '{subject}: the permission signature of {key} does not hold over the genesis transaction.',
    zh: '{subject}：{key} 的许可签名对创世交易不成立。',
  },
  'VERIFY-LEDGER-HASH': {
    en: 'Entry {entry} of the log: the ledger hash {hash} is not that of the genesis and the permission signatures here, or not all have signed.',
    zh: '日志第 {entry} 条记录：账本哈希 {hash} 与此处的创世交易及许可签名不符，或签名不全。',
  },
  'VERIFY-OPEN': {
    en: 'The ceremony is not closed: the log ends before its closing entry. (--open accepts that.)',
    zh: '仪式尚未结束：日志在结束记录之前中止。（--open 表示接受。）',
  },
  'VERIFY-ANCHOR-ROOT': {
    en: 'The fingerprint given is of no key that signed this: {subject}',
    zh: '给出的指纹不属于任何为此签名的密钥：{subject}',
  },
  'VERIFY-ANCHOR-CHECKPOINT': {
    en: 'The log does not grow out of the checkpoint given (size {size}): it was rolled back, cut or replaced.',
    zh: '日志并非由给出的检查点（大小 {size}）延续而来：已被回滚、截断或替换。',
  },
  'POLICY-LOG': {
    en: 'The log’s key {key} is none that the policy names. It is another log, or the policy is of another consortium.',
    zh: '日志公钥 {key} 不在策略之列。这是另一份日志，或该策略属于其他联盟。',
  },
  'POLICY-ROOT': {
    en: 'No root key of the fingerprint that the policy demands signed this: {subject}',
    zh: '策略要求的根密钥指纹并未为此签名：{subject}',
  },
  'POLICY-QUORUM': {
    en: 'The newest checkpoint ({size} entries) is not cosigned as the policy demands; it has: {found}. Cosigned so were at most {before} entries. Ask the witnesses (rootseal log request), or for a newer copy.',
    zh: '最新检查点（{size} 条记录）的共签不符合策略要求；现有：{found}。符合要求的最多为 {before} 条记录。请向见证人请求共签（rootseal log request），或索取较新的副本。',
  },
  'POLICY-AGE': {
    en: 'The cosignatures that are not older than the policy’s {days} days are too few; the newest of all is of {time}. Ask for a newer copy, or the witnesses for new ones.',
    zh: '在策略规定的 {days} 天之内的共签不足；其中最新的时间为 {time}。请索取较新的副本，或请见证人重新共签。',
  },
  'VERIFY-WRITE': {
    exit: 3,
    en: '{subject} cannot be written: {reason}. Nothing is overwritten. EEXIST: the name is taken (a .part is another one at work, or left by a crash: look, then remove it); EBUSY: it changed meanwhile, begin again.',
    zh: '无法写入 {subject}：{reason}。系统不会覆盖任何文件。EEXIST：文件名已被占用（.part 表示另一进程正在工作，或崩溃后遗留：请确认后删除）；EBUSY：内容在此期间被改动，请重新开始。',
  },
  'VERIFY-WITNESS-NEW': {
    exit: 2,
    en: '{subject}: nothing is known of this log yet. Give its verifier key with --log, after comparing it with the one read aloud (log.vkey).',
    zh: '{subject}：尚无此日志的状态。请用 --log 给出日志验证公钥，并先与宣读的公钥（log.vkey）核对。',
  },
  'VERIFY-WITNESS-MESSAGE': {
    exit: 2,
    en: '{subject}: this is not what rootseal-verify cosign wrote to be signed.',
    zh: '{subject}：不是 rootseal-verify cosign 写出的待签内容。',
  },
  'VERIFY-WITNESS-KEY': {
    exit: 2,
    en: '{subject}: a witness has an Ed25519 key (openssl genpkey -algorithm ed25519), and a name without white space or +.',
    zh: '{subject}：见证人须使用 Ed25519 密钥（openssl genpkey -algorithm ed25519），名称不得含空白或 +。',
  },
  'VERIFY-SET': {
    en: 'Share set {set}, epoch {epoch}: {reason}.',
    zh: '份额组 {set}（第 {epoch} 期）：{reason}。',
  },
  'VERIFY-SET-AGREED': {
    en: 'Share set {set}, epoch {epoch}: {who} has not said yes to its parameters before giving or getting a share.',
    zh: '份额组 {set}（第 {epoch} 期）：{who} 在交出或领取份额之前未同意其参数。',
  },
  'VERIFY-ROTATION': {
    en: 'The key of root {root} is not the same from epoch {from} to {to}, and no cross-signature of the two keys explains it.',
    zh: '根密钥 {root} 在第 {from} 期与第 {to} 期不同，且没有两把密钥的交叉签名予以说明。',
  },
  'VERIFY-TUF-SETS': {
    en: '{subject} does not agree with the log: {reason}.',
    zh: '{subject} 与日志不一致：{reason}。',
  },
} as const satisfies RuleTable;
