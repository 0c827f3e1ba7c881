/** Rules of what a window alone does: folders, its own settings, the list of consortia, plans saved by the editor. */
import type { RuleTable } from '../../core/rules.ts';

export const desktopRules = {
  'FOLDER-PATH': {
    exit: 2,
    en: '"{subject}" is no full path. Choose the folder in the list.',
    zh: '“{subject}”不是完整路径。请在列表中选择文件夹。',
  },
  'FOLDER-READ': {
    exit: 2,
    en: 'The folder {subject} cannot be opened: {reason}. Choose another one.',
    zh: '无法打开文件夹 {subject}：{reason}。请另选一个。',
  },
  'FOLDER-NAME': {
    exit: 2,
    en: '"{subject}" cannot be the name of a folder: {reason}. Type another name.',
    zh: '“{subject}”不能用作文件夹名：{reason}。请换一个名称。',
  },
  'FOLDER-TAKEN': {
    exit: 2,
    en: '{subject} is there already. Choose it in the list, or type another name.',
    zh: '{subject} 已经存在。请在列表中选择它，或换一个名称。',
  },
  'FOLDER-WRITE': {
    exit: 3,
    en: 'The folder {subject} could not be made: {reason}. Choose another place.',
    zh: '无法新建文件夹 {subject}：{reason}。请另选位置。',
  },
  'SETTINGS-WRITE': {
    exit: 3,
    en: 'The settings could not be kept in {subject}: {reason}. What stood there before is untouched.',
    zh: '无法把设置保存到 {subject}：{reason}。原有内容未被改动。',
  },
  'HOMES-FULL': {
    exit: 2,
    en: 'The list has {count} consortia already, which is all it holds. Take one out of the list first; its folder stays as it is.',
    zh: '列表中已有 {count} 个联盟，已满。请先从列表中移除一个；其文件夹保持不变。',
  },
  'PLAN-OTHER': {
    exit: 1,
    en: 'The plan in {subject} is another one by now than the one whose hash was shown. Choose the file again and compare its hash with the printed one.',
    zh: '{subject} 中的方案已不是刚才显示哈希的那一份。请重新选择该文件，并与纸质记录比对其哈希。',
  },
  'PLAN-WRITE': {
    exit: 3,
    en: 'The plan could not be saved as {subject}: {reason}. What stood there before is untouched; choose another place.',
    zh: '无法将方案保存为 {subject}：{reason}。原有内容未被改动；请另选位置。',
  },
  'PLAN-NAME': {
    exit: 2,
    en: 'A plan is saved under a name that ends in .json; {subject} does not.',
    zh: '保存方案的文件名须以 .json 结尾，{subject} 不是。',
  },
  'CAMERA-CLOSED': {
    en: 'The scan by the camera is over, or what was to be taken of it is not complete. Begin it again.',
    zh: '摄像头扫描已经结束，或所要取用的份额尚不完整。请重新扫描。',
  },
  'CAMERA-GONE': {
    en: 'What the camera had read as {subject} is no longer there: it is kept only as long as the program runs. Scan the sheet again.',
    zh: '摄像头读到的 {subject} 已不在：它只保留到程序结束。请重新扫描该份额单。',
  },
  'FINGERPRINT-FORM': {
    exit: 2,
    en: 'A root fingerprint has 64 hex digits or 32 words, this has {count} characters or others among them. Read it again from the closing sheet.',
    zh: '根密钥指纹为 64 位十六进制数字或 32 个单词，此处有 {count} 个字符，或含有其他字符。请对照结束单据重新读取。',
  },
  'VERIFIER-FAILED': {
    exit: 3,
    en: 'The verifier did not come to a verdict: {reason}. Nothing is known about {subject} now; try again.',
    zh: '验证器没有给出结论：{reason}。目前对 {subject} 尚无结论；请重试。',
  },
} as const satisfies RuleTable;
