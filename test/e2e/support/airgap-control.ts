/** The control of the trace: a name asked for, a connection, a packet, to an address that is nobody's (RFC 5737). */
export const nobody = '198.51.100.1';

/** A program as text. What it does must be found in the trace. */
export const control = `
import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns';
import { connect } from 'node:net';
const resolver = new Resolver({ timeout: 200, tries: 1 });
resolver.setServers(['${nobody}']);
await new Promise((done) => resolver.resolve4('rootseal-control.invalid', () => done()));
await new Promise((done) => {
  const socket = connect(9, '${nobody}').once('error', done);
  setTimeout(() => socket.destroy() && done(), 200);
});
const socket = createSocket('udp4');
await new Promise((done) => socket.send('control', 9, '${nobody}', () => done()));
socket.close();
`;
