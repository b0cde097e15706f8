// A stand-in for the AWS provider: it serves schema.json in Terraform's plugin protocol 6 and does
// nothing else, so that `terraform validate` and `terraform test` run without the network.
//
// Terraform is told where it listens by TF_REATTACH_PROVIDERS. It asks for the schema and whether
// configurations are valid; everything else in a test is answered by `mock_provider`. The protocol
// is gRPC, which is HTTP/2 with length-prefixed protobuf messages: Node has the one, and the few
// messages that are exchanged are written and read below.
import { once } from "node:events";
import { createServer } from "node:http2";
import { decode } from "./msgpack.mjs";
import { wrongValues } from "./values.mjs";

const PROVIDER = "registry.terraform.io/hashicorp/aws";
const NESTING = { single: 1, list: 2, set: 3, map: 4, group: 5 };
const UNIMPLEMENTED = 12;
const ERROR = 1;
// Before each message: a byte that says "not compressed" and the length in four.
const FRAME = 5;

/** Starts the provider on a socket and gives the environment that makes Terraform use it. */
export async function serveProvider(schema, permitted, socket) {
  const answers = answersFor(schema, permitted);
  const server = createServer();
  server.on("stream", (stream, headers) => answer(stream, answers.get(headers[":path"])));
  server.listen(socket);
  await once(server, "listening");
  const attached = {
    Protocol: "grpc",
    ProtocolVersion: 6,
    Pid: process.pid,
    Test: true,
    Addr: { Network: "unix", String: socket },
  };
  return { server, environment: { TF_REATTACH_PROVIDERS: JSON.stringify({ [PROVIDER]: attached }) } };
}

/** For each call of the service: a function from the message that comes to the one that goes back. */
function answersFor(schema, permitted) {
  const whole = providerSchema(schema);
  const nothing = () => Buffer.alloc(0);
  const validated = (types) => (request) => {
    const { type, config } = configurationOf(request);
    const faults = types[type] ? wrongValues(type, types[type], config, permitted) : [];
    return Buffer.concat(faults.map((fault) => bytes(1, Buffer.concat([integer(1, ERROR), bytes(2, fault)]))));
  };
  const calls = {
    GetProviderSchema: () => whole,
    ValidateProviderConfig: nothing,
    ValidateResourceConfig: validated(schema.resources),
    ValidateDataResourceConfig: validated(schema.data),
    ConfigureProvider: nothing,
    StopProvider: nothing,
  };
  return new Map(Object.entries(calls).map(([name, call]) => [`/tfplugin6.Provider/${name}`, call]));
}

async function answer(stream, call) {
  stream.on("error", () => stream.close());
  if (!call) {
    stream.resume();
    respond(stream, UNIMPLEMENTED);
    return;
  }
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  const message = call(Buffer.concat(chunks).subarray(FRAME));
  const frame = Buffer.alloc(FRAME);
  frame.writeUInt32BE(message.length, 1);
  respond(stream, 0, Buffer.concat([frame, message]));
}

function respond(stream, status, body) {
  stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
  stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": `${status}` }));
  stream.end(body);
}

// The messages. A field is a key (its number and its kind) and a value; absent fields are zero.

function varint(number) {
  const bytes = [];
  for (; number > 127; number = Math.floor(number / 128)) bytes.push((number % 128) | 128);
  return Buffer.from([...bytes, number]);
}

function integer(field, value) {
  return value ? Buffer.concat([varint(field * 8), varint(Number(value))]) : Buffer.alloc(0);
}

function bytes(field, value) {
  const content = Buffer.from(value);
  return Buffer.concat([varint(field * 8 + 2), varint(content.length), content]);
}

/** The fields of a message that hold text, bytes or messages, by number. */
function fieldsOf(message) {
  const fields = {};
  let at = 0;
  const next = () => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = message[at];
      at += 1;
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const key = next();
    const length = next();
    if (key % 8 !== 2) continue;
    fields[Math.floor(key / 8)] = message.subarray(at, at + length);
    at += length;
  }
  return fields;
}

/** What Terraform asks to be validated: the type's name, and its configuration as MessagePack. */
function configurationOf(request) {
  const { 1: type, 2: config } = fieldsOf(request);
  return { type: type.toString(), config: decode(fieldsOf(config)[1]) };
}

function providerSchema({ provider, resources, data }) {
  const map = (field, schemas) =>
    Object.entries(schemas).map(([name, block]) =>
      bytes(field, Buffer.concat([bytes(1, name), bytes(2, schemaOf(block))])),
    );
  // Terraform may keep what it got, instead of asking for each run of each test.
  const capabilities = bytes(6, integer(2, true));
  return Buffer.concat([bytes(1, schemaOf(provider)), ...map(2, resources), ...map(3, data), capabilities]);
}

function schemaOf(block) {
  return bytes(2, blockOf(block));
}

function blockOf({ attributes = {}, blocks = {} }) {
  return Buffer.concat([
    ...Object.entries(attributes).map(([name, it]) => bytes(2, attributeOf(name, it))),
    ...Object.entries(blocks).map(([name, it]) => bytes(3, nestedBlockOf(name, it))),
  ]);
}

function attributeOf(name, { type, is }) {
  return Buffer.concat([
    bytes(1, name),
    bytes(2, JSON.stringify(type)),
    integer(4, is.includes("required")),
    integer(5, is.includes("optional")),
    integer(6, is.includes("computed")),
    integer(7, is.includes("sensitive")),
    integer(11, is.includes("write-only")),
  ]);
}

function nestedBlockOf(name, { nesting, min, max, block }) {
  return Buffer.concat([
    bytes(1, name),
    bytes(2, blockOf(block)),
    integer(3, NESTING[nesting]),
    integer(4, min),
    integer(5, max),
  ]);
}
