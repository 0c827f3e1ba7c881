# Runs a program in a terminal of its own (it becomes the session leader) and types at it.
# usage: terminal.py SCRIPT PROGRAM ARG...
# SCRIPT is JSON: [["wait for this text", "type this"], ...]. Everything shown goes to standard output; the last
# line says what the terminal's echo was at each typing and at the end, and the exit code.
import json, os, pty, select, sys, termios, time

script = json.load(open(sys.argv[1], encoding='utf-8'))
pid, fd = pty.fork()
if pid == 0:
    os.execvp(sys.argv[2], sys.argv[2:])

shown, seen, echoes = b'', 0, []
end = time.time() + 90
while time.time() < end:
    ready, _, _ = select.select([fd], [], [], 0.05)
    if ready:
        try:
            data = os.read(fd, 4096)
        except OSError:
            break
        if not data:
            break
        shown += data
    if script and script[0][0].encode() in shown[seen:]:
        expected, typed = script.pop(0)
        seen = shown.index(expected.encode(), seen) + len(expected.encode())
        time.sleep(0.05)
        echoes.append(bool(termios.tcgetattr(fd)[3] & termios.ECHO))
        # The keys come singly, as from fingers.
        for byte in typed.encode('utf-8'):
            os.write(fd, bytes([byte]))

after = bool(termios.tcgetattr(fd)[3] & termios.ECHO)
_, status = os.waitpid(pid, 0)
sys.stdout.buffer.write(shown)
print('\n' + json.dumps({'exit': os.waitstatus_to_exitcode(status), 'echoes': echoes, 'after': after, 'left': len(script)}))
