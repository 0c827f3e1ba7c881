/**
 * The rules of a plan, texts in both languages: what is wrong and what to do. `{field}` is always there.
 * The checks that apply them stand in `checks*.ts`, the shape in `plan-schema.ts`; each rule has a rejecting and
 * an accepting case in `test/unit/ceremony/plan-cases.ts`.
 */

import type { RuleTable } from '../rules.ts';
import { roleRules } from './role-rules.ts';

/** The file cannot be read as a plan at all: exit 2. */
const reading = {
  'PLAN-JSON': {
    exit: 2,
    en: 'The plan is not JSON: line {line}, column {column}: {what}. Correct that place and check the plan again.',
    zh: '方案不是合法的 JSON：第 {line} 行第 {column} 列：{whatZh}。请改正该处后重新检查方案。',
  },
  'PLAN-JSON-DUPLICATE': {
    exit: 2,
    en: 'The field "{key}" stands twice in one object (line {line}, column {column}); readers would disagree on which counts. Remove one.',
    zh: '同一对象中字段“{key}”出现两次（第 {line} 行第 {column} 列），不同程序会取不同的值。请删去一个。',
  },
  'PLAN-FORMAT': {
    exit: 2,
    en: 'This file is "{format}", not a plan of format rootseal.plan/1.',
    zh: '该文件的格式为“{format}”，不是 rootseal.plan/1 方案。',
    next: {
      terminal: {
        en: 'Take a plan made by `plan new`, or a program that knows this format.',
        zh: '请使用 `plan new` 生成的方案，或使用认识该格式的程序。',
      },
      window: {
        en: 'Make a new plan here, or open it with a program that knows this format.',
        zh: '请在此新建方案，或使用认识该格式的程序打开。',
      },
    },
  },
  'PLAN-RESOLVED': {
    exit: 2,
    en: 'This is not a resolved plan as published in public/plan.json: the field "{field}" is wrong, missing or unknown.',
    zh: '这不是 public/plan.json 中公布的已定方案：字段“{field}”有误、缺失或未知。',
  },
} as const satisfies RuleTable;

/** One field is not what it must be. */
const shape = {
  'PLAN-FIELD-UNKNOWN': {
    en: 'The field {field} is not known in rootseal.plan/1. Remove it, or correct its name.',
    zh: 'rootseal.plan/1 中没有字段 {field}。请删去，或改正字段名。',
  },
  'PLAN-FIELD-MISSING': {
    en: 'The field {field} is missing. Add it, as the example plan has it.',
    zh: '缺少字段 {field}。请参照示例方案补上。',
  },
  'PLAN-FIELD': {
    en: '{field} cannot stand like this: {expected}. Correct it, as the example plan has it.',
    zh: '{field} 的值不合规定：{expectedZh}。请参照示例方案改正。',
  },
  'PLAN-ID': {
    en: '{field}: "{value}" is no id. An id has 1 to 32 characters: lower-case letters, digits and hyphens, not beginning with a hyphen.',
    zh: '{field}：“{value}”不能作标识。标识为 1 至 32 个小写字母、数字或连字符，不得以连字符开头。',
  },
  'PLAN-TRANSLATION': {
    en: '{field} is missing or empty. Every name is shown in both languages: write it in "zh" and in "en".',
    zh: '{field} 缺失或为空。所有名称均以中英文并列显示，请在“zh”和“en”中都填写。',
  },
  'PLAN-SUITE': {
    en: '{field}: "{value}" is no kind of key that is made here. Choose ed25519, sm2 or p256.',
    zh: '{field}：不支持生成“{value}”类型的密钥。请选择 ed25519、sm2 或 p256。',
  },
  'PLAN-PROFILE': {
    exit: 2,
    en: 'There is no consortium profile "{value}": {expected}.',
    zh: '没有名为“{value}”的联盟类型：{expectedZh}。',
  },
  'PLAN-SCHEME': {
    en: 'The sharing scheme "{value}" is not available. Use "shamir" or "slip39".',
    zh: '尚不支持“{value}”分割方案。请使用“shamir”或“slip39”。',
  },
  'PLAN-SEAL': {
    en: '{field}: a share cannot be sealed by "{value}". Use "passphrase" or "age".',
    zh: '{field}：份额不能以“{value}”方式封存。请使用“passphrase”（口令）或“age”（age 接收方）。',
  },
  'PLAN-CHAIN': {
    en: 'The chain "{value}" is not available. Use "jdchain".',
    zh: '尚不支持“{value}”链。请使用“jdchain”。',
  },
  'PLAN-JDCHAIN-VERSION': {
    en: 'JD Chain {value} is refused: genesis bytes differ from version to version and only 1.6.5 was compared with its own classes. Install 1.6.5 on every peer and write "1.6.5".',
    zh: '不接受 JD Chain {value}：各版本的创世字节不同，目前只有 1.6.5 与其自身的类逐字节核对过。请在所有节点安装 1.6.5 并填写“1.6.5”。',
  },
  'PLAN-IDENTITY-MODE': {
    en: 'JD Chain has no identity mode "{value}". Use "KEYPAIR" (bare keys) or "CA" (certificates).',
    zh: 'JD Chain 没有身份模式“{value}”。请使用“KEYPAIR”（公钥）或“CA”（证书）。',
  },
  'PLAN-CONSENSUS-KIND': {
    en: 'JD Chain has no consensus "{value}". Use "bftsmart" (BFT-SMaRt), "raft" or "mq" (a message queue).',
    zh: 'JD Chain 没有共识“{value}”。请使用“bftsmart”（BFT-SMaRt）、“raft”或“mq”（消息队列）。',
  },
  'PLAN-PERMISSION': {
    en: '{field}: JD Chain 1.6.5 has no permission "{value}". Correct the name (to grant roles it is AUTHORIZE_USER_ROLES).',
    zh: '{field}：JD Chain 1.6.5 没有权限“{value}”。请改正名称（授予角色的权限是 AUTHORIZE_USER_ROLES）。',
  },
  'PLAN-DUAL-CONTROL': {
    en: '{field}: there is no step "{value}". The steps are room, agree-plan, found, hand-out, check-shares, genesis, sign, verify, close.',
    zh: '{field}：没有名为“{value}”的步骤。步骤有 room、agree-plan、found、hand-out、check-shares、genesis、sign、verify、close。',
  },
} as const satisfies RuleTable;

/** Who holds what, and who is in the room. */
const people = {
  'PLAN-ID-DUPLICATE': {
    en: '{field}: the id "{value}" is taken by {other}. Give each its own.',
    zh: '{field}：标识“{value}”已被 {other} 使用。请各用不同的标识。',
  },
  'PLAN-ID-RESERVED': {
    en: '{field}: the id "{value}" is the name of a file or device of its own. Choose another.',
    zh: '{field}：标识“{value}”与保留的文件名或设备名相同。请另选一个。',
  },
  'PLAN-LIST-REPEATS': {
    en: '{field} repeats "{value}". Remove one.',
    zh: '{field} 重复了“{value}”。请删去一个。',
  },
  'PLAN-TRANSLATION-ZH': {
    en: '{field} is to be Chinese and has no Chinese character: "{value}". If that is the name in use, go on; else translate it.',
    zh: '{field} 应为中文，但“{value}”中没有汉字。若确为通用名称可继续，否则请翻译。',
  },
  'PLAN-THRESHOLD-MIN': {
    en: 'A threshold of {m} lets one person act alone. Ask for at least 2 custodians.',
    zh: '门限 {m} 意味着一人即可单独动用密钥。门限至少为 2。',
  },
  'PLAN-THRESHOLD-MAX': {
    en: 'The threshold is {m}, and there are only {n} custodians: nobody could ever restore. Lower it or name more custodians.',
    zh: '门限为 {m}，而保管人只有 {n} 位，密钥将永远无法恢复。请降低门限或增加保管人。',
  },
  'PLAN-THRESHOLD-ALL': {
    en: 'All {n} custodians are needed: one lost share loses every root key. Name at least one custodian more than the threshold.',
    zh: '{n} 位保管人须全部到场，丢失一份即失去全部根密钥。保管人至少应比门限多一位。',
  },
  'PLAN-CUSTODIANS': {
    en: '{n} custodians are more than the 255 that a share set can have. Name fewer.',
    zh: '{n} 位保管人超过了一套份额的上限 255。请减少保管人。',
  },
  'PLAN-ONE-ORGANISATION': {
    en: 'The organisation "{value}" alone has {count} custodians and needs {m}: it can restore the root keys without the others. Spread the custodians.',
    zh: '组织“{value}”一方就有 {count} 位保管人（门限 {m}），可不经他方恢复根密钥。请把保管人分散到各组织。',
  },
  'PLAN-GROUPS-SCHEME': {
    en: 'Groups need the scheme "slip39"; the plan says "{value}". Change the scheme, or remove the groups.',
    zh: '分组须采用“slip39”方案，而方案写的是“{value}”。请改用该方案，或删去分组。',
  },
  'PLAN-SLIP39-MANY': {
    en: '{field}: SLIP-39 makes at most 16 shares in a group and 16 groups; here are {count}. Make groups, or take the scheme "shamir".',
    zh: '{field}：SLIP-39 每组最多 16 份、最多 16 组，此处为 {count}。请分组，或改用“shamir”方案。',
  },
  'PLAN-GROUP-UNKNOWN': {
    en: '{field}: there is no group "{value}" in groups.list. Add it, or correct the name.',
    zh: '{field}：groups.list 中没有组“{value}”。请补上，或改正名称。',
  },
  'PLAN-GROUP-MISSING': {
    en: '{field} is missing: the plan has groups, and custodian "{value}" is of none. Name one.',
    zh: '缺少 {field}：方案有分组，而保管人“{value}”不属于任何组。请指定一组。',
  },
  'PLAN-GROUP-THRESHOLD': {
    en: '{field}: the group "{value}" has {n} custodians and needs {m} of them. It must be at least 1 and at most as many as there are.',
    zh: '{field}：组“{value}”有 {n} 位保管人，所需为 {m} 位。所需人数至少为 1，且不得超过该组人数。',
  },
  'PLAN-GROUPS-THRESHOLD': {
    en: '{field}: {m} of {n} groups cannot be needed. It must be at least 1 and at most as many as there are.',
    zh: '{field}：共 {n} 组，不能要求 {m} 组。所需组数至少为 1，且不得超过总组数。',
  },
  'PLAN-GROUPS-SUM': {
    en: 'The threshold says {value}, but by the groups the smallest quorum has {wanted} custodians. Write {wanted}, or correct the groups.',
    zh: '门限写的是 {value}，而按分组最小法定人数为 {wanted} 位保管人。请写 {wanted}，或改正分组。',
  },
  'PLAN-GROUP-ALL': {
    en: '{field}: every group is needed, and the group "{value}" needs all of its {n} custodians: one lost share loses every root key. Add a custodian to it.',
    zh: '{field}：各组缺一不可，而组“{value}”需要全部 {n} 位保管人：丢失一份即失去全部根密钥。请为该组增加保管人。',
  },
  'PLAN-GROUP-SAME-WORDS': {
    en: '{field}: one of the group "{value}" suffices, so SLIP-39 gives all {n} of them the same words. If one of them is replaced, the words of all are out of date.',
    zh: '{field}：组“{value}”有一位即可，因此 SLIP-39 让其 {n} 位成员持有相同的助记词。其中一位更换时，全组的助记词都须更换。',
  },
  'PLAN-RECIPIENT': {
    en: '{field} is no age recipient (age1… of 62 characters, X25519). A letter may be mistyped: copy it again from its owner.',
    zh: '{field} 不是有效的 age 接收方（age1… 共 62 个字符，X25519）。可能有字符抄错，请向其持有人重新取得。',
  },
  'PLAN-RECIPIENT-TWICE': {
    en: '{field} is the same age recipient as {other}: one identity would open two shares. Give each custodian their own.',
    zh: '{field} 与 {other} 是同一个 age 接收方，一个身份就能打开两份份额。请每位保管人各用自己的。',
  },
  'PLAN-WORK-FACTOR': {
    en: '{field}: a scrypt work factor of {value} is outside 14 to 22 (less is guessed too fast, more is refused by age itself). Use 18.',
    zh: '{field}：scrypt 工作因子 {value} 超出 14 至 22（过低易被穷举，过高会被 age 拒绝）。请使用 18。',
  },
  'PLAN-WORK-FACTOR-LOW': {
    en: '{field}: a scrypt work factor of {value} is less than the usual 18; the passphrase is guessed that much faster. The minutes will repeat this.',
    zh: '{field}：scrypt 工作因子 {value} 低于通常的 18，口令更易被穷举。纪要将重复此警告。',
  },
  'PLAN-OPENABLE': {
    en: 'Only {count} of the custodians can be opened in the room (by passphrase, or by an identity that is given), and {m} are needed to sign. Give the identity files of more of them, or seal more shares by passphrase.',
    zh: '现场只能打开 {count} 位保管人的份额（凭口令或已提供的身份文件），而签名需要 {m} 份。请提供更多保管人的身份文件，或让更多份额以口令封存。',
  },
  'PLAN-OPENABLE-GROUPS': {
    en: 'Those who can open their share in the room make no quorum of groups ({missing}). Seal more of these by passphrase, or bring their identity files (--identity ID=FILE).',
    zh: '能在室内打开份额的保管人不足以构成各组法定人数（{missing}）。请让其中更多人以口令封存，或带来其身份文件（--identity ID=FILE）。',
  },
  'PLAN-ADMINISTRATORS': {
    en: 'No administrator is named; without one nobody can open the log key. Name at least one.',
    zh: '没有指定管理员，日志密钥将无人能打开。请至少指定一位。',
  },
  'PLAN-PERSON-NAME': {
    en: '{field}: the person "{value}" has no entry in people.names. Add their name in both languages.',
    zh: '{field}：people.names 中没有“{value}”。请补上其中英文姓名。',
  },
  'PLAN-PERSON-UNUSED': {
    en: '{field}: the person "{value}" is named and has no part in the ceremony. Give them one, or remove the name.',
    zh: '{field}：“{value}”有姓名但在仪式中没有职责。请为其指定职责或删去。',
  },
  'PLAN-WITNESS-NONE': {
    en: 'No witness is named: nobody independent sees what is done. Name at least one.',
    zh: '没有指定见证人，仪式将没有独立的人在场见证。请至少指定一位。',
  },
  'PLAN-WITNESS-OPERATOR': {
    en: '{field}: "{value}" is the operator and a witness of their own work. Name somebody else.',
    zh: '{field}：“{value}”既是操作员又是见证人，等于见证自己。请另指定他人。',
  },
  'PLAN-DUAL-NOBODY': {
    en: 'Steps are under dual control, and the plan names only one person: nobody could be the second. Name a witness or a second administrator.',
    zh: '方案要求部分步骤双人控制，却只指定了一个人，没有第二人可确认。请再指定见证人或管理员。',
  },
  'PLAN-DICE': {
    en: '{value} dice rolls are too few to stand alone if the machine fails: 100 give 258 bits. Ask for 100 or more, or leave the field out.',
    zh: '掷骰 {value} 次太少，机器随机数失效时不足以独自支撑：100 次约合 258 比特。请填 100 以上，或删去该字段。',
  },
} as const satisfies RuleTable;

/** Keys, endpoints and dates. */
const members = {
  'PLAN-TUF-KEY': {
    en: 'No root is Ed25519 or P-256, and peers check the signed file list (TUF) with such a key. Add a root with suite "ed25519".',
    zh: '没有 Ed25519 或 P-256 根密钥，而各方要用这类密钥核对已签名的文件清单（TUF）。请增加一个 suite 为“ed25519”的根。',
  },
  'PLAN-DATE': {
    en: '{field}: the moment {value} does not exist in the calendar. Correct it.',
    zh: '{field}：日历上没有 {value} 这一时刻。请改正。',
  },
  'PLAN-EXPIRED': {
    en: 'The signed file list would have expired on {value} already (it is {now}). Choose a later date, or set the clock.',
    zh: '已签名文件清单的有效期 {value} 已过（现在是 {now}）。请选择更晚的日期，或校正时钟。',
  },
  'PLAN-EXPIRY-SHORT': {
    en: 'The signed file list expires on {value}, in less than a year: the quorum must meet again before. Ten years is usual.',
    zh: '已签名文件清单将于 {value} 到期，不足一年，届时须再次召集法定人数。通常为十年。',
  },
  'PLAN-CREATED-TIME': {
    en: "The ledger's created time {value} is more than 30 days from now ({now}). It goes into the genesis block: correct it, or the clock.",
    zh: '账本创建时间 {value} 与现在（{now}）相差超过 30 天。它将写入创世区块，请改正，或校正时钟。',
  },
  'PLAN-MEMBERS-MINIMUM': {
    en: '{consensus} initialises with at least {least} members; the plan has {count}. Add members.',
    zh: '{consensus} 至少需要 {least} 个成员才能初始化，方案中只有 {count} 个。请增加成员。',
  },
  'PLAN-RAFT-FEW': {
    en: 'Raft goes on while more than half of its peers stand: with {count} none may fail. Three members bear one that fails.',
    zh: 'Raft 须有过半节点在线才能运行：{count} 个成员时不容任何一个失效。三个成员可容忍一个失效。',
  },
  'PLAN-KEY': {
    en: '{field} is no JD Chain public key. {reason} Copy the text of the .pub file again.',
    zh: '{field} 不是 JD Chain 公钥。{reasonZh}请重新复制 .pub 文件的内容。',
  },
  'PLAN-KEY-CURVE': {
    en: "{field}: these bytes are no point of the key's curve; no signature could ever be made for them. Have the owner send the key again.",
    zh: '{field}：该公钥不在其曲线上，不可能有对应的签名。请让其所有者重新提供。',
  },
  'PLAN-KEY-FILE': {
    en: '{field}: there is no file "{file}" beside the plan. Put it there, or write the key into the plan as "public".',
    zh: '{field}：方案旁没有文件“{file}”。请放入该文件，或以“public”把公钥写入方案。',
  },
  'PLAN-KEY-FILE-PATH': {
    en: '{field}: "{value}" leads out of the folder of the plan. Name a file in that folder.',
    zh: '{field}：“{value}”指向方案所在文件夹之外。请使用该文件夹内的文件。',
  },
  'PLAN-KEY-FILE-BLANKS': {
    en: '{field}: "{file}" has blanks, a line end or a byte order mark around the key. They are left out here; JD Chain itself refuses such a file.',
    zh: '{field}：“{file}”的公钥前后有空白、换行或字节序标记。此处已略去，但 JD Chain 会拒绝这样的文件。',
  },
  'PLAN-CA-PART': {
    en: '{field}: a ledger whose identityMode is "CA" has a part "ca" (root, subject, days, gateways, users), and one with "KEYPAIR" has none.',
    zh: '{field}：identityMode 为“CA”的账本须有“ca”部分（root、subject、days、gateways、users），“KEYPAIR”的账本则没有。',
  },
  'PLAN-CA-ROOT': {
    en: '{field}: there is no root key "{value}" in roots. One of them signs the certificates; give it a purpose like "certificates".',
    zh: '{field}：roots 中没有根密钥“{value}”。须由其中一把签发证书，其 purpose 可写作“certificates”。',
  },
  'PLAN-CA-SUITE': {
    en: '{field} is of kind {value}, the root of the certificates {root}. JD Chain tells SM2 from ECDSA by the signature of a certificate, so both must be alike.',
    zh: '{field} 为 {value} 类型，而证书的根密钥为 {root}。JD Chain 依据证书签名区分 SM2 与 ECDSA，两者必须相同。',
  },
  'PLAN-CA-KEY': {
    en: '{field}: on a ledger with certificates a key that is brought comes as a signing request (PKCS#10 in PEM), which proves that its owner has it; on one with bare keys it does not.',
    zh: '{field}：证书模式的账本中，自带密钥须以证书请求（PEM 格式的 PKCS#10）提供，以证明持有私钥；公钥模式的账本则不用证书请求。',
  },
  'PLAN-CA-DAYS': {
    en: '{field}: certificates of {value} days would outlive their root of {root} days.',
    zh: '{field}：有效期 {value} 天的证书会比有效期 {root} 天的根证书更长。',
  },
  'PLAN-CA-MEMBER': {
    en: '{field}: there is no member "{value}" to whom this belongs.',
    zh: '{field}：没有成员“{value}”，无法归属。',
  },
  'PLAN-KEY-DUPLICATE': {
    en: '{field} is the same public key as {other}: one company would vote twice, and JD Chain stops with "Participant already exist". Ask both for their keys again.',
    zh: '{field} 与 {other} 是同一个公钥：一家会有两票，JD Chain 也会以“Participant already exist”中止。请向双方重新索取公钥。',
  },
  'PLAN-KEY-PROVIDER': {
    en: '{field}: a key of kind {value} needs the provider "{provider}" in chain.ledger.providers. Add it.',
    zh: '{field}：{value} 类型的密钥需要在 chain.ledger.providers 中加入“{provider}”。',
  },
  'PLAN-HOLDER-MISSING': {
    en: "{field} is missing: the key is made here and must be given to somebody. Write a custodian's id or an age recipient.",
    zh: '缺少 {field}：该密钥在此生成，必须交给某人。请填写保管人标识或 age 接收方。',
  },
  'PLAN-HOLDER-UNKNOWN': {
    en: '{field}: "{value}" is neither a custodian of this plan nor an age recipient. Correct it.',
    zh: '{field}：“{value}”既不是本方案的保管人，也不是 age 接收方。请改正。',
  },
  'PLAN-HOLDER-IDLE': {
    en: '{field} holds nothing: the key of this member is not made here. Remove the holder.',
    zh: '{field} 没有可保管之物：该成员的密钥不在此生成。请删去。',
  },
  'PLAN-ENDPOINT-DUPLICATE': {
    en: '{field}: {value} is taken by {other} (a consensus port takes the next port as well). Give each its own.',
    zh: '{field}：{value} 已被 {other} 占用（共识端口还会占用下一个端口）。请各用不同的地址或端口。',
  },
  'PLAN-ENDPOINT-PORT': {
    en: '{field}: the peer also listens on the port after this one, and there is none after {value}. Choose a lower port.',
    zh: '{field}：节点还要监听其后一个端口，而 {value} 之后没有端口。请选择更小的端口。',
  },
  'PLAN-ENDPOINT-LOCAL': {
    en: '{field}: the other members cannot reach {value}. Write the address by which they reach this peer.',
    zh: '{field}：其他成员无法访问 {value}。请填写他们可访问到该节点的地址。',
  },
} as const satisfies RuleTable;

/** Who signs what peers receive. */
const tuf = {
  'PLAN-TUF-ROOT': {
    en: '{field}: "{value}" is no root that can sign the file list (TUF), or stands there twice. Roots that can: {able}.',
    zh: '{field}：“{value}”不是可签署文件清单（TUF）的根密钥，或重复出现。可用的根密钥：{able}。',
  },
  'PLAN-TUF-THRESHOLD': {
    en: '{field}: {value} keys are asked for, and there are {count}. Nobody could publish anything. Name more keys, or ask for fewer.',
    zh: '{field}：要求 {value} 把密钥，而只有 {count} 把，将无法发布任何内容。请增加密钥，或降低门限。',
  },
  'PLAN-TUF-ADMINISTRATOR': {
    en: '{field}: the key of "{value}" is no key of its suite, or key or name stand there twice. One key counts once.',
    zh: '{field}：“{value}”的密钥与其算法不符，或者密钥、名称重复。一把密钥只计一次。',
  },
  'PLAN-TUF-POWER': {
    en: '{field}: {value} of the {count} administrators could exchange the roots’ own key for TUF clients without the quorum. That is the way back when the quorum is lost, and a power: agree on it, or ask for more than {count}.',
    zh: '{field}：{count} 名管理员中的 {value} 名无需法定人数即可为 TUF 客户端更换根密钥。法定人数丧失时这是补救途径，同时也是一项权力：请各方商定，或将门限设为大于 {count}。',
  },
  'PLAN-TUF-MONTHS': {
    en: '{field}: valid for {value} months, and the quorum comes together every {drill}: clients would refuse the files in between. Give it more.',
    zh: '{field}：有效期 {value} 个月，而法定人数每 {drill} 个月才集合一次，其间客户端会拒绝这些文件。请延长。',
  },
} as const satisfies RuleTable;

/** The ledger and its roles. */
const ledger = {
  'PLAN-SEED': {
    en: '{field} must be "random" or 32 bytes in hex (64 digits, dashes allowed), the same for all parties.',
    zh: '{field} 须为“random”或 32 字节的十六进制（64 位，可含连字符），各方必须相同。',
  },
  'PLAN-HASH-PROVIDER': {
    en: 'The hash {value} needs the provider "{provider}" in chain.ledger.providers. Add it, or choose the other hash.',
    zh: '哈希算法 {value} 需要在 chain.ledger.providers 中加入“{provider}”。请加入，或改用另一种哈希。',
  },
  'PLAN-CONSENSUS-SETTING': {
    en: '{field}: "{value}" is worked out from the members, or has blanks at an end that would go into the genesis bytes. Remove it, or the blanks.',
    zh: '{field}：“{value}”由成员列表推出，或首尾有会写入创世字节的空白。请删去该项或空白。',
  },
  'PLAN-CONSENSUS-UNREAD': {
    en: '{field}: {consensus} of JD Chain 1.6.5 does not read "{value}": it would have no effect. Remove it.',
    zh: '{field}：JD Chain 1.6.5 的 {consensus} 不读取“{value}”，写了也无效。请删去。',
  },
  'PLAN-CONSENSUS-VALUE': {
    en: '{field}: "{value}" will not do; {expected} belongs there.',
    zh: '{field}：“{value}”不合要求，应为{expectedZh}。',
  },
  'PLAN-MQ-SERVER': {
    en: 'Consensus by message queue needs the address of its broker: write system.msg.queue.server into the settings, "rabbitmq://…" or "activemq://…" (now: {value}).',
    zh: '消息队列共识需要消息服务器的地址：请在参数中填写 system.msg.queue.server，格式为“rabbitmq://…”或“activemq://…”（现为：{value}）。',
  },
  'PLAN-CONSENSUS-TRUST': {
    en: '{consensus} bears members that stop, none that lies: one member (with MQ also whoever runs the broker) can hold back or order transactions as it likes. Among companies that do not trust each other use BFT-SMaRt.',
    zh: '{consensus} 只容忍成员停机，不容忍成员作恶：单个成员（MQ 还包括消息服务器的运营方）就能扣留或随意排列交易。互不完全信任的企业之间请用 BFT-SMaRt。',
  },
  'PLAN-ROLE-DEFAULT': {
    en: 'There is no role DEFAULT with at least one permission; JD Chain will not initialise. Add it.',
    zh: '缺少至少有一项权限的 DEFAULT 角色，JD Chain 将无法初始化。请补上。',
  },
  'PLAN-ROLE-NAME': {
    en: '{field}: "{value}" is no role name: 1 to 20 characters, upper-case letters, digits, _ and -, beginning with a letter.',
    zh: '{field}：“{value}”不能作角色名：1 至 20 个字符，大写字母、数字、_ 或 -，以字母开头。',
  },
  'PLAN-ROLE-CASE': {
    en: '{field}: JD Chain writes role names in upper case, and then "{value}" and "{other}" are one role. Rename one.',
    zh: '{field}：JD Chain 会把角色名转为大写，“{value}”与“{other}”将成为同一角色。请改名。',
  },
  'PLAN-ROLE-EMPTY': {
    en: '{field}: the role "{value}" has no permission, and JD Chain drops such a role. Give it one, or remove it.',
    zh: '{field}：角色“{value}”没有任何权限，JD Chain 会丢弃它。请授予权限或删去。',
  },
  'PLAN-ROLE-UNKNOWN': {
    en: '{field}: the role "{value}" is not defined in chain.ledger.roles. Define it, or correct the name.',
    zh: '{field}：chain.ledger.roles 中没有定义角色“{value}”。请定义，或改正名称。',
  },
} as const satisfies RuleTable;

/** Of `lock-down.ts`. */
const lockDown = {
  'PLAN-LOCKDOWN-ROOT': {
    en: '{field}: "{value}" is no root of this plan, or a member is called the same. Name one of roots[].id.',
    zh: '{field}：“{value}”不是本方案的根密钥，或与某成员同名。请填 roots[].id 之一。',
  },
  'PLAN-LOCKDOWN-ROLE': {
    en: '{field}: "{value}" cannot be handed over: it is not defined in chain.ledger.roles, stands there twice, or is DEFAULT, which everybody has.',
    zh: '{field}：“{value}”无法移交：未在 chain.ledger.roles 中定义、重复，或是人人都有的 DEFAULT。',
  },
  'PLAN-LOCKDOWN-IDLE': {
    en: '{field}: with these roles the root lacks {value} and could not administer the ledger. Hand over a role that has them.',
    zh: '{field}：仅有这些角色，根密钥缺少 {value}，无法管理账本。请移交含这些权限的角色。',
  },
  'PLAN-LOCKDOWN-TX': {
    en: '{field}: after the lock-down no member can {value} ({needs}), so no transaction would ever be accepted, not even one of the root. Give the members a role with it that is not handed over.',
    zh: '{field}：锁定之后没有成员能{valueZh}（{needs}），任何交易（包括根密钥的）都不会被接受。请为成员设一个不移交的、含此权限的角色。',
  },
  'PLAN-LOCKDOWN-NOBODY': {
    en: '{field}: after the lock-down nobody can {value} ({needs}) until the root grants a role with it. If that is not meant, give the members a role with it that is not handed over.',
    zh: '{field}：锁定之后，在根密钥授予相应角色之前无人能{valueZh}（{needs}）。若非本意，请为成员设一个不移交的、含此权限的角色。',
  },
  'PLAN-LOCKDOWN-OTHERS': {
    en: '{field}: {value} can still make or grant roles after the lock-down, and so undo it. Hand over that role as well, or take these permissions out of it.',
    zh: '{field}：锁定之后 {value} 仍能新建或授予角色，从而推翻锁定。请一并移交该角色，或从中移除这些权限。',
  },
  'PLAN-LOCKDOWN-HASH': {
    en: '{field}: a lock-down is signed at the founding, so the hash of the ledger must be known then. It is not: {value} bring a key or sign with SM2 or ECDSA. Have all keys made here with Ed25519, or leave the lock-down out and build it later (rootseal jdchain tx new).',
    zh: '{field}：锁定交易在创建仪式中签名，须已知账本哈希；但 {value} 自带密钥，或以 SM2、ECDSA 签名，账本哈希不可知。请让全部密钥在此以 Ed25519 生成，或不设锁定，日后另行制作（rootseal jdchain tx new）。',
  },
} as const satisfies RuleTable;

export const planRules = {
  ...reading,
  ...shape,
  ...people,
  ...members,
  ...tuf,
  ...ledger,
  ...lockDown,
  ...roleRules,
} as const satisfies RuleTable;
export type PlanRule = keyof typeof planRules;
export const readingRules = Object.keys(reading) as readonly PlanRule[];
export const shapeRules = Object.keys(shape) as readonly PlanRule[];
