#!/usr/bin/env bash
# A batch on a few machines with GNU parallel over ssh, and the merge at the end.
#
#   parallel.sh HOSTS SHARDS TONGLAN-ARGUMENTS...
#   parallel.sh node1,node2,: 12 -r /data/scans -o /data/out        (":" is this machine)
#
# All machines see the same folders and have tonglan installed. A shard that ends with 75 or a signal,
# or whose machine is gone, is tried again, on another machine where there is one.
set -u
hosts=$1 shards=$2
shift 2
out=
for ((i = 1; i < $#; ++i)); do
  [ "${!i}" != -o ] || { j=$((i + 1)); out=${!j}; }
done
[ -n "$out" ] || { echo "parallel.sh: name the output folder with -o DIR" >&2; exit 1; }
tonglan=${TONGLAN:-tonglan}
# 10, some pages failed, is for the merge to list, and no reason to try again.
command=$(printf '%q ' "$tonglan" "$@" -j 1)
parallel --sshlogin "$hosts" --retries 4 --line-buffer \
  "$command --shard {}/$shards || [ \$? -eq 10 ]" ::: $(seq 0 $((shards - 1)))
"$tonglan" merge "$out" -o "$out/account.jsonl"
