/** What JD Chain 1.6.5 asks of an OU (`CertificateRole`); several may stand in one certificate. */
export const certificateRoles = ['ROOT', 'CA', 'PEER', 'GW', 'USER'] as const;
export type CertificateRole = (typeof certificateRoles)[number];
