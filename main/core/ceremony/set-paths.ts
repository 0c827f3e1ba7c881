/**
 * Where the files of a share set lie in the home (docs/formats.md section 2). The set in force has the plain names; what
 * a retired one leaves for evidence lies below its epoch. Only the names that `isRenewed` knows are ever given new content.
 */

export const sharePath = (custodian: string) => `shares/${custodian}.age`;
/**
 * Whose share a file is by its name, wherever it lies: `c1.age` is custodian c1's as the program wrote it, and so is what
 * was made of their sheet under that name: a picture, a text, what a camera read.
 */
export const holderByName = (file: string): string =>
  /([^/\\]*?)(?:\.(?:age|png|jpe?g|txt|camera))?$/i.exec(file)?.[1] ?? '';
/** `id` is a root's, or `log-key`. */
export const sealedPath = (id: string) => `sealed/${id}.sealed`;
export const statementPath = (root: string) => `public/roots/${root}.json`;
/** The statement of an epoch that is over. */
export const oldStatementPath = (epoch: number, root: string) => `public/roots/${epoch}/${root}.json`;
/** `epoch` is the one from which the new key is in force. */
export const rotationPath = (epoch: number, root: string) => `public/roots/${epoch}/${root}.rotation.json`;
export const setPath = (set: string) => `public/share-sets/${set}.json`;
export const retiredPath = (set: string) => `public/share-sets/${set}.retired.json`;
/** What a pending set has made so far lies below this, each file with its later path. */
export const pendingFolder = (set: string) => `pending/${set}`;

const renewed =
  /^(?:public\/tuf\/(?:targets|revocations|genesis|admissions|snapshot|timestamp)\.json(?:\.sm2sig)?|public\/roots\/[^/]+\.json|public\/verify\/rootseal-verify\.mjs|sealed\/[^/]+|shares\/[^/]+)$/;

/**
 * The names that a new share set gives new content: lists of TUF, statements, sealed keys, shares, and the verifier, which
 * must know what the set says. No others.
 */
export const isRenewed = (path: string) => renewed.test(path);
