import type { copy as en } from '../en/copy.ts';
import type { Like } from '../like.ts';

export const copy = {
  title: '手抄份额',
  who: '仅由保管人本人进行，用于不可信的打印机',
  h1: '手抄{{name}}的份额',
  help: '您用口令打开自己的份额。其单词以图片形式显示一次，每次数格；您将其抄到表格上，再对照表格录入。',
  form: '表格',
  number: '表格上的编号',
  numberHelp: '印在页面的“表格编号”一行：八个字符，如 K3QZ-7ABC。它表明这是该份额的表格。',
  numberBad: '八个字母与数字，如纸上所印。',
  print: '还没有表格？请打印空白表……',
  share: '您的份额',
  shareHelp: '其 .age 文件，或份额单的图片。',
  identity: '您的 age 身份',
  identityHelp: '您的份额封给了 age 接收方：请选择含有其身份的文件。',
  before: '开始之前',
  alone: '屏幕前只有我一人，也没有摄像头对着它',
  pen: '打印好的表格和不易晕染的笔已备好',
  plain: '我知道：填好的表格无须口令即可使用，它就是份额',
  eyes: '单词以图片显示：看不到屏幕者请保留份额文件，或打印由程序读取的份额单。',
  go: '打开我的份额',
  missNumber: '表格上的编号',
  missShare: '您的份额',
  missSure: '三项勾选',
} as const satisfies Like<typeof en>;
