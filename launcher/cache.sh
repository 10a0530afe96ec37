# Caches of loaded and linked classes, so that the program starts faster (JEP 483 and 514). Sourced by ./ambo.
#
# They lie beside the jars that they were made of and go with them; each belongs to one JDK. The JVM itself sets aside a
# cache that does not fit, without a word, and nothing that goes wrong here keeps the program from starting.

# cache_kind ARGUMENTS...: a server and a command load different classes.
cache_kind() {
    for argument in "$@"; do
        case $argument in serve | demo) echo serve && return 0 ;; esac
    done
    echo command
}

# cache_file KIND
cache_file() {
    jdk=$(cksum <"$java_home/release" 2>/dev/null)
    printf '%s' "$stage/$1-${jdk%% *}.aot"
}

# cache_options ARGUMENTS...: sets "cache" to the options with which the JVM reads the cache, if there is one.
cache_options() {
    cache=
    [ "${AMBO_AOT:-on}" = on ] || return 0
    file=$(cache_file "$(cache_kind "$@")")
    [ -f "$file" ] && cache="-XX:AOTCache=$file"
}

# make_caches: once for each build and JDK, by a server and a command that practise in a home that is thrown away.
make_caches() {
    [ "${AMBO_AOT:-on}" = on ] && [ -w "$stage" ] || return 0
    file=$(cache_file practised)
    mkdir "${file%.aot}" 2>/dev/null || return 0
    [ -t 2 ] && say "Preparing faster starts, once for each build …" "正在为以后的快速启动做准备，每次构建只做一次 …"
    practice=$stage/practice.$$
    if (umask 077 && mkdir "$practice"); then
        printf 'port: 0\nengine: {enabled: false}\n' >"$practice/ambo.yaml"
        practise >"$launch/practice.log" 2>&1 </dev/null
    fi
    rm -rf "$practice" "$stage"/*.aot.new*
    return 0
}

practise() {
    practise_one serve serve &
    server=$!
    wait_while "$server" 300 ! -f "$practice/run/serve.json"
    practise_one command ask --dry-run "Call 13800138000." &
    wait_while $! 600 -d "$practice"
    [ -f "$practice/serve.pid" ] && kill "$(cat "$practice/serve.pid")"
    wait_while "$server" 600 -d "$practice"
}

# practise_one KIND ARGUMENTS...: the program's process id is in KIND.pid. A cache is there for later starts too, so that it
# is made with the usual options.
practise_one() {
    made=$(cache_file "$1")
    kind=$1
    shift
    # shellcheck disable=SC2046
    (
        export AMBO_HOME="$practice"
        unset AMBO_JAVA_OPTIONS
        exec sh -c 'echo $$ >"$0" && exec "$@"' "$practice/$kind.pid" \
            "$java_home/bin/java" "-XX:AOTCacheOutput=$made.new" $(java_options "$@") -cp "$program" io.ambo.Main "$@"
    )
    [ -f "$made.new" ] && mv "$made.new" "$made"
}

# wait_while PROCESS TENTHS CONDITION...: while it lives and the condition holds, at most so long.
wait_while() {
    waited=$1
    left=$2
    shift 2
    while [ "$left" -gt 0 ] && kill -0 "$waited" 2>/dev/null && [ "$@" ]; do
        sleep 0.1
        left=$((left - 1))
    done
}
