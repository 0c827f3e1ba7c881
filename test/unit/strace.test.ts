/** The reading of a trace, on lines that strace 6.1 wrote. */
import { describe, expect, it } from 'vitest';
import { readTrace } from '../support/strace.ts';

const v6 = (host: string, port: number) =>
  `{sa_family=AF_INET6, sin6_port=htons(${port}), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "${host}", &sin6_addr), sin6_scope_id=0}`;
const v4 = (host: string, port: number) =>
  `{sa_family=AF_INET, sin_port=htons(${port}), sin_addr=inet_addr("${host}")}`;

const counts = (...lines: string[]) => {
  const { names, sent, connected, probes, unclear, lines: judged } = readTrace(lines.join('\n'));
  return {
    names: names.length,
    sent: sent.length,
    connected: connected.length,
    probes: probes.length,
    unclear: unclear.length,
    judged,
  };
};
const nothing = { names: 0, sent: 0, connected: 0, probes: 0, unclear: 0 };

describe('a trace tells', () => {
  it('a name asked for on a connected socket, by its peer alone', () => {
    const trace = [
      `23537 connect(21<UDP:[626325]>, ${v4('10.255.255.53', 53)}, 16) = 0`,
      `23537 sendto(21<UDP:[192.0.2.2:39903->10.255.255.53:53]>, ""..., 33, 0, NULL, 0) = 33`,
      `23547 sendmmsg(21<UDP:[192.0.2.2:39171->10.255.255.53:53]>, [...], 2, MSG_NOSIGNAL) = 2`,
    ];
    expect(counts(...trace)).toEqual({ ...nothing, names: 3, sent: 2, probes: 1, judged: 3 });
    expect(readTrace(trace.join('\n')).names[1]).toEqual({ pid: 23537, call: 'sendto', to: '10.255.255.53:53' });
  });

  it('a name asked for on this machine: its own resolver asks others', () => {
    expect(counts(`1 connect(4<UDP:[1]>, ${v4('127.0.0.53', 53)}, 16) = 0`)).toEqual({
      ...nothing,
      names: 1,
      judged: 1,
    });
    expect(
      counts(
        `1 connect(4<UNIX-STREAM:[7]>, {sa_family=AF_UNIX, sun_path="/run/systemd/resolve/io.systemd.Resolve"}, 42) = 0`,
      ),
    ).toEqual({ ...nothing, names: 1, judged: 1 });
  });

  it('a connection beyond this machine, also one that failed or was not finished on its line', () => {
    expect(
      counts(
        `1 connect(22<TCP:[626346]>, ${v4('198.51.100.1', 9)}, 16) = -1 EINPROGRESS (Operation now in progress)`,
        `1 connect(22<TCPv6:[626346]>, ${v6('2001:db8::1', 443)}, 28 <unfinished ...>`,
        `1 connect(22, ${v4('198.51.100.1', 9)}, 16) = -1 ENETUNREACH (Network is unreachable)`,
      ),
    ).toEqual({ ...nothing, connected: 3, judged: 3 });
  });

  it('packets with an address of their own, several of them in one call', () => {
    const head = (address: string) =>
      `{msg_name=${address}, msg_namelen=16, msg_iov=[{iov_base="hello", iov_len=5}], msg_iovlen=1}`;
    expect(
      counts(
        `1 sendmsg(23<UDP:[0.0.0.0:47827]>, ${head(v4('198.51.100.1', 9))}, 0) = 5`,
        `1 sendmmsg(23<UDPv6:[[::]:1]>, [{msg_hdr=${head(v6('2001:db8::1', 9))}}, {msg_hdr=${head(v6('ff02::fb', 5353))}}], 2, 0) = 2`,
      ),
    ).toEqual({ ...nothing, sent: 3, names: 1, judged: 2 });
  });

  it('bytes written to a connection beyond this machine', () => {
    expect(
      counts(
        `1 write(24<TCP:[192.0.2.2:34264->198.51.100.1:443]>, "x"..., 1) = 1`,
        `1 writev(24<TCPv6:[[2001:db8::2]:34264->[2001:db8::1]:443]>, [{iov_base="x", iov_len=1}], 1) = 1`,
      ),
    ).toEqual({ ...nothing, sent: 2, judged: 2 });
  });

  it('a probe, which sends nothing, and what is sent on it', () => {
    const probe = `1 connect(23<UDPv6:[[::]:56485]>, ${v6('2001:4860:4860::8888', 443)}, 28) = 0`;
    expect(counts(probe)).toEqual({ ...nothing, probes: 1, judged: 1 });
    const packet = `1 send(1) = 0\n1 sendto(23<UDPv6:[[2001:db8::2]:5->[2001:4860:4860::8888]:443]>, "", 0, 0, NULL, 0) = 0`;
    expect(counts(probe, packet)).toEqual({ ...nothing, probes: 1, sent: 1, judged: 2 });
  });

  it('nothing where all stays on this machine', () => {
    expect(
      counts(
        `1 connect(24<TCP:[626365]>, ${v4('127.0.0.1', 32837)}, 16) = -1 EINPROGRESS (Operation now in progress)`,
        `1 connect(24<TCPv6:[626365]>, ${v6('::1', 32837)}, 28) = 0`,
        `1 connect(24<TCPv6:[626365]>, ${v6('::ffff:127.0.0.1', 32837)}, 28) = 0`,
        `1 write(24<TCP:[127.0.0.1:34264->127.0.0.1:32837]>, "x"..., 1) = 1`,
        `1 sendmsg(9<UNIX-STREAM:[1->2]>, {msg_name=NULL, msg_namelen=0, msg_iovlen=1}, MSG_NOSIGNAL) = 8`,
        `1 sendto(9<NETLINK:[ROUTE:77]>, [...], 20, 0, {sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}, 12) = 20`,
        `1 connect(9<UNIX-STREAM:[3]>, {sa_family=AF_UNIX, sun_path=@"/tmp/.X11-unix/X99"}, 20) = 0`,
        `1 connect(9<UDP:[3]>, {sa_family=AF_UNSPEC, sa_data="\\0\\0"}, 16) = 0`,
        `1 write(2</dev/null<char 1:3>>, "sa_famil"..., 400) = 400`,
        `1 write(5<anon_inode:[eventfd]>, "\\1\\0\\0\\0"..., 8) = 8`,
        `1 +++ exited with 0 +++`,
      ),
    ).toEqual({ ...nothing, judged: 10 });
  });

  it('what it cannot judge, instead of passing over it', () => {
    expect(
      counts(
        `1 sendto(23<UDP:[0.0.0.0:47827]>, "x"..., 5, 0, NULL, 0) = -1 EDESTADDRREQ (Destination address required)`,
        `1 sendmsg(23<socket:[5]>, {msg_name=NULL, msg_namelen=0}, 0) = 5`,
        `1 sendmmsg(23, [...], 2, 0) = 2`,
      ),
    ).toEqual({ ...nothing, unclear: 3, judged: 3 });
  });

  it('a call that was not made, since its thread was dying', () => {
    const dying = `8933  sendto(44, 0x1f1402381e10, 64, MSG_NOSIGNAL, NULL, 0 <unfinished ...>`;
    const over = `8933  +++ killed by SIGKILL +++`;
    expect(counts(dying, over)).toEqual({ ...nothing, judged: 1 });
    expect(counts(dying)).toEqual({ ...nothing, judged: 1 });
    const back = `8933  <... sendto resumed>) = 64`;
    expect(counts(dying, back, over)).toEqual({ ...nothing, unclear: 1, judged: 1 });
    // Where its memory could still be read, it may have been made.
    expect(counts(dying.replace('0x1f1402381e10', '"x"...'), over)).toEqual({ ...nothing, unclear: 1, judged: 1 });
  });

  it('a ring that was given out, whose calls nobody sees', () => {
    const given = '= 5<anon_inode:[io_uring]>';
    const refused = '= -1 ENOSYS (Function not implemented) (INJECTED)';
    expect(counts(`1 io_uring_setup(64, {flags=0}) ${given}`, `1 <... io_uring_setup resumed>, 0x1) ${given}`)).toEqual(
      {
        ...nothing,
        unclear: 2,
        judged: 0,
      },
    );
    expect(
      counts(
        `1 io_uring_setup(64, {flags=0}) ${refused}`,
        `1 io_uring_setup(64, 0x1 <unfinished ...>`,
        `1 <... io_uring_setup resumed>, {flags=0}) ${refused}`,
      ),
    ).toEqual({ ...nothing, judged: 0 });
  });
});
