# What the launcher says before the program can speak, in English and Chinese. Sourced by ./ambo and ./check.

# language ARGUMENTS...: zh or en, by --lang, else by the locale.
language() {
    previous=
    for argument in "$@"; do
        case $argument in --lang=*) locale=${argument#--lang=} && previous= && break ;; esac
        [ "$previous" = --lang ] && locale=$argument && break
        previous=$argument
        locale=
    done
    case ${locale:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}} in
        zh* | ZH*) echo zh ;;
        *) echo en ;;
    esac
}

# say ENGLISH CHINESE: one of the two, on standard error.
say() {
    if [ "$language" = zh ]; then printf '%s\n' "$2" >&2; else printf '%s\n' "$1" >&2; fi
}

# Exit codes of the launcher itself, as sysexits.h numbers them.
missing=69
broken=70

say_no_java() {
    say "Ambo needs a JDK, version 25 or newer, and found none.
Install one (Debian, Ubuntu: openjdk-25-jdk or temurin-25-jdk; macOS: openjdk or temurin; or with SDKMAN),
or point to it: export JAVA_HOME=/path/to/jdk-25" \
        "Ambo 需要 JDK 25 或更高版本，但没有找到。
请安装一个（Debian、Ubuntu：openjdk-25-jdk 或 temurin-25-jdk；macOS：openjdk 或 temurin；也可用 SDKMAN），
或指明它的位置：export JAVA_HOME=/path/to/jdk-25"
}

say_no_maven() {
    say "Ambo must be built once, and that needs Maven 3.8 or newer as \"mvn\" on PATH (found: ${1:-none}).
Install it (Debian, Ubuntu, macOS: the package is called maven) and call ./ambo again." \
        "Ambo 首次运行要先构建，需要 PATH 中有 Maven 3.8 或更高版本的 mvn（目前：${1:-没有}）。
请安装（Debian、Ubuntu、macOS 上软件包都叫 maven），然后重新运行 ./ambo。"
}
