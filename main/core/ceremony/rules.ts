/** Rules of the ceremony itself: the room it is held in, the order of its steps, who must have said yes. */

import type { RuleTable } from '../rules.ts';

export const ceremonyRules = {
  'ROOM-NETWORK': {
    exit: 3,
    en: 'A network is up: {value}. Pull the cable, switch the radio off, and begin again; or two people record an exception.',
    zh: '网络已连接：{value}。请拔掉网线、关闭无线后重新开始；或由两人记录例外。',
  },
  'ROOM-FOLDER': {
    exit: 3,
    en: 'The folder {value} can be read by others. Make it yours alone (mode 0700), choose another, or two people record an exception.',
    zh: '文件夹 {value} 可被他人读取。请设为仅本人可用（权限 0700）、另选文件夹，或由两人记录例外。',
  },
  'ROOM-SWAP': {
    en: 'Swap is on ({value}): what is in memory may reach the disk. Switch it off with swapoff -a.',
    zh: '交换空间已启用（{value}），内存内容可能写入磁盘。请用 swapoff -a 关闭。',
  },
  'ROOM-RADIO': {
    en: 'A radio is on: {value}. Switch it off (rfkill block all) or take it out.',
    zh: '无线设备已开启：{value}。请关闭（rfkill block all）或拆除。',
  },
  'ROOM-CORE': {
    en: 'The system keeps memory dumps of programs that crash ({value}). Start by the launcher, which forbids them, or set sysctl kernel.core_pattern=core and ulimit -c 0.',
    zh: '系统会保存崩溃程序的内存转储（{value}）。请用启动程序启动（它会禁止转储），或设置 sysctl kernel.core_pattern=core 与 ulimit -c 0。',
  },
  'ROOM-HIBERNATION': {
    en: 'The machine can hibernate, which writes all of memory to the disk. Do not close the lid; switch hibernation off.',
    zh: '本机可以休眠，休眠会把全部内存写入磁盘。请勿合上机盖，并关闭休眠功能。',
  },
  'ROOM-LAYER': {
    en: 'No network namespace could be had ({value}); nothing enforces that this program has no network. Check by eye that no cable is in.',
    zh: '无法建立网络命名空间（{value}），本程序与网络的隔离没有强制手段。请目视确认没有网线接入。',
  },
  'EXCEPTION-RULE': {
    en: '"{value}" cannot be excepted. Exceptions are possible for ROOM-NETWORK and ROOM-FOLDER; everything else must be put right.',
    zh: '“{value}”不能作为例外。可以记录例外的只有 ROOM-NETWORK 和 ROOM-FOLDER，其余必须改正。',
  },
  'EXCEPTION-TEXT': {
    exit: 2,
    en: 'The rule and the reason of an exception are one line each, of at most 500 characters, and not empty. Nothing was recorded.',
    zh: '例外的规则与理由各为一行、不为空、至多 500 个字符。没有记录任何内容。',
  },
  'EXCEPTION-PEOPLE': {
    en: 'The exception from {value} needs two different people of the plan, and a reason. Record it again with both.',
    zh: '{value} 的例外需要方案中的两位不同人员以及理由。请由两人重新记录。',
  },
  'STEP-UNKNOWN': {
    exit: 2,
    en: 'There is no step "{step}".',
    zh: '没有名为“{step}”的步骤。',
  },
  'STEP-ORDER': {
    en: 'Step "{step}" cannot begin: "{next}" comes first. Finish that, then go on.',
    zh: '不能开始步骤“{step}”：应先完成“{next}”。',
  },
  'STEP-BEGUN': {
    en: 'Step "{step}" cannot begin: "{begun}" was begun and is not done. Resume the ceremony; it abandons that attempt and begins it again.',
    zh: '不能开始步骤“{step}”：“{begun}”已开始但未完成。请恢复仪式，系统会放弃该次尝试并重新开始。',
  },
  'STEP-NOT-BEGUN': {
    en: 'Step "{step}" cannot end: it has not begun.',
    zh: '步骤“{step}”尚未开始，不能结束。',
  },
  'STEP-CLOSED': {
    en: 'The ceremony is closed; step "{step}" is not possible any more. Later uses of the keys are restores.',
    zh: '仪式已结束，不能再执行步骤“{step}”。之后使用密钥请用恢复流程。',
  },
  'STEP-CONFIRMATION': {
    en: 'Step "{step}" waits for the yes of {who}.',
    zh: '步骤“{step}”等待 {who} 确认。',
  },
  'STEP-DUAL-CONTROL': {
    en: 'Step "{step}" is under dual control: a second person must confirm it, not {who} alone.',
    zh: '步骤“{step}”须双人控制：除 {who} 外还须另一人确认。',
  },
  'STEP-IMPOSSIBLE': {
    en: 'Log entry {entry} ({kind} {step}) cannot follow what stands before it. The log was not written by this program, or not in one piece; keep the folder as evidence.',
    zh: '日志第 {entry} 条（{kind} {step}）不可能接在其前文之后。该日志不是由本程序连续写成的；请保留该文件夹作为证据。',
  },
  'SET-IMPOSSIBLE': {
    en: 'Entry {entry} of the log ({kind}) cannot be: {reason}. The store was changed or is of another program; bring the right one back from a copy.',
    zh: '日志第 {entry} 条记录（{kind}）不成立：{reason}。存储被改动或属于其他程序；请从副本恢复正确的存储。',
  },
} as const satisfies RuleTable;

export type CeremonyRule = keyof typeof ceremonyRules;
