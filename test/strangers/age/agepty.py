# Types passphrases at age, which takes them from a terminal alone.
# usage: agepty.py PASSPHRASE-FILE age ARG...
# Everything age shows goes to standard error; the exit code is age's own.
import os, pty, select, sys, time

passphrase = open(sys.argv[1], 'rb').read()
pid, fd = pty.fork()
if pid == 0:
    os.execvp(sys.argv[2], sys.argv[2:])

shown, answered = b'', 0
end = time.time() + 120
while time.time() < end:
    ready, _, _ = select.select([fd], [], [], 0.2)
    if not ready:
        continue
    try:
        data = os.read(fd, 4096)
    except OSError:
        break
    if not data:
        break
    shown += data
    if shown.lower().count(b'passphrase') > answered and shown.rstrip().endswith(b':'):
        answered = shown.lower().count(b'passphrase')
        time.sleep(0.05)
        os.write(fd, passphrase + b'\n')

_, status = os.waitpid(pid, 0)
sys.stderr.buffer.write(shown)
sys.exit(os.waitstatus_to_exitcode(status))
