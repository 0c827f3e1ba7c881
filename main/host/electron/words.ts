/** What this host itself says to people, on the terminal or in a dialog of the system: the page may be gone then. */
import type { Text } from '../../../preload/contract/common.ts';

export type Lang = keyof Text;

export const words = {
  open: {
    en: 'Rootseal is already open; its window has been brought to the front.',
    zh: 'Rootseal 已经打开，其窗口已切换到最前。',
  },
  weakened: {
    en: 'Rootseal does not start with this switch, which weakens it or looks into it:',
    zh: '此开关会削弱或窥探 Rootseal，因此不予启动：',
  },
  unsandboxed: {
    en: "The window runs without the kernel's sandbox (--no-sandbox), as it does for root. That is good for a rehearsal; hold a real ceremony as an ordinary user and without that switch.",
    zh: '窗口未受内核沙箱保护（--no-sandbox；以 root 身份运行时即如此）。演练可以使用；真实仪式请以普通用户身份进行，并去掉该开关。',
  },
  hangs: {
    en: 'The page does not answer. What is at work goes on behind it; the page finds its place again when it is loaded anew.',
    zh: '页面没有响应。正在进行的操作仍在后台继续；重新加载后，页面会回到原来的位置。',
  },
  wait: { en: 'Wait', zh: '等待' },
  reload: { en: 'Load anew', zh: '重新加载' },
  lost: {
    en: 'The page ended several times within a minute. Rootseal is closed; a ceremony is gone on with by opening its consortium again.',
    zh: '页面在一分钟内多次异常结束。Rootseal 将关闭；重新打开联盟即可继续仪式。',
  },
} as const satisfies Record<string, Text>;
