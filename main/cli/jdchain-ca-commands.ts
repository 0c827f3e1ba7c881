/** `rootseal jdchain ca …`: the commands. */

import type { Command } from 'commander';
import { group, type Hands, type Say, withSecrets } from './command-parts.ts';
import type { CaOptions } from './jdchain-ca.ts';

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
  commands
    .command('show <file>')
    .description(say('what a certificate or request says', '显示证书或证书请求的内容'))
    .option('--issuer <file>', say('the root that must have signed it', '必须由其签发的根证书'))
    .action((file: string, o: { issuer?: string }) => answer(async () => (await ca()).jdchainCaShow(file, o)));
}
