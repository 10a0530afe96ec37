# How large the young generation of a server is. Sourced by ./ambo.
#
# Left to itself the collector lets it grow to a third of the heap, and the heap to a quarter of the machine's memory, for
# the sake of time that it does not save: the objects of a request die young in 128 MiB as well (docs/performance.md).

# young_size PROCESSORS MEMORY: MiB, more for more processors, since each has a lane that allocates. At most half of the
# heap that the JVM gives itself, so that there is room for what lives. MEMORY, in MiB too, may be unknown.
young_size() {
    size=$((64 * $1))
    [ "$size" -ge 128 ] || size=128
    [ "$size" -le 1024 ] || size=1024
    [ -z "$2" ] || [ "$size" -le $(($2 / 8)) ] || size=$(($2 / 8))
    echo "$size"
}

# heap_size PROCESSORS MEMORY: MiB, at most what the JVM would give itself. A heap that may grow is not collected before it
# has grown, and callers who hang up on large bodies leave much behind: what limits.memory admits by default four times
# over, and the young generation twice, are enough. ./ambo serve says so where limits.memory asks for more.
heap_size() {
    size=$((1024 + 2 * $(young_size "$1" "$2")))
    [ -z "$2" ] || [ "$size" -le $(($2 / 4)) ] || size=$(($2 / 4))
    echo "$size"
}

# memory: MiB of the machine, or of the container where that has less; nothing where nobody says.
memory() {
    least=
    [ -r /proc/meminfo ] && read -r _ least _ </proc/meminfo
    group=
    [ -r /proc/self/cgroup ] && IFS=: read -r _ _ group </proc/self/cgroup
    for limit in "/sys/fs/cgroup$group/memory.max" /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes; do
        [ -r "$limit" ] && read -r bytes <"$limit" || continue
        case $bytes in '' | *[!0-9]*) continue ;; esac
        [ "${least:-0}" -gt 0 ] && [ "$least" -le $((bytes / 1024)) ] || least=$((bytes / 1024))
    done
    [ -z "$least" ] || echo $((least / 1024))
}

processors() { getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2; }
