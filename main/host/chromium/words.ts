/** What this host itself says to people, on the terminal or as the reason why a window takes no secrets. */
import type { Text } from '../../../preload/contract/common.ts';

export const words = {
  missing: {
    en: "There is no Chromium on this machine. Install the distribution's own (on Debian: apt install chromium), or name one by ROOTSEAL_CHROMIUM.",
    zh: '本机没有 Chromium。请安装发行版自带的 Chromium（Debian 上执行：apt install chromium），或用 ROOTSEAL_CHROMIUM 指明其位置。',
  },
  misnamed: {
    en: 'ROOTSEAL_CHROMIUM names no program that can be run: {subject}. Mend it or leave it out.',
    zh: 'ROOTSEAL_CHROMIUM 指明的不是可以运行的程序：{subject}。请改正或不要设置它。',
  },
  unopened: {
    en: 'Chromium could not be opened: {subject}. What was at work is stopped; a ceremony is gone on with by opening its consortium again.',
    zh: '无法打开 Chromium：{subject}。正在进行的操作已停止；重新打开联盟即可继续仪式。',
  },
  lost: {
    en: 'The window ended several times within a minute. Rootseal is closed; a ceremony is gone on with by opening its consortium again.',
    zh: '窗口在一分钟内多次异常结束。Rootseal 已关闭；重新打开联盟即可继续仪式。',
  },
  again: {
    en: 'The window ended unexpectedly and is opened again.',
    zh: '窗口意外结束，正在重新打开。',
  },
  noWindow: {
    en: 'Chromium did not give Rootseal a window of its own: keys could reach an address bar. No secret is taken here. Close Rootseal and start it again.',
    zh: 'Chromium 没有为 Rootseal 打开独立窗口，按键可能落入地址栏，因此这里不接受任何机密。请关闭 Rootseal 后重新启动。',
  },
  noSandbox: {
    en: "The window runs without Chromium's sandbox, as it does for root. That is good for a rehearsal; hold a real ceremony as an ordinary user.",
    zh: '窗口未受 Chromium 沙箱保护（以 root 身份运行时即如此）。演练可以使用；真实仪式请以普通用户身份进行。',
  },
} as const satisfies Record<string, Text>;

/** Why this host cannot go on, in both languages. `subject`: the program or the reason. */
export class HostRefusal extends Error {
  readonly code: string;
  readonly text: Text;
  readonly subject: string | undefined;

  constructor(code: string, text: Text, subject?: string, cause?: unknown) {
    const put = (one: string) => one.replace('{subject}', () => subject ?? '');
    super(put(text.en), cause === undefined ? undefined : { cause });
    this.name = 'HostRefusal';
    this.code = code;
    this.text = { en: put(text.en), zh: put(text.zh) };
    this.subject = subject;
  }
}
