/**
 * The facts of the room, taken before anything is shut out: interfaces, routes, radios, swap, core dumps,
 * hibernation. Plain JavaScript; reads, never changes. One JSON object on standard output, `rootseal.room/1`:
 *
 *   platform, taken (ISO time), interfaces [{name, up, loopback, addresses}], routes {ipv4, ipv6} (lines as the
 *   kernel tells them, loopback left out), radios [{name, kind, on}], swap [{device, kind}],
 *   core {pattern, limit: as it holds for the program; `1 byte` is the one that forbids every dump}, hibernation (is the machine able to write its memory to a disk),
 *   layer {name, why}: which network namespace the program is put into
 *   (`user+net`: unshare -c -n, `net`: unshare -n, `none`).
 *
 *   node scripts/room-facts.mjs LAYER WHY CORE-LIMIT
 */
import { readdirSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';

/** The trimmed text of a file of the kernel; empty where this machine has none. */
function read(path) {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}

function list(path) {
  try {
    return readdirSync(path).sort();
  } catch {
    return [];
  }
}

const lines = (text) => text.split('\n').filter((line) => line !== '');
const columns = (line) => line.trim().split(/\s+/);

/** Every interface that the system knows; without sysfs, those that have an address. */
function interfaces() {
  const addressed = networkInterfaces();
  const names = [...new Set([...list('/sys/class/net'), ...Object.keys(addressed)])].sort();
  return names.map((name) => {
    const addresses = (addressed[name] ?? []).map((entry) => entry.address);
    const flags = Number.parseInt(read(join('/sys/class/net', name, 'flags')) || '0', 16);
    return {
      name,
      up: (flags & 1) === 1 || addresses.length > 0,
      loopback: (flags & 8) === 8 || (addressed[name] ?? []).some((entry) => entry.internal),
      addresses,
    };
  });
}

/** /proc/net/route: interface, destination, gateway, …, mask at column 7, all in the kernel's byte order. */
function routes4() {
  const quad = (hex) =>
    hex
      .match(/../g)
      ?.reverse()
      .map((byte) => Number.parseInt(byte, 16))
      .join('.') ?? hex;
  return lines(read('/proc/net/route'))
    .slice(1)
    .map(columns)
    .filter(([name]) => name !== 'lo')
    .map((row) => `${quad(row[1])}/${quad(row[7])} ${row[0]}`);
}

/** /proc/net/ipv6_route: destination, prefix length (hex), …, interface last. */
function routes6() {
  return lines(read('/proc/net/ipv6_route'))
    .map(columns)
    .filter((row) => row.at(-1) !== 'lo')
    .map((row) => `${row[0].match(/.{4}/g)?.join(':')}/${Number.parseInt(row[1], 16)} ${row.at(-1)}`);
}

function radios() {
  const folder = '/sys/class/rfkill';
  return list(folder).map((name) => {
    const field = (key) => read(join(folder, name, key));
    return { name: field('name') || name, kind: field('type'), on: field('soft') === '0' && field('hard') === '0' };
  });
}

const swap = () =>
  lines(read('/proc/swaps'))
    .slice(1)
    .map(columns)
    .map(([device, kind]) => ({ device, kind }));

/** Bytes, as it holds; where the kernel does not tell, as the shell said (in blocks of its own). */
function coreLimit(said) {
  const bytes = /^Max core file size +(\w+)/m.exec(read('/proc/self/limits'))?.[1] ?? said;
  return bytes === '1' ? '1 byte' : bytes;
}

const [layer = 'none', why = '', limit = ''] = process.argv.slice(2);

console.log(
  JSON.stringify({
    format: 'rootseal.room/1',
    platform: process.platform,
    taken: new Date().toISOString(),
    interfaces: interfaces(),
    routes: { ipv4: routes4(), ipv6: routes6() },
    radios: radios(),
    swap: swap(),
    core: { pattern: read('/proc/sys/kernel/core_pattern'), limit: coreLimit(limit) },
    hibernation: columns(read('/sys/power/state')).includes('disk'),
    layer: { name: layer, why },
  }),
);
