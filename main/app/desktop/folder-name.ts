/** What a new folder may be called, so that it can be made and read on every system and medium. */
import { type RootsealError, type Text, refuse } from '../../core/rules.ts';
import { printable } from '../../core/encoding/printable.ts';
import { desktopRules } from './rules.ts';

/** Names that Windows keeps for devices, with any ending (Microsoft, "Naming Files, Paths, and Namespaces"). */
const devices = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
const bytesMost = 255;

const faults: readonly (readonly [wrong: (name: string) => boolean, reason: Text])[] = [
  [(name) => name.trim() === '', { en: 'it is empty', zh: '名称为空' }],
  [
    (name) => /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(name),
    { en: 'it has characters that cannot be seen', zh: '含有不可见字符' },
  ],
  [
    (name) => /[\\/:*?"<>|]/.test(name),
    { en: 'none of \\ / : * ? " < > | may stand in it', zh: '不能含有 \\ / : * ? " < > |' },
  ],
  [(name) => name.startsWith('.'), { en: 'with a dot in front it would be hidden', zh: '以点开头会被隐藏' }],
  [
    (name) => name.endsWith('.') || name !== name.trim(),
    { en: 'it ends in a dot or has a blank at an end', zh: '以点结尾，或首尾有空格' },
  ],
  [(name) => devices.test(name), { en: 'Windows keeps this name for a device', zh: '这是 Windows 保留的设备名' }],
  [(name) => Buffer.byteLength(name) > bytesMost, { en: 'it is too long', zh: '名称过长' }],
];

/** FOLDER-NAME with the first reason, or undefined where the name is good. */
export function faultOfName(name: string): RootsealError | undefined {
  const fault = faults.find(([wrong]) => wrong(name));
  return fault && refuse(desktopRules, 'FOLDER-NAME', { reason: fault[1] }, { subject: printable(name) });
}
