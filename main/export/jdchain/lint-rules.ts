/** Rules of `jdchain lint`: what went wrong for people who set up JD Chain by hand. Each has one check in `lint*.ts`. */

import type { RuleTable } from '../../core/rules.ts';

const fileLint = {
  'JDCHAIN-NO-LEDGER-INIT': {
    en: 'There is no ledger.init in this folder.',
    zh: '该目录中没有 ledger.init。',
  },
  'JDCHAIN-TWO-LEDGER-INITS': {
    en: 'There are {count} files ledger.init in this folder; only {used} was looked at.',
    zh: '该目录中有 {count} 个 ledger.init，只检查了 {used}。',
  },
  'JDCHAIN-BOM': {
    en: 'The file begins with a byte order mark. Java makes it part of the first property or key: save the file as UTF-8 without BOM.',
    zh: '文件以字节序标记（BOM）开头，Java 会把它当作第一个属性或密钥的一部分。请另存为不带 BOM 的 UTF-8。',
  },
  'JDCHAIN-UTF8': {
    en: 'The file is not UTF-8. JD Chain reads it as UTF-8, and other characters come out.',
    zh: '文件不是 UTF-8 编码。JD Chain 按 UTF-8 读取，字符会出错。',
  },
  'JDCHAIN-CRLF': {
    en: 'The lines end with CR LF. JD Chain reads that, but the file is not byte-equal to one with LF, and hashes of files differ.',
    zh: '行尾为 CR LF。JD Chain 能读，但与 LF 行尾的文件字节不同，文件哈希也不同。',
  },
  'JDCHAIN-KEYFILE-NEWLINE': {
    en: 'There is a newline or blank at an end of the key file. JD Chain does not trim key files and answers "Not a Base58 input". Write it without (printf, not echo).',
    zh: '密钥文件首尾有换行或空格。JD Chain 读取密钥文件时不会去除空白，会报“Not a Base58 input”。请写成不带换行的文件（用 printf，不用 echo）。',
  },
  'JDCHAIN-PEM-KEY': {
    en: 'An unencrypted private key (PEM). `jdchain-cli keys add` leaves a .key beside the others: whoever has this file has the key. Delete it.',
    zh: '这是未加密的私钥（PEM）。`jdchain-cli keys add` 会在旁边留下 .key 文件：谁拿到文件就拿到私钥。请删除。',
  },
  'JDCHAIN-PWD-BESIDE-PRIV': {
    en: 'The .pwd lies beside the .priv: together they are the plain private key.',
    zh: '.pwd 与 .priv 放在一起，两者相加就是明文私钥。',
  },
  'JDCHAIN-BINDING': {
    en: 'A ledger-binding.conf is here already: this node was initialised before. A reused database answers "Participant already exist". The file also holds private key and password hash together.',
    zh: '这里已有 ledger-binding.conf：该节点曾经初始化过。复用数据库会报“Participant already exist”。该文件还同时含有私钥和口令哈希。',
  },
} as const satisfies RuleTable;

const configLint = {
  'JDCHAIN-LEDGER-NAME': {
    en: '{subject}: blank or missing. The shipped file leaves it blank, and initialisation fails without it.',
    zh: '{subject}：为空或缺失。官方示例留空，但缺少它初始化会失败。',
  },
  'JDCHAIN-UNKNOWN-PROPERTY': {
    en: 'JD Chain 1.6.5 does not read this property: it has no effect. {hint}',
    zh: 'JD Chain 1.6.5 不读取该属性，写了也无效。{hint}',
  },
  'JDCHAIN-DUPLICATE-PROPERTY': {
    en: 'The property stands there more than once (lines {lines}); Java takes the last.',
    zh: '该属性重复出现（第 {lines} 行），Java 取最后一个。',
  },
  'JDCHAIN-PUBKEY-PATH': {
    en: 'The path "{value}" is relative. JD Chain looks from the folder in which the command is run, not from this file: write it absolute, or give the key itself.',
    zh: '路径“{value}”是相对路径。JD Chain 以运行命令时的目录为准，而不是本文件所在目录：请写绝对路径，或直接写公钥。',
  },
  'JDCHAIN-ROLE-EMPTY': {
    en: 'The role "{role}" has no permission: JD Chain drops it without a word.',
    zh: '角色“{role}”没有任何权限：JD Chain 会不加提示地忽略它。',
  },
  'JDCHAIN-ROLE-EVERYTHING': {
    en: 'No role has a permission, so DEFAULT, which every user has, may do everything.',
    zh: '没有任何角色配置权限，因此每个用户都有的 DEFAULT 角色拥有全部权限。',
  },
  'JDCHAIN-SERVERS-NUM': {
    en: 'The value is {value}, but there are {count} participants.',
    zh: '值为 {value}，而参与方有 {count} 个。',
  },
  'JDCHAIN-F': {
    en: 'f = {value} does not fit {count} participants: n ≥ 3f + 1 allows at most {most}.',
    zh: 'f = {value} 与 {count} 个参与方不符：按 n ≥ 3f + 1，最多为 {most}。',
  },
  'JDCHAIN-F-LOW': {
    en: 'f = {value} for {count} participants: {most} could fail, so some are spent for nothing.',
    zh: '{count} 个参与方只设 f = {value}，本可容忍 {most} 个故障，多出的节点没有起作用。',
  },
  'JDCHAIN-INITIAL-VIEW': {
    en: 'The view is "{value}"; for {count} participants it is "{expected}".',
    zh: '初始视图为“{value}”，{count} 个参与方应为“{expected}”。',
  },
  'JDCHAIN-TRAILING-BLANK': {
    en: 'The value {value} has blanks at its end. They are hashed into the genesis: a party without them has another hash.',
    zh: '值 {value} 末尾有空格。它会计入创世哈希：没有空格的参与方算出的哈希不同。',
  },
  'JDCHAIN-MQ-SERVER': {
    en: '"{value}" is no broker that JD Chain 1.6.5 knows; it begins with rabbitmq:// or activemq://. The peers would not start.',
    zh: '“{value}”不是 JD Chain 1.6.5 支持的消息服务器，应以 rabbitmq:// 或 activemq:// 开头，否则节点无法启动。',
  },
  'JDCHAIN-MQ-NUMBER': {
    en: '"{value}" is not above 0: JD Chain takes {absent} for it without a word.',
    zh: '“{value}”不是大于 0 的数：JD Chain 会不加提示地改用 {absent}。',
  },
  'JDCHAIN-EXTRA-NODE': {
    en: 'There is no participant {index}, so this is hashed into the genesis as it stands instead of being an address.',
    zh: '没有第 {index} 个参与方，因此这一行不是地址，而会原样计入创世哈希。',
  },
  'JDCHAIN-ENDPOINT-DUPLICATE': {
    en: 'The address {address} is also that of participant {other}.',
    zh: '地址 {address} 与第 {other} 个参与方相同。',
  },
  'JDCHAIN-PORT-CLASH': {
    en: 'The address {address} clashes with participant {other}: a peer also binds the port after its own.',
    zh: '地址 {address} 与第 {other} 个参与方冲突：节点还会占用自己端口的下一个端口。',
  },
  'JDCHAIN-LOOPBACK': {
    en: 'The host "{host}" can be reached only from its own machine, but other participants are elsewhere.',
    zh: '主机“{host}”只能从本机访问，而其他参与方在别的机器上。',
  },
} as const satisfies RuleTable;

const localLint = {
  'JDCHAIN-LOCAL-MISSING': {
    en: 'The property is missing or blank; ledger-init.sh stops without it.',
    zh: '缺少该属性或其值为空，ledger-init.sh 会因此停止。',
  },
  'JDCHAIN-LOCAL-STRANGER': {
    en: 'This key is no participant of ledger.init: "The current node specified in local.conf is not found in ledger.init!"',
    zh: '该公钥不是 ledger.init 中的参与方，会报“The current node specified in local.conf is not found in ledger.init!”。',
  },
  'JDCHAIN-LOCAL-TWICE': {
    en: 'The party {other} has the same key in its local.conf. Each node needs its own.',
    zh: '{other} 的 local.conf 用了同一把密钥。每个节点必须各用各的。',
  },
  'JDCHAIN-LOCAL-SECRET': {
    en: 'Private key and password hash stand here together: this file is the plain key. Do not hand it out.',
    zh: '这里同时写了私钥和口令哈希：该文件等同于明文私钥，不得外传。',
  },
} as const satisfies RuleTable;

const certificateLint = {
  'JDCHAIN-CERT-EXPIRED': {
    en: 'The certificate of {name} was valid until {until}. JD Chain refuses it: initialisation fails, a peer does not start, its gateway is turned away. Renew it (jdchain ca renew).',
    zh: '{name} 的证书有效期至 {until}，已过期。JD Chain 会拒绝：初始化失败，节点无法启动，网关被拒。请更新证书（jdchain ca renew）。',
  },
  'JDCHAIN-CERT-EARLY': {
    en: 'The certificate of {name} is valid from {from} only; until then JD Chain refuses it. Look at the clock of this machine too.',
    zh: '{name} 的证书自 {from} 起才有效，此前 JD Chain 会拒绝。也请检查本机时钟。',
  },
  'JDCHAIN-CERT-SOON': {
    en: 'The certificate of {name} ends in {days} days, on {until}. Have it renewed before (jdchain ca renew), and told to the ledger.',
    zh: '{name} 的证书将在 {days} 天后（{until}）到期。请提前更新（jdchain ca renew）并写入账本。',
  },
  'JDCHAIN-CERT-NODES': {
    en: 'There are {count} nodes beside the gateways; {consensus} needs at least {least}. JD Chain counts gateways here and begins all the same.',
    zh: '除网关外只有 {count} 个节点，{consensus} 至少需要 {least} 个。JD Chain 在此把网关也计入，因此不会报错。',
  },
  'JDCHAIN-CA-KEY': {
    en: 'A private key in PEM, not encrypted, as ledger-init.sh reads it. Let nobody else read it, and delete it once the ledger is initialised: ledger-binding.conf has the key then.',
    zh: '未加密的 PEM 私钥，ledger-init.sh 按此格式读取。请限制读取权限，初始化完成后删除：其后密钥在 ledger-binding.conf 中。',
  },
  'JDCHAIN-CA-PWD': {
    en: 'local.parti.pwd must be blank for a PEM key that is not encrypted, and is the plain password of one that is in the old form of OpenSSL (Proc-Type: 4,ENCRYPTED); JD Chain reads no other encrypted PEM.',
    zh: '未加密的 PEM 私钥须将 local.parti.pwd 留空；旧式 OpenSSL 加密格式（Proc-Type: 4,ENCRYPTED）则填明文口令。JD Chain 不支持其他加密 PEM。',
  },
} as const satisfies RuleTable;

const compareLint = {
  'JDCHAIN-DIFF-SEED': {
    en: 'The seed is {mine} here and {theirs} at {other}. It must be the same for all.',
    zh: '账本种子这里是 {mine}，{other} 是 {theirs}。各方必须相同。',
  },
  'JDCHAIN-DIFF-LEDGER-INIT': {
    en: 'The value is {mine} here and {theirs} at {other}.',
    zh: '这里的值是 {mine}，{other} 的值是 {theirs}。',
  },
  'JDCHAIN-DIFF-CONSENSUS': {
    en: 'The value is {mine} here and {theirs} at {other}. What is read of this file is hashed: initialisation ends with "Invalid permission from participant".',
    zh: '这里的值是 {mine}，{other} 的值是 {theirs}。读取到的共识参数都计入哈希，初始化会报“Invalid permission from participant”。',
  },
  'JDCHAIN-DIFF-GENESIS': {
    en: 'The genesis transaction hash is {mine} here and {theirs} at {other}.',
    zh: '创世交易哈希这里是 {mine}，{other} 是 {theirs}。',
  },
  'JDCHAIN-DIFF-BYTES': {
    en: 'The file means the same as at {other}, but is not the same bytes (first difference at byte {at}).',
    zh: '文件与 {other} 的含义相同，但字节不同（第 {at} 字节起不同）。',
  },
  'JDCHAIN-DIFF-KEYFILE': {
    en: 'The key file {file} holds another key than at {other}.',
    zh: '密钥文件 {file} 与 {other} 的密钥不同。',
  },
} as const satisfies RuleTable;

export const lintRules = {
  ...fileLint,
  ...configLint,
  ...localLint,
  ...certificateLint,
  ...compareLint,
} as const satisfies RuleTable;
