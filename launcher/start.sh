# Starts the program in place of the launcher. Sourced by ./ambo.

# class_path FOLDER: its jars in a fixed order; a cache of classes is good for one order only.
class_path() {
    path=
    for jar in "$1"/*.jar; do path=$path${path:+:}$jar; done
    printf '%s' "$path"
}

# collector ARGUMENTS...: a server gets the collector with the most throughput, for its garbage is young and short-lived,
# and a young generation of one size; a command that is over in a moment gets the one that starts with the least. Java
# takes one collector only, so that one from the environment goes first.
collector() {
    case ${AMBO_JAVA_OPTIONS:-} in *-XX:+Use*GC*) return 0 ;; esac
    for argument in "$@"; do
        case $argument in
            serve | demo)
                echo -XX:+UseParallelGC -XX:-UseAdaptiveSizePolicy "-Xmn$(young_size "$(processors)" "$(memory)")m" \
                    "-Xmx$(heap_size "$(processors)" "$(memory)")m"
                return 0
                ;;
        esac
    done
    echo -XX:+UseSerialGC
}

# java_options ARGUMENTS...: a cache of classes is good only for the object headers that it was made with.
java_options() {
    echo "$(collector "$@")" -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED \
        --sun-misc-unsafe-memory-access=allow -Dio.netty.leakDetection.level=disabled \
        -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Xlog:aot=off -Xlog:cds=off
}

# names_in_utf8: Java takes arguments and the names of files for what the locale says, and for ASCII where that is not set
# or not installed. Who has chosen another encoding keeps it, and the language stays what it was.
names_in_utf8() {
    case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
        '' | C | POSIX | *.[Uu][Tt][Ff]8 | *.[Uu][Tt][Ff]-8) ;;
        *) return 0 ;;
    esac
    export AMBO_LANG="${AMBO_LANG:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}}" LC_ALL=C.UTF-8
}

start() {
    names_in_utf8
    program=$(class_path "$stage/app")
    standin=$(class_path "$stage/standin")
    [ -w "$stage/users" ] && : >"$stage/users/$$"
    make_caches
    cache_options "$@"
    # The options are meant to be split at spaces.
    # shellcheck disable=SC2046,SC2086
    exec "$java_home/bin/java" $(java_options "$@") \
        "-Dambo.standin=$standin" ${cache:+"$cache"} ${AMBO_JAVA_OPTIONS:-} -cp "$program" io.ambo.Main "$@"
}
