/**
 * The script that recovers without this program, as it is printed on every sheet and stands in docs/recovery.md, where
 * it is run. A sheet in a safe names its SHA-256: once a release has printed it, it is never changed, only joined by
 * another one.
 */
import { sha256, utf8 } from '../encoding/bytes.ts';
import { toHex } from '../encoding/hex.ts';
import type { Scheme } from '../shares/scheme.ts';

/** A script as it is printed; `hash` is SHA-256 of the file, UTF-8 with a newline at its end: 64 hex digits. */
export interface RecoveryScript {
  readonly name: string;
  readonly text: string;
  readonly hash: string;
}

const script = String.raw`# Rootseal recovery, version 1: from sheets of paper to the root key, with Debian's python3,
# python3-cbor2 and python3-nacl alone, on a machine without a network.
# 1. zbarimg -q --raw PICTURES > codes.txt (or type the lines of a sheet into lines.txt)
# 2. python3 recover.py paper codes.txt makes share-N.age and ROOT.sealed
# 3. age -d -o share-N.cbor share-N.age asks for the passphrase; once for each share
# 4. python3 recover.py look share-*.cbor says of each share whether it is intact
# 5. python3 recover.py root ROOT.sealed share-*.cbor writes ROOT.key, the secret key itself
import base64, hashlib, os, sys

def sha(data): return hashlib.sha256(data).digest()
def base32(data): return base64.b32encode(data).decode().rstrip('=')
def unbase32(text): return base64.b32decode(text + '=' * (-len(text) % 8))

def save(name, data):
    with open(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), 'wb') as file:
        file.write(data)
    print(name, len(data), 'bytes, SHA-256', sha(data).hex())

def paper(files):
    wholes, typed = {}, {}
    for name in files:
        for line in open(name, encoding='utf-8'):
            line = line.strip().upper()
            if 'ROOTSEAL1:' in line:
                what, group, place, digest, data = line.split('ROOTSEAL1:')[1].split(':')
                number, total = map(int, place.split('/'))
                wholes.setdefault((what, group, digest, total), {})[number] = data
            elif line and line[0] != '#':
                label, *groups = line.split()
                text = ''.join(groups).translate(str.maketrans('018', 'OIB'))
                text, check = text[:-4], text[-4:]
                if base32(sha(f'rootseal/paper-line/v1\0{label}:{text}'.encode()))[:4] != check:
                    sys.exit(f'line {label} of {name}: typed wrongly')
                typed.setdefault(name, {})[label] = text
    for (what, group, digest, total), have in wholes.items():
        missing = [n for n in range(1, total + 1) if n not in have]
        if missing:
            sys.exit(f'{what} of set {group}: part {missing} of {total} is missing')
        data = unbase32(''.join(have[n] for n in range(1, total + 1)))
        if sha(data)[:16].hex().upper() != digest:
            sys.exit(f'{what} of set {group}: not what the sheet says')
        kind, which = what.lower().split('.')
        save(f'share-{which}.age' if kind == 'share' else f'{which}.sealed', data)
    for name, lines in typed.items():
        end = lines.pop('END', '')
        data = unbase32(''.join(lines.get(str(n + 1), '') for n in range(len(lines))))
        if base32(sha(data))[:20] != end:
            sys.exit(f'{name}: a line is missing, or of another sheet')
        save(f'{os.path.splitext(name)[0]}.age', data)

def load(name):
    import cbor2
    return cbor2.load(open(name, 'rb'))

def look(files):
    shares = {}
    for name in files:
        s = load(name)
        said = b'rootseal/share-commitment/v1\0' + s['set'] + bytes([s['index']]) + s['share']
        intact = sha(said) == s['commitments'][s['index'] - 1] and 0 < s['share'][-1]
        print(name, s['custodian']['id'], 'share', s['index'], 'of', s['n'], 'any', s['m'], 'epoch',
              s['epoch'], 'set', s['set'].hex(), 'REHEARSAL' if s['rehearsal'] else 'real',
              'INTACT' if intact else 'ALTERED: leave it out')
        if intact:
            shares[s['index']] = s
    if len({(s['set'], s['epoch'], s['scheme']) for s in shares.values()}) != 1:
        sys.exit('no shares, or shares of different sets: sort them first')
    return sorted(shares.values(), key=lambda s: s['index'])

def times(a, b):
    product = 0
    while b:
        product ^= a if b & 1 else 0
        a = (a << 1) ^ (0x11b if a & 0x80 else 0)
        b >>= 1
    return product

def combine(points):
    total = 0
    for x, y in points:
        for other, _ in points:
            if other != x:
                over = next(b for b in range(256) if times(x ^ other, b) == 1)
                y = times(y, times(other, over))
        total ^= y
    return total

def root(files):
    from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as decrypt
    shares = look(files[1:])
    if shares[0]['scheme'] != 'shamir':
        sys.exit(f"scheme {shares[0]['scheme']}: see docs/recovery.md")
    if len(shares) < shares[0]['m']:
        sys.exit(f"{len(shares)} of {shares[0]['m']} shares: too few")
    chosen = [s['share'] for s in shares[:shares[0]['m']]]
    kek = bytes(combine([(s[32], s[at]) for s in chosen]) for at in range(32))
    sealed = load(files[0])
    import cbor2
    header = cbor2.loads(sealed['header'])
    secret = decrypt(sealed['ciphertext'], sealed['header'], header['nonce'], kek)
    print(header['id'], header['suite'], 'public key', header['publicKey'].hex(), 'opened')
    save(f"{header['id']}.key", secret)

{'paper': paper, 'look': look, 'root': root}[sys.argv[1]](sys.argv[2:])
`;

/** Another text in the place of one that stands in the script. */
function put(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error('not in the script');
  return text.replace(from, () => to);
}

/** From one mark to the next one, the latter not included. */
const between = (text: string, from: string, to: string) => text.slice(text.indexOf(from), text.indexOf(to));

/**
 * For a set of words: the same files are made of paper, the same shares are looked at; the words are combined by Trezor's
 * reference of SLIP-39, of which nothing is said twice here.
 */
function forWords(): string {
  const head = String.raw`# Rootseal recovery for shares of words (SLIP-39), version 1: from paper to the root key, with
# Debian's python3, python3-cbor2 and python3-nacl on a machine without a network, and beside this
# script the folder shamir_mnemonic: pip download --no-deps shamir-mnemonic==0.3.0 where there is a
# network, then here python3 -m zipfile -e shamir_mnemonic-0.3.0-py3-none-any.whl .
# 1. zbarimg -q --raw PICTURES > codes.txt (or type the lines of a sheet into lines.txt)
# 2. python3 recover-slip39.py paper codes.txt makes share-N.age and ROOT.sealed
# 3. age -d -o share-N.cbor share-N.age asks for the passphrase; once for each share
# 4. python3 recover-slip39.py look share-*.cbor says of each share whether it is intact
# 5. python3 recover-slip39.py root ROOT.sealed share-*.cbor writes ROOT.key, the secret key itself
# With words alone, typed from filled forms into text files, as many as a quorum and no more:
#    python3 recover-slip39.py words ROOT.sealed c1.txt c2.txt c3.txt
`;
  const quorum = String.raw`def quorum(shares):
    first = shares[0]
    if not first.get('groups'):
        if len(shares) < first['m']:
            sys.exit(f"{len(shares)} of {first['m']} shares: too few")
        return shares[:first['m']]
    whole, need = [], first['groups']['threshold']
    for group in first['groups']['list']:
        here = [s for s in shares if s['group'] == group['id']]
        print('group', group['id'], len(here), 'here,', group['m'], 'needed')
        if len(here) >= group['m']:
            whole.append(here[:group['m']])
    if len(whole) < need:
        sys.exit(f'{len(whole)} of {need} groups: too few')
    return [s for here in whole[:need] for s in here]

def root(files):
    shares = look(files[1:])
    if shares[0]['scheme'] != 'slip39':
        sys.exit(f"scheme {shares[0]['scheme']}: take recover.py")
    open_root(files[0], [s['share'].decode() for s in quorum(shares)])

def words(files):
    open_root(files[0], [' '.join(open(name).read().lower().split()) for name in files[1:]])

def open_root(name, mnemonics):
    from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as decrypt
    from shamir_mnemonic import MnemonicError, combine_mnemonics
    try:
        kek = combine_mnemonics(mnemonics)
    except MnemonicError as error:
        sys.exit(f'the words do not combine: {error}')
    sealed = load(name)
`;
  const body = put(script, between(script, '# Rootseal', 'import base64'), head);
  const combining = between(body, 'def times', '    import cbor2\n    header');
  const done = put(body, combining, quorum);
  return put(done, "'root': root}", "'root': root, 'words': words}");
}

function scriptOf(name: string, text: string): RecoveryScript {
  return { name, text, hash: toHex(sha256(utf8(text))) };
}

/** By the scheme of the share set. */
export const recoveryScripts: Readonly<Record<Scheme, RecoveryScript>> = {
  shamir: scriptOf('recover.py', script),
  slip39: scriptOf('recover-slip39.py', forWords()),
};
