/** What each check of the verifier asks, for people. A check without a title here is shown by its id. */
import type { Text } from '../../core/rules.ts';

const of = (en: string, zh: string): Text => ({ en, zh });

export const checkTitles: Readonly<Record<string, Text>> = {
  FILES: of('Ordinary files, all of them readable', '全部为普通文件且可读'),
  PLAN: of('The plan that was agreed on', '已商定的方案'),
  MODE: of('Real, or a rehearsal, as expected', '正式或演练，与预期一致'),
  ROOTS: of('The root keys of the plan, each signed by itself', '方案中的根密钥，各自签名有效'),
  TUF: of('The list of files, signed by the root key', '文件清单由根密钥签名'),
  'TUF-SM2': of('The list of files, co-signed by every SM2 root', '文件清单由各 SM2 根密钥副署'),
  TARGETS: of('Exactly the files of the list', '文件与清单完全一致'),
  'SHARE-SETS': of('Share sets of these custodians and this threshold', '份额组与保管人及门限一致'),
  SETS: of('The life of the share sets, one in force at every moment', '份额组沿革：任何时候均有且仅有一组生效'),
  'SHARE-RECEIPTS': of('Receipts of shares that were checked alone', '单独检查份额的回执'),
  'TUF-SETS': of('What the list of files says of the share sets', '文件清单对各份额组的说明'),
  LOG: of('The audit log, whole and signed', '审计日志完整且已签名'),
  'LOG-ENTRIES': of('Entries of one ceremony, in the order of time', '条目属于同一仪式且时间顺序正确'),
  'LOG-STEPS': of('Every step, in its order, up to the close', '各步骤依次完成，直至结束'),
  'LOG-DEMANDS': of('Everybody said yes who had to, and the room was fit', '应确认者均已确认，场地符合要求'),
  'LOG-RECEIPTS': of('What was founded is what lies here', '创建记录与现有内容一致'),
  'LOG-FILES': of('Every file as the log recorded it', '各文件与日志记录一致'),
  'LOG-TUF': of('The signed list as the log recorded it', '签名清单与日志记录一致'),
  'LOG-MINUTES': of('The minutes as the log recorded them', '纪要与日志记录一致'),
  RESTORES: of('Every use of the root keys: by a quorum, and ended', '根密钥的每次使用均有法定人数且已结束'),
  GENESIS: of('The genesis, built again from plan and keys', '依据方案与公钥重建的创世配置'),
  PERMISSIONS: of('Signatures of the participants on the genesis', '参与方对创世交易的签名'),
  REGISTER: of('Every change of the register was voted for and put into force', '登记册的每次变更均经表决并生效'),
  'LEDGER-HASH': of('The hash that the ledger will have', '账本将有的哈希'),
  'ANCHOR-ROOT': of('The fingerprint that was given is of the key that signed', '所给指纹属于签名密钥'),
  'ANCHOR-CHECKPOINT': of('The log grew out of the checkpoint that was given', '日志由所给检查点延续而来'),
  'POLICY-COSIGNED': of(
    'Witnesses cosigned the newest checkpoint, as the policy demands',
    '见证人已按策略共签最新检查点',
  ),
  'POLICY-LOG': of('The log is one that the policy names', '日志在策略所列之中'),
  'POLICY-ROOT': of('The root key that the policy names has signed', '策略所列的根密钥已签名'),
  'POLICY-AGE': of('The cosignatures are not older than the policy allows', '共签未超过策略允许的期限'),
  'SHARE-SET': of('A share set, signed by the first root key', '份额组由首个根密钥签名'),
  'ROOT-STATEMENT': of('A root key’s statement, signed by itself', '根密钥声明由其自身签名'),
  'SEALED-ROOT': of('A sealed root key', '封存的根密钥'),
};
