/**
 * node loadable.mjs MODULE: marks the demand of a shared object (ELF, 64 bits) for GLIBC_2.38 and GLIBCXX_3.4.32 as weak
 * (VER_FLG_WEAK, in .gnu.version_r), so that it loads where `older-libraries.c` gives what is missing.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const versions = ['GLIBC_2.38', 'GLIBCXX_3.4.32'];
const versionNeeds = 0x6ffffffe;
const weak = 2;

/** The hash of System V's ABI, by which the loader compares versions. */
function hashOf(name) {
  let hash = 0;
  for (const byte of Buffer.from(name)) {
    hash = ((hash << 4) + byte) >>> 0;
    const high = hash & 0xf0000000;
    hash = (hash ^ (high >>> 24)) & ~high;
  }
  return hash >>> 0;
}

const [, , file] = process.argv;
const bytes = readFileSync(file);
const [sections, size, count] = [Number(bytes.readBigUInt64LE(40)), bytes.readUInt16LE(58), bytes.readUInt16LE(60)];
for (let i = 0; i < count; i++) {
  const head = sections + i * size;
  if (bytes.readUInt32LE(head + 4) !== versionNeeds) continue;
  const [from, length] = [Number(bytes.readBigUInt64LE(head + 24)), Number(bytes.readBigUInt64LE(head + 32))];
  // Both kinds of record have 16 bytes; no hash of ours is a head of the other kind.
  for (let at = from; at < from + length; at += 16)
    if (versions.map(hashOf).includes(bytes.readUInt32LE(at))) bytes.writeUInt16LE(weak, at + 4);
}
writeFileSync(file, bytes);
