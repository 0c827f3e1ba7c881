/** Minutes and the closing sheet: both languages, words beside every hash, nothing of a name acts, same in same out. */

import { describe, expect, test } from 'vitest';
import { checkpointText } from '../../../main/core/audit/checkpoint.ts';
import { renderClosing } from '../../../main/core/ceremony/closing.ts';
import { renderMinutes } from '../../../main/core/ceremony/minutes.ts';
import { warningsOf } from '../../../main/core/ceremony/minutes-warnings.ts';
import { stateOf } from '../../../main/core/ceremony/steps.ts';
import type { MinutesInput } from '../../../main/core/ceremony/minutes-facts.ts';
import { planHash, type ResolvedPlan } from '../../../main/core/ceremony/plan.ts';
import type { Json } from '../../../main/core/encoding/jcs.ts';
import { toBase58 } from '../../../main/core/encoding/base58.ts';
import { toBase64 } from '../../../main/core/encoding/base64.ts';
import { fromUtf8 } from '../../../main/core/encoding/bytes.ts';
import { fromHex, toHex } from '../../../main/core/encoding/hex.ts';
import { parseJcs } from '../../../main/core/encoding/jcs.ts';
import { groups } from '../../../main/core/encoding/words.ts';
import { type Log, opened, resolved } from './log-help.ts';

const fingerprint = 'a1'.repeat(31) + 'b2';
const txHash = toBase58(new Uint8Array(34).fill(9));
const root = new Uint8Array(32).fill(3);

function founded(): Log {
  return opened()
    .begin('room')
    .add('room.facts', {
      findings: [{ rule: 'ROOM-SWAP', level: 'warning', en: 'Swap is on.', zh: '交换空间已启用。' }],
    })
    .add('exception', { rule: 'ROOM-NETWORK', reason: 'no other <b>machine</b>', by: ['p1', 'p3'] })
    .add('answers.used', { real: false })
    .done('room')
    .begin('agree-plan')
    .confirm('agree-plan', 'p1', 'p3')
    .done('agree-plan')
    .begin('found')
    .add('step.abandoned', { step: 'found', reason: 'power' })
    .begin('found')
    .done('found', {
      files: [{ path: 'sealed/root-ed.sealed', sha256: 'cd'.repeat(32) }],
      roots: [{ id: 'root-ed', suite: 'ed25519', publicKey: 'ee'.repeat(32), fingerprint }],
      set: { id: 'ab'.repeat(16), epoch: 1, m: 3, n: 5, scheme: 'shamir' },
      quorums: { checked: 10, total: 10, all: true },
      entropy: { sources: ['os', 'dice'], diceRolls: 100 },
    });
}

const signed = (receipts: Record<string, Json> = { notSignedHere: ['producer', 'carrier'] }) =>
  founded()
    .add('act.closed', { act: 'found', minutes: [] })
    .begin('hand-out')
    .done('hand-out', { keptHere: true })
    .begin('check-shares')
    .done('check-shares', { notOpened: ['c5'] })
    .begin('genesis')
    .done('genesis', { txHash, contentSha256: 'ef'.repeat(32) })
    .begin('sign')
    .add('restore.begun', { purpose: 'found', shares: [{ custodian: 'c1', index: 1, code: 'SHARE-OK' }] })
    .done('sign', { quorum: ['c1', 'c2', 'c3'], ...receipts });

function input(log: Log, more: Partial<MinutesInput> = {}): MinutesInput {
  const act = stateOf(log.entries).done.at(-1) ?? '';
  const software = { name: 'rootseal', version: '0.1.0' };
  return { plan: resolved(), act, entries: log.entries, head: { size: log.entries.length, root }, software, ...more };
}

const texts = (given: MinutesInput) => {
  const { md, html, json } = renderMinutes(given);
  return { md: fromUtf8(md), html: fromUtf8(html), json: parseJcs(json, 'minutes') };
};

/** The visible text of HTML, as one line. */
const plain = (html: string) =>
  html
    .replace(/<style>.*<\/style>/s, '')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ');

describe('minutes', () => {
  test('are the same bytes for the same input', () => {
    expect(renderMinutes(input(signed()))).toEqual(renderMinutes(input(signed())));
  });

  test('show every hash with its words in the same cell', () => {
    const { md, html } = texts(input(signed()));
    for (const bytes of [fromHex(fingerprint, 'x'), root, planHash(resolved()), new Uint8Array(34).fill(9)]) {
      const cells = groups(bytes).map(({ hex, words }) => `\`${hex}\` ${words.join(' ')}`);
      expect(md.split(/[|\n]/).some((cell) => cell.includes(cells.join(' · ')))).toBe(true);
      const spans = groups(bytes).map(({ hex, words }) => `<span><code>${hex}</code> ${words.join(' ')}</span>`);
      expect(html.split('<td>').some((cell) => cell.includes(spans.join(' ')))).toBe(true);
    }
    expect(md).toContain(txHash);
  });

  test('say everything in both languages: each Chinese text has its English one beside it', () => {
    const { html } = texts(input(signed()));
    const zh = html.match(/<span lang="zh-CN">/g)?.length ?? 0;
    const en = html.match(/<span lang="en">/g)?.length ?? 0;
    expect(zh).toBeGreaterThan(60);
    expect(en).toBe(zh);
  });

  test('repeat exceptions and warnings in every act, also those of earlier ones', () => {
    for (const [log, more] of [
      [founded(), []],
      [signed(), ['MINUTES-KEPT', 'MINUTES-NOT-OPENED', 'MINUTES-ABSENT']],
    ] as const) {
      const { md, html, json } = texts(input(log));
      for (const rule of ['ROOM-SWAP', 'MINUTES-ANSWERS', 'MINUTES-ABANDONED', ...more]) {
        expect(md).toContain(rule);
        expect(html).toContain(rule);
      }
      expect(md).toContain('producer, carrier'.slice(0, more.length > 0 ? undefined : 0));
      expect(json).toMatchObject({ exceptions: [{ rule: 'ROOM-NETWORK', by: ['p1', 'p3'] }] });
      expect(plain(html)).toContain('管理员（p1）、见证人（p3）');
    }
  });

  test('tell only what happened since the last act closed', () => {
    const { json } = texts(input(signed()));
    const told = (json as { happenings: { kind: string; step: string }[] }).happenings.map(
      ({ kind, step }) => `${kind} ${step}`,
    );
    expect(told[0]).toBe('step.begun hand-out');
    expect(told.at(-1)).toBe('step.done sign');
    expect(told).not.toContain('step.done found');
    expect(json).toMatchObject({ quorum: ['c1', 'c2', 'c3'], genesis: { txHash } });
  });

  test('say what hash every node must come to, or why nobody can know it yet', () => {
    const after = (receipts: Record<string, Json>) => {
      const log = signed(receipts).add('act.closed', { act: 'sign', minutes: [] });
      return texts(input(log.begin('verify').done('verify').begin('close').done('close')));
    };
    const ledgerHash = toBase58(new Uint8Array(34).fill(7));
    const known = after({ notSignedHere: [], ledgerHash });
    expect(known.md).toContain(`| 账本哈希（Base58 及其字节）`);
    expect(known.md.split('|').some((cell) => cell.includes(ledgerHash) && cell.includes('`0707`'))).toBe(true);
    expect(known.json).toMatchObject({ genesis: { txHash, ledgerHash } });
    expect(known.md).not.toContain('lock-down');
    const locked = after({ notSignedHere: [], ledgerHash, lockDown: [['holder', 'lab'], ['holder'], ['root-ed']] });
    expect(locked.md).toContain('1. holder, lab; 2. holder; 3. root-ed');
    const random = after({ notSignedHere: ['carrier'], signsAtRandom: ['lab'] });
    expect(random.md).toContain('the signatures of lab have a random number in them');
    expect(random.md).toContain('lab 的签名（SM2、ECDSA）含随机数');
    const absent = after({ notSignedHere: ['carrier'] });
    expect(absent.md).toContain('known once carrier have signed');
    for (const { json } of [random, absent]) expect(JSON.stringify(json)).not.toContain('ledgerHash');
  });

  test('name weak work factors, and take in warnings that are not in the log', () => {
    const plan = resolved();
    plan.custodians[0]!.seal = { kind: 'passphrase', workFactor: 14 };
    const warnings = [{ rule: 'PLAN-NEWCOMER', text: { en: 'DEFAULT lacks something.', zh: '缺少权限。' } }];
    const { json } = texts(input(founded(), { plan, warnings }));
    const rules = (json as { warnings: { rule: string; en: string }[] }).warnings;
    expect(rules.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['PLAN-NEWCOMER', 'MINUTES-WORK-FACTOR']));
    expect(rules.find(({ rule }) => rule === 'MINUTES-WORK-FACTOR')?.en).toContain('c1');
  });

  test('of a set with groups say their rule and whose group each holder is of', () => {
    const list = [
      { id: 'banks', name: { en: 'Banks', zh: '银行' }, threshold: 2 },
      { id: 'state', name: { en: 'Regulators', zh: '监管机构' }, threshold: 1 },
    ];
    const plan: ResolvedPlan = { ...resolved(), scheme: 'slip39', groups: { threshold: 2, list } };
    plan.custodians = plan.custodians.map((each, i) => ({ ...each, group: i < 3 ? 'banks' : 'state' }));
    const { md } = texts(input(founded(), { plan }));
    expect(md).toContain('2 of the 3 Banks and 1 of the 2 Regulators');
    expect(md).toContain('“银行”3 份中的 2 份，并有“监管机构”2 份中的 1 份');
    expect(md).toMatch(/^\| 4 \|.*\| 监管机构 \/ Regulators \|/m);
    expect(md).not.toContain('3 / 5');
    expect(texts(input(founded())).md).toContain('| 3 / 5 |');
  });

  test('say REHEARSAL first of all in a rehearsal, and not in a real ceremony', () => {
    const { md, html } = texts(input(founded()));
    expect(md.split('\n')[2]).toContain('REHEARSAL');
    expect(html).toContain('class="alarm"');
    const real = texts(input(founded(), { plan: resolved(false) }));
    expect(real.md).not.toContain('REHEARSAL');
    expect(real.html).not.toContain('role="note"');
  });

  test('of a decision say what was voted on, by whom, and what came of it', () => {
    const [proposal, register] = ['0a'.repeat(32), 'b0'.repeat(32)];
    const log = signed()
      .add('act.closed', { act: 'sign', minutes: [] })
      .add('restore.begun', { purpose: 'enact', proposal, register, shares: [] })
      .add('restore.done', { purpose: 'enact', proposal, register, quorum: ['c1', 'c2', 'c3'] })
      .add('register.changed', {
        ...{ version: 3, change: 'admit', proposal, register },
        ...{ approved: ['f1', 'r1'], declined: ['f2'], signedBy: ['brand'] },
        files: [{ path: 'public/consortium/3/register.json', sha256: register }],
      });
    const { md } = texts(input(log, { act: 'register-3' }));
    expect(md).toContain('表决通过的决定（register-3）');
    expect(md).toMatch(/事项 \/ What \| 接纳成员 \/ admit a member/);
    expect(md).toMatch(/Approved by \| f1, r1/);
    expect(md).toMatch(/Declined by \| f2/);
    expect(md).toMatch(/Version of the register \| 3/);
    expect(md).toMatch(/Signed for the chain by \| brand/);
    expect(md).toContain('public/consortium/3/register.json');
    expect(md).toContain(groups(fromHex(proposal, 'proposal'))[0]!.words.join(' '));
  });

  test('of a restore say its purpose and the verdicts', () => {
    const log = signed()
      .add('act.closed', { act: 'sign', minutes: [] })
      .add('restore.begun', {
        purpose: 'drill',
        shares: [{ custodian: 'c2', index: 2, code: 'SHARE-OK', file: 'c2.age' }],
      })
      .add('restore.done', { purpose: 'drill', quorum: ['c2', 'c3', 'c4'] });
    const { md } = texts(input(log, { act: 'restore-20' }));
    expect(md).toContain('Purpose: a drill. Shares combined: Li Qiang (c2), Zhang Min (c3), Liu Yang (c4).');
    expect(md).toContain('SHARE-OK');
  });

  test('hold no script and load nothing, whatever a name says', () => {
    const plan = resolved();
    plan.consortium.name = { zh: '<script>alert(1)</script>', en: '"><img src=x onerror=alert(1)> | `x` [a](b)' };
    const { html, md } = texts(input(founded(), { plan }));
    expect(html).not.toMatch(/<script|<img|<link|<iframe|@import|url\(|\ssrc=["']|\shref=/i);
    expect(html).toContain("default-src 'none'");
    expect(html).toContain('&lt;script&gt;');
    expect(html).toContain('no other &lt;b&gt;machine&lt;/b&gt;');
    expect(md).not.toContain('<script>');
    expect(md).toContain('\\| \\`x\\` \\[a\\](b)');
    for (const line of md.split('\n').filter((each) => each.startsWith('| '))) {
      expect(line.replaceAll('\\|', '').split('|').length).toBeGreaterThan(3);
    }
  });

  test('are printable, dark and light', () => {
    const { html } = texts(input(founded()));
    expect(html).toContain('color-scheme:light dark');
    expect(html).toContain('@media print');
    expect(html.startsWith('<!doctype html>\n<html lang="zh-CN">')).toBe(true);
  });
});

describe('the closing sheet', () => {
  const text = checkpointText({ origin: 'rootseal/food-trace/00112233/rehearsal', size: 21, root });
  const checkpoint = `${text}\n— rootseal/food-trace/00112233/rehearsal ${toBase64(new Uint8Array(68).fill(5))}\n`;
  const roots = [{ id: 'root-ed', suite: 'ed25519', fingerprint }];

  test('has the checkpoint, its head and the fingerprints in digits and words, and the checkpoint as a file', () => {
    const sheet = renderClosing({ plan: resolved(), rehearsal: true, checkpoint, roots });
    const md = fromUtf8(sheet['closing.md']);
    const html = fromUtf8(sheet['closing.html']);
    expect(fromUtf8(sheet.checkpoint)).toBe(checkpoint);
    for (const bytes of [root, fromHex(fingerprint, 'x')]) {
      expect(md).toContain(
        groups(bytes)
          .map(({ hex, words }) => `\`${hex}\` ${words.join(' ')}`)
          .join(' · '),
      );
    }
    expect(html).toContain(text.split('\n')[2]);
    expect(md).toContain('REHEARSAL');
    expect(md).toContain(toHex(root).slice(0, 4));
  });

  test('refuses what is no checkpoint', () => {
    expect(() => renderClosing({ plan: resolved(), rehearsal: true, checkpoint: 'nothing', roots })).toThrow();
  });
});

test.each(['step.done', 'set.pending'])('minutes repeat what is warned of the dice: %s', (kind) => {
  const [first] = input(signed()).entries;
  const findings = [{ rule: 'DICE-UNEVEN', level: 'warning', en: 'Uneven.', zh: '不均匀。' }];
  const entry = { ...first!, kind, data: { findings } };
  const told = warningsOf(input(signed()).plan, [entry]).filter(({ rule }) => rule === 'DICE-UNEVEN');
  expect(told.map(({ text }) => text)).toEqual([{ en: 'Uneven.', zh: '不均匀。' }]);
});

test('minutes name a use of the roots that was begun and never ended: MINUTES-UNFINISHED', () => {
  const data = { begun: 42, purpose: 'export', root: 'root-ed', recipient: 'age1x', reason: 'VAULT-ENDED' };
  const [first] = input(signed()).entries;
  if (!first) throw new Error('no entry');
  const entry = { ...first, kind: 'restore.abandoned', data };
  const [warning] = warningsOf(input(signed()).plan, [entry]).filter(({ rule }) => rule === 'MINUTES-UNFINISHED');
  expect(warning?.text.en).toContain('entry 42 (export root-ed age1x)');
  expect(warning?.text.zh).toContain('第 42 条');
});
