/** Who may restore, as one sentence says it on paper, in minutes and on a screen: "any 3 of 5", or the rule of the groups. */
import type { Text } from '../rules.ts';
import type { Groups, Policy, ShareGroup } from './groups.ts';

/** "any 3 of 5"; "2 of the 3 Banks and 1 of the 2 Regulators"; "any 2 of these 3 groups: …". */
export function ruleText({ m, n, groups }: Pick<Policy, 'm' | 'n' | 'groups'>): Text {
  return groups ? groupsRule(groups) : { en: `any ${m} of ${n}`, zh: `${n} 份中任意 ${m} 份` };
}

/** Groups by their names, each with its own number of members. */
function groupsRule({ threshold, list }: Groups): Text {
  const [en, zh] = [list.map(english), list.map(chinese)];
  if (threshold === list.length) return { en: joined(en), zh: zh.join('，并有') };
  const all = list.length;
  return {
    en: `any ${threshold} of these ${all} groups: ${en.join('; ')}`,
    zh: `以下 ${all} 组中任意 ${threshold} 组：${zh.join('；')}`,
  };
}

const english = ({ name, m, n }: ShareGroup) => `${m} of the ${n} ${name.en}`;
const chinese = ({ name, m, n }: ShareGroup) => `“${name.zh}”${n} 份中的 ${m} 份`;

const joined = (parts: readonly string[]) =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
