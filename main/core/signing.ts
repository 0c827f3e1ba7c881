/** How a private key reaches the pure core: not at all. Its holder passes a function that signs. */

/** Signs one message (the output of `D(kind, x)`), answers 64 bytes. A device may take its time. */
export type Sign = (message: Uint8Array) => Uint8Array | Promise<Uint8Array>;

/** Draws `length` bytes from the operating system's CSPRNG, or in tests from a seed. */
export type RandomSource = (length: number) => Uint8Array;
