# Sourced by the other scripts: install what is missing, configure, build.
# Quiet unless something fails.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# Runs a command; shows its output only if it fails.
quietly() {
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 || status=$?
  if [ "$status" -ne 0 ]; then
    echo "tonglan: this failed: $*" >&2
    cat "$log" >&2
  fi
  rm -f "$log"
  return "$status"
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    env DEBIAN_FRONTEND=noninteractive "$@"
  else
    sudo env DEBIAN_FRONTEND=noninteractive "$@"
  fi
}

# install_packages [MORE...]: installs the packages of scripts/packages.txt, and those named, that the
# machine does not have.
install_packages() {
  local wanted missing=() name
  mapfile -t wanted < <(sed 's/#.*//; s/[[:space:]]//g; /^$/d' "$root/scripts/packages.txt")
  for name in "${wanted[@]}" "$@"; do
    if [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" != installed ]; then
      missing+=("$name")
    fi
  done
  [ "${#missing[@]}" -eq 0 ] && return
  echo "tonglan: installing ${missing[*]}" >&2
  quietly as_root apt-get update -q || echo "tonglan: the package lists could not be renewed" >&2
  quietly as_root apt-get install -y -q --no-install-recommends "${missing[@]}"
}

# build_folder FOLDER TARGET CMAKE-OPTIONS...: configures once (and again when the options change),
# builds what changed. Two builds of one folder wait for each other.
build_folder() {
  local folder=$1 target=$2
  shift 2
  if command -v ccache >/dev/null; then
    set -- "$@" -DCMAKE_CXX_COMPILER_LAUNCHER=ccache
  fi
  mkdir -p "$folder"
  (
    flock 9
    if [ ! -f "$folder/build.ninja" ] || [ "$(cat "$folder/options.txt" 2>/dev/null)" != "$*" ]; then
      quietly cmake -S "$root" -B "$folder" -G Ninja "$@"
      echo "$*" >"$folder/options.txt"
    fi
    quietly ninja -C "$folder" "$target"
  ) 9>"$folder/.lock"
}
