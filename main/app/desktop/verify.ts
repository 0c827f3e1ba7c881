/**
 * A bundle, or a part of one, judged by the verifier: a program of its own, the one of this installation and never the
 * one that lies in the bundle, which may be the forger's. It is run once in each language.
 */
import { existsSync } from 'node:fs';
import type { Handlers, ReplyOf, RequestOf } from '../../../preload/contract/index.ts';
import { toHex } from '../../core/encoding/hex.ts';
import { fromWords } from '../../core/encoding/words.ts';
import { type Text, RootsealError, refuse } from '../../core/rules.ts';
import { appRules } from '../rules.ts';
import { type VerifierReport, runVerifier, verifierFile } from '../verifier.ts';
import type { DesktopOptions } from './index.ts';
import { fullPath } from './paths.ts';
import { desktopRules } from './rules.ts';
import { checkTitles } from './verify-titles.ts';

type Verdict = ReplyOf<'verify.run'>;

export function verifyHandlers({ verifier }: Pick<DesktopOptions, 'verifier'>): Pick<Handlers, 'verify.run'> {
  return {
    'verify.run': async (request) => {
      const file = verifierFile();
      if (!existsSync(file)) throw refuse(appRules, 'CEREMONY-VERIFIER', {}, { subject: file });
      const args = argumentsOf(request);
      const judged = (lang: string) => runVerifier(file, [...args, '--lang', lang], verifier);
      const [en, zh] = await Promise.all([judged('en'), judged('zh-CN')]);
      return verdictOf(request.path, en, zh);
    },
  };
}

function argumentsOf({ path, rehearsal, rootFingerprint, checkpoint }: RequestOf<'verify.run'>): string[] {
  return [
    fullPath(path),
    ...(rehearsal ? ['--rehearsal'] : []),
    ...(rootFingerprint === undefined ? [] : [`--root-fingerprint=${fingerprintOf(rootFingerprint)}`]),
    ...(checkpoint === undefined ? [] : [`--checkpoint=${fullPath(checkpoint)}`]),
  ];
}

/** Digits as they stand on paper, in groups and in either case, or the words. FINGERPRINT-FORM, ENCODING-WORD. */
function fingerprintOf(typed: string): string {
  const hex = typed.toLowerCase().replaceAll(/[\s:-]/g, '');
  if (/^[0-9a-f]{64}$/.test(hex)) return hex;
  const words = typed.trim().split(/[\s,]+/);
  if (words.length === 32 && words.every((word) => /^[a-z]+$/i.test(word))) return toHex(fromWords(words));
  throw refuse(desktopRules, 'FINGERPRINT-FORM', { count: hex.length }, { subject: 'rootFingerprint' });
}

const good: Readonly<Record<'anchored' | 'alone', Text>> = {
  anchored: { en: 'Valid, and anchored by what was given.', zh: '有效，并已由所给锚点确认。' },
  alone: { en: 'Consistent with itself; not anchored.', zh: '自洽；未锚定。' },
};

/** @throws what the verifier could not even begin with, under its own rule (exit 2); VERIFIER-FAILED */
function verdictOf(path: string, en: VerifierReport, zh: VerifierReport): Verdict {
  const text = { en: en.message, zh: zh.message };
  const judged = en.checks.length > 0 && zh.checks.length === en.checks.length;
  if (!judged && en.code !== undefined) throw new RootsealError(en.code, text, 2, en.subject ?? path);
  if (!judged) throw refuse(desktopRules, 'VERIFIER-FAILED', { reason: en.message || '–' }, { subject: path });
  const valid = en.valid && zh.valid;
  const anchored = valid && en.anchored;
  return {
    exit: Math.max(en.exit, zh.exit),
    valid,
    anchored,
    rehearsal: en.rehearsal ?? null,
    ...(en.code !== undefined && { code: en.code }),
    message: valid ? good[anchored ? 'anchored' : 'alone'] : text,
    checks: en.checks.map(({ id, ok, detail }, i) => ({
      id,
      ok,
      title: checkTitles[id] ?? { en: id, zh: id },
      detail: { en: detail, zh: zh.checks[i]?.detail ?? detail },
    })),
  };
}
