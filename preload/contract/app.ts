/** What the program is, how it is set, the room it stands in, and the folders of this machine. No secret. */
import { z } from 'zod';
import { finding, nothing, path, text } from './common.ts';

export const appInfo = {
  request: nothing,
  reply: z.strictObject({
    /** Version of Rootseal, as in package.json. */
    version: z.string().min(1),
    host: z.enum(['electron', 'chromium']),
    /** The layer that shuts the network out: a namespace of its own, or none. */
    layer: z.enum(['user+net', 'net', 'none']),
    /** Why this window must not take secrets, if it must not (Chromium: no window of its own, no sandbox). */
    unfit: text.exactOptional(),
    /** The person's own folder, and that of the program's examples. */
    folders: z.strictObject({ own: path, examples: path }),
  }),
} as const;

export const settings = z.strictObject({
  /** `system`: as the surroundings say. */
  lang: z.enum(['system', 'zh', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  wall: z.boolean(),
  /** Folders of consortia, as added; the app keeps nothing else. */
  homes: z.array(path).max(500),
  /** The folder in which the browser opens. */
  start: path.exactOptional(),
});

export const settingsGet = {
  request: nothing,
  /** `lang`: the language that `system` means here. */
  reply: z.strictObject({ settings, systemLang: z.enum(['zh', 'en']) }),
} as const;
export const settingsPut = { request: settings, reply: nothing } as const;

/** The room looked at anew, judged as for a real ceremony. `folder`: where it would be held, if that is known. */
export const roomLook = {
  /** `rehearsal`: judged for one, which nothing stops; else for a real ceremony. */
  request: z.strictObject({ folder: path.exactOptional(), rehearsal: z.boolean().exactOptional() }),
  reply: z.strictObject({
    layer: z.enum(['user+net', 'net', 'none']),
    findings: z.array(finding),
    /** What was looked at, and what was seen; `before`: not now but when the program was started, at this moment. */
    facts: z.array(z.strictObject({ what: text, seen: text, ok: z.boolean(), before: z.string().exactOptional() })),
    taken: z.string(),
  }),
} as const;

/** The lines of a folder. `.` files are left out. */
export const foldersList = {
  request: z.strictObject({ path: path.exactOptional() }),
  reply: z.strictObject({
    path,
    parent: path.nullable(),
    entries: z.array(
      z.strictObject({ name: z.string(), path, kind: z.enum(['folder', 'file']), size: z.int(), modified: z.string() }),
    ),
    /** True where more than 2,000 were left out. */
    more: z.boolean(),
    writable: z.boolean(),
    /** Bytes that are free. */
    free: z.number(),
    /** Where people usually go: their own folder, the examples, media that are mounted. */
    places: z.array(z.strictObject({ name: text, path, kind: z.enum(['own', 'examples', 'medium', 'root']) })),
  }),
} as const;
/** Makes a folder for its owner alone. */
export const foldersMake = {
  request: z.strictObject({ in: path, name: z.string().min(1).max(200) }),
  reply: z.strictObject({ path }),
} as const;

/** What stands in the page is in no file yet: closing the window asks first. Said anew by each page that is opened. */
export const appUnsaved = { request: z.strictObject({ unsaved: z.boolean() }), reply: nothing } as const;

/** The person wants to close the window: without `sure` only where nothing is at work and nothing unsaved. */
export const appClose = { request: z.strictObject({ sure: z.boolean() }), reply: nothing } as const;

export type Settings = z.infer<typeof settings>;
