/** litewitness (filippo.io/torchwood), a real C2SP witness on the loopback, with its key in an ssh-agent. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { formatWitnessVkey } from '../../../main/core/audit/cosignature.ts';
import { rootHash } from '../../../main/core/audit/merkle.ts';
import { toBase64 } from '../../../main/core/encoding/base64.ts';
import { sshKey } from '../../../main/core/consortium/ssh.ts';

const program = join(import.meta.dirname, 'bin', 'litewitness');

/** Why it cannot be run; empty if it can. */
export function absence(): string {
  if (!existsSync(program)) return 'not built: run test/strangers/witness/setup.sh';
  return ['ssh-agent', 'ssh-add', 'ssh-keygen'].every((name) => existsSync(join('/usr/bin', name))) ? '' : 'no OpenSSH';
}

export interface Answer {
  readonly status: number;
  readonly text: string;
}

export class LiteWitness {
  readonly vkey: string;
  private readonly dir: string;
  private readonly port: number;
  private readonly children: ChildProcess[] = [];

  /** Starts one that knows the log of this verifier key, and nothing of its entries. */
  static async start(name: string, log: { origin: string; vkey: string }): Promise<LiteWitness> {
    const one = new LiteWitness(name, await freePort());
    one.register(log);
    await one.serve(name);
    return one;
  }

  private constructor(name: string, port: number) {
    this.port = port;
    this.dir = mkdtempSync(join(tmpdir(), 'lw-'));
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', this.path('key')]);
    const blob = Buffer.from(readFileSync(this.path('key.pub'), 'utf8').split(' ')[1] ?? '', 'base64');
    this.vkey = formatWitnessVkey(name, sshKey(new Uint8Array(blob)).publicKey);
  }

  private path(name: string): string {
    return join(this.dir, name);
  }

  private register({ origin, vkey }: { origin: string; vkey: string }): void {
    const db = new Database(this.path('db'));
    db.exec(`CREATE TABLE log (origin TEXT PRIMARY KEY, tree_size INTEGER NOT NULL, tree_hash TEXT NOT NULL);
      CREATE TABLE key (origin TEXT NOT NULL, key TEXT NOT NULL, FOREIGN KEY(origin) REFERENCES log(origin));`);
    db.prepare('INSERT INTO log VALUES (?, 0, ?)').run(origin, toBase64(rootHash([])));
    db.prepare('INSERT INTO key VALUES (?, ?)').run(origin, vkey);
    db.close();
  }

  private async serve(name: string): Promise<void> {
    const socket = this.path('s');
    this.children.push(spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' }));
    await until(() => existsSync(socket));
    execFileSync('ssh-add', ['-q', this.path('key')], { env: { ...process.env, SSH_AUTH_SOCK: socket } });
    const print =
      execFileSync('ssh-keygen', ['-l', '-f', this.path('key.pub')], { encoding: 'utf8' }).split(' ')[1] ?? '';
    const args = ['-name', name, '-key', print, '-ssh-agent', socket, '-db', this.path('db')];
    this.children.push(spawn(program, [...args, '-listen', `127.0.0.1:${String(this.port)}`], { stdio: 'ignore' }));
    await until(() =>
      this.add(new Uint8Array()).then(
        () => true,
        () => false,
      ),
    );
  }

  /** POST add-checkpoint. */
  async add(body: Uint8Array): Promise<Answer> {
    const answer = await fetch(`http://127.0.0.1:${String(this.port)}/add-checkpoint`, {
      method: 'POST',
      body: new Uint8Array(body),
    });
    return { status: answer.status, text: await answer.text() };
  }

  stop(): void {
    for (const child of this.children) child.kill('SIGKILL');
    rmSync(this.dir, { recursive: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address ? address.port : 0;
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (await holds()) return;
    await wait(100);
  }
  throw new Error('litewitness did not come up');
}
