/** Rules of the services: the folder of a consortium, the run of a ceremony, the restore. */
import type { Next, RuleTable } from '../core/rules.ts';

/** A ceremony is gone on with: from the command line, and from the screen of what stopped or of its consortium. */
/** A file of a ceremony's, or of any other act's. */
const onceMore = {
  terminal: {
    en: 'Then do the same once more; a ceremony goes on with: ceremony resume',
    zh: '然后再执行一次；仪式可用 ceremony resume 继续。',
  },
  window: { en: 'Then do the same once more from this window.', zh: '然后在本窗口中再操作一次。' },
} as const satisfies Next;

export const appRules = {
  'HOME-NOT-EMPTY': {
    exit: 2,
    en: 'The folder {subject} is not empty. A ceremony begins in an empty folder.',
    zh: '文件夹 {subject} 不是空的。仪式须从空文件夹开始。',
    next: {
      terminal: {
        en: 'To go on with one, use: ceremony resume {subject}',
        zh: '若要继续已有的仪式，请用：ceremony resume {subject}',
      },
      window: {
        en: 'Choose another folder; to go on with the one that was begun there, open it under “Home”.',
        zh: '请另选文件夹；若要继续其中已开始的仪式，请在“首页”打开它。',
      },
    },
  },
  'HOME-NOT-ONE': {
    exit: 2,
    en: 'The folder {subject} holds no ceremony (no ceremony.db). Choose the folder in which the ceremony was begun.',
    zh: '文件夹 {subject} 中没有仪式（缺少 ceremony.db）。请选择当初开始仪式时所用的文件夹。',
  },
  'HOME-STORE-LOST': {
    en: '{subject} has the files of a ceremony, but its store ceremony.db is missing or empty. Bring it back from a copy; do not begin anew here.',
    zh: '{subject} 中有仪式产生的文件，但其数据库 ceremony.db 不见了或是空的。请从副本恢复，不要在此重新开始。',
  },
  'HOME-EXISTS': {
    en: '{subject} is already there with other content. Nothing is overwritten: move it away, then resume.',
    zh: '{subject} 已存在且内容不同。系统不会覆盖任何文件：请先移走它，再继续。',
  },
  'HOME-LOST': {
    en: '{subject} is missing: the log says that it was written, with SHA-256 {sha256}. Bring it back from a copy; do not go on without it.',
    zh: '{subject} 不见了：日志记载它已写入，SHA-256 为 {sha256}。请从副本恢复，不要在缺失时继续。',
  },
  'HOME-ALTERED': {
    en: '{subject} is not what the log recorded: SHA-256 {found} instead of {sha256}. Keep it as evidence and bring back the true file from a copy.',
    zh: '{subject} 与日志记录不符：SHA-256 为 {found}，应为 {sha256}。请保留该文件作为证据，并从副本恢复真本。',
  },
  'HOME-WRITE': {
    exit: 3,
    en: '{subject} could not be written: {reason}. Nothing was left half-written. Mend the cause.',
    zh: '无法写入 {subject}：{reason}。没有留下写了一半的文件。请先排除原因。',
    next: onceMore,
  },
  'HOME-UNRECORDED': {
    en: '{subject} is not among the files that the log of this ceremony recorded. Bring the right store (ceremony.db) back from a copy.',
    zh: '{subject} 不在本仪式日志所记录的文件之中。请从副本恢复正确的存储（ceremony.db）。',
  },
  'HOME-LOG-AHEAD': {
    en: '{subject} was signed over entries that this store does not have (its own last checkpoint is at {signed}): ceremony.db was put back to an earlier day, or is of another ceremony. Nothing was touched; bring the right ceremony.db back.',
    zh: '{subject} 所签署的记录不在本存储之中（其最近的检查点在 {signed}）：ceremony.db 被恢复到了较早的状态，或属于另一个仪式。没有改动任何内容；请恢复正确的 ceremony.db。',
  },
  'MEDIUM-PLACE': {
    exit: 2,
    en: '{subject} cannot take a share: {reason}. Choose a folder on the medium of this custodian.',
    zh: '{subject} 不能存放份额：{reason}。请在该保管人的介质上选择一个文件夹。',
  },
  'MEDIUM-TAKEN': {
    exit: 2,
    en: '{subject} is there already. Nothing is overwritten: choose another folder or another medium.',
    zh: '{subject} 已存在。系统不会覆盖任何文件：请选择其他文件夹或其他介质。',
  },
  'MEDIUM-READ-BACK': {
    exit: 3,
    en: '{subject} reads back as SHA-256 {found} instead of {sha256}: this medium is not sound. Take another one; do not hand it out.',
    zh: '{subject} 回读的 SHA-256 为 {found}，应为 {sha256}：该介质有问题。请换一个介质，不要交付它。',
  },
  'MEDIUM-WRITE': {
    exit: 3,
    en: '{subject} could not be written: {reason}. The medium was pulled, is full or cannot be written. Put it in again or take another one, and choose it once more; what lay there half-written was taken away, or goes with the medium.',
    zh: '无法写入 {subject}：{reason}。介质被拔出、已满或不可写。请重新插入或换一个介质，并再次选定；写了一半的内容已经清除，或随该介质一同离开。',
  },
  'DESK-BUSY': {
    exit: 3,
    en: 'Something is at work already: {subject}. Finish it or stop it first.',
    zh: '已有操作在进行：{subject}。请先完成或停止它。',
  },
  'DESK-QUESTION': {
    exit: 2,
    en: 'This question stands no more. Look at the screen: what is asked now is another one.',
    zh: '这个问题已不再等待回答。请看屏幕：现在问的是另一个问题。',
  },
  'DESK-PLACE': {
    exit: 2,
    en: 'There is no folder {subject}. Was the medium pulled? Put it in again and choose it once more.',
    zh: '没有文件夹 {subject}。介质是否被拔出？请重新插入并再次选择。',
  },
  'DESK-ACTIVITY': {
    exit: 2,
    en: 'This activity is over already.',
    zh: '这项操作已经结束。',
  },
  'DESK-UNFIT': {
    exit: 3,
    en: 'This window must not take secrets: {reason}',
    zh: '此窗口不得输入秘密：{reason}',
  },
  'DESK-FAULT': {
    en: 'The program failed inside ({name}). Nothing was left half-written. Go on from where it stands; if it happens again, keep the folder and report it.',
    zh: '程序内部出错（{name}）。没有留下写了一半的文件。请从当前进度继续；若再次发生，请保留该文件夹并报告。',
  },
  'DESK-FIELD': {
    exit: 2,
    en: 'The secret field that was typed into is closed. Look at the screen for what is asked now.',
    zh: '刚才输入的密文框已关闭。请看屏幕上现在的提示。',
  },
  'RESTORE-OUT': {
    exit: 2,
    en: '{subject} cannot take the result: {reason}. Name a new file in a folder that exists, outside the home of the consortium.',
    zh: '{subject} 不能存放结果：{reason}。请在已有的文件夹中、联盟文件夹之外指定一个新文件。',
  },
  'ENACT-DONE': {
    en: 'This very proposal is in force already, as version {version} of the register; its files are all there. ({subject})',
    zh: '该提案已生效，为登记册第 {version} 版，文件齐全。（{subject}）',
  },
  'ENACT-LEDGER': {
    en: 'The proposal is for the ledger {ledger}; the hash that the founding came to is {known}. Propose it for that one. ({subject})',
    zh: '该提案针对账本 {ledger}，而创始仪式得出的账本哈希为 {known}。请针对后者重新提案。（{subject}）',
  },
  'ENACT-SIGNER': {
    exit: 2,
    en: '{subject} cannot sign for the chain here, or is named twice. Members whose key was made here and whose holder is in this room: {could}.',
    zh: '{subject} 不能在此为链签名，或被重复指定。密钥在此生成且持有人在场的成员：{could}。',
  },
  'ENACT-SIGNER-SHUT': {
    en: 'The chain key of {subject} was not opened: {reason} Nothing was signed.',
    zh: '{subject} 的链密钥未打开：{reason}没有签署任何内容。',
  },
  'ENACT-VOTES-OTHER': {
    en: 'None of these {count} votes is on this proposal: it was swapped or altered after they were cast, or they are for another one. Compare its hash with every voter. ({subject})',
    zh: '这 {count} 份表决都不针对此提案：提案在表决之后被替换或改动，或这些表决属于另一提案。请与每位表决人核对提案哈希。（{subject}）',
  },
  'ENACT-ROOT': {
    exit: 2,
    en: 'The ledger takes {path} from {root} alone, which opens in this act and never again for it. Nothing was opened: add it to those who sign for the chain (--signer {root}).',
    zh: '账本只接受由 {root} 签署的 {path}，而该根密钥只在本次打开，之后不会再为此打开。尚未打开任何内容：请将其加入为链签名者（--signer {root}）。',
  },
  'ENACT-NOTHING': {
    exit: 2,
    en: 'There is nothing for the chain in this proposal that {subject} could sign. Leave the signer out.',
    zh: '该提案没有需要 {subject} 为链签名的内容。请勿指定签名成员。',
  },
  'IMPORT-ROOM': {
    exit: 3,
    en: '{reason} For shares of Vault no exception can be recorded: there is no log that would keep it. Mend the room, or do it as a rehearsal. ({subject})',
    zh: '{reason}导入 Vault 的份额时不能记录例外：没有可留存它的日志。请先整改场地，或以演练方式进行。（{subject}）',
  },
  'IMPORT-INTO': {
    exit: 2,
    en: '{subject} is not a new or empty folder. Shares that are brought lie in a folder of their own: name another.',
    zh: '{subject} 不是新建或空的文件夹。导入的份额须放在单独的文件夹中：请另选一个。',
  },
  'COPY-FORM': {
    exit: 2,
    en: 'The form {subject} is not the one for this share: {whose}. Nothing was shown. Print the blank form of this share, and copy the number that stands on it.',
    zh: '表格 {subject} 不是该份额的表格：{whose}。没有显示任何内容。请打印该份额的空白表，并录入其上的编号。',
  },
  'COPY-HOLDER': {
    en: 'This is the share of {found}, not of {custodian}. Nothing was shown. Each custodian copies their own.',
    zh: '这是 {found} 的份额，不是 {custodian} 的。没有显示任何内容。请各保管人抄写自己的份额。',
  },
  'COPY-ROOM': {
    exit: 3,
    en: '{reason} The words of a share are not shown in such a room. Mend it, or let two people record an exception for {subject}.',
    zh: '{reason}在这样的场地不显示份额的单词。请先整改，或由两人为 {subject} 记录例外。',
    next: {
      terminal: {
        en: '(ceremony exception DIR --rule {subject} …)',
        zh: '（ceremony exception DIR --rule {subject} …）',
      },
      window: { en: 'They do so on the page of the consortium.', zh: '可在联盟页面记录。' },
    },
  },
  'COPY-STOPPED': {
    exit: 4,
    en: 'The copy by hand was not ended: {shown}',
    zh: '手抄未完成：{shown}',
  },
  'COPY-DIFFERS': {
    en: 'What was read back is not what was shown, after several attempts. {reason} Destroy this form now, before witnesses: it may hold most of the share. Then print a new one and begin again.',
    zh: '多次回读仍与所示不符。{reason}请立即在见证下销毁该表格：其上可能已有份额的大部分内容。然后重新打印并从头开始。',
  },
  'EXPORT-RECIPIENT': {
    exit: 2,
    en: '{subject} is no age recipient (age1…). Nothing was opened; copy it again from its owner.',
    zh: '{subject} 不是 age 接收方（age1…）。没有打开任何内容；请向其所有者重新索取。',
  },
  'FILE-READ': {
    exit: 2,
    en: 'The file {subject} cannot be read: {reason}.',
    zh: '无法读取文件 {subject}：{reason}。',
  },
  'LOG-NO-CHECKPOINT': {
    en: 'The log of {subject} has no checkpoint yet: nobody has signed it, so there is nothing to witness.',
    zh: '{subject} 的日志尚无检查点：还没有人签名，也就没有可供见证的内容。',
  },
  'LOG-SIZE': {
    exit: 2,
    en: 'The newest checkpoint has {size} entries, the request would begin at {old}. If a witness has cosigned {old} entries of this log, this home was rolled back: stop, and find out which copy is the true one.',
    zh: '最新检查点有 {size} 条记录，而请求将从 {old} 开始。如果见证人确实共签过本日志的 {old} 条记录，则此主目录已被回滚：请停止，并查明哪一份是真实的。',
  },
  'WITNESS-NAME': {
    exit: 2,
    en: '"{subject}" cannot name a witness: no white space, no +, not empty. Usual is a URL without its scheme, like "regulator.example/wang-fang".',
    zh: '“{subject}”不能作为见证人名称：不得为空，不得含空白或 +。通常用不带协议的网址，如“regulator.example/wang-fang”。',
  },
  'WITNESS-NEW': {
    exit: 2,
    en: '{subject}: nothing is known of this log yet. Give the log’s verifier key with --log, after comparing it with the one read aloud (public/log.vkey).',
    zh: '{subject}：尚无此日志的状态。请用 --log 给出日志验证公钥，并先与宣读的公钥（public/log.vkey）核对。',
  },
  'COSIGNATURE-STRANGE': {
    en: '{subject}: no line here is a cosignature by {witness} over a checkpoint of this log. It is over another log’s checkpoint, or of another key.',
    zh: '{subject}：其中没有 {witness} 对本日志检查点的共签。它属于另一份日志的检查点，或由另一把密钥作出。',
  },
  'FILE-EXISTS': {
    exit: 2,
    en: '{subject} exists already. Nothing is overwritten: name another file or move it away.',
    zh: '{subject} 已存在。系统不会覆盖任何文件：请换一个文件名，或先移走它。',
  },
  'CEREMONY-PLAN': {
    en: 'The plan is refused: {count} error(s), the first at {field}: {first}',
    zh: '方案被拒绝：共 {count} 处错误，第一处在 {field}：{first}',
    next: {
      terminal: { en: 'Run "plan check" for all of them.', zh: ' 请运行 "plan check" 查看全部。' },
      window: {
        en: 'Open it in the plan editor, which shows all of them.',
        zh: ' 请在方案编辑器中打开它，查看全部错误。',
      },
    },
  },
  'CEREMONY-PLAN-CHANGED': {
    en: 'The plan kept in {subject} is not the one that the log agreed on. Do not go on; keep the folder as evidence.',
    zh: '{subject} 中保存的方案与日志中商定的不一致。请勿继续；保留该文件夹作为证据。',
  },
  'CEREMONY-UNBORN': {
    exit: 2,
    en: 'The ceremony in {subject} was interrupted before its first entry. Nothing was made: remove the folder and run it again.',
    zh: '{subject} 中的仪式在写入第一条记录之前就中断了。没有产生任何内容：请删除该文件夹后重新开始。',
  },
  'ROOM-FACTS': {
    exit: 3,
    en: 'The facts of the room (ROOTSEAL_ROOM) cannot be read. Start with ./rootseal, which takes them.',
    zh: '无法读取场地事实（ROOTSEAL_ROOM）。请通过 ./rootseal 启动，由它采集。',
  },
  'CEREMONY-REFUSED': {
    en: 'Step "{step}" was not confirmed by {who}. Nothing of this step was kept.',
    zh: '步骤“{step}”未得到 {who} 的确认。本步骤没有留下任何内容。',
    next: {
      terminal: { en: 'It is asked again by: ceremony resume', zh: '执行 ceremony resume 会再次询问。' },
      window: { en: 'It is asked again when you go on.', zh: '继续时会再次询问。' },
    },
  },
  'CEREMONY-OPEN': {
    exit: 2,
    en: 'The ceremony in {subject} is not closed: it stands at step "{step}".',
    zh: '{subject} 中的仪式尚未结束，停在步骤“{step}”。',
    next: {
      terminal: { en: 'First: ceremony resume {subject}', zh: '请先执行：ceremony resume {subject}' },
      window: { en: 'Open it under “Home” and go on with it first.', zh: '请先在“首页”打开它并继续仪式。' },
    },
  },
  'CEREMONY-INTERRUPTED': {
    exit: 4,
    en: 'Interrupted at "{step}". Nothing is half-written. {en}',
    zh: '在“{step}”处中断。没有写了一半的内容。{zh}',
  },
  'CEREMONY-QUORUM': {
    exit: 3,
    en: 'Only {have} of the {need} custodians needed can open their share in this room.',
    zh: '本室内只有 {have} 位保管人能打开份额，需要 {need} 位。',
    next: {
      terminal: {
        en: 'Bring their passphrases or identity files (--identity ID=FILE).',
        zh: '请带来其口令或身份文件（--identity ID=FILE）。',
      },
      window: {
        en: 'Bring their passphrases, or their identity files: these are chosen before the ceremony goes on.',
        zh: '请带来其口令或身份文件；身份文件在继续仪式之前选定。',
      },
    },
  },
  'CEREMONY-SHARE': {
    en: 'The share of custodian {subject} did not pass its check after the hand-out: {reason} Keep the folder as it is, as evidence, and hold the ceremony again in a new folder.',
    zh: '保管人 {subject} 的份额在交付后的检查中未通过：{reason} 请原样保留该文件夹作为证据，并在新文件夹中重新举行仪式。',
  },
  'CEREMONY-SHARE-CLOSED': {
    en: 'The share of custodian {subject} was not opened: {reason} It is not checked yet, and nothing is lost: check Caps Lock and the keyboard layout, then go on with the ceremony. Only if the passphrase is really forgotten must the ceremony be held again.',
    zh: '保管人 {subject} 的份额没有打开：{reason} 份额尚未检查，没有任何内容因此失效：请核对大小写锁定和键盘布局，然后继续仪式。只有确已忘记口令时，才须重新举行仪式。',
  },
  'CEREMONY-VERIFY': {
    en: 'The bundled verifier does not accept {subject}: {reason}. The ceremony stays open; keep the folder as it is.',
    zh: '随附的验证器不接受 {subject}：{reason}。仪式保持未结束状态；请原样保留该文件夹。',
  },
  'CEREMONY-VERIFIER': {
    exit: 3,
    en: 'The verifier {subject} is missing. Build it first: npm run build',
    zh: '缺少验证器 {subject}。请先构建：npm run build',
  },
  'CEREMONY-CONFIRM': {
    exit: 2,
    en: 'Nobody is here to confirm "{subject}": no terminal, no "confirm" in the answers file, and standard input has ended.',
    zh: '没有人可以确认“{subject}”：没有终端，应答文件中没有 "confirm"，标准输入也已结束。',
  },
  'CEREMONY-CLOCK': {
    exit: 3,
    en: 'The clock of this machine says {now}, before the last log entry of {last}. Set the clock, then go on where you stopped.',
    zh: '本机时钟为 {now}，早于日志最后一条记录 {last}。请校准时钟，然后从中断处继续。',
  },
  'RESTORE-CERTIFY': {
    en: '{subject}: not the root key that signs the certificates of this ledger, which is {root}. A ledger with bare keys has none.',
    zh: '{subject}：不是为该账本签发证书的根密钥（应为 {root}）。公钥模式的账本没有此类密钥。',
  },
  'RESTORE-PURPOSE': {
    exit: 2,
    en: 'The purpose "{subject}" is not known. Purposes: drill, sign, certify, export, resplit, replace, refresh, rotate.',
    zh: '不认识用途“{subject}”。可用的用途：drill（恢复演习）、sign（签名）、certify（签发证书）、export（导出）、resplit（重新拆分）、replace（替换份额）、refresh（更新份额）、rotate（轮换根密钥）。',
  },
  'RESTORE-OPTION': {
    exit: 2,
    en: 'The purpose "{purpose}" needs {subject}.',
    zh: '用途“{purpose}”需要 {subject}。',
  },
  'RESTORE-ROOT': {
    exit: 2,
    en: 'There is no root key "{subject}" here. Root keys: {roots}.',
    zh: '这里没有根密钥“{subject}”。现有根密钥：{roots}。',
  },
  'CEREMONY-QUORUM-GROUPS': {
    exit: 3,
    en: 'Those who can open their share in this room make no quorum of groups. {missing}. Bring their passphrases or identity files (--identity ID=FILE).',
    zh: '本室内能打开份额的保管人不足以构成各组法定人数。{missing}。请带来其口令或身份文件（--identity ID=FILE）。',
  },
  'RESTORE-SHORT': {
    en: 'No quorum: {have} of {need} good shares, {missing} more needed. {first}',
    zh: '不足法定人数：{need} 份中有 {have} 份有效，还需 {missing} 份。{first}',
  },
  'RESTORE-SHORT-GROUPS': {
    en: 'No quorum of groups, {have} good shares. {missing}. {first}',
    zh: '分组未达法定人数，有效份额 {have} 份。{missing}。{first}',
  },
  'SET-NONE-PENDING': {
    exit: 2,
    en: 'No share set is being made in {subject}: there is nothing to go on with.',
    zh: '{subject} 中没有正在生成的份额组，无可继续。',
  },
  'SET-PENDING': {
    exit: 2,
    en: 'A share set of epoch {epoch} is being made already. Go on with it (set resume), or give it up (set abandon).',
    zh: '第 {epoch} 期份额组正在生成中。请继续（set resume）或放弃（set abandon）。',
  },
  'SET-HOLDER': {
    exit: 2,
    en: '{subject} holds no share of the set in force. Its holders: {holders}.',
    zh: '{subject} 不持有现用份额组的份额。保管人：{holders}。',
  },
  'SET-PLAN': {
    exit: 2,
    en: '{subject} is no plan of a share set (rootseal.set-plan/1) and no plan of this consortium, at "{field}".',
    zh: '{subject} 不是份额组方案（rootseal.set-plan/1），也不是本联盟的方案，位置：“{field}”。',
  },
  'SET-SHARE-NAME': {
    exit: 2,
    en: '{subject}: before a new share set is made, each holder compares its parameters, so the file must be named after its holder, as handed out (c1.age). Holders: {holders}.',
    zh: '{subject}：生成新份额组之前须由各持有人核对参数，因此文件须按交付时的名称以持有人命名（如 c1.age）。持有人：{holders}。',
  },
  'SET-REPLACED': {
    en: 'The share of {subject} is the one that is replaced: lost or doubted, it does not count towards the quorum that authorises its own replacement. Bring the share of another custodian; nothing was opened with it.',
    zh: '{subject} 的份额正是要替换的那一份：既已遗失或存疑，就不得计入批准替换它的法定人数。请换用另一位保管人的份额；没有用它打开任何内容。',
  },
  'SET-REFUSED': {
    en: '{who} has not said yes to the parameters of the new share set. The set in force stays as it is; nobody else needs to do anything.',
    zh: '{who} 未同意新份额组的参数。现用份额组保持不变，其他人无需任何操作。',
  },
  'SET-SHARE': {
    en: 'The new share of {subject} is not intact ({code}): {reason} The old set stays in force. Give the new set up (set abandon) and make another.',
    zh: '{subject} 的新份额不完好（{code}）：{reason} 旧份额组仍然有效。请放弃新份额组（set abandon）并重新生成。',
  },
  'SET-SHARE-CLOSED': {
    en: 'The new share of {subject} was not opened ({code}): {reason} The old set stays in force, and nothing is lost: go on with set resume. If the passphrase is forgotten, give the new set up (set abandon).',
    zh: '{subject} 的新份额没有打开（{code}）：{reason} 旧份额组仍然有效，没有任何损失：请用 set resume 继续。若口令已忘记，请放弃新份额组（set abandon）。',
  },
  'SET-RETURN': {
    exit: 2,
    en: 'There is no retired share set of epoch {epoch} of which {subject} holds a share. Retired: {retired}.',
    zh: '没有 {subject} 持有份额的、已停用的第 {epoch} 期份额组。已停用：{retired}。',
  },
  'RETURN-PLACE': {
    exit: 2,
    en: '{subject} cannot be searched for old files: {reason}. Nothing was removed; choose the folder on the medium that has them.',
    zh: '无法在 {subject} 中查找旧文件：{reason}。没有删除任何内容；请选择介质上存有旧文件的文件夹。',
  },
  'RETURN-NONE': {
    en: '{subject} has no copy of the old share of this holder as it was handed out. Nothing was removed. Choose another place; a copy that was changed, or lies packed or on paper, must be destroyed by hand and recorded with: set retire.',
    zh: '{subject} 中没有该保管人当初交付的旧份额副本。没有删除任何内容。请选择其他位置；经改动、打包或印在纸上的副本须人工销毁，并用 set retire 记录。',
  },
  'RETURN-ONE': {
    exit: 2,
    en: 'With --from, name exactly one holder with --returned: a place is searched for the copies of one.',
    zh: '使用 --from 时，须用 --returned 指明且仅指明一位持有人：一个位置只查找一人的副本。',
  },
  'RECEIPT-STALE': {
    en: 'The receipt {subject} is of epoch {epoch}; the share set in force is of epoch {current}. Check the current share and bring its receipt.',
    zh: '回执 {subject} 属于第 {epoch} 期；现用份额组为第 {current} 期。请检查现用份额并提交其回执。',
  },
  'RECEIPT-TIME': {
    en: 'The receipt {subject} says {time}, which is not between {from}, when the set was made, and now ({to}). Set the clock of the machine it was written on, and check again.',
    zh: '回执 {subject} 所写时间为 {time}，不在份额组生成时间 {from} 与现在（{to}）之间。请校准写回执的机器时钟后重新检查。',
  },
  'RECEIPT-CLOCK': {
    exit: 2,
    en: 'The clock of this machine says {time}, but the log beside the share set goes on to {asOf}: a receipt written now would be refused. Set the clock, or check without a receipt. The share was not opened.',
    zh: '本机时钟为 {time}，而份额组旁的日志已记录到 {asOf}：现在写出的回执会被拒绝。请校准时钟，或不写回执地检查。份额没有被打开。',
  },
  'RECEIPT-KNOWN': {
    exit: 2,
    en: 'The receipt {subject} is in the log already. Nothing was added.',
    zh: '回执 {subject} 已在日志中，没有添加任何内容。',
  },
  'TUF-ADMINISTRATORS': {
    exit: 2,
    en: 'These administrators cannot be taken into a root file: {reason}',
    zh: '无法将这些管理员写入根文件：{reason}',
  },
  'TUF-NOTHING-WAITS': {
    en: '{subject}: no root file waits for signatures. rootseal tuf renew --root makes the next one.',
    zh: '{subject}：没有等待签名的根文件。可用 rootseal tuf renew --root 生成下一版。',
  },
  'TUF-SIGNATURE-FORM': {
    exit: 2,
    en: '{subject} is no signature of a root file (rootseal.tuf-signature/1).',
    zh: '{subject} 不是根文件的签名（rootseal.tuf-signature/1）。',
  },
  'TUF-SIGNATURE-OTHER': {
    en: '{subject}: it is over another root file than the one that waits here. Send the signer the one that tuf show --out writes.',
    zh: '{subject}：所签的不是此处等待签名的根文件。请把 tuf show --out 写出的文件交给签名人。',
  },
  'TUF-SIGNATURE-BAD': {
    en: '{subject}: the signature does not hold, or its key does not count for this root file.',
    zh: '{subject}：签名不成立，或其密钥在此根文件中不起作用。',
  },
  'TUF-SIGNER': {
    exit: 2,
    en: 'The key of "{subject}" does not count for this root file. Those whose keys do: {could}.',
    zh: '“{subject}”的密钥在此根文件中不起作用。有效者：{could}。',
  },
  'TUF-ROOT-SHORT': {
    en: 'The root file {root} has {have} of {need} signatures that count. Those who still can: {missing}. Bring all signatures at once: rootseal tuf join. Nothing was published.',
    zh: '根文件第 {root} 版需要 {need} 个有效签名，现有 {have} 个。尚可签名：{missing}。请一次提交全部签名：rootseal tuf join。没有发布任何内容。',
  },
  'TUF-ROOT-AGAINST': {
    en: '{subject} is not the next root file of these public files: {reason}.',
    zh: '{subject} 不是这些公开文件的下一版根文件：{reason}。',
  },
  'DOCUMENT-NONE': {
    exit: 2,
    en: '{subject} is no application, offer of keys, card of a voter, proposal or vote of this program.',
    zh: '{subject} 不是本程序的加入申请、密钥提供文件、表决人卡片、提案或表决。',
  },
  'GROUND-REGISTER': {
    en: 'How the consortium stands cannot be believed: its public files are refused ({code}: {reason}). Fetch them anew. ({subject})',
    zh: '无法采信联盟现状：其公开文件未通过验证（{code}：{reason}）。请重新获取。（{subject}）',
  },
  'PROPOSE-SETTINGS': {
    exit: 2,
    en: '{subject} is a change, but none of the ledger’s settings. Other changes have their own places here.',
    zh: '{subject} 是一项变更，但不是账本设置的变更。其他变更在此处各有其入口。',
  },
  'PROPOSE-OTHER': {
    en: 'What would be written is not what was shown: an application, the register or the time has changed. Look at the proposal again.',
    zh: '将要写出的内容与所示不一致：申请、登记册或时间已有变化。请重新查看提案。',
  },
  'VOTE-REFUSED': {
    en: 'The vote was not signed: whoever looked at it said no. Nothing was written.',
    zh: '表决没有签署：查看者未予确认。没有写入任何内容。',
  },
  'VOTE-EXPIRED': {
    en: 'The proposal was open until {expires}: a vote would not count any more. It must be proposed anew.',
    zh: '该提案已于 {expires} 截止，表决不再计入。须重新提案。',
  },
  'PROGRAM-OPEN': {
    en: 'Rootseal is already open. Go to its window; a second one is not opened.',
    zh: 'Rootseal 已经打开。请切换到它的窗口；不会再打开第二个。',
  },
} as const satisfies RuleTable;
