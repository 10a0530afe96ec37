# Builds when sources changed, one build at a time. Sourced by ./ambo; $root is the checkout, $launch is target/launch.
#
# What runs is a copy of its own for each state of the sources, target/launch/STATE, so that a new build never changes
# the jars under a server that is still running. A program leaves its process id in the folder's users/.

# sources_state: one line per source file with its checksum, so that edits, new, renamed and deleted files all show.
sources_state() {
    (
        cd "$root" &&
            find pom.xml kernel/pom.xml engine/pom.xml standin/pom.xml taggers/pom.xml gateway/pom.xml app/pom.xml \
                kernel/src/main engine/src/main standin/src/main taggers/src/main \
                gateway/src/main app/src/main catalog launcher/build.sh -type f -exec cksum {} +
    ) | sort | cksum
}

# build_if_changed: sets stage, the folder to run from.
build_if_changed() {
    state=$(sources_state)
    stage=$launch/${state%% *}
    is_built && return 0
    if ! mkdir -p "$launch" 2>/dev/null || ! [ -w "$launch" ]; then
        say "The sources changed since the last build, and $root/target cannot be written. Build it as the user who owns it." \
            "源码在上次构建之后有改动，而 $root/target 不可写。请以其所有者的身份构建。"
        exit "$broken"
    fi
    lock_build
    is_built || build
    unlock_build
}

is_built() { [ -f "$stage/complete" ]; }

# The lock is a folder, because making one succeeds for one process only. It holds the process id of its owner.
lock_build() {
    trap 'unlock_build; exit 130' INT
    trap 'unlock_build; exit 143' TERM HUP
    told=
    empty=0
    until mkdir "$launch/lock" 2>/dev/null; do
        owner=$(cat "$launch/lock/owner" 2>/dev/null)
        if [ -z "$owner" ]; then empty=$((empty + 1)); else empty=0; fi
        if [ "$empty" -gt 5 ] || { [ -n "$owner" ] && ! is_alive "$owner"; }; then
            break_lock "$owner"
            continue
        fi
        [ -n "$told" ] || say "Another ./ambo is building (process ${owner:-?}); waiting for it." "另一个 ./ambo 正在构建（进程 ${owner:-?}），请稍候。"
        told=yes
        sleep 1
    done
    echo $$ >"$launch/lock/owner"
    locked=yes
}

is_alive() { kill -0 "$1" 2>/dev/null || ps -p "$1" >/dev/null 2>&1; }

# break_lock OWNER: takes away the lock of a process that is gone, unless somebody else did and locked anew meanwhile.
break_lock() {
    mv "$launch/lock" "$launch/lock.$$" 2>/dev/null || return 0
    if [ "$(cat "$launch/lock.$$/owner" 2>/dev/null)" = "$1" ]; then
        rm -rf "$launch/lock.$$"
    else
        mv "$launch/lock.$$" "$launch/lock"
    fi
}

unlock_build() {
    [ -n "${maven:-}" ] && kill "$maven" 2>/dev/null
    [ -n "${locked:-}" ] && rm -rf "$launch/lock" "$stage.new"
    locked=
    maven=
    trap - INT TERM HUP
}

build() {
    if ! find_maven; then
        unlock_build
        say_no_maven "$maven_version"
        exit "$missing"
    fi
    log=$launch/build.log
    rm -rf "$root"/*/target/quick
    (
        cd "$root" &&
            JAVA_HOME=$java_home MAVEN_OPTS="$maven_options ${MAVEN_OPTS:-}" \
                exec mvn -q -B -Dquick -Dmaven.test.skip -Dbuild.folder=target/quick -pl app,standin -am package
    ) >"$log" 2>&1 </dev/null &
    maven=$!
    show_progress
    if ! wait "$maven"; then
        maven=
        unlock_build
        tail -n 40 "$log" >&2
        say "The build failed; the whole output is in $log" "构建失败，完整输出见 $log"
        exit "$broken"
    fi
    maven=
    keep_build
}

# On a terminal the seconds that passed, elsewhere one line.
show_progress() {
    if ! [ -t 2 ]; then
        say "Building Ambo; the first time takes a few minutes (log: $log)" "正在构建 Ambo，第一次需要几分钟（日志：$log）"
        return 0
    fi
    seconds=0
    while kill -0 "$maven" 2>/dev/null; do
        if [ "$language" = zh ]; then
            printf '\r正在构建 Ambo … %s 秒' "$seconds" >&2
        else
            printf '\rBuilding Ambo … %s s' "$seconds" >&2
        fi
        sleep 1
        seconds=$((seconds + 1))
    done
    printf '\r\033[K' >&2
}

# keep_build: puts what was built where it runs from, whole or not at all, and takes away builds that nobody runs.
keep_build() {
    rm -rf "$stage.new"
    mkdir -p "$stage.new/app" "$stage.new/standin" "$stage.new/users"
    cp "$root"/app/target/quick/ambo-app-*.jar "$root"/app/target/quick/lib/*.jar "$stage.new/app/" &&
        cp "$root"/standin/target/quick/ambo-standin-*.jar "$root"/standin/target/quick/lib/*.jar "$stage.new/standin/" &&
        : >"$stage.new/complete" && rm -rf "$stage" && mv "$stage.new" "$stage" || exit "$broken"
    for old in "$launch"/[0-9]*; do
        [ "$old" = "$stage" ] || is_used "$old" || rm -rf "$old"
    done
}

# is_used STAGE: a process that was started from it still lives.
is_used() {
    for user in "$1"/users/*; do
        [ -e "$user" ] && is_alive "${user##*/}" && return 0
        rm -f "$user"
    done
    return 1
}
