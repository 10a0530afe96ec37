# The official clients of other languages that tests call the endpoint with. Sourced by ./check; once per checkout.

openai_python=3.54.0
openai_npm=7.57.0

# install_clients: target/clients/python and target/clients/node; false when one cannot be had.
install_clients() {
    install_client python "openai-$openai_python" has_pip \
        python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-warn-conflicts \
        --target target/clients/python.new "openai==$openai_python" &&
        install_client node "openai-$openai_npm" has_npm \
            npm install --silent --no-audit --no-fund --no-package-lock \
            --prefix target/clients/node.new "openai@$openai_npm"
}

# install_client FOLDER VERSION NEED COMMAND...: unless it is there; whole or not at all.
install_client() {
    folder=target/clients/$1
    version=$2
    need=$3
    shift 3
    [ "$(cat "$folder/version" 2>/dev/null)" = "$version" ] && return 0
    "$need" || return 1
    rm -rf "$folder" "$folder.new"
    mkdir -p "$folder.new"
    "$@" >&2 && echo "$version" >"$folder.new/version" && mv "$folder.new" "$folder"
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
