/** Loads what reads certificates (codec.ts), which takes longer than the rest of a command. */
export async function loadCodec(): Promise<void> {
  await import('./certificate.ts');
}
