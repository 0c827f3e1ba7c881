/** Where the versions of a register and what decided them lie (docs/formats.md section 2). Nothing there is overwritten. */

const folder = (version: number) => `public/consortium/${String(version)}`;

export const registerPath = (version: number) => `${folder(version)}/register.json`;
export const proposalPath = (version: number) => `${folder(version)}/proposal.json`;
export const votePath = (version: number, voter: string) => `${folder(version)}/votes/${voter}.json`;
/** Every key that no longer counts, as of this version. */
export const revocationsPath = (version: number) => `${folder(version)}/revocations.json`;
/** What a chain gets of it. */
export const chainPath = (version: number, path: string) => `${folder(version)}/${path}`;
/** The act in which a version comes into force. */
export const registerAct = (version: number) => `register-${String(version)}`;
