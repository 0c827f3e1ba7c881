/** The rules of paper: parts of a sheet in QR codes, lines typed by hand, words copied by hand, pictures. */
import type { RuleTable } from '../rules.ts';

export const paperRules = {
  'PAPER-VERSION': {
    exit: 2,
    en: 'A code in {subject} is a part of a sheet in a version that is not known here ({version}). Known: ROOTSEAL1. Use the version of the program that is named on the sheet, or the steps printed on it.',
    zh: '{subject} 中的一个二维码属于本版本不认识的份额单版本（{version}）。已知版本：ROOTSEAL1。请使用份额单上注明的程序版本，或照单上印的步骤操作。',
  },
  'PAPER-PART': {
    exit: 2,
    en: 'A code in {subject} begins as a part of a sheet does, but {field} in it is not well-formed. It was not made by this program; do not use that sheet before you know where it came from.',
    zh: '{subject} 中的一个二维码开头与份额单相同，但其中的{field}不合格式。它不是本程序制作的；在查明来历之前请勿使用该单。',
  },
  'PAPER-NOTHING': {
    exit: 2,
    en: 'No QR code was found in {subject}. Scan the page flat, whole and sharp, at 300 dots per inch in grey; or type its lines back.',
    zh: '在 {subject} 中没有找到二维码。请将该页平整、完整、清晰地扫描（300 dpi，灰度）；或将纸上的文字行逐行录入。',
  },
  'PAPER-FOREIGN': {
    en: 'There is a QR code in {subject}, but none of a Rootseal share sheet. Is it the right sheet?',
    zh: '{subject} 中有二维码，但不是 Rootseal 份额单的。是否拿错了纸？',
  },
  'PAPER-MISSING': {
    en: '{name}: {have} of {total} parts were read, missing: {missing}. Add a picture of the page that has them; what was read stays good.',
    zh: '{name}：{total} 部分中已读到 {have} 部分，缺少：{missing}。请补上含有这些部分的页面图片；已读到的仍然有效。',
  },
  'PAPER-SHARE-NONE': {
    en: 'No part of a share was found, only of {names}. The codes of the share stand on the page headed "The share".',
    zh: '没有找到份额的部分，只有：{names}。份额的二维码在标题为“份额”的一页上。',
  },
  'PAPER-MIXED': {
    en: 'These are two sheets: {first}; and {second}. Put the pictures of one of them together at a time.',
    zh: '这是两份不同的单：{first}；以及 {second}。请每次只合并同一份单的图片。',
  },
  'PAPER-CONFLICT': {
    en: 'Part {part} of {name} was read twice with different content. One of the two is forged or badly copied: keep both, and do not use this sheet.',
    zh: '{name} 的第 {part} 部分读到两次且内容不同。其一是伪造或误抄的：请保留两者，且不要使用该单。',
  },
  'PAPER-DIGEST': {
    en: '{name}: all parts are there, but together they are not what the sheet says (SHA-256 begins {found} instead of {expected}). The sheet is damaged or forged; use another copy.',
    zh: '{name}：各部分齐全，但合起来与单上所写不符（SHA-256 开头为 {found}，应为 {expected}）。该单已损坏或系伪造；请使用其他副本。',
  },
  'PAPER-TOO-LARGE': {
    exit: 2,
    en: '{subject} has {length} bytes, at most {most} fit on a sheet. Keep it as a file.',
    zh: '{subject} 有 {length} 字节，一份单最多可容纳 {most} 字节。请以文件保存。',
  },
  'PAPER-LINE-FORM': {
    exit: 2,
    en: 'Line {at} of {subject} is not a line of a sheet: a number (or END), groups of letters A–Z and digits 2–7, and 4 check characters at the end.',
    zh: '{subject} 的第 {at} 行不是份额单的文字行：应为行号（或 END）、由字母 A–Z 与数字 2–7 组成的若干组，以及行末 4 个校验字符。',
  },
  'PAPER-LINE': {
    en: 'Line {line} does not match its 4 check characters: something in it was typed wrongly. Compare it with the paper, group by group; the other lines are not concerned.',
    zh: '第 {line} 行与其 4 个校验字符不符：该行有录入错误。请与纸面逐组核对；其他各行不受影响。',
  },
  'PAPER-LINE-TWICE': {
    en: 'Line {line} was typed twice with different content, each with the right check characters: lines of two sheets are mixed.',
    zh: '第 {line} 行录入了两次且内容不同，而校验字符都正确：混入了另一份单的行。',
  },
  'PAPER-LINE-MISSING': {
    en: 'These lines are missing: {missing}. The last one of a sheet begins with END.',
    zh: '缺少以下各行：{missing}。份额单的最后一行以 END 开头。',
  },
  'PAPER-LINES-DIGEST': {
    en: 'Every line is right in itself, but together they are not what the END line says. Lines of two sheets are mixed, or two lines changed places.',
    zh: '每一行本身都正确，但合起来与 END 行不符。混入了另一份单的行，或有两行对调。',
  },
  'PAPER-PICTURE': {
    exit: 2,
    en: 'The picture {subject} cannot be read: {reason}. Give PNG or JPEG; of a PDF make one with: pdftoppm -r 300 -gray -png FILE.pdf PAGE',
    zh: '无法读取图片 {subject}：{reason}。请提供 PNG 或 JPEG；PDF 可这样转换：pdftoppm -r 300 -gray -png FILE.pdf PAGE',
  },
  'PAPER-WORDS-DIFFER': {
    en: 'Not the same as shown, in box: {boxes}. Look at these boxes again; nothing is corrected for you.',
    zh: '与所示不一致的格：{boxes}。请重新核对这些格；程序不会代为更正。',
  },
  'PAPER-CUSTODIAN': {
    exit: 2,
    en: 'There is no custodian "{subject}" in this plan. Custodians: {custodians}.',
    zh: '本方案中没有保管人“{subject}”。现有保管人：{custodians}。',
  },
  'PAPER-INPUT': {
    exit: 2,
    en: '{subject} is neither a picture (PNG, JPEG) nor text with codes or lines of a sheet.',
    zh: '{subject} 既不是图片（PNG、JPEG），也不是含有份额单二维码内容或文字行的文本。',
  },
} as const satisfies RuleTable;
