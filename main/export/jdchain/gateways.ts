/** Gateways of a ledger in CA mode: participants that take no part in the consensus (jdchain-framework `LedgerInitProperties`). */

import type { ChainEndpoint, GenesisParticipant } from './participant.ts';

export const isGateway = ({ certificate }: Pick<GenesisParticipant, 'certificate'>): boolean =>
  certificate?.gateway === true;

/** A gateway takes no part in the consensus, and JD Chain gives it this address of an initialiser. */
export const gatewayPlaces: { readonly consensus: ChainEndpoint; readonly initializer: ChainEndpoint } = {
  consensus: { host: '', port: 0, secure: false },
  initializer: { host: '127.0.0.1', port: 8080, secure: false },
};
