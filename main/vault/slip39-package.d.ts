/** What is used of slip39 0.1.9; the package brings no types. All bytes are plain arrays of numbers. */
declare module 'slip39' {
  interface Options {
    passphrase: string;
    /** Groups needed. */
    threshold: number;
    /** Members needed, members, a name. */
    groups: [number, number, string][];
    iterationExponent: number;
    extendableBackupFlag: 0 | 1;
    title: string;
  }
  interface Node {
    /** Of a group: its members' words, in order. */
    readonly mnemonics: string[];
  }
  interface Slip39 {
    fromArray(secret: number[], options: Options): { fromPath(path: string): Node };
    recoverSecret(mnemonics: string[], passphrase: string): number[];
  }
  const slip39: Slip39;
  export default slip39;
}
