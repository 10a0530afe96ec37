"""What OpenAI's own library for Python does with a running Ambo; prints one JSON object of what it saw.

Usage: openai_client.py WHAT BASE_URL MODEL, a JSON object with key and text on standard input.
"""

import json
import sys

import openai
from pydantic import BaseModel


class City(BaseModel):
    name: str
    inhabitants: int


TOOLS = [
    {
        "type": "function",
        "function": {
            "name": "write",
            "description": "Writes to somebody.",
            "parameters": {
                "type": "object",
                "properties": {
                    "letter": {"type": "string"},
                    "details": {
                        "type": "object",
                        "properties": {"notes": {"type": "array", "items": {"type": "string"}}},
                    },
                },
            },
        },
    },
    {
        "type": "function",
        "function": {
            "name": "remember",
            "parameters": {"type": "object", "properties": {"what": {"type": "string"}}},
        },
    },
]


def asked(text):
    return [{"role": "user", "content": text}]


class Caller:
    def __init__(self, base_url, key, model):
        self.client = openai.OpenAI(base_url=base_url, api_key=key, max_retries=0, timeout=60)
        self.base_url = base_url
        self.model = model

    def create(self, messages, **more):
        more.setdefault("temperature", 0)
        more.setdefault("model", self.model)
        return self.client.chat.completions.create(messages=messages, **more)

    def chat(self, text):
        answer = self.create(asked(text), max_completion_tokens=200)
        return {
            "text": answer.choices[0].message.content,
            "finish": answer.choices[0].finish_reason,
            "total": answer.usage.total_tokens,
            "prompt": answer.usage.prompt_tokens,
            "completion": answer.usage.completion_tokens,
        }

    def stream(self, text):
        pieces, usages = [], 0
        options = {"include_usage": True}
        for chunk in self.create(asked(text), stream=True, stream_options=options, max_completion_tokens=200):
            usages += chunk.usage is not None
            pieces += [choice.delta.content for choice in chunk.choices if choice.delta.content]
        with self.client.chat.completions.stream(
            model=self.model, messages=asked(text), temperature=0, max_completion_tokens=200
        ) as events:
            folded = events.get_final_completion().choices[0].message.content
        return {"text": "".join(pieces), "pieces": len(pieces), "usages": usages, "folded": folded}

    def schema(self, text):
        answer = self.client.chat.completions.parse(
            model=self.model, messages=asked(text), temperature=0, response_format=City, max_completion_tokens=300
        )
        city = answer.choices[0].message.parsed
        return {"name": city.name, "inhabitants": city.inhabitants}

    def embeddings(self, text):
        """As numbers (asked for as base64, the library's own way), and as numbers in the answer itself."""
        create = self.client.embeddings.create
        usual = create(model=self.model, input=[text, "another one"])
        plain = create(model=self.model, input=text, encoding_format="float")
        return {
            "count": len(usual.data),
            "length": len(usual.data[0].embedding),
            "same": max(abs(a - b) for a, b in zip(usual.data[0].embedding, plain.data[0].embedding)) < 1e-5,
            "tokens": usual.usage.total_tokens,
        }

    def models(self):
        return {
            "names": [model.id for model in self.client.models.list()],
            "one": self.client.models.retrieve(self.model).id,
        }

    def errors(self):
        stranger = openai.OpenAI(base_url=self.base_url, api_key="ambo-nokeyofthishouse00000000000", max_retries=0)
        return {
            "unknown_model": self.failing(lambda: self.create(asked("Hello."), model="gpt-99-nobody")),
            "unknown_model_streamed": self.failing(
                lambda: list(self.create(asked("Hello."), model="gpt-99-nobody", stream=True))
            ),
            "no_messages": self.failing(lambda: self.create([])),
            "no_role": self.failing(lambda: self.create([{"content": "Hello."}])),
            "wrong_type": self.failing(lambda: self.create(asked("Hello."), extra_body={"stream": "perhaps"})),
            "wrong_key": self.failing(
                lambda: stranger.chat.completions.create(model=self.model, messages=asked("Hello."))
            ),
        }

    @staticmethod
    def failing(act):
        try:
            act()
        except openai.APIStatusError as error:
            return {
                "class": type(error).__name__,
                "status": error.status_code,
                "code": error.code,
                "param": error.param,
                "request": error.response.headers.get("x-ambo-request-id", ""),
            }
        return {"class": "none"}

    def called(self, message):
        return [
            {"id": call.id, "name": call.function.name, "arguments": json.loads(call.function.arguments)}
            for call in message.tool_calls
        ]

    def folded(self, messages):
        with self.client.chat.completions.stream(model=self.model, messages=messages, tools=TOOLS) as events:
            return events.get_final_completion().choices[0].message

    def tools(self, text):
        """Two turns, whole and streamed."""
        result = {}
        for how in ("whole", "streamed"):
            messages = asked(text)
            if how == "whole":
                first = self.create(messages, tools=TOOLS).choices[0].message
            else:
                first = self.folded(messages)
            messages.append(first.model_dump(exclude_none=True, exclude={"parsed"}))
            for call in messages[-1]["tool_calls"]:
                call["function"].pop("parsed_arguments", None)
                messages.append({"role": "tool", "tool_call_id": call["id"], "content": "done for " + text})
            second = self.create(messages, tools=TOOLS).choices[0].message if how == "whole" else self.folded(messages)
            result[how] = {"calls": self.called(first), "answer": second.content}
        single = self.create(asked(text), tools=TOOLS, parallel_tool_calls=False).choices[0].message
        result["single"] = self.called(single)
        return result


def main():
    what, base_url, model = sys.argv[1:4]
    given = json.loads(sys.stdin.read())
    caller = Caller(base_url, given["key"], model)
    method = getattr(caller, what)
    print(json.dumps(method() if what in ("models", "errors") else method(given["text"])))


if __name__ == "__main__":
    main()
