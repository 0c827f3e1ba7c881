/**
 * The package for Debian and its kin (deb-control(5), Desktop Entry Specification 1.4): the plain folder below /opt,
 * two commands, an entry in the menu. Built by dpkg-deb; every file belongs to root, chrome-sandbox is setuid.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, linkSync, mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesBelow, plainModes, setTimes } from './files.ts';
import { iconPng, iconSizes, iconSvg } from './icon.ts';

/** What the two runtimes load at start, by the names of Debian 12 and of those that came after it. */
const depends = [
  ...['libasound2', 'libatk-bridge2.0-0', 'libatk1.0-0', 'libatspi2.0-0', 'libcups2', 'libglib2.0-0', 'libgtk-3-0'].map(
    (name) => `${name} | ${name}t64`,
  ),
  ...['libc6 (>= 2.28)', 'libcairo2', 'libdbus-1-3', 'libexpat1', 'libgbm1', 'libgcc-s1', 'libnspr4', 'libnss3'],
  ...['libpango-1.0-0', 'libstdc++6', 'libudev1', 'libx11-6', 'libxcb1', 'libxcomposite1', 'libxdamage1', 'libxext6'],
  ...['libxfixes3', 'libxkbcommon0', 'libxrandr2', 'util-linux'],
].sort();

const description = {
  en: "The offline room in which a consortium's root keys are made",
  zh: '联盟根密钥在此离线环境中生成、拆分、使用并留有记录',
};

const entry = `[Desktop Entry]
Type=Application
Version=1.4
Name=Rootseal
GenericName=Key ceremonies
GenericName[zh_CN]=密钥仪式
Comment=${description.en}
Comment[zh_CN]=${description.zh}
Exec=env ROOTSEAL_MENU=1 /opt/rootseal/rootseal --host electron
Icon=rootseal
Terminal=false
Categories=System;Security;
StartupWMClass=rootseal
`;

/** `size` in KiB, as the control file counts. */
const control = (version: string, size: number) => `Package: rootseal
Version: ${version}
Architecture: amd64
Maintainer: Rootseal maintainers <maintainers@rootseal.invalid>
Installed-Size: ${size}
Depends: ${depends.join(', ')}
Recommends: chromium
Section: utils
Priority: optional
Description: ${description.en}
 Rootseal makes root keys without a network, splits what opens them among
 custodians, and leaves files that peers and auditors check without it.
`;

/** Where unprivileged namespaces are switched off, Chromium's sandbox needs this one to be root's. */
const sandbox = 'desktop/chrome-sandbox';

export interface Deb {
  /** The plain folder, ready and summed. */
  readonly folder: string;
  readonly version: string;
  /** Seconds since 1970 that every file carries. */
  readonly time: number;
  /** The .deb to write. */
  readonly to: string;
  /** An empty place on the same disk. */
  readonly work: string;
}

export function makeDeb({ folder, version, time, to, work }: Deb): void {
  const tree = join(work, 'deb');
  const write = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), content);
  };
  const size = placeProgram(folder, join(tree, 'opt', 'rootseal'));
  write('DEBIAN/control', control(version, Math.ceil(size / 1024)));
  write('usr/share/applications/rootseal.desktop', entry);
  write('usr/share/icons/hicolor/scalable/apps/rootseal.svg', iconSvg());
  for (const side of iconSizes) write(`usr/share/icons/hicolor/${side}x${side}/apps/rootseal.png`, iconPng(side));
  write('usr/share/doc/rootseal/copyright', copyright);
  mkdirSync(join(tree, 'usr', 'bin'));
  for (const name of ['rootseal', 'rootseal-verify'])
    symlinkSync(`../../opt/rootseal/${name}`, join(tree, 'usr', 'bin', name));
  plainModes(tree);
  chmodSync(join(tree, 'opt', 'rootseal', sandbox), 0o4755);
  setTimes(tree, time);
  pack(tree, to, time);
}

const copyright = `Rootseal is licensed under Apache-2.0: /opt/rootseal/LICENSE.
The work of others in it: /opt/rootseal/THIRD-PARTY-LICENSES.txt,
/opt/rootseal/desktop/LICENSES.chromium.html, /opt/rootseal/node/LICENSE.
`;

/** The plain folder by hard links; the one file whose mode differs is a copy. The sum of all sizes, in bytes. */
function placeProgram(folder: string, to: string): number {
  let size = 0;
  for (const name of filesBelow(folder)) {
    mkdirSync(dirname(join(to, name)), { recursive: true });
    if (name === sandbox) copyFileSync(join(folder, name), join(to, name));
    else linkSync(join(folder, name), join(to, name));
    size += statSync(join(folder, name)).size;
  }
  return size;
}

function pack(tree: string, to: string, time: number): void {
  rmSync(to, { force: true });
  const args = ['--root-owner-group', '--uniform-compression', '-Zzstd', '-z3', '--build', tree, to];
  const env = { ...process.env, SOURCE_DATE_EPOCH: String(time), LC_ALL: 'C' };
  const { error, status } = spawnSync('dpkg-deb', args, { stdio: ['ignore', 2, 2], env });
  if (error ?? status !== 0) throw new Error(`dpkg-deb could not build ${to}`, { cause: error });
}
