/**
 * Who may import whom, as data (docs/architecture.md, "Who may import whom"). From this one table come the rules
 * of dependency-cruiser and the violations that are planted to see each rule refuse.
 *
 * What a row does not allow is an error: another room, a package, a module of Node where `node` is false, a file
 * under main/, preload/, renderer/ or hsm/ that lies in no room.
 */
import type { IForbiddenRuleType } from 'dependency-cruiser';

export interface Room {
  readonly name: string;
  /** The row as docs/architecture.md has it. */
  readonly says: string;
  /** Regular expression over paths from the root of the checkout. */
  readonly path: string;
  /** A file of this room, existing or not: where a violation is planted, and what others import of it. */
  readonly sample: string;
  /** Rooms it may import; its own files always. */
  readonly may: readonly string[];
  /** Rooms of which it may import types alone. */
  readonly mayTypes?: readonly string[];
  /** Of a room in `may`, only the files matching this. */
  readonly only?: Readonly<Record<string, string>>;
  /** npm packages, by name or by scope (`@noble`). */
  readonly packages: readonly string[];
  /** May it import modules of Node? (The network's are banned everywhere, by lint and here.) */
  readonly node: boolean;
}

const hashes = ['@noble', '@scure'];

export const rooms: readonly Room[] = [
  {
    name: 'core',
    says: '`core → noble/scure and pure codecs`',
    path: '^main/core/',
    sample: 'main/core/planted.ts',
    may: [],
    packages: [...hashes, 'canonicalize', 'cborg', 'zod'],
    node: false,
  },
  {
    name: 'export',
    says: '`export → core, @peculiar/asn1 (X.509 alone)`',
    path: '^main/export/',
    sample: 'main/export/planted.ts',
    may: ['core'],
    packages: [...hashes, '@peculiar'],
    node: false,
  },
  {
    name: 'vault',
    says: '`vault → core, export, hsm, age-encryption, shamir-secret-sharing, slip39 (nobody else imports these three)`',
    path: '^main/vault/',
    sample: 'main/vault/planted.ts',
    may: ['core', 'export', 'hsm', 'hsm/protocol'],
    packages: [...hashes, 'zod', 'age-encryption', 'shamir-secret-sharing', 'slip39'],
    node: true,
  },
  {
    name: 'store',
    says: '`store → core`',
    path: '^main/store/',
    sample: 'main/store/planted.ts',
    may: ['core'],
    packages: [...hashes, 'better-sqlite3'],
    node: true,
  },
  {
    // Alone with the libraries of paper: pages drawn, pictures read; files are the app's.
    name: 'paper',
    says: '`paper → core, pdfkit, qr, jpeg-js (nobody else imports these three, but the page the decoder of qr)`',
    path: '^main/paper/',
    sample: 'main/paper/planted.ts',
    may: ['core'],
    packages: ['pdfkit', 'qr', 'jpeg-js'],
    node: true,
  },
  {
    name: 'app',
    says: '`app → core, export, store, vault (client), paper, hsm, preload/contract (types)`',
    path: '^main/app(\\.ts$|/)',
    sample: 'main/app/planted.ts',
    may: ['core', 'export', 'store', 'vault', 'paper', 'hsm', 'hsm/protocol'],
    mayTypes: ['preload/contract'],
    only: { vault: '^main/vault/(client|protocol)\\.ts$' },
    packages: [...hashes, 'zod'],
    node: true,
  },
  {
    name: 'index',
    says: '`index → app, host/electron`',
    path: '^main/index\\.ts$',
    sample: 'main/index.ts',
    may: ['app', 'host', 'host/electron'],
    packages: ['electron'],
    node: true,
  },
  {
    name: 'chromium',
    says: '`chromium → app, host/chromium`',
    path: '^main/chromium\\.ts$',
    sample: 'main/chromium.ts',
    may: ['app', 'host', 'host/chromium'],
    packages: [],
    node: true,
  },
  {
    // What both hosts share: the gate, the pages, the places.
    name: 'host',
    says: '`host → app (type), preload/contract`',
    path: '^main/host/[^/]+\\.ts$',
    sample: 'main/host/planted.ts',
    may: ['preload/contract'],
    mayTypes: ['app'],
    packages: ['zod'],
    node: true,
  },
  {
    name: 'host/electron',
    says: '`host → app (type), preload/contract`',
    path: '^main/host/electron/',
    sample: 'main/host/electron/planted.ts',
    may: ['host', 'preload/contract'],
    mayTypes: ['app'],
    packages: ['electron', 'zod'],
    node: true,
  },
  {
    name: 'host/chromium',
    says: '`host → app (type), preload/contract`',
    path: '^main/host/chromium/',
    sample: 'main/host/chromium/planted.ts',
    may: ['host', 'preload/contract'],
    mayTypes: ['app'],
    packages: ['playwright-core', 'zod'],
    node: true,
  },
  {
    name: 'cli',
    says: '`cli → app, core, export, cli/verify`',
    path: '^main/cli/(?!verify/)',
    sample: 'main/cli/planted.ts',
    may: ['app', 'core', 'export', 'cli/verify'],
    packages: [...hashes, 'commander', 'zod'],
    node: true,
  },
  {
    name: 'cli/verify',
    says: '`cli/verify → core, export`',
    path: '^main/cli/verify/',
    sample: 'main/cli/verify/planted.ts',
    may: ['core', 'export'],
    packages: [...hashes, 'zod'],
    node: true,
  },
  {
    name: 'preload/contract',
    says: '`contract → core (types)`',
    path: '^preload/contract/',
    sample: 'preload/contract/planted.ts',
    may: [],
    mayTypes: ['core'],
    packages: ['zod'],
    node: false,
  },
  {
    name: 'preload',
    says: '`preload → contract`',
    path: '^preload/(?!contract/)',
    sample: 'preload/planted.ts',
    may: ['preload/contract'],
    packages: ['electron'],
    node: false,
  },
  {
    name: 'renderer',
    says: "`renderer → contract (types), qr's decoder, its own`",
    path: '^renderer/',
    sample: 'renderer/planted.ts',
    may: [],
    mayTypes: ['preload/contract'],
    packages: ['react', 'react-dom', 'react-aria-components', 'i18next', 'react-i18next', '@fontsource-variable', 'qr'],
    node: false,
  },
  {
    name: 'hsm/protocol',
    says: '`hsm/protocol → pure`',
    path: '^hsm/protocol/',
    sample: 'hsm/protocol/planted.ts',
    may: [],
    packages: hashes,
    node: false,
  },
  {
    name: 'hsm',
    says: '`hsm → nothing of ours`',
    path: '^hsm/(?!protocol/)',
    sample: 'hsm/planted.ts',
    may: ['hsm/protocol'],
    packages: [...hashes, 'node-hid'],
    node: true,
  },
];

/** The folders whose every module must lie in a room. */
export const houseFolders = ['main', 'preload', 'renderer', 'hsm'] as const;

const networkModules = ['net', 'http', 'https', 'http2', 'dns', 'dns/promises', 'tls', 'dgram'] as const;

const packagePath = (name: string): string => `(^|/)node_modules/${name}/`;
const roomNamed = (name: string): Room => rooms.find((room) => room.name === name)!;

/** Whether `from` may import a value of `to`'s sample file; the same reading of the table as the rules below. */
export const allows = (from: Room, to: Room): boolean =>
  from === to || (from.may.includes(to.name) && new RegExp(from.only?.[to.name] ?? '').test(to.sample));

export const allowsTypes = (from: Room, to: Room): boolean =>
  allows(from, to) || (from.mayTypes?.includes(to.name) ?? false);

function roomRules(room: Room): IForbiddenRuleType[] {
  const values = [room.path, ...room.may.map((name) => room.only?.[name] ?? roomNamed(name).path)];
  const types = (room.mayTypes ?? []).map((name) => roomNamed(name).path);
  const from = { path: room.path };
  return [
    {
      name: `${room.name}: rooms`,
      severity: 'error',
      comment: room.says,
      from,
      to: {
        pathNot: [...values, ...types, '(^|/)node_modules/'],
        dependencyTypesNot: ['core'],
        couldNotResolve: false,
      },
    },
    ...types.map((path): IForbiddenRuleType => ({
      name: `${room.name}: types alone`,
      severity: 'error',
      comment: room.says,
      from,
      to: { path, dependencyTypesNot: ['type-only'] },
    })),
    {
      name: `${room.name}: packages`,
      severity: 'error',
      comment: `${room.name} may import ${room.packages.join(', ') || 'no package'}`,
      from,
      to: { path: '(^|/)node_modules/', pathNot: room.packages.map(packagePath) },
    },
    {
      name: `${room.name}: node`,
      severity: 'error',
      comment: room.node ? 'no module of the network' : `${room.name} is pure`,
      from,
      to: {
        dependencyTypes: ['core'],
        ...(room.node ? { path: `^(node:)?(${networkModules.join('|')})$` } : {}),
      },
    },
  ];
}

export const forbidden: IForbiddenRuleType[] = [
  ...rooms.flatMap(roomRules),
  {
    name: 'no circles',
    severity: 'error',
    from: {},
    // A circle through a type is none when the program runs.
    to: { circular: true, viaOnly: { pathNot: '(^|/)node_modules/', dependencyTypesNot: ['type-only'] } },
  },
  { name: 'no guesses', severity: 'error', from: {}, to: { couldNotResolve: true } },
];

/** Modules that lie in no room: a new folder needs a new row. */
export const homeless = (modules: readonly string[]): string[] =>
  modules.filter((path) => !rooms.some((room) => new RegExp(room.path).test(path)));

export interface Planted {
  readonly rule: string;
  readonly from: string;
  /** The import statement's target, as written. */
  readonly to: string;
  readonly types?: boolean;
}

/**
 * Every import that the table forbids: each room into each other as value and as type, each package that another
 * room has (`installed`: a scope or a package that is not there cannot be planted), modules of Node.
 */
export function violations(
  relative: (from: string, to: string) => string,
  installed: (name: string) => boolean,
): Planted[] {
  const packages = [...new Set(rooms.flatMap((room) => room.packages))].filter(installed);
  return rooms.flatMap((from) => [
    ...rooms
      .filter((to) => !allows(from, to))
      .map((to) => ({
        rule: allowsTypes(from, to) ? `${from.name}: types alone` : `${from.name}: rooms`,
        from: from.sample,
        to: relative(from.sample, to.sample),
      })),
    ...rooms
      .filter((to) => !allowsTypes(from, to))
      .map((to) => ({
        rule: `${from.name}: rooms`,
        from: from.sample,
        to: relative(from.sample, to.sample),
        types: true,
      })),
    { rule: `${from.name}: rooms`, from: from.sample, to: relative(from.sample, 'test/planted.ts') },
    ...packages
      .filter((name) => !from.packages.includes(name))
      .map((name) => ({ rule: `${from.name}: packages`, from: from.sample, to: name })),
    ...(from.node ? networkModules : (['fs', 'net'] as const)).map((name) => ({
      rule: `${from.name}: node`,
      from: from.sample,
      to: `node:${name}`,
    })),
  ]);
}
