/** The two calls of sm-crypto 0.5 that are measured; the package brings no types. */
declare module 'sm-crypto' {
  interface Options {
    hash: boolean;
    publicKey?: string;
  }
  export const sm2: {
    /** r ‖ s in hex. The key is in hex; with its public key given, the library need not derive it. */
    doSignature(message: readonly number[], privateKey: string, options: Options): string;
    doVerifySignature(message: readonly number[], signature: string, publicKey: string, options: Options): boolean;
  };
}
