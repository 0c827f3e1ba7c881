/** The runbook of a member: the commands of JD Chain 1.6.5 for each event, filled in, the same bytes every time. */

import { describe, expect, it } from 'vitest';
import { type ResolvedPlan, resolvePlan } from '../../../main/core/ceremony/plan.ts';
import { newPlan } from '../../../main/core/ceremony/profiles.ts';
import { fromUtf8 } from '../../../main/core/encoding/bytes.ts';
import { buildGenesis } from '../../../main/export/jdchain/genesis.ts';
import { address, encodePublicKey } from '../../../main/export/jdchain/keys.ts';
import { genesisInputFromPlan, memberFiles } from '../../../main/export/jdchain/members.ts';
import { runbooks } from '../../../main/export/jdchain/runbook/runbook.ts';
import { pair } from '../../support/forger-keys.ts';

const seed = new Uint8Array(32).fill(7);
const ledgerHash = 'j5jxdXpSBUqZEp6sFaWnMKhJLPsh8c4UGaZtGbtf3FgSMP';
const now = '2026-11-21T02:00:00Z';

const resolved = (change: (plan: ResolvedPlan) => ResolvedPlan = (plan) => plan, rehearsal = false) =>
  change(resolvePlan(newPlan('medicine', { now }), { keyFiles: {}, rehearsal, seed }));
const keysOf = ({ members }: ResolvedPlan) =>
  Object.fromEntries(members.map(({ id }) => [id, { suite: 'ed25519' as const, raw: pair('ed25519', id).publicKey }]));

function books(plan = resolved(), hash: string | undefined = ledgerHash) {
  const keys = keysOf(plan);
  const genesis = buildGenesis(genesisInputFromPlan(plan, keys));
  return runbooks({ plan, genesis, ledgerHash: hash }, keys);
}
const page = (id: string, plan = resolved(), hash?: string) =>
  fromUtf8(books(plan, hash).get(`${id}/RUNBOOK.md`) ?? new Uint8Array());
const kind = (consensus: 'raft' | 'mq') => (plan: ResolvedPlan) => {
  const settings: Record<string, string> =
    consensus === 'mq' ? { 'system.msg.queue.server': 'rabbitmq://10.0.0.9' } : {};
  const ledger = { ...plan.chain.ledger, consensus: { kind: consensus, settings } };
  return { ...plan, chain: { ...plan.chain, ledger } };
};
const text = (bytes: Uint8Array) =>
  fromUtf8(bytes)
    .replaceAll(/<style>.*<\/style>/gs, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<');

describe('a runbook', () => {
  it('is there for every member, as Markdown and as HTML, and the same bytes every time', () => {
    const plan = resolved();
    const names = plan.members.flatMap(({ id }) => [`${id}/RUNBOOK.md`, `${id}/RUNBOOK.html`]);
    expect([...books().keys()]).toEqual(names);
    expect([...books()]).toEqual([...books()]);
    expect(new Set([...books().values()].map((bytes) => fromUtf8(bytes))).size).toBe(names.length);
  });

  it('has each event, with its commands and what is right after them, in both languages', () => {
    const { raw } = keysOf(resolved())['hospital']!;
    const own = address('ed25519', raw);
    const said = page('hospital');
    const events = [
      '1. 共同初始化',
      '2. 启动',
      '3. 新成员加入',
      '4. 激活其节点',
      '5. 变更地址或端口',
      '6. 本成员退出',
      '7. 卡住时',
    ];
    expect([...said.matchAll(/^## (\d\..*) \/ /gm)].map(([, title]) => title)).toEqual(events);
    for (const command of [
      'rootseal jdchain hash ledger.init',
      '"$PEER/bin/ledger-init.sh"',
      'grep \'^ledger.bindings\' "$PEER/config/ledger-binding.conf"',
      '"$PEER/bin/peer-startup.sh"',
      '"$CLI/bin/jdchain-cli.sh" query participants',
      '"$CLI/bin/jdchain-cli.sh" tx send --tx registration.signed.tx',
      '"$CLI/bin/jdchain-cli.sh" tx authorization --address NEW_ADDRESS --authorize JOINER',
      'participant active --ledger "$LEDGER" --host SERVICE_HOST --port 7080 --consensus-port CONSENSUS_PORT --syn-host 10.0.0.4 --syn-port 7080',
      'participant update --ledger "$LEDGER" --host 10.0.0.4 --port 7080 --consensus-host NEW_HOST --consensus-port NEW_PORT --shutdown',
      `participant inactive --ledger "$LEDGER" --address ${own} --host 10.0.0.4 --port 7080`,
      `tx authorization --address ${own} --unauthorize PEER,WRITER`,
    ])
      expect(said).toContain(command);
    expect(said.match(/^→ Right when: /gm)?.length).toBe(said.match(/^→ 正确的标志：/gm)?.length);
    expect(said.match(/^→ Right when: /gm)?.length).toBeGreaterThan(7);
    expect(said.match(/^☐ \d/gm)?.length).toBeGreaterThan(30);
    expect(said).toContain(encodePublicKey('ed25519', raw));
    expect(said).toContain('nc -vz 10.0.0.1 8800\nnc -vz 10.0.0.1 16000   # once its peer runs\nnc -vz 10.0.0.1 16001');
    expect(said).not.toContain('nc -vz 10.0.0.4');
    expect(said).toContain('registers it: holder, institute.');
    for (const reported of [
      'Invalid permission from participant',
      'Participant already exist',
      'No ledger available',
      'Not a Base58 input',
    ])
      expect(said).toContain(reported);
  });

  it('says in HTML what it says in Markdown, without a script and nothing loaded', () => {
    const files = books();
    const html = files.get('holder/RUNBOOK.html') ?? new Uint8Array();
    const plain = (said: string) => said.replaceAll(/[\s\\|`*>#-]/g, '').replaceAll('→', '');
    const shown = plain(text(html));
    const lines = fromUtf8(files.get('holder/RUNBOOK.md') ?? new Uint8Array()).split('\n');
    const commands = lines.filter((line) => /^("\$|rootseal|nc |grep|cat|binding)/.test(line));
    expect(commands.length).toBeGreaterThan(25);
    expect(commands.filter((line) => !shown.includes(plain(line)))).toEqual([]);
    expect(fromUtf8(html)).not.toMatch(/<script|src=|href=/);
  });

  it('says the hash that the node must print, in digits and words; or to compare it where nobody knows it yet', () => {
    expect(page('holder', resolved(), ledgerHash)).toContain(
      `your node must print this ledger hash: ledger.bindings=${ledgerHash}`,
    );
    expect(page('holder', resolved(), ledgerHash)).toContain(`export LEDGER=${ledgerHash}`);
    expect(page('holder', resolved(), ledgerHash)).toContain('`2018` bison borderline');
    const plan = resolved();
    const keys = keysOf(plan);
    const unknown = runbooks({ plan, genesis: buildGenesis(genesisInputFromPlan(plan, keys)) }, keys);
    const said = fromUtf8(unknown.get('holder/RUNBOOK.md') ?? new Uint8Array());
    expect(said).toContain('Not known yet');
    expect(said).toContain('the same at every member');
    expect(said).toContain('export LEDGER=LEDGER_HASH');
    expect(said).toContain('ledger.bindings=$LEDGER');
    expect(said).not.toContain(ledgerHash);
  });

  it('warns who holds a right alone before it leaves, and counts what the network can lose', () => {
    const alone = (plan: ResolvedPlan): ResolvedPlan => ({
      ...plan,
      members: plan.members.map((member) =>
        member.id === 'institute' ? { ...member, ledgerRoles: ['PEER'] } : member,
      ),
    });
    expect(page('holder')).not.toContain('this member alone has');
    expect(page('holder', resolved(alone))).toContain(
      'this member alone has CONFIGURE\\_ROLES, AUTHORIZE\\_USER\\_ROLES',
    );
    expect(page('hospital', resolved(alone))).not.toContain('this member alone has');
    expect(page('holder')).toContain('With 6 peers the network can lose 1, with 5 it can lose 1.');
    const four = (plan: ResolvedPlan): ResolvedPlan => ({ ...plan, members: plan.members.slice(0, 4) });
    expect(page('holder', resolved(four))).toContain('so none can be taken out before another has joined');
  });

  it('has the role made first where the plan has none for a new member, and none where DEFAULT suffices', () => {
    const roles = (change: (roles: ResolvedPlan['chain']['ledger']['roles']) => void) => (plan: ResolvedPlan) => {
      const copy = structuredClone(plan);
      change(copy.chain.ledger.roles);
      return copy;
    };
    const without = resolved(roles((all) => Reflect.deleteProperty(all, 'JOINER')));
    expect(page('holder', without)).toContain(
      'tx role --name JOINER --enable-ledger-perms REGISTER_PARTICIPANT,SET_CONSENSUS,APPROVE_TX',
    );
    expect(page('holder')).not.toContain('tx role --name');
    const all = resolved(
      roles((each) => each['DEFAULT']?.ledger.push('REGISTER_PARTICIPANT', 'SET_CONSENSUS', 'APPROVE_TX')),
    );
    expect(page('holder', all)).toContain('Nothing needs to be granted');
    expect(page('holder', all)).not.toContain('--authorize JOINER');
  });

  it('of Raft and MQ has their own ports and files, and says what was documented for BFT-SMaRt alone', () => {
    const raft = page('holder', resolved(kind('raft')));
    expect(raft).toContain('cp -r ledger.init raft ');
    expect(raft).not.toContain('16001');
    expect(raft).toContain('documents these commands for BFT-SMaRt');
    const mq = page('holder', resolved(kind('mq')));
    expect(mq).toContain('mq/mq.config');
    expect(mq).not.toMatch(/nc -vz \S+ 16000/);
    expect(page('holder')).not.toContain('documents these commands');
  });

  it('of a rehearsal says so first, and names what is REHEARSAL', () => {
    const said = page('holder', resolved(undefined, true));
    expect(said.split('\n')[2]).toContain('REHEARSAL');
    expect(said).toContain('this one as REHEARSAL-holder');
    expect(page('holder')).not.toContain('REHEARSAL');
  });

  it('has the same commands as the README beside it', () => {
    const plan = resolved();
    const readme = fromUtf8(memberFiles(plan, keysOf(plan)).get('holder/README.md') ?? new Uint8Array());
    const commands = [...readme.matchAll(/```sh\n(.*?)```/gs)].flatMap(([, block = '']) => block.trim().split('\n'));
    expect(commands).toHaveLength(8);
    for (const command of commands) expect(page('holder')).toContain(command);
  });
});
