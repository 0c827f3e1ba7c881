/**
 * The review of a genesis before it is signed: every field that enters the hash, as people say it, with what is
 * unusual marked. Read from the built content, not from the plan, so that what is read aloud is what will be signed.
 */
import type { Text } from '../core/rules.ts';
import { consensusName, consensusOf } from '../export/jdchain/consensus.ts';
import type { GenesisInput } from '../export/jdchain/genesis.ts';
import { address, algorithmNames, encodePublicKey } from '../export/jdchain/keys.ts';
import { toHex } from '../core/encoding/hex.ts';

export interface ReviewLine<Value extends string | Text = string | Text> {
  readonly field: Text;
  /** A text where it has one in each language. */
  readonly value: Value;
  /** Why somebody should look twice. */
  readonly unusual?: Text;
}

type Line = ReviewLine<string>;

/** Every field of the genesis: the ledger, its roles, its participants, and the many properties of the consensus last. */
export function reviewOf(input: GenesisInput): Line[] {
  return [
    ...ledgerLines(input),
    ...input.roles.map(roleLine),
    ...input.participants.flatMap(participantLines),
    ...settingLines(input),
  ];
}

function ledgerLines(input: GenesisInput): Line[] {
  const { seed, createdTime, dataStructure, contract, hash, verifyHash, providers, consensus } = input;
  return [
    line('Seed', '种子', toHex(seed)),
    line('Created', '创建时间', new Date(createdTime).toISOString()),
    line('Data structure', '数据结构', dataStructure),
    line('Hash', '哈希算法', hash),
    line('Hashes checked on load', '加载时校验哈希', String(verifyHash), verifyHash ? undefined : unchecked),
    line('Crypto providers, in order', '密码服务（按顺序）', providers.join(', ')),
    line(
      'Contract time-out, stack',
      '合约超时与栈深',
      `${String(contract.timeout)} ms, ${String(contract.maxStackDepth)}`,
    ),
    line('Consensus', '共识', consensusName(consensus), consensus === 'bftsmart' ? undefined : trusting),
  ];
}

/** Every consensus property: they enter the hash as well. Marked where it is not as JD Chain ships it. */
function settingLines({ consensus, settings, participants }: GenesisInput): Line[] {
  const shipped = consensusOf[consensus].shipped(participants.length);
  const same = settings.filter(([name, value]) => shipped[name] === value).length;
  return [
    line(
      'Consensus properties as JD Chain ships them',
      '与 JD Chain 默认值相同的共识参数',
      `${String(same)} / ${String(settings.length)}`,
    ),
    ...settings.map(([name, value]) => {
      const unusual = shipped[name] === value ? undefined : notShipped(shipped[name]);
      return line(`  ${name}`, `  ${name}`, value, unusual);
    }),
  ];
}

const notShipped = (value = '–'): Text => ({ en: `JD Chain ships ${value}`, zh: `JD Chain 默认为 ${value}` });
const unchecked: Text = { en: 'usually true', zh: '通常为 true' };
const trusting: Text = { en: 'bears no member that lies', zh: '不能容忍成员作恶' };
const weak: Text = { en: 'holds every administrative right alone', zh: '单独拥有全部管理权限' };

function line(en: string, zh: string, value: string, unusual?: Text): Line {
  return { field: { en, zh }, value, ...(unusual && { unusual }) };
}

function roleLine({ name, ledger, tx }: GenesisInput['roles'][number]): Line {
  const all = ['CONFIGURE_ROLES', 'REGISTER_PARTICIPANT', 'SET_CONSENSUS'].every((one) =>
    (ledger as readonly string[]).includes(one),
  );
  return line(
    `Role ${name}`,
    `角色 ${name}`,
    [...ledger, ...tx].join(', ') || '–',
    all && name === 'DEFAULT' ? weak : undefined,
  );
}

function participantLines({ name, publicKey, roles, policy, consensus }: GenesisInput['participants'][number]): Line[] {
  const { suite, raw } = publicKey;
  // A node of MQ has no port of its own.
  const port = consensus.port === 0 ? '' : `:${String(consensus.port)}`;
  const place = `${consensus.host}${port}${consensus.secure ? ' TLS' : ''}`;
  return [
    line(
      `Participant ${name}`,
      `参与方 ${name}`,
      `${algorithmNames[suite]} ${address(suite, raw)}, ${place}, ${roles.join(' ')} ${policy}`,
    ),
    line('  public key', '  公钥', encodePublicKey(suite, raw)),
  ];
}

/** The review as text for the room. */
export function reviewText(lines: readonly ReviewLine[]): Text {
  const put = (lang: 'en' | 'zh') =>
    lines
      .map(({ field, value, unusual }) => {
        const said = typeof value === 'string' ? value : value[lang];
        return `  ${field[lang]}: ${said}${unusual ? `   ! ${unusual[lang]}` : ''}`;
      })
      .join('\n');
  return { en: put('en'), zh: put('zh') };
}
