/** Where the certificates of a ledger lie in a consortium's home. No id has a dot, so a root's file is nobody else's. */

const folder = 'public/certificates/';
export const certificateFile = (id: string): string => `${folder}${id}.crt`;
export const rootCertificateFile = (root: string): string => `${folder}${root}.root.crt`;
