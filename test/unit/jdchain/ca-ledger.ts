/** A ledger in CA mode of four members, a gateway and a user, its certificates issued as the founding act issues them; what is said differs. */

import { fromUtf8, utf8 } from '../../../main/core/encoding/bytes.ts';
import type { ResolvedPlan } from '../../../main/core/ceremony/plan.ts';
import { suite, type SuiteName } from '../../../main/core/keys/index.ts';
import { toPkcs8Pem } from '../../../main/core/keys/pem.ts';
import { type Issue, issueCertificate } from '../../../main/export/jdchain/ca/certificate.ts';
import type { CertificateRole } from '../../../main/export/jdchain/ca/roles.ts';
import { parseSubject } from '../../../main/export/jdchain/ca/subject.ts';
import { type Certificates, memberFiles } from '../../../main/export/jdchain/members.ts';

export const day = 86_400_000;
/** Yesterday, so that other programs take the certificates today, whenever that is; whole seconds, as certificates have them. */
export const start = Math.floor((Date.now() - day) / 1000) * 1000;

export function pair(name: SuiteName, seed: number) {
  const secret = suite(name).secretFromRandom(new Uint8Array(suite(name).randomLength).fill(seed));
  const sign = (message: Uint8Array) => suite(name).sign(message, secret);
  return { key: { suite: name, raw: suite(name).publicKey(secret) }, secret, sign };
}
type Pair = ReturnType<typeof pair>;

let serials = 0;
export function issue(by: Pair, change: Partial<Issue> & { readonly roles: readonly CertificateRole[] }): string {
  const lifetime = { notBefore: start, notAfter: start + 365 * day };
  const subject = parseSubject('CN=x,O=JD,C=CN');
  const serial = new Uint8Array(16).fill(++serials);
  return issueCertificate({ ...lifetime, subject, serial, publicKey: by.key, ...change }, by.key, by.sign);
}

const ids = ['brand', 'producer', 'carrier', 'lab'];
export const name: SuiteName = 'p256';
export const rootPair = pair(name, 1);
export const rootLife = { notAfter: start + 3650 * day };
export const root = issue(rootPair, { roles: ['ROOT', 'CA'], ...rootLife });
const pairs = Object.fromEntries([...ids, 'brand-gw', 'brand-app'].map((id, i) => [id, pair(name, 10 + i)]));
export const keyOf = (id: string): Pair => pairs[id] ?? rootPair;
export const keys = Object.fromEntries(Object.entries(pairs).map(([id, { key }]) => [id, key]));

const roleOf = (id: string): CertificateRole => (id === 'brand-gw' ? 'GW' : id === 'brand-app' ? 'USER' : 'PEER');
export const certificates: Certificates = {
  root,
  own: Object.fromEntries(
    Object.entries(keys).map(([id, publicKey]) => [
      id,
      issue(rootPair, { roles: [roleOf(id)], publicKey, issuer: root }),
    ]),
  ),
};

export const plan = {
  rehearsal: false,
  roots: [{ id: 'ledger-ca', suite: name, purpose: 'certificates' }],
  chain: {
    kind: 'jdchain',
    version: '1.6.5',
    ledger: {
      ...{ name: 'food', createdTime: '2026-11-22T00:00:00Z', seed: '11'.repeat(32), identityMode: 'CA' },
      ...{ dataStructure: 'MERKLE_TREE', hash: 'SHA256', verifyHash: true, providers: ['classic', 'sm'] },
      ...{
        contract: { timeout: 60_000, maxStackDepth: 100 },
        consensus: { kind: 'bftsmart', settings: {} },
        roles: {},
      },
      ca: {
        ...{ root: 'ledger-ca', subject: 'CN=root', rootDays: 3650, days: 365 },
        gateways: [
          {
            id: 'brand-gw',
            participant: 'brand-gw',
            member: 'brand',
            key: { make: name },
            ledgerRoles: [],
            rolesPolicy: 'UNION',
          },
        ],
        users: [{ id: 'brand-app', member: 'brand', key: { make: name } }],
      },
    },
  },
  members: ids.map((id, i) => ({
    ...{ id, participant: id, name: { zh: id, en: id }, role: id, holder: 'c1', key: { make: name } },
    initializer: { host: `10.0.0.${String(i)}`, port: 8800 },
    consensus: { host: `10.0.0.${String(i)}`, port: 16000 },
    ...{ ledgerRoles: [], rolesPolicy: 'UNION' },
  })),
} as unknown as ResolvedPlan;

/** The files of one member, complete with its private key. */
export function folderOf(id: string, own: Certificates = certificates): Map<string, Uint8Array> {
  const files = [...memberFiles(plan, keys, own)].filter(([path]) => path.startsWith(`${id}/`));
  return new Map([
    ...files.map(([path, bytes]) => [path.slice(id.length + 1), bytes] as const),
    [`${id}.key`, toPkcs8Pem(name, keyOf(id).secret)] as const,
  ]);
}

/** The same with one file put in place of another. */
export const withFile = (files: Map<string, Uint8Array>, path: string, text: string): Map<string, Uint8Array> =>
  new Map(files).set(path, utf8(text));

export const textIn = (files: ReadonlyMap<string, Uint8Array>, path: string): string =>
  fromUtf8(files.get(path) ?? new Uint8Array());
