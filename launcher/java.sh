# Finds a JDK that is new enough, and Maven. Sourced by ./ambo and ./check.

java_least=25

# java_places: folders that may be a JDK's home, one a line, best first.
java_places() {
    for place in "${JAVA_HOME:-}" "${JDK_HOME:-}" \
        /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/* /opt/java/* /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
        [ -n "$place" ] && printf '%s\n' "$place"
    done
}

# java_number HOME: the JDK's main version by its release file, 0 when there is none; no process is started.
java_number() {
    java_number=0
    [ -r "$1/release" ] || return 0
    while IFS='=' read -r key value || [ -n "$key" ]; do
        if [ "$key" = JAVA_VERSION ]; then
            value=${value#\"}
            value=${value%%[!0-9]*}
            java_number=${value:-0}
        fi
    done <"$1/release"
}

# is_jdk HOME: it can compile and run, and is new enough.
is_jdk() {
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
    java_number "$1"
    [ "$java_number" -ge "$java_least" ]
}

# find_java: sets java_home; false when there is none.
find_java() {
    java_home=
    while IFS= read -r place; do
        if is_jdk "$place"; then
            java_home=$place
            return 0
        fi
    done <<PLACES
$(java_places)
PLACES
    find_java_on_path
}

# The java on PATH may be a shim: only the program itself knows its home.
find_java_on_path() {
    command -v java >/dev/null 2>&1 || return 1
    place=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
    is_jdk "$place" && java_home=$place
}

# find_maven: true when mvn is there and new enough; maven_version says what was found.
find_maven() {
    maven_version=
    command -v mvn >/dev/null 2>&1 || return 1
    maven_version=$(JAVA_HOME=$java_home mvn --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p')
    maven_major=${maven_version%%.*}
    maven_minor=${maven_version#*.}
    maven_minor=${maven_minor%%.*}
    [ "${maven_major:-0}" -gt 3 ] || { [ "${maven_major:-0}" -eq 3 ] && [ "${maven_minor:-0}" -ge 8 ]; }
}

# Maven's own libraries call what newer JDKs warn about.
maven_options="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
