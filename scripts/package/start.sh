#!/bin/sh
# The start of a packaged Rootseal, installed as `rootseal` and as `rootseal-verify`. Before anything is run, every
# file of the package is compared with SHA256SUMS, in this shell and coreutils alone: one that is damaged, missing,
# unreadable, not of the package or not a plain file is named, and nothing starts (exit 3). That guards against damage
# and mix-ups; whoever can write here can write a new list as well (docs/release.md).
#
#   rootseal [--host electron|chromium|terminal] [--lang zh-CN|en]     the window, else the menu in the terminal
#   rootseal COMMAND ...                                               the command line
#   rootseal-verify BUNDLE ...                                         the verifier that is not the app
set -u

newline='
'

# say ENGLISH CHINESE: both, for whoever stands there.
say() {
  printf 'rootseal: %s\nrootseal：%s\n' "$1" "$2" >&2
}

# stop ENGLISH CHINESE: nobody sees standard error when the program was started from a menu; then a box is tried.
stop() {
  say "$1" "$2"
  if [ ! -t 2 ] && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && [ -n "${ROOTSEAL_MENU:-}" ]; then
    box "Rootseal$newline$newline$1$newline$newline$2"
  fi
  exit 3
}

box() {
  if command -v zenity >/dev/null 2>&1; then
    zenity --error --no-markup --text="$1"
  elif command -v kdialog >/dev/null 2>&1; then
    kdialog --error "$1"
  elif command -v xmessage >/dev/null 2>&1; then
    xmessage -center "$1"
  fi >/dev/null 2>&1
}

# A fault is a line: its kind, a blank, the name.
walk() {
  for entry in "$1"* "$1".[!.]* "$1"..?*; do
    if [ -L "$entry" ]; then
      echo "odd $entry"
    elif [ -d "$entry" ]; then
      walk "$entry/"
    elif [ -f "$entry" ]; then
      case $entry in
        SHA256SUMS) ;;
        *"$newline"*) echo "extra $entry" ;;
        *) case $listed in *"$newline$entry$newline"*) ;; *) echo "extra $entry" ;; esac ;;
      esac
    elif [ -e "$entry" ]; then
      echo "odd $entry"
    fi
  done
}

# Several at a time: the list is in falling order of size, dealt out in turn and at once (-u). One line for each sum that differs, and
# `good` or `bad` from each share of the list: silence is no answer.
sums() {
  head -n -1 SHA256SUMS | LC_ALL=C split -u -n "r/$1" --filter='
    if sha256sum --check --strict --quiet 2>/dev/null; then echo good; else echo bad; fi' - 2>/dev/null
}

# judge SHARES: the answers of that many shares of the list, as faults.
judge() {
  good=0
  told=0
  while IFS= read -r line; do
    case $line in
      good) good=$((good + 1)) ;;
      bad) ;;
      *': FAILED open or read')
        name=${line%': FAILED open or read'}
        if [ -e "$name" ]; then echo "unreadable $name"; else echo "missing $name"; fi
        told=1
        ;;
      *)
        echo "damaged ${line%': FAILED'}"
        told=1
        ;;
    esac
  done
  [ $good -eq "$1" ] || [ $told -eq 1 ] || echo 'unchecked SHA256SUMS'
}

faults() {
  [ -f SHA256SUMS ] && [ ! -L SHA256SUMS ] || {
    echo 'missing SHA256SUMS'
    return
  }
  own=$(head -n -1 SHA256SUMS | sha256sum) || own=none
  [ "$(tail -n 1 SHA256SUMS)" = "# sha256 of the lines above: ${own%% *}" ] || {
    echo 'damaged SHA256SUMS'
    return
  }
  listed=$newline$(head -n -1 SHA256SUMS | cut -c 67-)$newline
  found=$(walk '')
  [ -n "$found" ] && printf '%s\n' "$found"
  # A pipe or a device would never answer.
  case $newline$found in *"${newline}odd "*) return ;; esac
  at_once=$(nproc 2>/dev/null) || at_once=1
  [ "$at_once" -le 4 ] || at_once=4
  sums "$at_once" | judge "$at_once"
}

tell() {
  while read -r kind name; do
    case $kind in
      damaged) say "damaged: $name" "已损坏：$name" ;;
      missing) say "missing: $name" "缺失：$name" ;;
      unreadable) say "cannot be read: $name" "无法读取：$name" ;;
      unchecked) say 'the sums could not be made: split, sha256sum and head of GNU coreutils are needed' \
        '无法计算校验和：需要 GNU coreutils 的 split、sha256sum 和 head' ;;
      extra) say "not of this package: $name" "不属于本软件包：$name" ;;
      *) say "not a plain file: $name" "不是普通文件：$name" ;;
    esac
  done
}

milliseconds() {
  date +%s%3N
}

# Compares every file of the package with the list. Says what is wrong and stops, or leaves what it took in
# ROOTSEAL_CHECK (milliseconds).
check() {
  begun=$(milliseconds)
  wrong=$(cd "$home" && faults) || wrong='unreadable SHA256SUMS'
  [ -z "$wrong" ] || {
    printf '%s\n' "$wrong" | tell
    first=${wrong%%"$newline"*}
    stop "this copy is not as it was made (${first#* }); nothing was started. Take a whole copy, and keep this one for whoever asks why." \
      "此副本与制作时不一致（${first#* }），未启动任何程序。请换用完好的副本，并保留此副本以备查明原因。"
  }
  ROOTSEAL_CHECK=$(($(milliseconds) - begun))
  export ROOTSEAL_CHECK
}

# The command is the first argument that is neither an option nor the value of one. Whatever the window does not
# know belongs to the command line.
read_arguments() {
  command=
  host=
  window=yes
  option=
  for argument in "$@"; do
    case $option in
      --host) host=$argument ;;
    esac
    if [ -n "$option" ]; then
      option=
      continue
    fi
    case $argument in
      --lang | --host | --self-report) option=$argument ;;
      --host=*) host=${argument#--host=} ;;
      --lang=* | --no-sandbox) ;;
      -*) window=no ;;
      *)
        command=$argument
        window=no
        break
        ;;
    esac
  done
}

in_room() {
  exec sh "$home/scripts/in-room" "$@"
}

terminal() {
  in_room "$node" "$home/out/main/rootseal.js" "$@"
}

chromium() {
  in_room "$node" "$home/out/main/chromium.js" "$@"
}

electron() {
  [ -x "$home/desktop/rootseal-desktop" ] || not_executable desktop/rootseal-desktop
  case $(id -u)" $*" in
    *--no-sandbox*) ;;
    '0 '*) stop 'the window does not run as root: start it as an ordinary user, or take --host terminal.' \
      '窗口不能以 root 身份运行：请以普通用户启动，或使用 --host terminal。' ;;
  esac
  in_room "$home/desktop/rootseal-desktop" "$@"
}

not_executable() {
  stop "$1 cannot be run from here: this medium keeps no right to execute (FAT, noexec). Copy the folder to one that does, or mount it so." \
    "无法从此处运行 $1：该介质不保留可执行权限（FAT、noexec）。请将文件夹复制到支持的介质，或以可执行方式挂载。"
}

# Wayland's, or an X server of this machine by its socket: another machine's is out of reach in the room, and Electron
# ends by a fault where it finds none.
has_display() {
  [ -z "${WAYLAND_DISPLAY:-}" ] || return 0
  number=${DISPLAY:-}
  number=${number##*:}
  [ -S "/tmp/.X11-unix/X${number%%.*}" ]
}

open_something() {
  case $host in
    electron | chromium)
      has_display || stop 'no display of this machine can be reached: start it in a graphical session, or take --host terminal.' \
        '无法连接到本机的显示器：请在图形会话中启动，或使用 --host terminal。'
      ;;
  esac
  [ -n "$host" ] || {
    if has_display; then
      host=electron
    elif [ -t 0 ] && [ -t 1 ]; then
      host=terminal
      say 'no display: taking the terminal.' '没有显示器：使用终端。'
    else
      stop 'neither a display nor a terminal: give a command (rootseal --help).' \
        '既无显示器也无终端：请给出命令（rootseal --help）。'
    fi
  }
  case $host in
    electron) electron "$@" ;;
    chromium) chromium "$@" ;;
    *) terminal "$@" ;;
  esac
}

main() {
  self=$0
  case $self in */*) ;; *) self=$(command -v -- "$self") || exit 3 ;; esac
  while [ -L "$self" ]; do
    target=$(readlink "$self") || exit 3
    case $target in
      /*) self=$target ;;
      *) self=$(dirname -- "$self")/$target ;;
    esac
  done
  home=$(CDPATH='' cd -- "$(dirname -- "$self")" && pwd -P) || exit 3
  node=$home/node/bin/node

  check
  # What would make Node or Electron another program than the one that was checked.
  unset NODE_OPTIONS NODE_PATH NODE_V8_COVERAGE ELECTRON_RUN_AS_NODE ELECTRON_NO_ASAR ELECTRON_OVERRIDE_DIST_PATH
  [ -x "$node" ] || not_executable node/bin/node
  ROOTSEAL_NODE=$node
  export ROOTSEAL_NODE

  [ "${self##*/}" = rootseal-verify ] && exec "$node" "$home/dist/rootseal-verify.mjs" "$@"
  read_arguments "$@"
  [ "$window" = yes ] && open_something "$@"
  case $command in
    '' | ceremony | restore | set | share | vault | jdchain | member) terminal "$@" ;;
    *) exec "$node" "$home/out/main/rootseal.js" "$@" ;;
  esac
}

# Read to its end before any of it runs: a cut copy does nothing.
main "$@"
