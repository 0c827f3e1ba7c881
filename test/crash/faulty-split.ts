/** Loaded into a vault by a test: the second of the shares that a split gives has one bit changed. */
import { registerHooks } from 'node:module';

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.includes('/shamir-secret-sharing/')) return loaded;
    const text =
      typeof loaded.source === 'string' ? loaded.source : Buffer.from(loaded.source as Uint8Array).toString();
    const source = text.replace(
      /export async function split\(/,
      `export async function split(...args) { const shares = await split0(...args); shares[1][4] ^= 1; return shares; }
async function split0(`,
    );
    return { ...loaded, source };
  },
});
