/** What happened to each member, read from the versions of the register one after the other. */

import type { Text } from '../rules.ts';
import { keyId } from './application.ts';
import { useNames } from './diff.ts';
import type { Member, Register } from './register.ts';

export interface MemberEvent {
  readonly member: string;
  /** Of the register in which it stands first. */
  readonly version: number;
  readonly text: Text;
}

/** @param versions in their order, without a gap; the first is the founding's */
export function historyOf(versions: readonly Register[]): MemberEvent[] {
  return versions.flatMap(({ version, members }, at) =>
    members.flatMap((member) => {
      const before = versions[at - 1]?.members.find(({ id }) => id === member.id);
      return changesIn(before, member).map((text) => ({ member: member.id, version, text }));
    }),
  );
}

function changesIn(before: Member | undefined, now: Member): Text[] {
  if (!before) return [{ en: `joined as ${now.role}`, zh: `以角色 ${now.role} 加入` }];
  // Whoever leaves takes all of its keys along.
  if (now.left && !before.left) return [{ en: `left: ${now.left.reason}`, zh: `退出：${now.left.reason}` }];
  const role =
    before.role === now.role
      ? []
      : [{ en: `role ${now.role}, before ${before.role}`, zh: `角色由 ${before.role} 变更为 ${now.role}` }];
  return [...role, ...keysIn(before, now)];
}

function keysIn(before: Member, { keys }: Member): Text[] {
  return keys.flatMap((key): Text[] => {
    const known = before.keys.find((one) => keyId(one) === keyId(key));
    const use = useNames[key.use];
    const id = keyId(key).slice(0, 12);
    if (!known) return [{ en: `key ${id} for ${use.en}`, zh: `新增${use.zh}密钥 ${id}` }];
    if (known.revoked || !key.revoked) return [];
    const { reason } = key.revoked;
    return [{ en: `key ${id} revoked: ${reason}`, zh: `密钥 ${id} 已吊销：${reason}` }];
  });
}
