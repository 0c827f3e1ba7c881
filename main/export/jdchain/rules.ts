/** Rules of the JD Chain area: what is refused when keys, configurations and genesis bytes are read or made. */

import type { RuleTable } from '../../core/rules.ts';
import { roleRules } from '../../core/ceremony/role-rules.ts';
import { lintRules } from './lint-rules.ts';

const fileRules = {
  'JDCHAIN-VERSION': {
    exit: 2,
    en: '{field}: JD Chain {version} is not supported. Only 1.6.5 is: the genesis bytes differ by version, and no other version was compared with its own classes.',
    zh: '{field}：不支持 JD Chain {version}。目前只支持 1.6.5：创世交易的字节因版本而异，其他版本尚未与其官方类比对过。',
  },
  'JDCHAIN-CONSENSUS': {
    exit: 2,
    en: '{field}: JD Chain 1.6.5 has no consensus "{provider}". There are bftsmart.BftsmartConsensusProvider, raft.RaftConsensusProvider and mq.MsgQueueConsensusProvider, each with com.jd.blockchain.consensus. before it.',
    zh: '{field}：JD Chain 1.6.5 没有共识“{provider}”。可用的是 bftsmart.BftsmartConsensusProvider、raft.RaftConsensusProvider、mq.MsgQueueConsensusProvider，前面均须加 com.jd.blockchain.consensus.。',
  },
  'JDCHAIN-IDENTITY': {
    exit: 2,
    en: '{field}: JD Chain 1.6.5 has no identity mode "{mode}". There are KEYPAIR (bare keys) and CA (certificates).',
    zh: '{field}：JD Chain 1.6.5 没有身份模式“{mode}”，只有 KEYPAIR（公钥）和 CA（证书）。',
  },
  'JDCHAIN-PROPERTIES': {
    exit: 2,
    en: '{subject}: not a Java properties file: malformed \\uxxxx escape in line {line}.',
    zh: '{subject}：不是合法的 Java properties 文件：第 {line} 行的 \\uxxxx 转义不完整。',
  },
  'JDCHAIN-MISSING': {
    en: '{subject}: the property is missing or blank. JD Chain does not start its initialisation without it.',
    zh: '{subject}：缺少该属性或其值为空，JD Chain 将无法开始初始化。',
  },
  'JDCHAIN-VALUE': {
    en: '{subject}: "{value}" is not {expected}.',
    zh: '{subject}：“{value}”不合要求，应为 {expected}。',
  },
  'JDCHAIN-SEED': {
    en: '{subject}: the seed is not hex (dashes are allowed). By convention it is 32 bytes, the same for every party.',
    zh: '{subject}：账本种子不是十六进制（可含短横线）。惯例为 32 字节，各参与方必须相同。',
  },
  'JDCHAIN-CREATED-TIME': {
    en: '{subject}: "{value}" is not a time as JD Chain writes it: yyyy-MM-dd HH:mm:ss.SSSZ, for example 2026-11-21 10:00:00.000+0800.',
    zh: '{subject}：“{value}”不是 JD Chain 规定的时间格式 yyyy-MM-dd HH:mm:ss.SSSZ，例如 2026-11-21 10:00:00.000+0800。',
  },
  'JDCHAIN-PERMISSION': {
    en: '{subject}: JD Chain 1.6.5 has no permission "{value}"; initialisation fails with it. {hint}',
    zh: '{subject}：JD Chain 1.6.5 没有权限“{value}”，初始化会因此失败。{hint}',
  },
  'JDCHAIN-ROLE-DEFAULT': {
    en: '{subject}: roles are given, but DEFAULT (written exactly so) is not among them with at least one permission. Initialisation fails.',
    zh: '{subject}：配置了角色，但其中没有至少带一项权限的 DEFAULT（必须完全大写），初始化会失败。',
  },
  'JDCHAIN-ROLE-UNDEFINED': {
    en: '{subject}: the role "{role}" is not defined with a permission in security.roles (upper and lower case count).',
    zh: '{subject}：角色“{role}”没有在 security.roles 中定义并赋予权限（区分大小写）。',
  },
  'JDCHAIN-ROLE-NAME': {
    en: '{subject}: the role name "{role}" must have 1 to 20 characters.',
    zh: '{subject}：角色名“{role}”的长度必须为 1 至 20 个字符。',
  },
  'JDCHAIN-ROLE-DUPLICATE': {
    en: '{subject}: the role "{role}" stands there twice (JD Chain writes role names in upper case).',
    zh: '{subject}：角色“{role}”重复出现（JD Chain 会把角色名转为大写）。',
  },
  'JDCHAIN-PROVIDER': {
    en: '{subject}: "{value}" is no crypto provider of JD Chain 1.6.5. There are ClassicCryptoService, SMCryptoService and AdvCryptoService, by their full class names.',
    zh: '{subject}：“{value}”不是 JD Chain 1.6.5 的密码服务。可用的是 ClassicCryptoService、SMCryptoService、AdvCryptoService，须写完整类名。',
  },
  'JDCHAIN-PARTICIPANTS': {
    en: '{subject}: {count} participants. {consensus} needs at least {least}.',
    zh: '{subject}：只有 {count} 个参与方，{consensus} 至少需要 {least} 个。',
  },
  'JDCHAIN-MQ-NODES': {
    en: '{subject}: the value is {value}, but there are {count} participants. JD Chain takes the nodes of MQ from this file alone, so each participant must be in it.',
    zh: '{subject}：值为 {value}，而参与方有 {count} 个。JD Chain 只从该文件读取 MQ 节点，每个参与方都必须列出。',
  },
  'JDCHAIN-MQ-KEY': {
    en: '{subject}: this is not the key of participant {index}, which is {key}. List the nodes of MQ in the order of the participants.',
    zh: '{subject}：不是第 {index} 个参与方的公钥，应为 {key}。请按参与方的顺序列出 MQ 节点。',
  },
  'JDCHAIN-ENDPOINT': {
    en: '{subject}: "{value}" is not a port (1 to 65535; a peer also binds the next one).',
    zh: '{subject}：“{value}”不是有效端口（1 至 65535；节点还会占用下一个端口）。',
  },
  'JDCHAIN-DUPLICATE-KEY': {
    en: '{subject}: the same public key as {other}. JD Chain answers "Participant already exist".',
    zh: '{subject}：公钥与 {other} 相同。JD Chain 会报“Participant already exist”。',
  },
  'JDCHAIN-FILE': {
    exit: 2,
    en: '{subject}: the file is not there or cannot be read.',
    zh: '{subject}：文件不存在或无法读取。',
  },
  'JDCHAIN-UNWRITABLE': {
    en: 'This genesis cannot be written as a ledger.init that reads back to the same bytes: {reason}.',
    zh: '这份创世配置无法写成一份读回后字节相同的 ledger.init：{reason}。',
  },
} as const satisfies RuleTable;

const keyRules = {
  'JDCHAIN-KEY': {
    exit: 2,
    en: '{subject}: this is not a JD Chain key: {reason}.',
    zh: '{subject}：不是 JD Chain 密钥：{reason}。',
  },
  'JDCHAIN-KEY-ALGORITHM': {
    exit: 2,
    en: '{subject}: the key algorithm {algorithm} is not supported. Supported are ED25519, SM2 and ECDSA (P-256).',
    zh: '{subject}：不支持密钥算法 {algorithm}。支持 ED25519、SM2 和 ECDSA（P-256）。',
  },
  'JDCHAIN-KEY-LEGACY': {
    exit: 2,
    en: '{subject}: a public key file of JD Chain 1.4.0 or older (it begins with FF 70 75 62). Write the key anew: {plain}',
    zh: '{subject}：这是 JD Chain 1.4.0 及更早版本的公钥文件（以 FF 70 75 62 开头）。请改写为：{plain}',
  },
  'JDCHAIN-KEY-POINT': {
    en: '{subject}: the bytes are no point of the {suite} curve, so nobody can have its private key. One mistyped letter does this: Base58 of JD Chain has no checksum.',
    zh: '{subject}：这些字节不是 {suite} 曲线上的点，不可能有对应私钥。抄错一个字母就会如此：JD Chain 的 Base58 没有校验和。',
  },
  'JDCHAIN-KEY-PASSWORD': {
    en: '{subject}: the password does not open this private key (JD Chain notices a wrong one only by its padding), or the file is damaged.',
    zh: '{subject}：口令打不开这把私钥（JD Chain 只能靠填充判断口令错误），或文件已损坏。',
  },
  'JDCHAIN-KEY-SHOW': {
    exit: 2,
    en: '{subject}: neither a public nor a private key file of JD Chain.',
    zh: '{subject}：既不是 JD Chain 公钥文件，也不是私钥文件。',
  },
} as const satisfies RuleTable;

const bytesRules = {
  'JDCHAIN-PROTO': {
    exit: 2,
    en: '{subject}: not a {contract} of JD Chain 1.6.5: {reason}.',
    zh: '{subject}：不是 JD Chain 1.6.5 的 {contract}：{reason}。',
  },
  'JDCHAIN-GENESIS': {
    en: '{subject}: not a genesis transaction as JD Chain 1.6.5 builds it: {reason}.',
    zh: '{subject}：不是 JD Chain 1.6.5 生成的创世交易：{reason}。',
  },
  'JDCHAIN-DOCUMENT': {
    exit: 2,
    en: '{subject}: not a genesis document of ours (rootseal.jdchain.genesis/1): {reason}.',
    zh: '{subject}：不是本系统的创世文档（rootseal.jdchain.genesis/1）：{reason}。',
  },
  'JDCHAIN-SIGNATURE': {
    en: '{subject}: the permission signature of "{participant}" does not fit the genesis transaction.',
    zh: '{subject}：“{participant}”的许可签名与创世交易不符。',
  },
  'JDCHAIN-SETTING': {
    en: 'JD Chain 1.6.5 cannot be told "{setting}" on this ledger ({consensus}): it reads no such property, works it out itself, changes members by it, or has no provider for it. Leave it out.',
    zh: '无法向该账本（{consensus}）变更“{setting}”：JD Chain 1.6.5 不读取该参数、自行得出、用它增减成员，或没有相应的密码服务。请删去。',
  },
  'JDCHAIN-SIGNED-OTHER': {
    en: '{subject} is not the transaction that was approved: without its signatures it has other bytes. Do not send it.',
    zh: '{subject} 并非所批准的交易：去除签名后字节不同。请勿发送。',
  },
  'JDCHAIN-SIGNATURE-FOREIGN': {
    en: '{subject}: "{key}" signed, but is no participant of this genesis.',
    zh: '{subject}：“{key}”有签名，但不是这份创世配置的参与方。',
  },
  'JDCHAIN-SIGNATURE-MISSING': {
    en: '{subject}: no permission signature of {names}. The ledger hash covers the signatures of all participants, so it cannot be known before they are there.',
    zh: '{subject}：缺少 {names} 的许可签名。账本哈希覆盖所有参与方的签名，签名齐备之前无法得知。',
  },
  'JDCHAIN-PERMISSIONS': {
    exit: 2,
    en: '{subject}: not a file of permission signatures, which is {"<public key>": "<signature>"} in Base58: {reason}.',
    zh: '{subject}：不是许可签名文件，其格式为 {"<公钥>": "<签名>"}（Base58）：{reason}。',
  },
  'JDCHAIN-LEDGER-TWICE': {
    en: '{subject}: "{name}" stands there twice. JD Chain refuses that, or writes a second version, whose hash is not known here.',
    zh: '{subject}：“{name}”重复出现。JD Chain 会拒绝或写入第二个版本，其哈希在此无法得知。',
  },
  'JDCHAIN-LEDGER-ORDER': {
    en: 'Nine keys of this KV ledger fall into one bin of a Java map, whose order then is not known here. Take the structure MERKLE_TREE instead.',
    zh: '该 KV 账本有九个键落入 Java 映射的同一个桶，此时的遍历顺序在此无法得知。请改用 MERKLE_TREE 结构。',
  },
  'JDCHAIN-LEDGER-HASH': {
    exit: 2,
    en: '{subject}: not a ledger hash of JD Chain (Base58 of a SHA256, SM3 or RIPEMD160 digest with its algorithm code).',
    zh: '{subject}：不是 JD Chain 账本哈希（带算法编码的 SHA256、SM3 或 RIPEMD160 摘要的 Base58）。',
  },
  'JDCHAIN-TX': {
    exit: 2,
    en: '{subject}: not a transaction of JD Chain 1.6.5: neither a request, as tx send takes it, nor the content of one.',
    zh: '{subject}：不是 JD Chain 1.6.5 的交易：既不是 tx send 所用的请求，也不是交易内容。',
  },
  'JDCHAIN-TX-HASH': {
    en: '{subject}: the transaction hash {stated} in the file is not that of its content. A gateway refuses it, and the signatures are over something else.',
    zh: '{subject}：文件中的交易哈希 {stated} 与其内容不符。网关会拒绝，签名所签的也是别的内容。',
  },
  'JDCHAIN-TX-BROKEN': {
    en: '{subject}: a hash, key or signature in it is none that JD Chain 1.6.5 can read. A gateway refuses the file.',
    zh: '{subject}：其中有 JD Chain 1.6.5 无法读取的哈希、密钥或签名，网关会拒绝该文件。',
  },
  'JDCHAIN-TX-SIGNATURE': {
    en: '{subject}: the signature of {key} does not hold over this transaction. A gateway refuses it.',
    zh: '{subject}：{key} 的签名对该交易不成立，网关会拒绝。',
  },
  'JDCHAIN-TX-UNKNOWN': {
    en: '{subject}: operation {place} is not of JD Chain 1.6.5. What it does cannot be said here, so it is not signed.',
    zh: '{subject}：第 {place} 个操作不属于 JD Chain 1.6.5，无法说明其作用，因此不予签名。',
  },
  'JDCHAIN-TX-NODES': {
    en: '{subject}: nodes have signed it already. A gateway takes only what it passes on itself, without their signatures.',
    zh: '{subject}：节点已经签过名。网关只接受尚无节点签名的交易。',
  },
  'JDCHAIN-TX-SIGNED': {
    en: '{subject}: {key} has signed it already.',
    zh: '{subject}：{key} 已经签过名。',
  },
  'JDCHAIN-TX-SIGNED-ALREADY': {
    en: '{subject}: it is signed. Only unsigned transactions are joined: what is joined is another transaction, which nobody has signed.',
    zh: '{subject}：已有签名。只能合并未签名的交易：合并后是另一笔交易，还没有人签过名。',
  },
  'JDCHAIN-TX-OTHER': {
    en: '{subject}: another transaction than {other}. Only signatures over the same content are merged.',
    zh: '{subject}：与 {other} 不是同一笔交易。只能归并对相同内容的签名。',
  },
  'JDCHAIN-TX-LEDGER': {
    en: '{subject}: of another ledger than {other}.',
    zh: '{subject}：与 {other} 不属于同一个账本。',
  },
  'JDCHAIN-TX-EMPTY': {
    exit: 2,
    en: '{subject}: nothing would change. Give at least one of {options}.',
    zh: '{subject}：没有任何变更。请至少给出 {options} 之一。',
  },
  'JDCHAIN-TX-BOTH': {
    exit: 2,
    en: '{subject}: {value} stands there twice, or is given and taken away at once.',
    zh: '{subject}：{value} 重复出现，或同时授予又撤销。',
  },
  'JDCHAIN-TX-MODE': {
    exit: 2,
    en: '{subject}: "{value}" will not do. A mode is three digits of 0, 1, 2, 3, 4, 6 and 7; JD Chain would take 5 for 4, and 8 and 9 for 0, without a word.',
    zh: '{subject}：“{value}”不合要求。权限位为三位数字，只能用 0、1、2、3、4、6、7；JD Chain 会不加提示地把 5 当作 4，把 8 和 9 当作 0。',
  },
  'JDCHAIN-ADDRESS': {
    exit: 2,
    en: '{subject}: "{value}" is no address of JD Chain: its checksum does not hold. One mistyped letter does this.',
    zh: '{subject}：“{value}”不是 JD Chain 地址：校验和不符。抄错一个字母就会如此。',
  },
  'JDCHAIN-CERT': {
    exit: 2,
    en: '{subject}: not read as a certificate or signing request: {reason}.',
    zh: '{subject}：无法作为证书或证书请求读取：{reason}。',
  },
  'JDCHAIN-CERT-KEY': {
    exit: 2,
    en: '{subject}: the key in it ({algorithm}) is none of Ed25519, ECDSA on P-256 and SM2, or no point of its curve. JD Chain knows RSA as well, but no key of a participant here is RSA: make the request with one of the three.',
    zh: '{subject}：其中的公钥（{algorithm}）不是 Ed25519、P-256 ECDSA 或 SM2，或不在其曲线上。JD Chain 虽支持 RSA，但此处的参与方密钥不使用 RSA：请用这三种之一重新制作证书请求。',
  },
  'JDCHAIN-CERT-SIGNATURE': {
    en: '{subject}: its signature does not hold: whoever made it did not show that they have the key.',
    zh: '{subject}：签名不成立：制作者未能证明持有该私钥。',
  },
  'JDCHAIN-CERT-FOREIGN': {
    en: '{subject}: that issuer did not sign it. A root of the ledger must have signed it directly.',
    zh: '{subject}：并非由该证书签发。必须由账本的根证书直接签发。',
  },
  'JDCHAIN-CERT-ROOT': {
    en: '{subject}: not a root certificate: it must say that it may issue others (CA:TRUE) and be signed by its own key.',
    zh: '{subject}：不是根证书：须注明可签发其他证书（CA:TRUE），且由自身密钥签名。',
  },
  'JDCHAIN-CERT-OU': {
    en: '{subject}: the OUs of this certificate are {roles}; {wanted} is needed. JD Chain reads the role on the ledger from the OU.',
    zh: '{subject}：该证书的 OU 为 {roles}，需要 {wanted}。JD Chain 从 OU 读取其在账本中的角色。',
  },
  'JDCHAIN-CERT-SUITE': {
    en: '{subject}: its key is {key}, those of the roots {roots}. JD Chain takes an EC key for SM2 or ECDSA by the signature of its certificate, so one algorithm runs along a chain.',
    zh: '{subject}：其密钥为 {key}，根证书为 {roots}。JD Chain 依据证书签名判断 EC 密钥属于 SM2 还是 ECDSA，因此一条证书链只能用同一种算法。',
  },
  'JDCHAIN-CERT-OTHER-KEY': {
    en: '{subject}: the certificate is for another key.',
    zh: '{subject}：该证书所载是另一把密钥。',
  },
  'JDCHAIN-CERT-SUBJECT': {
    exit: 2,
    en: '{subject}: "{value}" will not do. Write CN=…,O=…,L=…,ST=…,C=CN,E=…; the role is given apart and becomes the OU.',
    zh: '{subject}：“{value}”不合要求。格式为 CN=…,O=…,L=…,ST=…,C=CN,E=…；角色另行给出，写入 OU。',
  },
  'JDCHAIN-CERT-ISSUER': {
    en: '{subject}: this certificate cannot issue that one: {reason}.',
    zh: '{subject}：该证书不能签发所请求的证书：{reasonZh}。',
  },
  'JDCHAIN-PEM': {
    exit: 2,
    en: '{subject}: not one certificate in PEM.',
    zh: '{subject}：不是单独一张 PEM 证书。',
  },
  'JDCHAIN-PARTICIPANT-NAME': {
    exit: 2,
    en: '{subject}: a participant needs a name without line breaks.',
    zh: '{subject}：参与方须有名称，且不得换行。',
  },
} as const satisfies RuleTable;

export const jdchainRules = {
  ...fileRules,
  ...keyRules,
  ...bytesRules,
  ...lintRules,
  ...roleRules,
} as const satisfies RuleTable;
