/** Runbook: the files that bind peer and gateway to a ledger whose hash was known before any node ran. */

import { type Block, heading, paragraph } from '../../../core/ceremony/document.ts';
import { fillIn } from '../binding.ts';
import { type Page, steps } from './page.ts';

export function binding({ bound = false, ledgerHash = '', member }: Page): Block[] {
  if (!bound) return [];
  const made = 'make' in member.key;
  return [
    heading(2, '2a. Peer and gateway, bound', '2a. 绑定节点与网关'),
    paragraph(
      'ledger-init.sh writes ledger-binding.conf itself. The one in this folder is the same but for the key and its password: compare it, or put it in its place on a machine that is set up anew. gateway.conf is for the gateway of this member.',
      'ledger-init.sh 会自行写出 ledger-binding.conf。本目录中的文件除私钥与口令外与之相同：可用于核对，或在重新部署时放入原位。gateway.conf 供本成员的网关使用。',
    ),
    ...steps([
      {
        en: 'Compare what the initialisation wrote.',
        zh: '与初始化写出的文件核对。',
        run: [
          "grep -E '(bindings|name|structure|address)=' ledger-binding.conf",
          `grep -E '(bindings|name|structure|address)=' "$PEER/config/ledger-binding.conf"`,
        ],
        right: { en: 'both say the same.', zh: '两者内容一致。' },
      },
      {
        en: `Or put both in place, with the key from the complete local.conf${made ? ' (age -d local.conf.age)' : ''}.`,
        zh: `或放置两者，并从完整的 local.conf${made ? '（age -d local.conf.age）' : ''}带入私钥。`,
        run: [
          'export GATEWAY=/srv/jdchain/gateway   # jdchain-gateway-1.6.5.RELEASE',
          ...fillIn('"$PEER/config/init/local.conf"', ledgerHash),
        ],
      },
    ]),
  ];
}
