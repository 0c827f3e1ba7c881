/**
 * The settings of a person: one JSON file for its owner alone, `rootseal.settings/1`. There is nothing of a consortium in
 * it but the paths of folders. A file that is something else is never overwritten: it is put aside.
 */
import { existsSync, realpathSync, renameSync } from 'node:fs';
import { z } from 'zod';
import type { Settings } from '../../../preload/contract/app.ts';
import { utf8 } from '../../core/encoding/bytes.ts';
import { refuse } from '../../core/rules.ts';
import { onDisk, readNamed, replaceFile } from '../files.ts';
import { stampOf, writingAs } from './paths.ts';
import { desktopRules } from './rules.ts';

const format = 'rootseal.settings/1';
const homesMost = 500;
const bytesMost = 4_000_000;
const path = z.string().min(1).max(4096);

const stored: z.ZodType<Settings & { format: typeof format }> = z.strictObject({
  format: z.literal(format),
  lang: z.enum(['system', 'zh', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  wall: z.boolean(),
  homes: z.array(path).max(homesMost),
  start: path.exactOptional(),
});

const fresh: Settings = { lang: 'system', theme: 'system', wall: false, homes: [] };

/** The settings in the content of a file; undefined for anything but settings of this format. */
export function settingsIn(bytes: Uint8Array): Settings | undefined {
  try {
    const parsed = stored.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    if (!parsed.success) return undefined;
    const { format: _format, ...settings } = parsed.data;
    return settings;
  } catch {
    return undefined;
  }
}

/** The file that holds these settings. */
export const settingsBytes = (settings: Settings): Uint8Array =>
  utf8(`${JSON.stringify({ format, ...settings }, undefined, 2)}\n`);

export class SettingsFile {
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  /** The settings as kept; as they are at first where there is no file, or one of something else. */
  read(): Settings {
    return this.kept() ?? { ...fresh };
  }

  private kept(): Settings | undefined {
    try {
      return settingsIn(readNamed(this.file, bytesMost));
    } catch {
      return undefined;
    }
  }

  /** SETTINGS-WRITE */
  write(settings: Settings): void {
    const bytes = settingsBytes(settings);
    writingAs('SETTINGS-WRITE', this.file, () => {
      if (existsSync(this.file) && !this.kept()) this.putAside();
      replaceFile(this.file, bytes, `${this.file}.part`, 0o600);
    });
  }

  private putAside(): void {
    onDisk(this.file, () => renameSync(this.file, `${this.file}.${stampOf(new Date())}.old`));
  }

  /** Adds a home to the list, once, whatever links lead to it; answers its place. HOMES-FULL, SETTINGS-WRITE. */
  addHome(dir: string): string {
    const settings = this.read();
    const place = existsSync(dir) ? realpathSync(dir) : dir;
    if (settings.homes.includes(place)) return place;
    const count = settings.homes.length;
    if (count >= homesMost) throw refuse(desktopRules, 'HOMES-FULL', { count }, { subject: place });
    this.write({ ...settings, homes: [...settings.homes, place] });
    return place;
  }

  /** Takes a home out of the list; its folder stays as it is. */
  forgetHome(dir: string): void {
    const settings = this.read();
    if (!settings.homes.includes(dir)) return;
    this.write({ ...settings, homes: settings.homes.filter((one) => one !== dir) });
  }
}
