/** `rootseal jdchain ca …`: the commands. */

import type { Command } from 'commander';
import { group, type Hands, type Say, withSecrets } from './command-parts.ts';
import type { CaOptions, ShowOptions } from './jdchain-ca.ts';

/** The codec of certificates takes a while to load, and no other command needs it. */
const ca = () => import('./jdchain-ca.ts');

export function certificates(chain: Command, { answer, lang }: Hands, say: Say): void {
  const commands = group(
    chain.command('ca').description(say('certificates for ledgers in CA mode', '证书模式账本所用的证书')),
    'jdchain ca',
  );
  const signed = (command: Command) =>
    withSecrets(
      command
        .requiredOption('--signer <file>', say('the .priv that signs', '签名所用的 .priv'))
        .requiredOption('--out <file>', say('the new file', '新文件')),
      say,
    );
  const subject = '--subject <name>';
  const name = say('CN=…,O=…,C=CN; the role is given apart', 'CN=…,O=…,C=CN；角色另行给出');
  const days = (usual: string) => say(`how long it is valid; otherwise ${usual}`, `有效天数；默认 ${usual}`);
  const role = say('its roles on the ledger: PEER, GW, USER', '在账本中的角色：PEER、GW、USER');
  signed(commands.command('root').requiredOption(subject, name).option('--days <n>', days('3650')))
    .description(say('a root certificate that signs itself', '自签名的根证书'))
    .action((o: CaOptions) => answer(async () => (await ca()).jdchainCaRoot(o, lang)));
  signed(commands.command('csr').requiredOption(subject, name).requiredOption('--ou <role>', role))
    .description(say('a request for a certificate, by whoever has the key', '由持钥者制作的证书请求'))
    .action((o: CaOptions) => answer(async () => (await ca()).jdchainCaCsr(o, lang)));
  const issue = commands
    .command('issue <csr>')
    .requiredOption('--issuer <file>', say('the root certificate', '根证书'))
    .requiredOption('--ou <role>', role)
    .option(subject, say('otherwise that of the request, without its OUs', '默认采用请求中的名称，不含 OU'))
    .option('--days <n>', days('365'));
  signed(issue)
    .description(say('a certificate for a request, issued by a root', '由根证书为请求签发证书'))
    .action((file: string, o: CaOptions) => answer(async () => (await ca()).jdchainCaIssue(file, o, lang)));
  const renew = commands
    .command('renew <certificate>')
    .option('--issuer <file>', say('the root certificate; a root renews itself', '根证书；更新根证书时省略'))
    .option(
      '--csr <file>',
      say('a request for another key; otherwise the same', '换用另一密钥的证书请求；默认沿用原密钥'),
    )
    .option('--days <n>', days(say('365, for a root 3650', '365，根证书 3650')));
  signed(renew)
    .description(say('the same certificate from now on, while the old one still holds', '续期证书，与旧证书有效期重叠'))
    .action((file: string, o: CaOptions) => answer(async () => (await ca()).jdchainCaRenew(file, o, lang)));
  const show = commands
    .command('show <file>')
    .description(say('what a certificate or request says', '显示证书或证书请求的内容'))
    .option('--issuer <file>', say('the root that must have signed it', '必须由其签发的根证书'))
    .option(
      '--key <file>',
      say(
        'the key that it must be for: .pub, .priv or a public key in PEM',
        '必须与之匹配的密钥：.pub、.priv 或 PEM 公钥',
      ),
    );
  withSecrets(show, say).action((file: string, o: ShowOptions) =>
    answer(async () => (await ca()).jdchainCaShow(file, o, lang)),
  );
}
