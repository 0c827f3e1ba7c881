/**
 * The command line's contract, from outside: the one JSON object, exit codes, languages, what is not there yet, and
 * the commands that open no secret. Ceremonies, restores and the terminal have files of their own (contract-*.test.ts).
 */
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '../../main/cli/output.ts';
import { ProgressLine } from '../../main/cli/progress.ts';
import { type FinishedHome, copyHome, finishedHome } from '../support/ceremony.ts';
import { asked, npm, objectOf, ownFolder, refused, root, rootseal } from './run.ts';

const folder = ownFolder('contract');
const example = join(root, 'examples', 'traceability');
let home: FinishedHome;
beforeAll(async () => {
  home = await finishedHome('rehearsal');
});

const put = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

describe('one answer', () => {
  it('is one object wherever --json stands, through both doors', async () => {
    const plan = join(example, 'plan.json');
    const runs = await Promise.all([
      rootseal(['--json', 'plan', 'check', plan]),
      rootseal(['plan', '--json', 'check', plan]),
      rootseal(['plan', 'check', plan, '--json']),
      npm('rootseal', ['plan', 'check', plan, '--json']),
    ]);
    const objects = runs.map(objectOf);
    for (const each of objects) expect(each).toEqual(objects[0]);
    expect(runs.map(({ status }) => status)).toEqual([0, 0, 0, 0]);
    expect(objects[0]).toMatchObject({ ok: true, planHash: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown });
  });

  it('is text without --json, in the language asked for or of the locale; a refusal goes to standard error', async () => {
    const file = join(folder, 'gone.json');
    const [english, chinese, locale] = await Promise.all([
      rootseal(['plan', 'check', file, '--lang', 'en'], { env: { LC_ALL: 'zh_CN.UTF-8' } }),
      rootseal(['--lang', 'zh-CN', 'plan', 'check', file]),
      rootseal(['plan', 'check', file], { env: { LC_ALL: 'zh_CN.UTF-8' } }),
    ]);
    expect(english).toMatchObject({ status: 2, stdout: '' });
    expect(english.stderr).toMatch(/^FILE-READ: The file .* cannot be read/m);
    expect(chinese.stderr).toMatch(/FILE-READ：无法读取文件/);
    expect(locale.stderr).toBe(chinese.stderr);
  });

  it('has its message in the language asked for', async () => {
    const { json } = await refused(['--lang', 'zh-CN', 'plan', 'check', join(folder, 'gone.json')]);
    expect(json).toMatchObject({ code: 'FILE-READ', message: expect.stringContaining('无法读取') as unknown });
    expect(json['subject']).toBe(join(folder, 'gone.json'));
  });

  it('has no colour where nobody looks', async () => {
    const { stdout, stderr } = await rootseal(['plan', 'check', join(example, 'plan.json')]);
    expect(`${stdout}${stderr}`).not.toContain('\u001b');
  });
});

describe('wrong use answers 2', () => {
  const wrong = [
    ['an unknown command', ['bogus']],
    ['a group alone', ['jdchain', 'key']],
    ['an unknown option', ['plan', 'check', 'x', '--bogus']],
    ['a missing option', ['ceremony', 'run', 'x']],
    ['another language', ['plan', 'check', 'x', '--lang', 'fr']],
    ['a descriptor that is none', ['share', 'check', 'x', '--set', 'y', '--passphrase-fd', 'three']],
    ['a descriptor that nobody opened', ['share', 'check', 'x', '--set', 'y', '--passphrase-fd', '9']],
    ["a descriptor of Node's own", ['share', 'check', 'x', '--set', 'y', '--passphrase-fd', '3']],
    ['a window beside another option', ['--host', 'electron']],
    ['a window with a command', ['--host', 'chromium', 'plan', 'check', 'x']],
    ['a suite that keys do not have', ['jdchain', 'key', 'new', '--suite', 'rsa', '--out', 'x']],
  ] as const;

  it(wrong.map(([what]) => what).join('; '), async () => {
    const answers = await Promise.all(wrong.map(([, args]) => refused(args)));
    for (const [i, [what]] of wrong.entries()) expect(answers[i], what).toMatchObject({ status: 2, code: 'CLI-USAGE' });
  });

  it('what is not part of this version, by name', async () => {
    const later = [[['device', 'list'], 'device list']] as const;
    const answers = await Promise.all(later.map(([args]) => refused(args)));
    for (const [i, [, subject]] of later.entries())
      expect(answers[i]).toMatchObject({ status: 2, code: 'CLI-LATER', subject });
  });

  it('no command and no terminal', async () => {
    expect(await refused([])).toMatchObject({ status: 2, code: 'CLI-NO-TERMINAL' });
  });
});

describe('help', () => {
  it('of every command says what it does', async () => {
    const { status, stdout } = await rootseal(['--help']);
    expect(status).toBe(0);
    for (const word of ['plan', 'ceremony', 'share', 'restore', 'jdchain', 'log', '--json', '--lang', 'Exit codes'])
      expect(stdout).toContain(word);
    expect(stdout).not.toMatch(/^ +device/m);
    const run = await rootseal(['ceremony', 'run', '--help', '--lang', 'zh-CN']);
    expect(run.stdout).toContain('完整的创建仪式');
    for (const option of ['--into', '--rehearsal', '--answers', '--passphrase-fd', '--identity'])
      expect(run.stdout).toContain(option);
  });

  it('and the version are one object with --json', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect((await rootseal(['--version'])).stdout).toBe(`${version}\n`);
    expect((await asked(['--version'])).json).toEqual({ ok: true, version });
    expect((await asked(['plan', '--help'])).json['help']).toContain('Usage: rootseal plan');
  });
});

describe('plans', () => {
  it('a new one needs no editing, is not overwritten, and has a known profile', async () => {
    const out = join(folder, 'plan.json');
    const made = await asked(['plan', 'new', '--profile', 'traceability', '--out', out]);
    expect(made).toMatchObject({ status: 0, json: { file: out } });
    const checked = await asked(['plan', 'check', out]);
    expect(checked.status).toBe(0);
    expect(checked.json['planHash']).toBe(made.json['planHash']);
    expect(checked.json['words']).toHaveLength(32);
    const plan = JSON.parse(readFileSync(out, 'utf8')) as {
      custodians: { id: string; seal: { kind: string } }[];
      members: { key: object; holder: string }[];
    };
    expect(plan.custodians.every(({ seal }) => seal.kind === 'passphrase')).toBe(true);
    expect(plan.members.every(({ key }) => 'make' in key)).toBe(true);
    const again = ['plan', 'new', '--profile', 'traceability', '--out', out];
    expect(await refused(again)).toMatchObject({ status: 2, code: 'FILE-EXISTS', subject: out });
    const other = ['plan', 'new', '--profile', 'tulips', '--out', join(folder, 'other.json')];
    expect(await refused(other)).toMatchObject({ status: 2, code: 'PLAN-PROFILE' });
  });

  it('a wrong one answers 1 with every finding; what cannot be read answers 2', async () => {
    const text = readFileSync(join(example, 'plan.json'), 'utf8');
    cpSync(join(example, 'carrier.pub'), join(folder, 'carrier.pub'));
    const file = put('wrong.json', text.replace('"threshold": 3', '"threshold": 1').replace('"1.6.5"', '"1.6.4"'));
    const { status, json } = await refused(['plan', 'check', file]);
    expect(status).toBe(1);
    const findings = json['findings'] as { rule: string; level: string; field: string; message: string }[];
    expect(findings.map(({ field }) => field)).toEqual(expect.arrayContaining(['threshold', 'chain.version']));
    for (const each of findings) expect(each).toMatchObject({ rule: expect.stringMatching(/^PLAN-/) as unknown });
    expect(await refused(['plan', 'check', put('x.json', '{nope')])).toMatchObject({ status: 2, code: 'PLAN-JSON' });
    const format = put('y.json', '{"format":"rootseal.plan/9"}');
    expect(await refused(['plan', 'check', format])).toMatchObject({ status: 2, code: 'PLAN-FORMAT' });
  });

  it('is shown, resolved or not', async () => {
    const resolved = await asked(['plan', 'show', join(home.bundle, 'plan.json')]);
    expect(resolved.json['plan']).toMatchObject({ rehearsal: true });
    const { stdout } = await rootseal(['plan', 'show', join(example, 'plan.json'), '--lang', 'zh-CN']);
    expect(stdout).toContain('门限: 3 / 5');
  });
});

describe('JD Chain', () => {
  const genesis = () => join(home.bundle, 'genesis', 'jdchain');
  const vectors = JSON.parse(readFileSync(join(root, 'test', 'vectors', 'jdchain', 'keys.json'), 'utf8')) as {
    keys: { pub: string; priv: string; address: string; password: string }[];
  };
  const [signer] = vectors.keys;

  it('hash: the same genesis transaction as the ceremony made, its content in a new file', async () => {
    const init = join(genesis(), 'brand', 'ledger.init');
    const out = join(folder, 'content');
    const { json } = await asked(['jdchain', 'hash', init, '--out', out]);
    expect(json['txHash']).toBe(home.made.genesis[0]?.txHash);
    expect(json['contentBytes']).toBe(statSync(out).size);
    expect(json['participants']).toHaveLength(4);
    expect(json['contentSha256']).toMatch(/^[0-9a-f]{64}$/);
    expect(await refused(['jdchain', 'hash', init, '--out', out])).toMatchObject({ status: 2, code: 'FILE-EXISTS' });
    expect(await refused(['jdchain', 'hash', join(folder, 'gone')])).toMatchObject({ status: 2, code: 'JDCHAIN-FILE' });
  });

  it('lint: clean as made, and what differs between the parties, to the byte', async () => {
    // Nothing but what the plan itself was told: its DEFAULT is tight, and it has no role for newcomers.
    const { findings, abilities } = (await asked(['jdchain', 'lint', genesis()])).json;
    expect(findings).toEqual([expect.objectContaining({ rule: 'PLAN-NEWCOMER', level: 'warning', party: 'brand' })]);
    expect(abilities).toContainEqual(
      expect.objectContaining({ deed: 'admit', members: ['REHEARSAL-brand', 'REHEARSAL-lab'], anybody: false }),
    );
    const parties = join(folder, 'parties');
    cpSync(genesis(), parties, { recursive: true });
    const change = (party: string, from: string, to: string) => {
      const config = join(parties, party, 'bftsmart', 'bftsmart.config');
      writeFileSync(config, readFileSync(config, 'utf8').replace(from, to));
    };
    appendFileSync(join(parties, 'carrier', 'bftsmart', 'bftsmart.config'), ' ');
    change('lab', 'system.epoch.delay=', 'system.epoch.delay=1');
    const { status, json } = await refused(['jdchain', 'lint', parties]);
    expect(status).toBe(1);
    const file = 'bftsmart/bftsmart.config';
    expect(json['findings']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ level: 'warning', party: 'carrier', file, rule: 'JDCHAIN-DIFF-BYTES' }),
        expect.objectContaining({ level: 'error', party: 'lab', file, rule: 'JDCHAIN-DIFF-CONSENSUS' }),
      ]),
    );
    expect(await refused(['jdchain', 'lint', join(folder, 'gone')])).toMatchObject({ status: 2 });
  });

  it('register: the bytes of the vector, with key 0 and password abc by descriptor', async () => {
    const priv = put('signer.priv', signer?.priv ?? '');
    const out = join(folder, 'registration.tx');
    const args = [
      ...['jdchain', 'register', '--ledger', 'j5sB3sVTFgTqTYzo7KtQjBLSy8YQGPpJpvQZaW9Eqk46dg', '--name', 'node4'],
      ...['--pubkey', '7VeRKoM5RE6iFXr214Hsiic2aoqCQ7MEU1dHQFRnjXQcReAS', '--signer', priv],
      ...['--time', '1577836800000', '--passphrase-fd', '3', '--out'],
    ];
    const made = await asked([...args, out], { third: 'abc\n' });
    expect(made).toMatchObject({ status: 0, json: { txHash: 'j5k8RpcTgK3Rwe5Ygebw85yPF4BMv36m9Ue7N1DVnXf71m' } });
    expect(readFileSync(out).toString('hex')).toMatch(/^000002027eb6b3ef252ecddb2220.*c1990900$/);
    expect(statSync(out).size).toBe(324);
    expect(await refused([...args, out], { third: 'abc\n' })).toMatchObject({ status: 2, code: 'FILE-EXISTS' });
    const wrong = await refused([...args, join(folder, 'other.tx')], { third: 'abd\n' });
    expect(wrong).toMatchObject({ status: 1, code: 'JDCHAIN-KEY-PASSWORD' });
    expect(existsSync(join(folder, 'other.tx'))).toBe(false);
  });

  it.each([
    ['ed25519', 'ED25519'],
    ['sm2', 'SM2'],
  ])('key new: a %s pair that signs, and is not overwritten', async (suite, algorithm) => {
    const out = join(folder, `key-${suite}`);
    const args = ['jdchain', 'key', 'new', '--suite', suite, '--passphrase-fd', '3', '--out', out];
    const { status, json } = await asked(args, { third: 'a passphrase for the signer\n' });
    expect([status, json['suite']]).toEqual([0, suite]);
    expect(statSync(`${out}.priv`).mode & 0o777).toBe(0o600);
    const shown = await asked(['jdchain', 'key', 'show', `${out}.pub`]);
    expect(shown.json).toMatchObject({ algorithm, publicKey: json['publicKey'], address: json['address'] });
    const before = readFileSync(`${out}.priv`, 'utf8');
    expect(await refused(args, { third: 'another\n' })).toMatchObject({ status: 2, code: 'FILE-EXISTS' });
    expect(readFileSync(`${out}.priv`, 'utf8')).toBe(before);
    const registered = await asked(
      [
        ...['jdchain', 'register', '--ledger', 'j5sB3sVTFgTqTYzo7KtQjBLSy8YQGPpJpvQZaW9Eqk46dg', '--name', 'n'],
        ...['--pubkey', String(json['publicKey']), '--signer', `${out}.priv`, '--out', `${out}.tx`],
        ...['--passphrase-fd', '3'],
      ],
      { third: 'a passphrase for the signer\n' },
    );
    expect(registered.status).toBe(0);
  });

  it('key show: a public key with its address; anything else is refused', async () => {
    const { json } = await asked(['jdchain', 'key', 'show', put('k.pub', signer?.pub ?? '')]);
    expect(json).toMatchObject({ address: signer?.address, algorithm: 'ED25519' });
    const other = await refused(['jdchain', 'key', 'show', put('k.txt', 'hello')]);
    expect(other).toMatchObject({ code: 'JDCHAIN-KEY-SHOW' });
  });
});

describe('the log', () => {
  it('is verified in a home, exported, and verified where it was exported to', async () => {
    const { json } = await asked(['log', 'verify', home.dir]);
    const { size, root: head } = home.made.log;
    expect(json).toMatchObject({ kind: 'log', valid: true, anchored: false, accepted: null, size, root: head });
    expect(json['cosignatures']).toEqual([]);
    const out = join(folder, 'exported');
    expect((await asked(['log', 'export', home.dir, '--out', out])).json).toMatchObject({ size });
    expect(readdirSync(out).sort()).toEqual(['checkpoint', 'log.vkey', 'tile']);
    expect((await asked(['log', 'verify', out])).json).toMatchObject({ valid: true, size });
    const verified = objectOf(await npm('verify', [out, '--rehearsal', '--json']));
    expect(verified).toMatchObject({ ok: true, kind: 'log', size, root: head });
    const again = await refused(['log', 'export', home.dir, '--out', out]);
    expect(again).toMatchObject({ status: 2, code: 'CLI-FOLDER', subject: out });
  });

  it('that was changed is refused with 1; where there is none, with 2', async () => {
    const own = copyHome(home);
    const checkpoint = join(own.bundle, 'log', 'checkpoint');
    writeFileSync(checkpoint, readFileSync(checkpoint, 'utf8').replace(/\n\d+\n/, '\n7\n'));
    expect((await refused(['log', 'verify', own.dir])).status).toBe(1);
    expect((await refused(['log', 'verify', join(folder, 'gone')])).status).toBe(2);
    expect(await refused(['log', 'export', folder, '--out', join(folder, 'z')])).toMatchObject({ status: 2 });
  });

  it('a place that cannot be written answers 3', async () => {
    mkdirSync(join(folder, 'place'));
    const answer = await refused(['log', 'export', home.dir, '--out', '/dev/null/x']);
    expect(answer).toMatchObject({ status: 3 });
    expect(['CLI-SYSTEM', 'HOME-WRITE']).toContain(answer.code);
    const denied = refusal(Object.assign(new Error('EROFS: read-only'), { code: 'EROFS' }));
    expect(denied).toMatchObject({ exit: 3, json: { code: 'CLI-SYSTEM' } });
  });
});

describe('progress', () => {
  const said = (isTTY: boolean) => {
    let text = '';
    const line = new ProgressLine({ isTTY, write: (part) => (text += part) });
    for (let done = 0; done <= 1000; done++) line.show('Proving', done, 1000);
    line.show('Sealing', 1, 2);
    line.end();
    return text;
  };

  it('is written over in place on a terminal', () => {
    const text = said(true);
    expect(text.split('\n')).toHaveLength(3);
    expect(text).toContain('\r\u001b[K[1000/1000] Proving\n');
  });

  it('is some ten plain lines elsewhere', () => {
    const lines = said(false).trimEnd().split('\n');
    expect(lines.length).toBeLessThan(15);
    expect(lines).toContain('[1000/1000] Proving');
    expect(lines.at(-1)).toBe('[1/2] Sealing');
  });
});
