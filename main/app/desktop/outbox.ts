/**
 * What a window made for others, `rootseal.outbox/1`: one file beside the settings, paths and hashes alone. A list that is
 * lost loses nothing: the files lie where they were written.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { PostMade } from '../../../preload/contract/post.ts';
import { utf8 } from '../../core/encoding/bytes.ts';
import { fromHex } from '../../core/encoding/hex.ts';
import { carryTexts, documentIn, documentKinds, titleOf } from '../documents.ts';
import { readNamed, replaceFile, sha256Hex } from '../files.ts';
import { writingAs } from './paths.ts';
import { hashView } from './view.ts';

const format = 'rootseal.outbox/1';
const text = z.strictObject({ en: z.string(), zh: z.string() });
const entry = z.strictObject({
  file: z.string().min(1).max(4096),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  kind: z.enum(documentKinds),
  title: text,
  time: z.string(),
});
const stored = z.strictObject({ format: z.literal(format), files: z.array(entry) });
type Entry = z.infer<typeof entry>;

/** More than anybody sends in a year; the oldest go. */
const most = 500;

export class Outbox {
  private readonly file: string;

  constructor({ settingsFile }: { readonly settingsFile: string }) {
    this.file = join(dirname(settingsFile), 'outbox.json');
  }

  /** What was made, the newest first, and whether it still lies there as it was written. */
  list(): PostMade[] {
    return this.read()
      .map(({ file, sha256, kind, title, time }) => ({
        ...{ file, kind, title, time, carry: { ...carryTexts[kind] } },
        hash: hashView(fromHex(sha256, 'outbox')),
        state: stateOf(file, sha256),
      }))
      .toReversed();
  }

  /** Notes a document that was written for others. Without the note it is written all the same. */
  add(file: string): void {
    const bytes = readNamed(file);
    const document = documentIn(bytes, file);
    const made = { file, sha256: sha256Hex(bytes), kind: document.kind, title: titleOf(document) };
    const others = this.read().filter((one) => one.file !== file);
    this.write([...others, { ...made, time: new Date().toISOString() }].slice(-most));
  }

  forget(file: string): void {
    this.write(this.read().filter((one) => one.file !== file));
  }

  private read(): Entry[] {
    try {
      const parsed = stored.safeParse(JSON.parse(Buffer.from(readNamed(this.file, 4_000_000)).toString('utf8')));
      return parsed.success ? parsed.data.files : [];
    } catch {
      return [];
    }
  }

  private write(files: readonly Entry[]): void {
    const bytes = utf8(`${JSON.stringify({ format, files }, undefined, 2)}\n`);
    writingAs('SETTINGS-WRITE', this.file, () => replaceFile(this.file, bytes, `${this.file}.part`, 0o600));
  }
}

function stateOf(file: string, sha256: string): PostMade['state'] {
  if (!existsSync(file)) return 'gone';
  try {
    return sha256Hex(readNamed(file)) === sha256 ? 'there' : 'changed';
  } catch {
    return 'gone';
  }
}
