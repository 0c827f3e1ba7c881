/** Why the system refused, in words for people; its own code stays beside them for whoever is asked to help. */
import type { Text } from '../core/rules.ts';

const said = (en: string, zh: string): Text => ({ en, zh });
const denied = said('permission is denied', '没有权限');
const full = said('no space is left there', '空间不足');
const gone = said('the medium is not there any more', '介质已不在');

const texts: Readonly<Record<string, Text>> = {
  EACCES: denied,
  EPERM: denied,
  ENOENT: said('there is nothing of this name', '不存在'),
  EEXIST: said('the name is taken already', '名称已被占用'),
  EISDIR: said('it is a folder', '它是文件夹'),
  ENOTDIR: said('a part of the path is no folder', '路径中有一段不是文件夹'),
  ELOOP: said('its links lead in a circle', '链接循环'),
  ENAMETOOLONG: said('the name is too long', '名称过长'),
  EROFS: said('the medium is read-only', '介质为只读'),
  ENOSPC: full,
  EDQUOT: full,
  EIO: said('the medium does not answer as it should', '介质读写出错'),
  ENODEV: gone,
  ENXIO: gone,
  EBUSY: said('it is in use', '正被使用'),
};

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** The reason of an error of the file system; of any other error its own message. */
export function reasonOf(error: unknown): Text {
  const code = codeOf(error);
  const known = texts[code];
  if (known) return { en: `${known.en} (${code})`, zh: `${known.zh}（${code}）` };
  const message = error instanceof Error ? error.message : String(error);
  return { en: message, zh: message };
}
