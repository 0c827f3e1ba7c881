/**
 * `rootseal-verify PATH`: one file of plain JavaScript for Node 20 or later, without native modules, network or secrets.
 * Exit 0 checked and good, 1 refused, 2 wrong use or nothing that can be verified.
 */
import { parseArgs } from 'node:util';
import { parsePolicy } from '../../core/audit/policy.ts';
import { printable } from '../../core/encoding/printable.ts';
import { type Lang, type RootsealError, refuse } from '../../core/rules.ts';
import { asRefusal } from './report.ts';
import { verifyRules } from './rules.ts';
import { readFile } from './tree.ts';
import { type PathOptions, verifyPath } from './verify.ts';
import { type Told, cosign, cosigned, witnessKey } from './witness.ts';

const usage = `rootseal-verify PATH [--rehearsal] [--root-fingerprint HEX] [--checkpoint FILE] [--policy FILE] [--at DATE] [--open] [--json] [--lang zh-CN|en]
PATH: an evidence bundle (public/), a TUF repository, a log folder, a share set, a root statement, a sealed root.
For a witness of the log, with OpenSSL beside it:
  rootseal-verify witness-key PUBLIC.pem --name NAME --out FILE.vkey
  rootseal-verify cosign REQUEST --state FILE [--log log.vkey] --out FILE
  rootseal-verify cosigned FILE --signature FILE.sig --witness FILE.vkey --out FILE.cosignature`;

const flags = {
  rehearsal: { type: 'boolean' },
  'root-fingerprint': { type: 'string' },
  checkpoint: { type: 'string' },
  policy: { type: 'string' },
  at: { type: 'string' },
  open: { type: 'boolean' },
  state: { type: 'string' },
  log: { type: 'string' },
  out: { type: 'string' },
  name: { type: 'string' },
  signature: { type: 'string' },
  witness: { type: 'string' },
  json: { type: 'boolean' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** `--lang` if it is there, else the locale; anything Chinese is Chinese, all else English. */
function language(option: string | undefined): Lang {
  const wanted = option ?? process.env['LC_ALL'] ?? process.env['LANG'] ?? '';
  return wanted.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

function wrongUse(reason: string): RootsealError {
  return refuse(verifyRules, 'VERIFY-USAGE', { reason: `${printable(reason)}\n${usage}` });
}

function parse() {
  try {
    const { values, positionals, tokens } = parseArgs({ options: flags, allowPositionals: true, tokens: true });
    const names = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
    const twice = names.find((name, i) => names.indexOf(name) < i);
    if (twice !== undefined) throw new Error(`--${twice} is given twice.`);
    return { values, positionals };
  } catch (error) {
    throw wrongUse((error instanceof Error ? error.message : String(error)).replaceAll('\n', ' '));
  }
}

/** `--at DATE`: `2036-11-21` or `2036-11-21T00:00:00Z`, always UTC. */
function moment(at: string): string {
  const full = /^\d{4}-\d{2}-\d{2}$/.test(at) ? `${at}T00:00:00Z` : at;
  const time = new Date(full);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/.test(full) || Number.isNaN(time.getTime()))
    throw wrongUse(`--at ${at}: a date (2036-11-21) or a time in UTC (2036-11-21T00:00:00Z) is expected.`);
  return time.toISOString();
}

/** Digits as they are read aloud: in groups, in either case. */
function fingerprintArgument(text: string): string {
  const hex = text.toLowerCase().replaceAll(/[\s:-]/g, '');
  if (!/^[0-9a-f]{64}$/.test(hex)) throw wrongUse('--root-fingerprint takes 64 hex digits.');
  return hex;
}

type Values = ReturnType<typeof parse>['values'];

function optionsOf(values: Values, lang: Lang): PathOptions {
  const { at, checkpoint, policy, 'root-fingerprint': fingerprint } = values;
  return {
    lang,
    rehearsal: values.rehearsal ?? false,
    open: values.open ?? false,
    ...(at !== undefined && { now: moment(at) }),
    ...(fingerprint !== undefined && { rootFingerprint: fingerprintArgument(fingerprint) }),
    ...(policy !== undefined && { policy: parsePolicy(readFile(policy), policy) }),
    ...(checkpoint !== undefined && { checkpoint: readFile(checkpoint) }),
  };
}

function run(): number {
  const { values, positionals } = parse();
  const [path, file] = positionals;
  if (values.help === true) return say(`${usage}\n`, 0);
  if (isWitnessJob(path) && file !== undefined && positionals.length === 2)
    return told(witnessJobs[path](file, values), values);
  if (path === undefined || positionals.length > 1) throw wrongUse('One PATH is expected.');
  if (values.lang !== undefined && !/^(?:zh|en)\b/i.test(values.lang)) throw wrongUse('--lang is zh-CN or en.');
  const lang = language(values.lang);
  const report = verifyPath(path, optionsOf(values, lang));
  return say(`${values.json === true ? jsonLine(report.json) : report.text[lang]}\n`, report.exit);
}

type WitnessJob = 'witness-key' | 'cosign' | 'cosigned';

const isWitnessJob = (word: string | undefined): word is WitnessJob =>
  word !== undefined && Object.hasOwn(witnessJobs, word);

const witnessJobs: Readonly<Record<WitnessJob, (file: string, values: Values) => Told>> = {
  'witness-key': (pem, { name, out }) => witnessKey(pem, wanted(name, 'name'), wanted(out, 'out')),
  cosign: (request, { state, log, out }) =>
    cosign({ request, state: wanted(state, 'state'), log, out: wanted(out, 'out') }, new Date()),
  cosigned: (message, { signature, witness, out }) => {
    const from = { signature: wanted(signature, 'signature'), witness: wanted(witness, 'witness') };
    return cosigned({ message, ...from, out: wanted(out, 'out') });
  },
};

function wanted(value: string | undefined, option: string): string {
  if (value === undefined) throw wrongUse(`--${option} is missing.`);
  return value;
}

/** Of a job that is no verdict on a path. */
function told({ json, text }: Told, values: Values): number {
  const lang = language(values.lang);
  const lines = text[lang].split('\n').map(printable).join('\n');
  return say(`${values.json === true ? jsonLine({ ok: true, ...json }) : lines}\n`, 0);
}

/** JSON of the same value, with what a terminal would act on as `\\uXXXX`: JSON itself escapes C0 alone. */
function jsonLine(value: unknown): string {
  const units = (char: string) =>
    Array.from({ length: char.length }, (_, i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`).join('');
  return JSON.stringify(value).replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, units);
}

function say(text: string, exit: number): number {
  process.stdout.write(text);
  return exit;
}

/** What could not even be begun. The arguments may be what is wrong, so they are looked at as they stand. */
function refused({ code, text, subject, exit }: RootsealError): number {
  const args = process.argv.slice(2);
  const said = args.find((arg) => arg.startsWith('--lang='))?.slice('--lang='.length);
  const lang = language(said ?? (args.includes('--lang') ? args[args.indexOf('--lang') + 1] : undefined));
  const json = {
    ...{ ok: false, code, message: text[lang], ...(subject !== undefined && { subject }) },
    ...{ kind: 'unknown', valid: false, anchored: false, accepted: false, checks: [] },
    ...{ size: null, root: null, cosignatures: [] },
  };
  if (args.includes('--json')) return say(`${jsonLine(json)}\n`, exit);
  // Wrong use is told with the usage, in lines of our own.
  const told = code === 'VERIFY-USAGE' ? text[lang] : printable(text[lang]);
  process.stderr.write(`${code}: ${told}\n`);
  return exit;
}

try {
  process.exitCode = run();
} catch (error) {
  process.exitCode = refused(asRefusal(error));
}
