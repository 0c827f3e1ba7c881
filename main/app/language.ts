/** The language of the surroundings. */
import type { Lang } from '../core/rules.ts';

/** Chinese for a Chinese locale or for an option such as `zh-CN`, else English. */
export function languageOf(option: string | undefined, env: NodeJS.ProcessEnv): Lang {
  const wanted = option ?? env['LC_ALL'] ?? env['LC_MESSAGES'] ?? env['LANG'] ?? '';
  return wanted.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
