/** MurmurHash3 x64 128 (Appleby), its second 64-bit word: the bucket of a key in a hash tree (utils `MurmurHash3`). */

const c1 = 0x87c37b91114253d5n;
const c2 = 0x4cf5ad432745937fn;
const word = (value: bigint): bigint => BigInt.asUintN(64, value);
const rotate = (value: bigint, by: bigint): bigint => word((value << by) | (value >> (64n - by)));
const mix1 = (k: bigint): bigint => word(rotate(word(k * c1), 31n) * c2);
const mix2 = (k: bigint): bigint => word(rotate(word(k * c2), 33n) * c1);

/** Little-endian; what is missing at the end is 0. */
function wordAt(bytes: Uint8Array, at: number): bigint {
  let value = 0n;
  for (let i = 7; i >= 0; i--) value = (value << 8n) | BigInt(bytes[at + i] ?? 0);
  return value;
}

function finish(value: bigint): bigint {
  let k = value;
  k = word((k ^ (k >> 33n)) * 0xff51afd7ed558ccdn);
  k = word((k ^ (k >> 33n)) * 0xc4ceb9fe1a85ec53n);
  return k ^ (k >> 33n);
}

/** The second word of the 128 bits, unsigned. */
export function murmur3Second(bytes: Uint8Array, seed: number): bigint {
  let [h1, h2] = [BigInt(seed), BigInt(seed)];
  const whole = bytes.length - (bytes.length % 16);
  for (let at = 0; at < whole; at += 16) {
    h1 = word(word(rotate(h1 ^ mix1(wordAt(bytes, at)), 27n) + h2) * 5n + 0x52dce729n);
    h2 = word(word(rotate(h2 ^ mix2(wordAt(bytes, at + 8)), 31n) + h1) * 5n + 0x38495ab5n);
  }
  const tail = bytes.subarray(whole);
  h1 ^= mix1(wordAt(tail, 0));
  h2 ^= mix2(wordAt(tail, 8));
  const length = BigInt(bytes.length);
  h1 = word((h1 ^ length) + (h2 ^ length));
  h2 = word((h2 ^ length) + h1);
  [h1, h2] = [finish(h1), finish(h2)];
  return word(h2 + word(h1 + h2));
}
