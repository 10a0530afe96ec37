# Runs "$@" after the first two words: its standard input is the first line of ours, and it leaves when ours closes.
# $1: tenths of a second between asking it to leave and ending it.
grace=$1
shift
IFS= read -r line
exec 3<&0
printf '%s\n' "$line" | "$@" 3<&- &
child=$!
(
    while read -r _; do :; done
    kill -TERM "$child"
    while [ "$grace" -gt 0 ] && kill -0 "$child"; do
        sleep 0.1
        grace=$((grace - 1))
    done
    kill -KILL "$child"
) <&3 >/dev/null 2>&1 &
watcher=$!
exec 3<&-
trap 'kill -TERM "$child" 2>/dev/null' TERM
wait "$child"
status=$?
while kill -0 "$child" 2>/dev/null; do
    wait "$child"
    status=$?
done
kill "$watcher" 2>/dev/null
exit "$status"
