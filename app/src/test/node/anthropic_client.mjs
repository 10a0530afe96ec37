// What Anthropic's own library for JavaScript does with a running Ambo; prints one JSON object of what it saw.
// Usage: anthropic_client.mjs WHAT BASE_URL MODEL, a JSON object with key and text on standard input.

import { readFileSync } from "node:fs";
import Anthropic from "@anthropic-ai/sdk";

const TOOLS = [
  {
    name: "write",
    description: "Writes to somebody.",
    input_schema: { type: "object", properties: { letter: { type: "string" } } },
    cache_control: { type: "ephemeral" },
  },
  { name: "remember", input_schema: { type: "object", properties: { what: { type: "string" } } } },
];

const SYSTEM = [
  { type: "text", text: "You are an agent. ".repeat(500), cache_control: { type: "ephemeral" } },
  { type: "text", text: "Be brief." },
];

function asked(model, text) {
  return {
    model,
    max_tokens: 60,
    system: "Be brief.",
    messages: [{ role: "user", content: [{ type: "text", text }] }],
  };
}

function joined(message, type, member) {
  return message.content
    .filter((block) => block.type === type)
    .map((block) => block[member])
    .join("");
}

function seen(message) {
  return {
    text: joined(message, "text", "text"),
    thinking: joined(message, "thinking", "thinking"),
    signature: joined(message, "thinking", "signature"),
    calls: message.content
      .filter((block) => block.type === "tool_use")
      .map((block) => [block.id, block.name, block.input]),
    stop: message.stop_reason,
    input: message.usage.input_tokens,
    output: message.usage.output_tokens,
  };
}

async function streamed(client, request) {
  let words = "";
  const stream = client.messages.stream(request).on("text", (text) => (words += text));
  return { ...seen(await stream.finalMessage()), words };
}

function withResults(model, text) {
  const request = { ...asked(model, text), system: SYSTEM, tools: TOOLS };
  request.messages.push(
    {
      role: "assistant",
      content: [
        { type: "thinking", thinking: "Hm.", signature: "" },
        { type: "tool_use", id: "t1", name: "write", input: { letter: text } },
        { type: "tool_use", id: "t2", name: "remember", input: {} },
      ],
    },
    {
      role: "user",
      content: [
        { type: "tool_result", tool_use_id: "t1", content: [{ type: "text", text: "sent" }] },
        { type: "tool_result", tool_use_id: "t2", content: "no", is_error: true },
        { type: "text", text: "And now?" },
      ],
    },
  );
  return request;
}

async function run(what, client, model, text) {
  switch (what) {
    case "chat":
      return seen(await client.messages.create(asked(model, text)));
    case "stream":
      return streamed(client, asked(model, text));
    case "tools":
      return streamed(client, { ...asked(model, text), system: SYSTEM, tools: TOOLS, tool_choice: { type: "any" } });
    case "results":
      return seen(await client.messages.create(withResults(model, text)));
    case "harmless picture":
    case "picture": {
      const request = asked(model, text);
      const source = { type: "base64", media_type: "image/png", data: "iVBORw0KGgo=" };
      request.messages[0].content.push({ type: "image", source });
      try {
        const headers = what === "harmless picture" ? { "x-ambo-policy": "pictures" } : {};
        return seen(await client.messages.create(request, { headers }));
      } catch (error) {
        return { refused: error instanceof Anthropic.PermissionDeniedError ? error.error.error.code : String(error) };
      }
    }
    case "stops":
      return seen(await client.messages.create({ ...asked(model, text), stop_sequences: ["END", "\n\n"] }));
    case "beta":
      return seen(await client.beta.messages.create({ ...asked(model, text), betas: ["context-1m-2025-08-07"] }));
    case "limits": {
      const { response } = await client.messages.create(asked(model, text)).withResponse();
      return Object.fromEntries([...response.headers].filter(([name]) => name.startsWith("anthropic-ratelimit-")));
    }
    case "count": {
      const counted = await client.messages.countTokens({ model, messages: [{ role: "user", content: text }] });
      return { input: counted.input_tokens };
    }
    case "models": {
      const models = [];
      for await (const found of client.models.list()) {
        models.push(found.id);
      }
      return { models };
    }
    default:
      try {
        await client.messages.create(asked(model, text));
        return {};
      } catch (error) {
        return {
          class: error.constructor.name,
          status: error.status,
          type: error.error.error.type,
          request: error.requestID,
        };
      }
  }
}

const [what, base, model] = process.argv.slice(2);
const given = JSON.parse(readFileSync(0, "utf8"));
const client = new Anthropic({ baseURL: base.replace(/\/v1$/, ""), apiKey: given.key, maxRetries: 0 });
console.log(JSON.stringify(await run(what, client, model, given.text)));
