# Sourced by mvnw and bin/almanac: points JAVA_HOME at a JDK 25 or newer, wherever this machine keeps one.

jdk_major() {
  [ -x "$1/bin/javac" ] || return 1
  [ -r "$1/release" ] || return 1
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

use_if_new_enough() {
  major="$(jdk_major "$1" 2>/dev/null)" || return 1
  [ "${major:-0}" -ge 25 ] || return 1
  JAVA_HOME="$1"
  export JAVA_HOME
}

find_jdk() {
  [ -n "${JAVA_HOME:-}" ] && use_if_new_enough "$JAVA_HOME" && return 0
  on_path="$(command -v javac 2>/dev/null)" || on_path=
  if [ -n "$on_path" ]; then
    real="$(readlink -f "$on_path" 2>/dev/null || printf %s "$on_path")"
    use_if_new_enough "${real%/bin/javac}" && return 0
  fi
  [ -x /usr/libexec/java_home ] && use_if_new_enough "$(/usr/libexec/java_home -v 25+ 2>/dev/null)" && return 0
  set +f
  for candidate in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/*jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* "$HOME"/.asdf/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    use_if_new_enough "$candidate" && return 0
  done
  return 1
}

if ! find_jdk; then
  echo "Almanac needs a JDK 25 or newer and found none: install one (Temurin 25, say) or point JAVA_HOME at it." >&2
  exit 1
fi
