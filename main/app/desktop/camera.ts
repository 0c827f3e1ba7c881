/**
 * Scanning a sheet by the camera of the machine: the page reads the codes, their texts cross, and the parts are put
 * together here (docs/adr/070). A share that is whole stays in memory under a name of its own until the program ends; it is
 * an age file, sealed as on its paper, and nothing of it is written.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Handlers, ReplyOf } from '../../../preload/contract/index.ts';
import { setPath } from '../../core/ceremony/set-paths.ts';
import type { Gathered } from '../../core/paper/collect.ts';
import { equal } from '../../core/encoding/bytes.ts';
import { type Live, nothingSeen, seen } from '../../core/paper/live.ts';
import { RootsealError, refuse } from '../../core/rules.ts';
import { parseShareSet } from '../../core/shares/set.ts';
import { publicFile, readNamed, writeNew } from '../files.ts';
import { type NamedShare, wordsOf } from '../scan.ts';
import type { DesktopOptions } from './index.ts';
import { fullPath } from './paths.ts';
import { desktopRules } from './rules.ts';

type Channels = 'camera.open' | 'camera.read' | 'camera.close';

/** `camera:/<set>-<digest>/<holder>.camera`: read like a path where shares are listed, and is none. */
const named = /^camera:\/([0-9a-f]{8}-[0-9a-f]{8})\//;

const keyOf = ({ set, digest }: Pick<Gathered, 'set' | 'digest'>) => `${set.slice(0, 8)}-${digest.slice(0, 8)}`;
const nameOf = (whole: Gathered, holder: string) => `camera:/${keyOf(whole)}/${holder}.camera`;

/** More than anybody scans in a day; the oldest goes. */
const most = 255;

/** Where the public share sets lie that say whose share it is: a consortium, or one set's file. */
export type Beside = { readonly dir: string } | { readonly set: string };

export class Camera {
  /** Undefined while no picture is shown. */
  private live: Live | undefined;
  private readonly taken = new Map<string, Required<Gathered>>();
  private readonly permit: (open: boolean) => Promise<void>;

  constructor({ onCamera }: Pick<DesktopOptions, 'onCamera'>) {
    this.permit = async (open) => onCamera?.(open);
  }

  get handlers(): Pick<Handlers, Channels> {
    return {
      'camera.open': async ({ anew }) => {
        if (anew || !this.live) this.live = nothingSeen;
        await this.permit(true);
        return {};
      },
      'camera.read': async ({ texts }) => this.read(texts),
      'camera.close': async ({ take, into }) => {
        const whole = this.live?.all.find(({ digest }) => digest === take);
        this.live = undefined;
        await this.permit(false);
        if (take === undefined) return {};
        return { file: into === undefined ? this.keep(whole) : written(whole, fullPath(into)) };
      },
    };
  }

  private read(texts: readonly string[]): ReplyOf<'camera.read'> {
    if (!this.live) throw refuse(desktopRules, 'CAMERA-CLOSED');
    this.live = seen(this.live, texts);
    const { all, problem, foreign } = this.live;
    return {
      wholes: all.map(({ content, name, digest, total, have, missing }) => ({
        kind: content.kind,
        name,
        digest,
        total,
        have: [...have],
        missing: [...missing],
      })),
      foreign,
      ...(problem && { problem: { code: problem.code, text: problem.inWindow ?? problem.text } }),
    };
  }

  private keep(whole: Gathered | undefined): string {
    if (whole?.bytes === undefined || whole.content.kind !== 'share') throw refuse(desktopRules, 'CAMERA-CLOSED');
    const key = keyOf(whole);
    this.taken.delete(key);
    this.taken.set(key, { ...whole, bytes: whole.bytes });
    const [oldest] = this.taken.keys();
    if (this.taken.size > most && oldest !== undefined) this.taken.delete(oldest);
    return nameOf(whole, `share-${String(whole.content.index)}`);
  }

  /**
   * A share as a page names it: a full path, `words:ID`, or what the camera read, which bears its holder's name from here on.
   * FOLDER-PATH, CAMERA-GONE.
   */
  share(name: string, beside: Beside): string | NamedShare {
    const key = named.exec(name)?.[1];
    if (key === undefined) return wordsOf(name) === undefined ? fullPath(name) : name;
    const whole = this.taken.get(key);
    if (!whole) throw refuse(desktopRules, 'CAMERA-GONE', {}, { subject: name });
    return { file: nameOf(whole, holderOf(whole, beside)), bytes: whole.bytes };
  }
}

/** A document becomes a file like any other that came on a medium; the same one twice is one file. FILE-EXISTS, HOME-WRITE */
function written(whole: Gathered | undefined, into: string): string {
  if (whole?.bytes === undefined || whole.content.kind !== 'document') throw refuse(desktopRules, 'CAMERA-CLOSED');
  const file = join(into, `scan-${whole.digest.slice(0, 8)}.${whole.content.name}.json`);
  const there = existsSync(file) && equal(readNamed(file), whole.bytes);
  if (!there) writeNew(file, whole.bytes, publicFile);
  return file;
}

/** What a share is called in views, verdicts and the log. */
export const nameOfShare = (share: string | NamedShare): string => (typeof share === 'string' ? share : share.file);

/** What is not there is refused before an act begins. FILE-READ. */
export const demandThere = (share: string | NamedShare): void => {
  if (typeof share === 'string') readNamed(share);
};

/** As share files are called: by the holder's id, where the set says it. Who it really is, the share itself says. */
function holderOf({ content, set }: Gathered, beside: Beside): string {
  if (content.kind !== 'share') return content.kind === 'sealed' ? content.id : content.name;
  try {
    const file = 'set' in beside ? beside.set : join(beside.dir, setPath(set));
    const { id, shares } = parseShareSet(readNamed(file), file);
    const found = id === set ? shares.find(({ index }) => index === content.index) : undefined;
    if (found) return found.custodian.id;
  } catch (error) {
    if (!(error instanceof RootsealError)) throw error;
  }
  return `share-${String(content.index)}`;
}
