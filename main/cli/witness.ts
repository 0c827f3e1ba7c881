/** `rootseal log request | cosign | cosigned | proof | witness-key`: the log and its witnesses. */
import { resolve } from 'node:path';
import { demandFree, writeNew } from '../app/files.ts';
import {
  addCosignatures,
  cosign,
  logKeyIn,
  makeWitnessKey,
  proofFor,
  requestFor,
  witnessKeyIn,
} from '../app/witness.ts';
import { toHex } from '../core/encoding/hex.ts';
import type { Lang } from '../core/rules.ts';
import { groupLines } from './hash-lines.ts';
import { type SealOptions, alone, sealOf, weak } from './member.ts';
import type { SecretOptions } from './options.ts';
import type { Answer } from './output.ts';

const moment = (seconds: number) => new Date(seconds * 1000).toISOString();

export interface WitnessKeyOptions extends SealOptions {
  readonly name: string;
  readonly out: string;
}

/** `log witness-key`. */
export async function logWitnessKey(options: WitnessKeyOptions, lang: Lang): Promise<Answer> {
  const { name, rehearsal = false } = options;
  const wish = { name, out: resolve(options.out), seal: sealOf(options), rehearsal };
  const { vkey, files, weakPassphrase } = await makeWitnessKey(wish, alone(options, lang));
  const more = weakPassphrase ? weak : { en: '', zh: '' };
  return {
    exit: 0,
    json: { name, vkey, files, weakPassphrase },
    text: {
      en: `${files.key}: the key of the witness ${name}. It stays with you, and cosigns nothing but logs.\n${files.vkey}: give this to whoever keeps the log, and to auditors:\n  ${vkey}${more.en}`,
      zh: `${files.key}：见证人 ${name} 的密钥。由您自行保管，只用于共签日志。\n${files.vkey}：请交给日志保管方和审计员：\n  ${vkey}${more.zh}`,
    },
  };
}

export interface RequestOptions {
  readonly witness?: string;
  readonly old?: number;
  readonly out: string;
}

/** `log request DIR`. */
export function logRequest(dir: string, options: RequestOptions): Answer {
  const out = resolve(options.out);
  demandFree([out]);
  const witness = options.witness === undefined ? {} : { witness: witnessKeyIn(options.witness) };
  const wish = { ...witness, ...(options.old !== undefined && { old: options.old }) };
  const { bytes, old, size } = requestFor(resolve(dir), wish);
  writeNew(out, bytes, 0o644);
  return {
    exit: 0,
    json: { file: options.out, old, size },
    text: {
      en: `${options.out}: from ${String(old)} to ${String(size)} entries. The witness runs: log cosign. If their state is of another size, they say which: --old.`,
      zh: `${options.out}：从 ${String(old)} 到 ${String(size)} 条记录。见证人执行：log cosign。若其状态为其他大小，他会告知，再用 --old 指定。`,
    },
  };
}

export interface CosignOptions extends SecretOptions {
  readonly state: string;
  readonly log?: string;
  readonly key: string;
  readonly witness: string;
  readonly out: string;
}

/** `log cosign REQUEST`. */
export async function logCosign(request: string, options: CosignOptions, lang: Lang): Promise<Answer> {
  const { state, key, out } = options;
  const wish = {
    ...{ request: resolve(request), state: resolve(state), key, out: resolve(out) },
    witness: witnessKeyIn(options.witness),
    time: Math.floor(Date.now() / 1000),
    ...(options.log !== undefined && { log: logKeyIn(options.log) }),
  };
  const { size, origin, root, time } = await cosign(wish, alone(options, lang));
  const lines = groupLines(root).join('\n');
  return {
    exit: 0,
    json: { file: out, origin, size, root: toHex(root), time: moment(time), state },
    text: {
      en: `${out}: cosigned, ${String(size)} entries of ${origin}. Return it. What you keep is ${state}; a copy on paper is worth having:\n${lines}`,
      zh: `${out}：已共签 ${origin} 的 ${String(size)} 条记录，请交回。您留存的是 ${state}；建议另行抄写：\n${lines}`,
    },
  };
}

/** `log cosigned DIR`. */
export function logCosigned(dir: string, options: { readonly cosignature: string; readonly witness: string }): Answer {
  const witness = witnessKeyIn(options.witness);
  const { size, time, known } = addCosignatures(resolve(dir), options.cosignature, witness);
  return {
    exit: 0,
    json: { witness: witness.name, size, time: moment(time), known },
    text: {
      en: `${witness.name} cosigned ${String(size)} entries at ${moment(time)}${known ? '; this was here already' : ''}. It is in public/log/.`,
      zh: `${witness.name} 于 ${moment(time)} 共签了 ${String(size)} 条记录${known ? '；此前已存入' : ''}。已存入 public/log/。`,
    },
  };
}

/** `log proof DIR`. */
export function logProof(dir: string, options: { readonly entry: number; readonly out: string }): Answer {
  const out = resolve(options.out);
  const files = { proof: out, entry: `${out}.entry` };
  demandFree(Object.values(files));
  const { proof, entry, size } = proofFor(resolve(dir), options.entry);
  writeNew(files.proof, proof, 0o644);
  writeNew(files.entry, entry, 0o644);
  return {
    exit: 0,
    json: { entry: options.entry, size, files },
    text: {
      en: `${options.out}: entry ${String(options.entry)} of ${String(size)}, with its path and the checkpoint (c2sp.org/tlog-proof@v1); the entry itself: ${options.out}.entry`,
      zh: `${options.out}：第 ${String(options.entry)} 条（共 ${String(size)} 条）的路径和检查点（c2sp.org/tlog-proof@v1）；记录本身：${options.out}.entry`,
    },
  };
}
