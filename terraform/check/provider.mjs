// A stand-in for the AWS provider: it serves schema.json in Terraform's plugin protocol 6 and does
// nothing else, so that `terraform validate` and `terraform test` run without the network.
//
// Terraform is told where it listens by TF_REATTACH_PROVIDERS. It asks for the schema and whether
// configurations are valid; everything else in a test is answered by `mock_provider`. The protocol
// is gRPC, which is HTTP/2 with length-prefixed protobuf messages: Node has the one, and the few
// messages that are sent are encoded below.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http2";

const PROVIDER = "registry.terraform.io/hashicorp/aws";
const NESTING = { single: 1, list: 2, set: 3, map: 4, group: 5 };
const UNIMPLEMENTED = 12;

/** Starts the provider on a socket and gives the environment that makes Terraform use it. */
export async function serveProvider(schemaFile, socket) {
  const schema = JSON.parse(readFileSync(schemaFile, "utf8"));
  const answers = answersFor(schema);
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

function answersFor(schema) {
  const nothing = Buffer.alloc(0);
  const service = (name) => `/tfplugin6.Provider/${name}`;
  return new Map([
    [service("GetProviderSchema"), providerSchema(schema)],
    [service("ValidateProviderConfig"), nothing],
    [service("ValidateResourceConfig"), nothing],
    [service("ValidateDataResourceConfig"), nothing],
    [service("ConfigureProvider"), nothing],
    [service("StopProvider"), nothing],
  ]);
}

function answer(stream, message) {
  stream.on("error", () => stream.close());
  stream.resume();
  stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
  stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": message ? "0" : `${UNIMPLEMENTED}` }));
  if (!message) {
    stream.end();
    return;
  }
  const frame = Buffer.alloc(5);
  frame.writeUInt32BE(message.length, 1);
  stream.end(Buffer.concat([frame, message]));
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
