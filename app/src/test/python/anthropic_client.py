"""What Anthropic's own library for Python does with a running Ambo; prints one JSON object of what it saw.

Usage: anthropic_client.py WHAT BASE_URL MODEL, a JSON object with key and text on standard input.
"""

import json
import sys

import anthropic

TOOLS = [
    {
        "name": "write",
        "description": "Writes to somebody.",
        "input_schema": {"type": "object", "properties": {"letter": {"type": "string"}}},
        "cache_control": {"type": "ephemeral"},
    },
    {"name": "remember", "input_schema": {"type": "object", "properties": {"what": {"type": "string"}}}},
]
SYSTEM = [
    {"type": "text", "text": "You are an agent. " * 500, "cache_control": {"type": "ephemeral"}},
    {"type": "text", "text": "Be brief."},
]


def asked(model, text):
    return {
        "model": model,
        "max_tokens": 60,
        "system": "Be brief.",
        "messages": [{"role": "user", "content": [{"type": "text", "text": text}]}],
    }


def seen(message):
    return {
        "text": "".join(block.text for block in message.content if block.type == "text"),
        "thinking": "".join(block.thinking for block in message.content if block.type == "thinking"),
        "signature": "".join(block.signature for block in message.content if block.type == "thinking"),
        "calls": [[block.id, block.name, block.input] for block in message.content if block.type == "tool_use"],
        "stop": message.stop_reason,
        "input": message.usage.input_tokens,
        "output": message.usage.output_tokens,
    }


def streamed(client, request):
    with client.messages.stream(**request) as stream:
        words = "".join(stream.text_stream)
        message = stream.get_final_message()
    return {**seen(message), "words": words}


def with_results(model, text):
    request = {**asked(model, text), "system": SYSTEM, "tools": TOOLS}
    request["messages"] += [
        {
            "role": "assistant",
            "content": [
                {"type": "thinking", "thinking": "Hm.", "signature": ""},
                {"type": "tool_use", "id": "t1", "name": "write", "input": {"letter": text}},
                {"type": "tool_use", "id": "t2", "name": "remember", "input": {}},
            ],
        },
        {
            "role": "user",
            "content": [
                {"type": "tool_result", "tool_use_id": "t1", "content": [{"type": "text", "text": "sent"}]},
                {"type": "tool_result", "tool_use_id": "t2", "content": "no", "is_error": True},
                {"type": "text", "text": "And now?"},
            ],
        },
    ]
    return request


def run(what, client, model, text):
    if what == "chat":
        return seen(client.messages.create(**asked(model, text)))
    if what == "stream":
        return streamed(client, asked(model, text))
    if what == "tools":
        return streamed(client, {**asked(model, text), "system": SYSTEM, "tools": TOOLS, "tool_choice": {"type": "any"}})
    if what == "results":
        return seen(client.messages.create(**with_results(model, text)))
    if what.endswith("picture"):
        picture = {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgo="}
        request = asked(model, text)
        request["messages"][0]["content"].append({"type": "image", "source": picture})
        try:
            headers = {"x-ambo-policy": "pictures"} if what == "harmless picture" else {}
            return seen(client.messages.create(**request, extra_headers=headers))
        except anthropic.PermissionDeniedError as error:
            return {"refused": error.body["error"]["code"]}
    if what == "stops":
        return seen(client.messages.create(**asked(model, text), stop_sequences=["END", "\n\n"]))
    if what == "beta":
        return seen(client.beta.messages.create(**asked(model, text), betas=["context-1m-2025-08-07"]))
    if what == "limits":
        raw = client.messages.with_raw_response.create(**asked(model, text))
        return {name: value for name, value in raw.headers.items() if name.startswith("anthropic-ratelimit-")}
    if what == "count":
        counted = client.messages.count_tokens(model=model, messages=[{"role": "user", "content": text}])
        return {"input": counted.input_tokens}
    if what == "models":
        return {"models": [found.id for found in client.models.list()]}
    try:
        client.messages.create(**asked(model, text))
    except anthropic.APIStatusError as error:
        return {
            "class": type(error).__name__,
            "status": error.status_code,
            "type": error.body["error"]["type"],
            "request": error.request_id,
        }
    return {}


def main():
    what, base, model = sys.argv[1:]
    given = json.load(sys.stdin)
    client = anthropic.Anthropic(base_url=base.removesuffix("/v1"), api_key=given["key"], max_retries=0)
    print(json.dumps(run(what, client, model, given["text"])))


main()
