import type { share as en } from '../en/share.ts';
import type { Like } from '../like.ts';

export const share = {
  title: '检查份额',
  who: '由一位保管人单独进行',
  h1: '您的份额仍然完好吗？',
  help: '打开份额，与公开的份额组比对。不作合并，也不会出现根密钥。建议每年一次。',
  file: '您的份额',
  fileHelp: '您介质上的 .age 文件。',
  fileTitle: '您的份额',
  set: '公开的份额组',
  setHelp: '份额旁 share-sets 中的 .json 文件，或联盟文件夹中的同名文件。',
  setTitle: '公开的份额组',
  setOf: '来自{{name}}',
  setFound: '在介质上，份额旁边找到',
  identity: 'age 身份',
  identityHelp: '仅当份额封存给 age 接收方时需要：您在方案中的编号，以及身份文件。',
  identityWho: '您在方案中的编号',
  identityTitle: '您的身份文件',
  go: '开始检查',
  missFile: '份额',
  missSet: '公开的份额组',
  says: '份额自述',
  index: '份额编号',
  custodian: '保管人',
  setId: '份额组',
  epoch: '期次',
} as const satisfies Like<typeof en>;
