/** `rootseal member …`: its commands with their options; what runs is in member.ts. */
import type { Command } from 'commander';
import { type Hands, type Say, group, withIdentities, withSecrets } from './command-parts.ts';
import {
  type ApplyOptions,
  type KeyOptions,
  type OfferOptions,
  memberApply,
  memberKey,
  memberOffer,
  memberProve,
  memberShow,
} from './member.ts';
import { memberInbox } from './member-inbox.ts';
import {
  type EnactOptions,
  type ProposeOptions,
  type ReviewOptions,
  type SignedOptions,
  type VoteOptions,
  memberEnact,
  memberPropose,
  memberReview,
  memberSigned,
  memberStatement,
  memberVote,
} from './member-votes.ts';
import { repeated } from './options.ts';

export function members(program: Command, hands: Hands, say: Say): void {
  const member = group(
    program
      .command('member')
      .description(
        say('applications, proposals, votes: who is in the consortium', '加入申请、提案、表决：联盟成员管理'),
      ),
    'member',
  );
  applicants(member, hands, say);
  proposals(member, hands, say);
  votes(member, hands, say);
  const enact = member
    .command('enact <dir>')
    .description(
      say('what was voted for is put into force by a quorum of the roots', '由根密钥法定人数使表决通过的变更生效'),
    )
    .requiredOption('--proposal <file>', say('what was voted on', '所表决的提案'))
    .option('--vote <file>', say('a vote; once for each', '表决文件；每份给一次'), repeated)
    .option(
      '--signer <member>',
      say(
        'whose chain key, made here, signs what the chain gets; once for each',
        '以其在此生成的链密钥为链签名的成员；每个给一次',
      ),
      repeated,
    )
    .requiredOption('--share <file>', say('a share; once for each', '份额；每份给一次'), repeated);
  withIdentities(enact, say).action((dir: string, o: EnactOptions) =>
    hands.answer(() => memberEnact(dir, o, hands.lang)),
  );
}

const rehearsal = (command: Command, say: Say) =>
  command.option('--rehearsal', say('for a rehearsal, and good for nothing else', '仅用于演练'));
const sealing = (command: Command, say: Say) =>
  command.option(
    '--recipient <age1…>',
    say('seal the keys to an age recipient instead of a passphrase', '将密钥封给 age 接收方而非口令'),
  );

function applicants(member: Command, { answer, lang }: Hands, say: Say): void {
  const apply = member
    .command('apply <form>')
    .description(
      say("an applicant's keys and signed application, from a form", '按填写表生成申请方的密钥和已签名的申请'),
    )
    .option(
      '--public <use=file.pem>',
      say(
        'a public key whose private half lies in an HSM or elsewhere; once for each',
        '私钥在 HSM 或其他工具中的公钥；每把给一次',
      ),
      repeated,
    )
    .requiredOption('--into <dir>', say('where both files go', '两个文件的存放位置'));
  withSecrets(sealing(rehearsal(apply, say), say), say).action((form: string, o: ApplyOptions) =>
    answer(() => memberApply(form, o, lang)),
  );
  member
    .command('prove <draft>')
    .description(
      say('the application of a draft, with the signatures of its other keys', '将申请草稿与其他密钥的签名合成申请'),
    )
    .requiredOption(
      '--signature <file>',
      say('as OpenSSL or an HSM wrote it; once for each', 'OpenSSL 或 HSM 写出的签名；每份给一次'),
      repeated,
    )
    .requiredOption('--out <file>', say('the new file', '新文件'))
    .action((draft: string, o: Parameters<typeof memberProve>[1]) => answer(() => memberProve(draft, o)));
  const offer = member
    .command('offer')
    .description(say('further keys of a member, each proving itself', '成员的新密钥，每把均自证持有'))
    .requiredOption('--consortium <id>', say('to which consortium', '提供给哪个联盟'))
    .requiredOption('--member <id>', say('whose', '归属成员'))
    .requiredOption('--key <use=suite>', say('a key; once for each', '密钥；每把给一次'), repeated)
    .requiredOption('--into <dir>', say('where both files go', '两个文件的存放位置'));
  withSecrets(sealing(rehearsal(offer, say), say), say).action((o: OfferOptions) => answer(() => memberOffer(o, lang)));
  const key = member
    .command('key')
    .description(say('a key to vote with', '用于表决的密钥'))
    .requiredOption('--id <id>', say('whose', '归属'))
    .requiredOption('--suite <suite>', say('ed25519, sm2 or p256', 'ed25519、sm2 或 p256'))
    .requiredOption('--out <file.age>', say('the new file', '新文件'))
    .option('--card <file>', say('a card with the public key, to be handed over', '载有公钥、用于交出的卡片'));
  withSecrets(sealing(rehearsal(key, say), say), say).action((o: KeyOptions) => answer(() => memberKey(o, lang)));
  member
    .command('show <file>')
    .description(
      say(
        'an application, an offer of keys, a card, a proposal or a vote, in words',
        '以文字说明申请、密钥提供文件、卡片、提案或表决',
      ),
    )
    .action((file: string) => answer(() => memberShow(file)));
}

/** Of every command that needs to know how the consortium stands. */
const standing = (command: Command, say: Say) =>
  command
    .requiredOption(
      '--register <path>',
      say("the consortium's public folder (verified first), or its home", '联盟的公开文件夹（先行验证），或其主目录'),
    )
    .option('--root-fingerprint <hex>', say('the root to believe', '所信任的根密钥指纹'));

function proposals(member: Command, { answer, lang }: Hands, say: Say): void {
  standing(member.command('propose'), say)
    .description(say('a change of the consortium, to be voted on', '提出联盟变更，供表决'))
    .option('--admit <application>', say('an application', '加入申请'))
    .option(
      '--change <file>',
      say('any other change, as JSON: docs/formats.md', '其他变更，JSON 格式：见 docs/formats.md'),
    )
    .option('--remove <id>', say('a member', '成员'))
    .option('--offer <file>', say('further keys of a member', '成员提供的新密钥'))
    .option('--role <id=role>', say('a member and its new role', '成员及其新角色'))
    .requiredOption('--proposer <id>', say('who brings it', '提案人'))
    .option('--reason <text>', say('why; demanded with --remove', '理由；移除成员时必填'))
    .option('--days <n>', say('how long it may be voted on; otherwise 30', '表决期限（天），默认 30'))
    .option(
      '--ledger <hash>',
      say(
        'the JD Chain ledger that registers it; otherwise that of the founding, if known',
        '注册新参与方的 JD Chain 账本；默认为创始仪式得出的账本（如已知）',
      ),
    )
    .requiredOption('--out <file>', say('the new file', '新文件'))
    .action((o: ProposeOptions) => answer(() => memberPropose(o, lang)));
  standing(member.command('inbox <folder>'), say)
    .description(say('what came on a medium: told apart, judged', '识别并检验介质上收到的文件'))
    .action((folder: string, o: ReviewOptions) => answer(() => memberInbox(folder, o, lang)));
  standing(member.command('review <proposal> [votes...]'), say)
    .description(say('what it changes, rebuilt here, and what the votes come to', '在本机重建变更内容，并统计表决结果'))
    .action((file: string, files: string[], o: ReviewOptions) => answer(() => memberReview(file, files, o, lang)));
}

function votes(member: Command, { answer, lang }: Hands, say: Say): void {
  const decision = (command: Command) =>
    standing(command, say)
      .requiredOption('--voter <id>', say('who votes', '表决人'))
      .option('--approve', say('yes', '批准'))
      .option('--decline', say('no; with --reason', '反对；须用 --reason 说明理由'))
      .option('--reason <text>', say('why', '理由'))
      .requiredOption('--out <file>', say('the new file', '新文件'));
  const cast = decision(member.command('vote <proposal>')).description(
    say('a signed vote, after the outcome was rebuilt here', '在本机重建结果后签署表决'),
  );
  withSecrets(cast.requiredOption('--key <file.age>', say("the voter's key", '表决人的密钥')), say).action(
    (file: string, o: VoteOptions) => answer(() => memberVote(file, o, lang)),
  );
  decision(member.command('statement <proposal>'))
    .description(say('the same, to be signed by OpenSSL or ssh-keygen', '同上，供 OpenSSL 或 ssh-keygen 签名'))
    .action((file: string, o: Omit<VoteOptions, 'key'>) => answer(() => memberStatement(file, o, lang)));
  standing(member.command('signed <statement>'), say)
    .description(say('a vote of a statement and its signature', '将表决陈述与其签名合成表决文件'))
    .requiredOption('--signature <file>', say('as ssh-keygen or OpenSSL wrote it', 'ssh-keygen 或 OpenSSL 写出的签名'))
    .requiredOption('--proposal <file>', say('what is voted on', '所表决的提案'))
    .requiredOption('--out <file>', say('the new file', '新文件'))
    .action((file: string, o: SignedOptions) => answer(() => memberSigned(file, o, lang)));
}
