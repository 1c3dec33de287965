#!/bin/sh
# adcli asks port 389 and no other: a directory that listens there, on a network of its own, and what
# adcli finds of it. READY is the file the directory writes when it answers; the arguments start it.
set -e
ip link set lo up
"$@" --ready-file "$READY" > "$READY.log" 2>&1 &
directory=$!
trap 'kill "$directory"; wait "$directory" || true' EXIT
until [ -s "$READY" ]; do
  kill -0 "$directory" || { cat "$READY.log"; exit 1; }
  sleep 0.1
done
adcli info --domain-controller=127.0.0.1 adatum.com
