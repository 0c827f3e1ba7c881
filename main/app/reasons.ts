/** Why the system refused, in words for people; its own code stays beside them for whoever is asked to help. */
import type { Text } from '../core/rules.ts';

const denied: Text = { en: 'permission is denied', zh: '没有权限' };
const full: Text = { en: 'no space is left there', zh: '空间不足' };
const gone: Text = { en: 'the medium is not there any more', zh: '介质已不在' };

const texts: Readonly<Record<string, Text>> = {
  EACCES: denied,
  EPERM: denied,
  ENOENT: { en: 'there is nothing of this name', zh: '不存在' },
  EEXIST: { en: 'the name is taken already', zh: '名称已被占用' },
  EISDIR: { en: 'it is a folder', zh: '它是文件夹' },
  ENOTDIR: { en: 'a part of the path is no folder', zh: '路径中有一段不是文件夹' },
  ELOOP: { en: 'its links lead in a circle', zh: '链接循环' },
  ENAMETOOLONG: { en: 'the name is too long', zh: '名称过长' },
  EROFS: { en: 'the medium is read-only', zh: '介质为只读' },
  ENOSPC: full,
  EDQUOT: full,
  EIO: { en: 'the medium does not answer as it should', zh: '介质读写出错' },
  ENODEV: gone,
  ENXIO: gone,
  EBUSY: { en: 'it is in use', zh: '正被使用' },
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
