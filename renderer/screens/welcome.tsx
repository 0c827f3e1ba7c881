/** The first screen: what this is, which version, and how the network is shut out. Both languages side by side. */
import { useEffect, useState, type ReactElement } from 'react';
import type { ReplyOf } from '../../preload/contract/index.ts';
import { ask } from '../api.ts';

type Info = ReplyOf<'app.info'>;

const shutOut: Readonly<Record<Info['layer'], { zh: string; en: string }>> = {
  'user+net': { zh: '网络已隔离（独立命名空间）', en: 'Network shut out (a namespace of its own)' },
  net: { zh: '网络已隔离（独立命名空间）', en: 'Network shut out (a namespace of its own)' },
  none: { zh: '网络未由系统隔离', en: 'The network is not shut out by the system' },
};

export function Welcome(): ReactElement {
  const [info, setInfo] = useState<Info>();
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    ask('app.info', {}).then(setInfo, (error: unknown) => setFailure(String(error)));
  }, []);
  return (
    <main>
      <h1>Rootseal</h1>
      <p lang="zh-CN">联盟根密钥仪式的离线房间。</p>
      <p lang="en">The offline room for a consortium's root-key ceremonies.</p>
      <p role="status">{info === undefined ? (failure ?? '…') : `${info.version} · ${info.host}`}</p>
      {info && (
        <p>
          <span lang="zh-CN">{shutOut[info.layer].zh}</span> · <span lang="en">{shutOut[info.layer].en}</span>
        </p>
      )}
    </main>
  );
}
