/** The TUF module (TUF 1.0): writer, verifier, keys, SM2 co-signatures. */

export { canonicalJson } from './canonical.ts';
export { delegatedFile, delegatedNames, delegatedPaths, roleOfPath } from './delegations.ts';
export type { DelegatedName, Delegation, TufDelegation } from './delegations.ts';
export { distinctKeys, tufKeyId, tufSignature } from './keys.ts';
export type { TufKey, TufPublicKey, TufSignature, TufSuite } from './keys.ts';
export { signedBytes } from './read.ts';
export type { TufTarget } from './read.ts';
export { tufRules } from './rules.ts';
export {
  encodeRootSignature,
  furthest,
  readRootSignature,
  rootDigest,
  standingOfRoot,
  withSignatures,
} from './signature.ts';
export type { RootSignature, RootStanding } from './signature.ts';
export { buildSm2Sig, parseSm2Sig, sm2SigName, verifySm2Sig } from './sm2sig.ts';
export type { Sm2Root, Sm2Sig, Sm2Signature } from './sm2sig.ts';
export { checkTarget, verifyRepository } from './verify.ts';
export type { TufOptions, TufVerdict } from './verify.ts';
export { listMessages, rootMessage, writeRepository, writeRoots } from './write.ts';
export type { TufExpiry, TufInput, TufRootInput, TufSign, TufSigners } from './write.ts';
