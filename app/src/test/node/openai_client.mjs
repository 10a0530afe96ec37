// What OpenAI's own library for JavaScript does with a running Ambo; prints one JSON object of what it saw.
// Usage: openai_client.mjs WHAT BASE_URL MODEL, a JSON object with key and text on standard input.

import { readFileSync } from "node:fs";
import OpenAI from "openai";

const TOOLS = [
  {
    type: "function",
    function: {
      name: "write",
      description: "Writes to somebody.",
      parameters: {
        type: "object",
        properties: {
          letter: { type: "string" },
          details: { type: "object", properties: { notes: { type: "array", items: { type: "string" } } } },
        },
      },
    },
  },
  {
    type: "function",
    function: { name: "remember", parameters: { type: "object", properties: { what: { type: "string" } } } },
  },
];

const CITY = {
  type: "json_schema",
  json_schema: {
    name: "city",
    strict: true,
    schema: {
      type: "object",
      properties: { name: { type: "string" }, inhabitants: { type: "integer" } },
      required: ["name", "inhabitants"],
      additionalProperties: false,
    },
  },
};

const [what, baseURL, model] = process.argv.slice(2);
const { key, text } = JSON.parse(readFileSync(0, "utf8"));
const client = new OpenAI({ baseURL, apiKey: key, maxRetries: 0, timeout: 60_000 });
const completions = client.chat.completions;
const asked = (content) => [{ role: "user", content }];
const create = (messages, more = {}) => completions.create({ model, messages, temperature: 0, ...more });

async function chat() {
  const answer = await create(asked(text), { max_completion_tokens: 200 });
  return {
    text: answer.choices[0].message.content,
    finish: answer.choices[0].finish_reason,
    total: answer.usage.total_tokens,
    prompt: answer.usage.prompt_tokens,
    completion: answer.usage.completion_tokens,
  };
}

async function stream() {
  const pieces = [];
  let usages = 0;
  const more = { stream: true, stream_options: { include_usage: true }, max_completion_tokens: 200 };
  for await (const chunk of await create(asked(text), more)) {
    usages += chunk.usage ? 1 : 0;
    pieces.push(...chunk.choices.map((choice) => choice.delta.content).filter(Boolean));
  }
  const folding = completions.stream({ model, messages: asked(text), temperature: 0, max_completion_tokens: 200 });
  const folded = (await folding.finalChatCompletion()).choices[0].message.content;
  return { text: pieces.join(""), pieces: pieces.length, usages, folded };
}

async function schema() {
  const answer = await completions.parse({
    model,
    messages: asked(text),
    temperature: 0,
    response_format: CITY,
    max_completion_tokens: 300,
  });
  return JSON.parse(answer.choices[0].message.content);
}

// As numbers (asked for as base64, the library's own way), and as numbers in the answer itself.
async function embeddings() {
  const usual = await client.embeddings.create({ model, input: [text, "another one"] });
  const plain = await client.embeddings.create({ model, input: text, encoding_format: "float" });
  const [one, other] = [usual.data[0].embedding, plain.data[0].embedding];
  return {
    count: usual.data.length,
    length: one.length,
    same: one.every((number, at) => Math.abs(number - other[at]) < 1e-5),
    tokens: usual.usage.total_tokens,
  };
}

async function models() {
  const names = [];
  for await (const one of client.models.list()) {
    names.push(one.id);
  }
  return { names, one: (await client.models.retrieve(model)).id };
}

async function failing(act) {
  try {
    await act();
    return { class: "none" };
  } catch (error) {
    return {
      class: error.constructor.name,
      status: error.status,
      code: error.code,
      param: error.param,
      request: error.headers?.get("x-ambo-request-id") ?? "",
    };
  }
}

async function errors() {
  const stranger = new OpenAI({ baseURL, apiKey: "ambo-nokeyofthishouse00000000000", maxRetries: 0 });
  const drained = async (more) => {
    for await (const _ of await create(asked("Hello."), { ...more, stream: true })) {
      // only read
    }
  };
  return {
    unknown_model: await failing(() => create(asked("Hello."), { model: "gpt-99-nobody" })),
    unknown_model_streamed: await failing(() => drained({ model: "gpt-99-nobody" })),
    no_messages: await failing(() => create([])),
    no_role: await failing(() => create([{ content: "Hello." }])),
    wrong_type: await failing(() => create(asked("Hello."), { stream: "perhaps" })),
    wrong_key: await failing(() => stranger.chat.completions.create({ model, messages: asked("Hello.") })),
  };
}

function called(message) {
  return message.tool_calls.map((call) => ({
    id: call.id,
    name: call.function.name,
    arguments: JSON.parse(call.function.arguments),
  }));
}

async function folded(messages) {
  return (await completions.stream({ model, messages, tools: TOOLS }).finalChatCompletion()).choices[0].message;
}

// Two turns, whole and streamed.
async function tools() {
  const result = {};
  for (const how of ["whole", "streamed"]) {
    const turn = how === "whole"
      ? async (messages) => (await create(messages, { tools: TOOLS })).choices[0].message
      : folded;
    const messages = asked(text);
    const first = await turn(messages);
    messages.push({ role: "assistant", content: first.content, tool_calls: first.tool_calls });
    for (const call of first.tool_calls) {
      messages.push({ role: "tool", tool_call_id: call.id, content: "done for " + text });
    }
    const second = await turn(messages);
    result[how] = { calls: called(first), answer: second.content };
  }
  const single = await create(asked(text), { tools: TOOLS, parallel_tool_calls: false });
  result.single = called(single.choices[0].message);
  return result;
}

console.log(JSON.stringify(await { chat, stream, schema, embeddings, models, errors, tools }[what]()));
