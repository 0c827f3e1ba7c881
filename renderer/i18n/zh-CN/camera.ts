import type { camera as en } from '../en/camera.ts';
import type { Like } from '../like.ts';

export const camera = {
  scan: '用摄像头扫描……',
  title: '扫描份额单',
  help: '将标题为“份额”的一页平放在摄像头前，每次拍到一个或多个二维码均可，次序不限。光线充足、无阴影，在保持清晰的前提下尽量靠近。画面不会离开本窗口。',
  picture: '摄像头画面',
  which: '摄像头',
  nameless: '摄像头 {{number}}',
  opening: '正在打开摄像头……',
  nothing: '尚未读到二维码。',
  off: '各部分均已读到，摄像头已关闭。',
  parts: '{{name}}的各部分',
  read: '第 {{part}} 部分已读到',
  wanted: '缺少第 {{part}} 部分',
  have: '已读到 {{have}} / {{total}}',
  missing_other: '缺少第 {{parts}} 部分',
  whole: '已齐全',
  use: '使用这份份额',
  anew: '重新开始',
  again: '再找一次',
  mixed: '读到了两份单的二维码。请移开不需要的一份，然后选择，或重新开始。',
  sealed: '这些二维码是封存的根密钥。份额的二维码在标题为“份额”的一页上。',
  foreign: '读到了不属于份额单的二维码。',
  leftOut: '有一个二维码未采用',
  byFile:
    '没有摄像头也可以：用其他设备扫描或拍摄该页，将图片（PNG、JPEG）存入介质带来，作为份额的文件选择；或将份额单上的文字行录入文本文件。',
  fault: {
    none: '本机没有找到摄像头。',
    busy: '摄像头没有画面，可能正被其他程序占用，或已损坏。',
    denied: '本窗口未获准使用摄像头。',
    lost: '摄像头已被拔出。已读到的内容仍然保留。',
  },
  faultNext: {
    none: '请插上摄像头，程序会自动查找。',
    busy: '请关闭其他程序，或另选摄像头，然后再找一次。',
    denied: '请再找一次；若仍然如此，请关闭窗口后重新打开。',
    lost: '请重新插上，程序会自动查找。',
  },
  taken: '{{name}}（摄像头读取）',
  takenNumber: '第 {{number}} 号份额（摄像头读取）',
  takenFrom: '份额组 {{set}}…',
} as const satisfies Like<typeof en>;
