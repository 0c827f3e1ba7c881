/** A plan as text for people: who, what is made, the threshold, the ledger and its members. */

import type { Bilingual, Plan, ResolvedPlan } from '../core/ceremony/plan.ts';
import type { Lang, Text } from '../core/rules.ts';
import { groupsOfPlan } from '../core/shares/groups.ts';

type Either = Plan | ResolvedPlan;

const label = (en: string, zh: string): Text => ({ en, zh });
const labels = {
  rehearsal: label('REHEARSAL', '演练（REHEARSAL）'),
  real: label('real ceremony', '正式仪式'),
  roots: label('Root keys', '根密钥'),
  threshold: label('Threshold', '门限'),
  groups: label('Groups needed', '所需组数'),
  custodians: label('Custodians', '保管人'),
  people: label('People', '人员'),
  ledger: label('Ledger', '账本'),
  members: label('Members', '成员'),
  expires: label('File list valid until', '文件清单有效期至'),
  signed: label('Files for peers signed by', '为各方签署文件'),
  administrators: label('Beside the roots, for root files', '根文件另计管理员'),
  months: label('Months', '月数'),
  dual: label('Dual control', '双人控制'),
  lockDown: label('Lock-down', '锁定'),
  made: label('key made here', '密钥在此生成'),
  brought: label('brings its key', '自带公钥'),
  request: label('brings a signing request', '自带证书请求'),
  certificates: label('Certificates', '证书'),
  gateway: label('gateway', '网关'),
  user: label('user', '用户'),
  days: label('days', '天'),
  heldBy: label('held by', '保管人'),
  passphrase: label('passphrase', '口令'),
};

/** Lines without hashes; `plan.names` in one language, ids always. */
export function planText(plan: Either, lang: Lang): string {
  const name = (text: Bilingual) => text[lang];
  const { ledger } = plan.chain;
  const title = `${name(plan.consortium.name)} (${plan.consortium.id}, ${plan.consortium.profile})${mode(plan, lang)}`;
  return [
    title,
    `${labels.roots[lang]}: ${plan.roots.map(({ id, suite, purpose }) => `${id} ${suite} (${purpose})`).join(', ')}`,
    `${labels.threshold[lang]}: ${plan.threshold} / ${plan.custodians.length}${plan.scheme === 'shamir' ? '' : ` (${plan.scheme})`}`,
    ...groupLines(plan, lang),
    `${labels.custodians[lang]}:`,
    ...plan.custodians.map(
      (each) =>
        `  ${each.id} ${name(each.name)}, ${each.organisation}${each.group === undefined ? '' : ` [${each.group}]`}: ${sealText(each.seal, lang)}`,
    ),
    `${labels.people[lang]}: ${Object.entries(plan.people.names)
      .map(([id, each]) => `${id} ${name(each)}`)
      .join(', ')}`,
    `${labels.dual[lang]}: ${plan.dualControl.join(', ') || '–'}`,
    `${labels.expires[lang]}: ${plan.expires}`,
    ...tufLines(plan, lang),
    `${labels.ledger[lang]}: JD Chain ${plan.chain.version}, ${ledger.name}, ${ledger.createdTime}, ${ledger.hash}, ${ledger.dataStructure}, seed ${ledger.seed}`,
    ...certificateLines(plan, lang),
    ...Object.entries(ledger.roles).map(([role, { ledger: own, tx }]) => `  ${role}: ${[...own, ...tx].join(' ')}`),
    ...(ledger.lockDown
      ? [`${labels.lockDown[lang]}: ${ledger.lockDown.root} ← ${ledger.lockDown.roles.join(', ')}`]
      : []),
    `${labels.members[lang]}:`,
    ...plan.members.map(
      (each) =>
        `  ${each.id} ${name(each.name)}: ${keyText(each, lang)}; ${endpoints(each)}; ${each.ledgerRoles.join('+')} ${each.rolesPolicy}`,
    ),
  ].join('\n');
}

function certificateLines({ chain }: Either, lang: Lang): string[] {
  const { ca } = chain.ledger;
  if (!ca) return [];
  const days = (count: number) => `${count} ${labels.days[lang]}`;
  const others = [
    ...ca.gateways.map((one) => ({ ...one, use: labels.gateway[lang] })),
    ...ca.users.map((one) => ({ ...one, use: labels.user[lang] })),
  ];
  return [
    `${labels.certificates[lang]}: ${ca.root} (${ca.subject}, ${days(ca.rootDays)}), ${days(ca.days)}`,
    ...others.map((one) => `  ${one.id}: ${one.use}, ${one.member}`),
  ];
}

/** Who signs what peers receive, where the plan says so. */
function tufLines({ tuf }: Either, lang: Lang): string[] {
  if (!tuf) return [];
  const { roots, threshold, roles = {}, administrators, months } = tuf;
  const by = (of: string, ids: readonly string[] = [], least?: number) =>
    ids.length === 0
      ? []
      : [`${labels.signed[lang]}: ${of}${ids.join(', ')}${least === undefined ? '' : ` (${least})`}`];
  const people = administrators?.keys.map(({ id, suite, publicKey }) => `  ${id} ${suite} ${publicKey}`) ?? [];
  return [
    ...by('', roots, threshold),
    ...Object.entries(roles).flatMap(([name, role]) => by(`${name}: `, role.roots, role.threshold)),
    ...(administrators ? [`${labels.administrators[lang]}: ${administrators.threshold}`, ...people] : []),
    ...(months
      ? [
          `${labels.months[lang]}: ${Object.entries(months)
            .map(([name, n]) => `${name} ${n}`)
            .join(', ')}`,
        ]
      : []),
  ];
}

function groupLines(plan: Either, lang: Lang): string[] {
  const groups = groupsOfPlan(plan);
  if (!groups) return [];
  const lines = groups.list.map(({ id, name, m, n }) => `  ${id} ${name[lang]}: ${m} / ${n}`);
  return [`${labels.groups[lang]}: ${groups.threshold} / ${groups.list.length}`, ...lines];
}

function mode(plan: Either, lang: Lang): string {
  if (!('rehearsal' in plan)) return '';
  return `, ${(plan.rehearsal ? labels.rehearsal : labels.real)[lang]}`;
}

function sealText(seal: Either['custodians'][number]['seal'], lang: Lang): string {
  return seal.kind === 'age' ? `age ${seal.recipient}` : `${labels.passphrase[lang]} (scrypt ${seal.workFactor})`;
}

function keyText({ key, holder = '–' }: Either['members'][number], lang: Lang): string {
  if ('request' in key) return labels.request[lang];
  if ('make' in key) return `${labels.made[lang]} (${key.make}, ${labels.heldBy[lang]} ${holder})`;
  return `${labels.brought[lang]} ${'public' in key ? key.public : key.file}`;
}

function endpoints({ initializer, consensus }: Either['members'][number]): string {
  return `${initializer.host}:${initializer.port}, ${consensus.host}:${consensus.port}`;
}
