# What the tests need to install the official clients of other languages, which they call the endpoint with. Sourced by ./check.

# has_clients_tools: pip and npm are there; else says what to install and is false.
has_clients_tools() {
    has_pip && has_npm
}

has_pip() {
    command -v python3 >/dev/null 2>&1 && python3 -m pip --version >/dev/null 2>&1 && return 0
    say "The tests need Python 3 with pip (Debian, Ubuntu: python3 python3-pip)." \
        "测试需要带 pip 的 Python 3（Debian、Ubuntu：python3 python3-pip）。"
    return 1
}

has_npm() {
    command -v npm >/dev/null 2>&1 && return 0
    say "The tests need Node.js with npm (Debian, Ubuntu: nodejs npm)." \
        "测试需要带 npm 的 Node.js（Debian、Ubuntu：nodejs npm）。"
    return 1
}
