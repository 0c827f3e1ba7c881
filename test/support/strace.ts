/**
 * What a traced program wanted of the network, read from `strace -f -yy -s 8 -e trace=%network,write,writev,…` (strace 6).
 * With -yy the calls name the peer of their socket, so a packet on a connected socket is counted as well as one with an
 * address of its own. Attempts count, whether or not they came through.
 */

/** One call: which process (thread), which call, to what. */
export interface Call {
  readonly pid: number;
  readonly call: string;
  /** `198.51.100.1:53`, `[2001:db8::1]:443`, or the path of a resolver's socket. */
  readonly to: string;
}

export interface Traffic {
  /** Anything to a port that names are asked at, also on this machine, and to the system's own resolvers. */
  readonly names: Call[];
  /** Packets and bytes to somebody beyond this machine. */
  readonly sent: Call[];
  /** TCP to somebody beyond this machine. */
  readonly connected: Call[];
  /** UDP sockets given a peer beyond this machine. By itself that sends nothing; what is sent on it is in `sent`. */
  readonly probes: Call[];
  /** Lines that cannot be judged: none may be left over. */
  readonly unclear: string[];
  /** Lines that were judged. */
  readonly lines: number;
}

/** What strace must be told so that the reading below holds. */
export const straceArguments = [
  '-f',
  '-yy',
  ...['-s', '8'],
  '--seccomp-bpf',
  ...['-e', 'signal=none'],
  ...['-e', 'trace=%network,write,writev,io_uring_setup'],
  // A ring takes calls that no trace sees: none is given out, and programs go the ordinary way (libuv does).
  ...['-e', 'inject=io_uring_setup:error=ENOSYS'],
] as const;

interface Peer {
  readonly host: string;
  readonly port: number;
}

/** DNS, NetBIOS names, DNS over TLS, mDNS, LLMNR. */
const namePorts = new Set([53, 137, 853, 5353, 5355]);
const resolvers = /sun_path="([^"]*(?:io\.systemd\.Resolve|avahi-daemon\/socket)[^"]*)"/;

const isHere = ({ host }: Peer) => /^(127\.|::1$|::ffff:127\.|0\.0\.0\.0$|::$)/.test(host);
const written = ({ host, port }: Peer) => `${host.includes(':') ? `[${host}]` : host}:${port}`;

const address = /sa_family=AF_INET6?, sin6?_port=htons\((\d+)\),[^}]*?(?:inet_addr\(|inet_pton\(AF_INET6, )"([^"]+)"/g;

/** Addresses that the call itself gives. */
const given = (rest: string): Peer[] =>
  [...rest.matchAll(address)].map(([, port, host]) => ({ host: host ?? '', port: Number(port) }));

/** The peer of a connected socket, as -yy tells it: `192.0.2.2:39903->198.51.100.1:53`. */
function connectedTo(ends: string): Peer[] {
  const [, host = '', port] = /->\[?(.*?)\]?:(\d+)$/.exec(ends) ?? [];
  return port === undefined ? [] : [{ host, port: Number(port) }];
}

const line = /^(\d+) +(connect|sendto|sendmsg|sendmmsg|write|writev)\((.*)$/;
/** The end of a call for a ring that was given out after all. */
const ring = /^\d+ +(?:<\.\.\. )?io_uring_setup(?!.*(?:\(INJECTED\)|<unfinished \.\.\.>)$)/;
/** `21<UDP:[…]>, …`; what is no socket of the internet has another word or a path there. */
const inet = /^\d+<(TCP|UDP|UDPLITE|RAW|PING|ICMP)(?:v6)?:\[(.*?)\]>, (.*)$/;
const nameless = /^\d+(<socket:\[\d+\]>)?, /;

/** Reads the whole trace. */
export function readTrace(trace: string): Traffic {
  const traffic: Traffic & { lines: number } = {
    names: [],
    sent: [],
    connected: [],
    probes: [],
    unclear: [],
    lines: 0,
  };
  for (const text of trace.split('\n')) {
    if (ring.test(text)) traffic.unclear.push(text);
    const [, pid, call, rest] = line.exec(text) ?? [];
    if (pid === undefined || call === undefined || rest === undefined) continue;
    traffic.lines++;
    judge(traffic, { pid: Number(pid), call, rest, text });
  }
  return { ...traffic, unclear: traffic.unclear.filter((one) => !isLastWord(one, trace)) };
}

const undecoded = /^(\d+) +\w+\(\d+, 0x[0-9a-f]+, .*<unfinished \.\.\.>$/;

/** A thread that died in a call, with its memory already gone when the call was to be read, has not made it. */
function isLastWord(line: string, trace: string): boolean {
  const pid = undecoded.exec(line)?.[1];
  if (pid === undefined) return false;
  const rest = trace.slice(trace.indexOf(line) + line.length);
  return !new RegExp(`^${pid} +(?! |\\+\\+\\+)`, 'm').test(rest);
}

interface Made {
  readonly pid: number;
  readonly call: string;
  readonly rest: string;
  readonly text: string;
}

function judge(traffic: Traffic, { pid, call, rest, text }: Made): void {
  const [, protocol, ends = '', more = ''] = inet.exec(rest) ?? [];
  const resolver = resolvers.exec(rest)?.[1];
  if (resolver !== undefined) traffic.names.push({ pid, call, to: resolver });
  const own = given(protocol === undefined ? rest : more);
  const peers = own.length > 0 ? own : connectedTo(ends);
  for (const peer of peers) sort(traffic, { pid, call, to: written(peer) }, peer, protocol);
  if (isUnclear(call, rest, protocol, peers)) traffic.unclear.push(text);
}

/** A packet without a peer, or on a socket without a name, could go anywhere. */
function isUnclear(call: string, rest: string, protocol: string | undefined, peers: readonly Peer[]): boolean {
  if (peers.length > 0 || call === 'connect') return false;
  if (protocol !== undefined) return true;
  return call.startsWith('send') && nameless.test(rest);
}

function sort(traffic: Traffic, made: Call, peer: Peer, protocol: string | undefined): void {
  if (namePorts.has(peer.port)) traffic.names.push(made);
  if (isHere(peer)) return;
  if (made.call !== 'connect') traffic.sent.push(made);
  else if (protocol?.startsWith('UDP') === true) traffic.probes.push(made);
  else traffic.connected.push(made);
}
