/** What JD Chain 1.6.5 asks of an OU (`CertificateRole`); several may stand in one certificate. */
export const certificateRoles = ['ROOT', 'CA', 'PEER', 'GW', 'USER'] as const;
/** Of a participant of a ledger, which has one of them at least. */
export const nodeRoles = ['PEER', 'GW'] as const;
export type CertificateRole = (typeof certificateRoles)[number];
