# People at one terminal: runs a program in a terminal of its own and answers what it asks, as it asks it.
# usage: people.py ANSWERS PROGRAM ARG...
# ANSWERS is a file of JSON: {"answers": [["regular expression at the end of what is shown", "what is typed"], ...],
# "secrets": {"<id>": "..."}}, tried in order; {words} stands for the first four words of the plan's hash as it was
# shown last, not for the paper's beside it; {secret} for the secret of the person who was called to the keyboard last;
# {end} alone is no key: the program is told to end.
# Everything shown goes to standard output; the last line is {"exit": ..., "asked": [...], "after": ...}
# with the terminal's echo at each answer and at the end.
import json, os, pty, re, select, signal, sys, termios, time

plan = json.load(open(sys.argv[1], encoding='utf-8'))
pid, fd = pty.fork()
if pid == 0:
    os.execvp(sys.argv[2], sys.argv[2:])

shown, asked, begun = '', [], 0
end = time.time() + 110


def answer():
    global begun
    fresh = re.sub(r'\x1b\[[0-9;]*[A-Za-z]', '', shown[begun:])  # without what moves the cursor
    for pattern, reply in plan['answers']:
        if not re.search(pattern + r'\s*\Z', fresh):
            continue
        hashes = re.findall(r'(?<!as on paper): ((?:[0-9a-f]{4} \S+ \S+(?: \| )?)+)', shown)
        words = ' '.join(part.split(' ', 1)[1] for part in hashes[-1].split(' | ')[:2]) if hashes else ''
        called = re.findall(r'\((\w+)\): be alone at the keyboard', shown)
        secret = plan['secrets'].get(called[-1], '') if called else ''
        time.sleep(0.05)
        asked.append([pattern, bool(termios.tcgetattr(fd)[3] & termios.ECHO)])
        begun = len(shown)
        if reply == '{end}':
            os.kill(pid, signal.SIGTERM)
            return
        os.write(fd, reply.replace('{words}', words).replace('{secret}', secret).encode())
        return


while time.time() < end:
    ready, _, _ = select.select([fd], [], [], 0.1)
    if not ready:
        answer()
        continue
    try:
        data = os.read(fd, 65536)
    except OSError:
        break
    if not data:
        break
    shown += data.decode('utf-8', 'replace')

if time.time() >= end:
    os.kill(pid, signal.SIGKILL)  # it waits for an answer that nobody knows
after = bool(termios.tcgetattr(fd)[3] & termios.ECHO)
_, status = os.waitpid(pid, 0)
sys.stdout.write(shown)
print('\n' + json.dumps({'exit': os.waitstatus_to_exitcode(status), 'asked': asked, 'after': after}))
