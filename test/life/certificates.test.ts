/**
 * A ledger in CA mode as its people run it: founded with certificates for keys made there and for a request, verified, one certified and one
 * renewed later by a quorum; a certificate that is swapped is named. A rehearsal of its own, used from top to bottom.
 */
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { suite } from '../../main/core/keys/index.ts';
import { makeRequest, readCertificate } from '../../main/export/jdchain/ca/certificate.ts';
import { parseSubject } from '../../main/export/jdchain/ca/subject.ts';
import { encodePublicKey } from '../../main/export/jdchain/keys.ts';
import { type FinishedHome, finishedHome } from '../support/ceremony.ts';
import { asked, npm, objectOf, ownFolder, refused } from '../cli/run.ts';

const folder = ownFolder('certificates');
const dir = join(folder, 'home');
const at = (name: string) => join(folder, name);
const publicFile = (...path: string[]) => join(dir, 'public', ...path);
const textOf = (path: string) => readFileSync(path, 'utf8');
let model: FinishedHome;

interface PlanJson {
  roots: object[];
  members: { id: string; key: object; holder?: string }[];
  chain: { ledger: object };
}

/** A request as an applicant makes it on its own machine. */
function request(name: string, seed: number): string {
  const sm2 = suite('sm2');
  const secret = sm2.secretFromRandom(new Uint8Array(sm2.randomLength).fill(seed));
  const publicKey = { suite: 'sm2', raw: sm2.publicKey(secret) } as const;
  const pem = makeRequest({ subject: parseSubject(`CN=${name},O=承运方`), roles: ['PEER'], publicKey }, (message) =>
    sm2.sign(message, secret),
  );
  writeFileSync(at(`${name}.csr`), pem);
  writeFileSync(at(`${name}.pub`), encodePublicKey('sm2', publicKey.raw));
  return pem;
}

/** The example on SM2: the third member brings a request, the first has a gateway and an application. */
function plan(): string {
  const plan = JSON.parse(textOf(model.planFile)) as PlanJson;
  plan.roots.push({ id: 'ledger-ca', suite: 'sm2', purpose: 'certificates' });
  for (const [i, member] of plan.members.entries())
    Object.assign(member, i === 2 ? { key: { file: 'carrier.csr' } } : { key: { make: 'sm2' }, holder: 'c1' });
  delete plan.members[2]?.holder;
  const ca = {
    ...{ root: 'ledger-ca', subject: 'CN=根,O=联盟,C=CN', rootDays: 3650, days: 365 },
    gateways: [{ id: 'brand-gw', member: 'brand', key: { make: 'sm2' }, ledgerRoles: [], rolesPolicy: 'UNION' }],
    users: [{ id: 'brand-app', member: 'brand', key: { make: 'sm2' } }],
  };
  Object.assign(plan.chain.ledger, { identityMode: 'CA', ca });
  writeFileSync(at('plan.json'), JSON.stringify(plan));
  return at('plan.json');
}

const verified = async (bundle: string) => objectOf(await npm('verify', [bundle, '--rehearsal', '--json']));
const certify = (...more: string[]) => [
  ...['restore', dir, ...['c1', 'c2', 'c3'].flatMap((id) => ['--share', join(dir, 'shares', `${id}.age`)])],
  ...['--purpose', 'certify', '--root', 'ledger-ca', '--answers', model.answersFile, ...more],
];

beforeAll(async () => {
  model = await finishedHome('rehearsal');
  request('carrier', 5);
  request('retailer', 6);
  mkdirSync(at('other'));
});

describe('a ledger in CA mode', () => {
  it('is founded, and its bundle verified, with a certificate for each key', async () => {
    const file = plan();
    const founded = await asked([
      'ceremony',
      'run',
      file,
      '--into',
      dir,
      '--rehearsal',
      '--answers',
      model.answersFile,
    ]);
    expect(founded.status, JSON.stringify(founded.json)).toBe(0);
    expect(await verified(publicFile())).toMatchObject({ ok: true, valid: true });
    const [root, carrier, gateway] = ['ledger-ca.root', 'carrier', 'brand-gw'].map((name) =>
      readCertificate(textOf(publicFile('certificates', `${name}.crt`)), name),
    );
    expect(root).toMatchObject({ ca: true, roles: ['ROOT', 'CA'] });
    expect(carrier?.roles).toEqual(['PEER']);
    expect(carrier?.subject).toContainEqual(['CN', 'REHEARSAL-carrier']);
    expect(gateway?.roles).toEqual(['GW']);
    expect(root && carrier?.signedBy(root.publicKey)).toBe(true);
    expect(readdirSync(join(dir, 'private', 'brand')).toSorted()).toEqual(
      ['brand-app', 'brand-gw', 'brand'].flatMap((id) => ['key', 'priv', 'pwd'].map((end) => `${id}.${end}.age`)),
    );
  });

  it('is taken by lint, and has one genesis hash in every folder', async () => {
    const lint = await asked(['jdchain', 'lint', publicFile('genesis', 'jdchain')]);
    expect(lint.status, JSON.stringify(lint.json)).toBe(0);
    const hashes = await Promise.all(
      ['brand', 'carrier'].map((id) => asked(['jdchain', 'hash', publicFile('genesis', 'jdchain', id, 'ledger.init')])),
    );
    const [one, other] = hashes.map(({ json }) => json);
    expect(one?.['txHash']).toBe(other?.['txHash']);
    expect(one?.['participants']).toHaveLength(5);
  });

  it('has a newcomer certified, and a member renewed, by a quorum that is in the log', async () => {
    const issued = await asked(
      certify('--in', at('retailer.csr'), '--ou', 'PEER', '--days', '100', '--out', at('retailer.crt')),
    );
    expect(issued).toMatchObject({ status: 0, json: { purpose: 'certify', quorum: ['c1', 'c2', 'c3'] } });
    // Whoever says yes hears whose it is.
    expect(issued.stderr).toMatch(/asked for by .*CN=retailer.*, (?:ed25519|sm2|p256) key \w{30}/);
    const old = publicFile('certificates', 'brand.crt');
    expect(await asked(certify('--in', old, '--out', at('brand.crt')))).toMatchObject({ status: 0 });
    const root = publicFile('certificates', 'ledger-ca.root.crt');
    const key = publicFile('genesis', 'jdchain', 'brand', 'brand.pub');
    const [fresh, kept] = await Promise.all([
      asked(['jdchain', 'ca', 'show', at('retailer.crt'), '--issuer', root, '--key', at('retailer.pub')]),
      asked(['jdchain', 'ca', 'show', at('brand.crt'), '--issuer', root, '--key', key]),
    ]);
    expect(fresh).toMatchObject({ status: 0, json: { signed: true, keyFits: true, roles: ['PEER'] } });
    expect(kept).toMatchObject({ status: 0, json: { signed: true, keyFits: true, roles: ['PEER'] } });
    expect(kept.json['serial']).not.toBe(readCertificate(textOf(old), 'old').serial);
    expect(await verified(publicFile())).toMatchObject({ ok: true, valid: true });

    // Refused before the roots are opened: nothing of it is in the log, and the bundle holds.
    const ends = await refused(
      certify('--in', at('retailer.csr'), '--ou', 'PEER', '--days', '99999', '--out', at('no.crt')),
    );
    expect(ends).toMatchObject({ status: 1, code: 'JDCHAIN-CERT-ISSUER' });
    expect(await verified(publicFile())).toMatchObject({ ok: true, valid: true });
    const asRoot = await refused(certify('--in', at('retailer.csr'), '--ou', 'ROOT', '--out', at('no.crt')));
    expect(asRoot).toMatchObject({ status: 2 });
    const without = await refused(certify('--in', at('retailer.csr'), '--out', at('no.crt')));
    expect(without).toMatchObject({ status: 2, code: 'RESTORE-OPTION', subject: '--ou' });
    const foreign = await refused(certify('--in', at('retailer.pub'), '--out', at('no.crt')));
    expect(foreign).toMatchObject({ code: 'JDCHAIN-CERT' });
  });

  it('decides on its settings and on who leaves: transactions without certificates', async () => {
    const change = at('settings.json');
    writeFileSync(change, JSON.stringify({ kind: 'settings', set: { consensus: { 'system.epoch.delay': '60' } } }));
    const ledger = ['--ledger', 'j5sB3sVTFgTqTYzo7KtQjBLSy8YQGPpJpvQZaW9Eqk46dg'];
    const propose = (name: string, ...more: string[]) =>
      asked(['member', 'propose', '--register', dir, '--proposer', 'p1', ...more, ...ledger, '--out', at(name)]);
    const settings = await propose('settings.proposal.json', '--change', change);
    expect(settings).toMatchObject({ status: 0, json: { kind: 'settings' } });
    const leaving = await propose('leaving.proposal.json', '--remove', 'lab', '--reason', 'closed');
    expect(leaving.json['files']).toContainEqual(expect.objectContaining({ path: 'jdchain/lab/removal.tx' }));
  });

  it('says when its certificates are due', async () => {
    const { json } = await asked(['ceremony', 'status', dir]);
    const { until, due, overdue } = json['certificates'] as { until: string; due: string; overdue: boolean };
    expect(overdue).toBe(false);
    expect(Math.round((Date.parse(until) - Date.parse(due)) / 86_400_000)).toBe(60);
  });

  it.each([
    ['swapped', 'carrier.crt', () => readFileSync(publicFile('certificates', 'lab.crt'))],
    ['added', 'stranger.crt', () => readFileSync(at('retailer.crt'))],
  ])('a certificate that is %s is named', async (_, name, bytes) => {
    const copy = join(at('other'), name);
    cpSync(publicFile(), copy, { recursive: true });
    writeFileSync(join(copy, 'certificates', name), bytes());
    const refusal = await verified(copy);
    expect(refusal['ok']).toBe(false);
    expect(JSON.stringify(refusal)).toContain(`certificates/${name}`);
  });

  it('its requests are looked at before anything is made', async () => {
    copyFileSync(at('retailer.csr'), at('carrier.csr'));
    writeFileSync(at('carrier.csr'), textOf(at('carrier.csr')).replace('A', 'B'));
    const checked = await refused(['plan', 'check', at('plan.json')]);
    expect(checked).toMatchObject({ status: 1, code: 'PLAN-KEY' });
  });
});
