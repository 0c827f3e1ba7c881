/** Runbook: certificates of a ledger in CA mode, before they end and when one is no longer to be trusted (jdchain-cli 1.6.5, `tx user-ca`, `tx root-ca`). */

import { type Block, alarm, heading, paragraph } from '../../../core/ceremony/document.ts';
import { holdersOf } from '../../../core/ceremony/powers.ts';
import { type Page, addressOf, cli, standing, steps } from './page.ts';

/** Nothing where identities are bare keys. */
export function certificates(page: Page): Block[] {
  const { plan, member, key } = page;
  const { ca } = plan.chain.ledger;
  if (!ca) return [];
  const who = (permission: 'UPDATE_USER_CA' | 'UPDATE_ROOT_CA') => {
    const names = holdersOf(standing(plan), [permission]);
    return { en: names.join(', ') || 'nobody', zh: names.join('、') || '无人' };
  };
  const [user, root] = [who('UPDATE_USER_CA'), who('UPDATE_ROOT_CA')];
  const address = addressOf(key);
  const number = String(plan.members.indexOf(member));
  const own = [
    member.id,
    ...[...ca.gateways, ...ca.users].filter((one) => one.member === member.id).map(({ id }) => id),
  ];
  return [
    heading(2, '7. Certificates', '7. 证书'),
    paragraph(
      `Of this member: ${own.join(', ')}, ${String(ca.days)} days from the founding; the root ${ca.root} ${String(ca.rootDays)} days. Past that day a peer does not start again and a gateway is turned away. Begin two months ahead. The role ${user.en} may update certificates of users on the ledger, ${root.en} those of roots.`,
      `本成员的证书：${own.join('、')}，自创建起 ${String(ca.days)} 天有效；根证书 ${ca.root} 为 ${String(ca.rootDays)} 天。过期后节点无法重新启动，网关会被拒绝。请提前两个月着手。可在账本上更新用户证书的是 ${user.zh}，可更新根证书的是 ${root.zh}。`,
    ),
    ...(user.en === 'nobody' || root.en === 'nobody'
      ? [
          alarm(
            'By the roles of the founding nobody may update them on the ledger: grant UPDATE_USER_CA and UPDATE_ROOT_CA to an administrating role first.',
            '按创建时的角色，无人可在账本上更新证书：请先将 UPDATE_USER_CA 与 UPDATE_ROOT_CA 授予管理角色。',
          ),
        ]
      : []),
    ...steps([
      {
        en: 'See which ends when.',
        zh: '查看各证书的到期日。',
        run: [
          'rootseal jdchain lint .',
          `rootseal jdchain ca show ca/participant-${number}.crt --issuer ca/root-0.crt`,
        ],
      },
      {
        en: 'Renew with the same key: a quorum of the root certifies the old certificate anew. Its validity begins at once, while the old one still holds. With another key it is another user, who is registered anew (chapter 3).',
        zh: '用同一密钥续期：由根密钥的法定人数对原证书重新签发。新证书立即生效，与旧证书的有效期重叠。换密钥则是另一个用户，须重新注册（第 3 章）。',
        run: [
          `rootseal restore HOME --share SHARE --share SHARE … --purpose certify --root ${ca.root} --days ${String(ca.days)} --in ca/participant-${number}.crt --out ${member.id}-new.crt`,
          `rootseal jdchain ca show ${member.id}-new.crt --issuer ca/root-0.crt --key ${member.id}.pub`,
        ],
        right: {
          en: 'ca show says signed true, keyFits true, and the new day.',
          zh: 'ca show 显示 signed 与 keyFits 为 true 及新的到期日。',
        },
      },
      {
        en: 'Tell the ledger.',
        zh: '写入账本。',
        run: [
          `rootseal jdchain tx new user-ca --ledger "$LEDGER" --address ${address} --certificate ${member.id}-new.crt --out .`,
          '# as its file is called by the hash that is told: TX',
          'rootseal jdchain tx sign TX --signer ADMIN.priv --out signed',
          `${cli} tx send --tx signed/TX`,
        ],
        right: { en: 'the peer starts again and its gateway connects.', zh: '节点可重新启动，网关可连接。' },
      },
      {
        en: 'No longer to be trusted: a user is frozen or revoked (REVOKE is for ever), a root is removed, with its certificate just as it stands in the ledger. JD Chain asks no revocation list.',
        zh: '不再可信时：冻结或吊销用户（REVOKE 不可恢复），或移除根证书（内容须与账本中完全一致）。JD Chain 不查询吊销列表。',
        run: [
          `rootseal jdchain tx new user-state --ledger "$LEDGER" --address ADDRESS --state FREEZE --out .`,
          `rootseal jdchain tx new root-ca --ledger "$LEDGER" --remove ca/root-0.crt --add NEW_ROOT.crt --out .`,
        ],
      },
      {
        en: 'For TLS, JD Chain reads PKCS#12 (local.parti.ssl.key-store), which OpenSSL makes; the identity on the ledger is always PEM.',
        zh: 'TLS 用的 PKCS#12（local.parti.ssl.key-store）由 OpenSSL 生成；账本身份一律用 PEM。',
        run: [
          `openssl pkcs12 -export -in TLS.crt -inkey TLS.key -certfile ca/root-0.crt -name ${member.id} -out ${member.id}.p12`,
        ],
      },
    ]),
  ];
}
