# Sets JAVA_HOME to a JDK 25 when the current one is not: JAVA_HOME, then PATH, then the usual places.
# Sourced by ./mvnw and ./parley; says what to install when there is none.

is_jdk25() {
  [ -n "$1" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] && grep -q '^JAVA_VERSION="25' "$1/release"
}

find_jdk25() {
  is_jdk25 "${JAVA_HOME-}" && { printf '%s\n' "$JAVA_HOME"; return 0; }
  on_path=$(command -v javac 2>/dev/null) && [ -n "$on_path" ] && {
    on_path=$(readlink -f "$on_path" 2>/dev/null || printf '%s' "$on_path")
    candidate=${on_path%/bin/javac}
    is_jdk25 "$candidate" && { printf '%s\n' "$candidate"; return 0; }
  }
  for candidate in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "${HOME-}"/.sdkman/candidates/java/* \
    "${HOME-}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    is_jdk25 "$candidate" && { printf '%s\n' "$candidate"; return 0; }
  done
  return 1
}

if jdk25=$(find_jdk25); then
  JAVA_HOME=$jdk25
  export JAVA_HOME
else
  echo "Parley needs a JDK 25, and none was found in JAVA_HOME, on the PATH or in the usual places." >&2
  echo "Install one (for instance Temurin 25 from https://adoptium.net) and set JAVA_HOME to it." >&2
  exit 1
fi
