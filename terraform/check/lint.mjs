// Security rules about what would be made: they look at the resources of every test run of the
// examples, so variables, modules and functions are already worked out.
//
// A rule names the types it is about and says what is wrong, or nothing. Exceptions need a reason.
import { relative, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { blocksOf } from "./blocks.mjs";

const tree = dirname(dirname(fileURLToPath(import.meta.url)));
const EVERYWHERE = new Set(["0.0.0.0/0", "::/0"]);
const MODERN_TLS = /^ELBSecurityPolicy-TLS13-1-[23]-/;
const PUBLIC_BLOCKS = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];
// Actions that AWS offers for no particular resource, by the service authorisation reference.
const ACTIONS_WITHOUT_RESOURCE = new Set([
  "cloudwatch:PutMetricData",
  "ec2:DescribeTags",
  "ec2:DescribeVolumes",
  "logs:DescribeLogGroups",
  "ec2:CreateTags",
  "xray:PutTraceSegments",
]);

const list = (value) => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]);
// Mocks make up what a configuration leaves out, but no key's name.
const hasKey = (resource, name) => /^arn:[\w-]+:kms:/.test(resource.values[name] ?? "");
const needsKey = (name, why) => (it) => (hasKey(it, name) ? undefined : `${name} is not a key's name: ${why}`);
const needsTrue = (name, why) => (it) => (it.values[name] === true ? undefined : `${name} is not true: ${why}`);
const refusesTrue = (name, why) => (it) => (it.values[name] === true ? `${name} is true: ${why}` : undefined);
const ofBucket = (type, others, bucket) =>
  others.filter((it) => it.type === type && [bucket.values.id, bucket.values.bucket].includes(it.values.bucket));

/** Every rule: the types it looks at, and what it finds wrong. */
export const RULES = {
  "open-port": [["aws_vpc_security_group_ingress_rule"], openPort],
  "address-range": [["aws_vpc_security_group_ingress_rule"], addressRange],
  "inline-rules": [["aws_security_group"], inlineRules],
  "public-address": [["aws_subnet", "aws_instance", "aws_launch_template"], publicAddress],
  "metadata-v2": [["aws_instance", "aws_launch_template"], metadataV2],
  "disk-encrypted": [["aws_instance", "aws_launch_template", "aws_ebs_volume"], diskEncrypted],
  "database-encrypted": [["aws_rds_cluster"], needsTrue("storage_encrypted", "the database would lie on the disk in clear")],
  "database-key": [["aws_rds_cluster"], needsKey("kms_key_id", "who may read is decided by a key of ours")],
  "database-password": [["aws_rds_cluster"], databasePassword],
  "database-backups": [["aws_rds_cluster"], (it) => (it.values.backup_retention_period >= 7 ? undefined : "keeps less than 7 days")],
  "database-private": [["aws_rds_cluster_instance"], refusesTrue("publicly_accessible", "only instances may reach it")],
  "database-tls": [["aws_rds_cluster_parameter_group"], databaseTls],
  "cache-encrypted": [["aws_elasticache_replication_group"], cacheEncrypted],
  "secret-key": [["aws_secretsmanager_secret"], needsKey("kms_key_id", "who may read is decided by a key of ours")],
  "secret-in-state": [["aws_secretsmanager_secret_version"], secretInState],
  "topic-encrypted": [["aws_sns_topic"], needsKey("kms_master_key_id", "alarms say what is wrong with the system")],
  "key-rotation": [["aws_kms_key"], needsTrue("enable_key_rotation", "SC-12 asks for it")],
  "log-encrypted": [["aws_cloudwatch_log_group"], needsKey("kms_key_id", "logs name people")],
  "log-retention": [["aws_cloudwatch_log_group"], (it) => (it.values.retention_in_days >= 90 ? undefined : "keeps less than 90 days")],
  "trail-complete": [["aws_cloudtrail"], trailComplete],
  "flow-complete": [["aws_flow_log"], (it) => (it.values.traffic_type === "ALL" ? undefined : "records a part of the traffic")],
  "bucket-public": [["aws_s3_bucket"], bucketPublic],
  "bucket-encrypted": [["aws_s3_bucket"], bucketHas("aws_s3_bucket_server_side_encryption_configuration", "no encryption is configured")],
  "bucket-versioned": [["aws_s3_bucket"], bucketHas("aws_s3_bucket_versioning", "no versioning is configured")],
  "bucket-tls": [["aws_s3_bucket"], bucketTls],
  "table-encrypted": [["aws_dynamodb_table"], (it) => (it.values.server_side_encryption?.[0]?.enabled ? undefined : "no key of ours")],
  "listener-tls": [["aws_lb_listener"], listenerTls],
  "balancer-headers": [["aws_lb"], needsTrue("drop_invalid_header_fields", "odd headers confuse proxies")],
  "balancer-logs": [["aws_lb"], (it) => (it.values.access_logs?.[0]?.enabled ? undefined : "access logs are off")],
  "edge-tls": [["aws_cloudfront_distribution"], edgeTls],
  "deletion-protection": [["aws_lb", "aws_rds_cluster"], deletionProtection],
  "environment-settings": [["aws_elastic_beanstalk_environment"], environmentSettings],
  "policy-wildcard": [["aws_iam_policy", "aws_iam_role_policy", "aws_iam_policy_document"], policyWildcard],
  "policy-anyone": [["aws_iam_policy_document", "aws_s3_bucket_policy", "aws_kms_key", "aws_sns_topic_policy", "aws_iam_role"], policyAnyone],
};

/** Where a rule may be broken, and why. */
const EXCEPTIONS = [
  {
    rule: "open-port",
    address: "module.security_groups.aws_vpc_security_group_ingress_rule.alb_card",
    why: "The card host's own port, 8443, is HTTPS as well.",
  },
];

const used = new Set();

/** Exceptions that nothing needed in any root that was looked at. */
export function needlessExceptions() {
  return EXCEPTIONS.filter((it) => !used.has(it)).map((it) => `nothing needs the exception for ${it.address} from ${it.rule}`);
}

/** What is wrong with the resources of a root's test runs, as `address: rule: message`. */
export function lint(root, resources) {
  const faults = new Set();
  for (const run of new Set(resources.map((it) => it.run))) {
    const made = resources.filter((it) => it.run === run);
    for (const [rule, [types, check]] of Object.entries(RULES)) {
      for (const resource of made.filter((it) => types.includes(it.type))) {
        const message = check({ root, ...resource }, made);
        const plain = resource.address.replace(/\[[^\]]*\]/g, "");
        const exception = message && EXCEPTIONS.find((it) => it.rule === rule && it.address === plain);
        if (exception) used.add(exception);
        if (message && !exception) faults.add(`${plain}: ${rule}: ${message}`);
      }
    }
  }
  return [...faults];
}

function openPort({ values }) {
  const open = EVERYWHERE.has(values.cidr_ipv4) || EVERYWHERE.has(values.cidr_ipv6);
  const web = values.ip_protocol === "tcp" && values.from_port === values.to_port && [80, 443].includes(values.from_port);
  return open && !web ? `opens ${values.from_port ?? "every port"} to everyone` : undefined;
}

/** Behind the load balancer, groups let each other in, and addresses nobody. */
function addressRange({ values }) {
  const byAddress = values.cidr_ipv4 || values.cidr_ipv6;
  return byAddress && ![80, 443, 8443].includes(values.to_port) ? `lets addresses in on ${values.to_port ?? "every port"}` : undefined;
}

function inlineRules({ values }) {
  const inline = list(values.ingress).length + list(values.egress).length > 0;
  return inline ? "has rules of its own; give each its own resource" : undefined;
}

function publicAddress({ values }) {
  const asks =
    values.map_public_ip_on_launch || values.associate_public_ip_address ||
    list(values.network_interfaces).some((it) => `${it.associate_public_ip_address}` === "true");
  return asks ? "gives out public addresses" : undefined;
}

function metadataV2({ values }) {
  return values.metadata_options?.[0]?.http_tokens === "required" ? undefined : "http_tokens is not required";
}

function diskEncrypted({ type, values }) {
  const disks = {
    aws_ebs_volume: () => [values],
    aws_instance: () => [values.root_block_device?.[0], ...list(values.ebs_block_device)],
    aws_launch_template: () => list(values.block_device_mappings).map((it) => it.ebs?.[0]),
  }[type]();
  const encrypted = disks.length > 0 && disks.every((it) => `${it?.encrypted}` === "true");
  return encrypted ? undefined : "a disk is not encrypted";
}

function databasePassword({ values }) {
  return values.manage_master_user_password === true && !values.master_password
    ? undefined
    : "manage_master_user_password is not true: the password would be in the state";
}

function databaseTls({ values }) {
  const forced = list(values.parameter).some((it) => it.name === "rds.force_ssl" && it.value === "1");
  return forced ? undefined : "rds.force_ssl is not 1: connections in clear would be served";
}

function cacheEncrypted({ values }) {
  const both = `${values.at_rest_encryption_enabled}` === "true" && values.transit_encryption_enabled === true;
  return both ? undefined : "is not encrypted at rest and in transit";
}

function secretInState({ values }) {
  return values.secret_string || values.secret_binary ? "writes a value into the state" : undefined;
}

function trailComplete(trail) {
  const complete = ["enable_log_file_validation", "is_multi_region_trail", "include_global_service_events"];
  const missing = complete.filter((name) => trail.values[name] !== true);
  if (!hasKey(trail, "kms_key_id")) missing.push("kms_key_id");
  return missing.length > 0 ? `${missing.join(", ")} missing` : undefined;
}

function bucketPublic(bucket, others) {
  const blocked = ofBucket("aws_s3_bucket_public_access_block", others, bucket);
  const all = blocked.length > 0 && PUBLIC_BLOCKS.every((name) => blocked[0].values[name] === true);
  return all ? undefined : "public access is not blocked in all four ways";
}

function bucketHas(type, message) {
  return (bucket, others) => (ofBucket(type, others, bucket).length > 0 ? undefined : message);
}

function bucketTls(bucket, others) {
  const [policy] = ofBucket("aws_s3_bucket_policy", others, bucket);
  const module = bucket.address.replace(/[^.]+\.[^.]+$/, "");
  const documents = others.filter((it) => it.type === "aws_iam_policy_document" && it.address.startsWith(`${module}data.`));
  const refuses = [policy, ...documents]
    .filter(Boolean)
    .flatMap((it) => statementsOf(it))
    .some((it) => it.effect === "Deny" && it.insecureOnly && it.resources.includes(bucket.values.arn));
  return policy && refuses ? undefined : "its policy does not refuse connections without TLS";
}

function listenerTls({ values }) {
  if (values.protocol === "HTTP") {
    const redirects = list(values.default_action).every(({ type, redirect }) => type === "redirect" && redirect?.[0]?.protocol === "HTTPS");
    return redirects ? undefined : "answers without TLS with something else than a redirect";
  }
  const modern = values.protocol !== "HTTPS" || MODERN_TLS.test(values.ssl_policy ?? "");
  return modern ? undefined : `${values.ssl_policy} allows less than TLS 1.2`;
}

function edgeTls({ values }) {
  const behaviours = [...list(values.default_cache_behavior), ...list(values.ordered_cache_behavior)];
  if (behaviours.some((it) => it.viewer_protocol_policy === "allow-all")) return "serves without TLS";
  const version = values.viewer_certificate?.[0]?.minimum_protocol_version ?? "";
  return /^TLSv1\.(2_2021|[3-9]|2_202[2-9])/.test(version) ? undefined : `${version || "no version"} is less than TLSv1.2_2021`;
}

function deletionProtection({ root, values }) {
  if (!/production|govcloud|insecure/.test(root)) return undefined;
  return values.deletion_protection || values.enable_deletion_protection ? undefined : "can be deleted by a slip";
}

function environmentSettings({ values }) {
  const value = Object.fromEntries(list(values.setting).map((it) => [`${it.namespace} ${it.name}`, it.value]));
  const wanted = {
    "aws:ec2:vpc AssociatePublicIpAddress": "false",
    "aws:autoscaling:launchconfiguration DisableIMDSv1": "true",
    "aws:elasticbeanstalk:cloudwatch:logs StreamLogs": "true",
  };
  const wrong = Object.entries(wanted).filter(([name, expected]) => value[name] !== expected);
  return wrong.length > 0 ? wrong.map(([name, expected]) => `${name} is not ${expected}`).join(", ") : undefined;
}

function policyWildcard(resource) {
  const faults = statementsOf(resource)
    .filter((it) => it.effect === "Allow" && !it.hasPrincipals)
    .flatMap((it) => [
      ...it.actions.filter((action) => /^(\*|[\w-]+:\*)$/.test(action)).map((action) => `allows every action (${action})`),
      ...(it.negated ? ["allows by exclusion"] : []),
      ...(it.resources.includes("*") ? it.actions.filter((action) => !ACTIONS_WITHOUT_RESOURCE.has(action)).map((action) => `allows ${action} on everything`) : []),
    ]);
  return faults[0];
}

function policyAnyone(resource) {
  const open = statementsOf(resource).some((it) => it.effect === "Allow" && it.principals.includes("*") && !it.hasConditions);
  return open ? "allows anyone" : undefined;
}

/** The statements of a policy, whether written as blocks or as JSON, in one form. */
function statementsOf({ type, values }) {
  if (type === "aws_iam_policy_document") return list(values.statement).map(fromBlock);
  const text = values.policy ?? values.assume_role_policy;
  return text?.startsWith("{") ? list(JSON.parse(text).Statement).map(fromJson) : [];
}

function fromBlock(it) {
  const conditions = list(it.condition);
  return {
    effect: it.effect ?? "Allow",
    actions: list(it.actions),
    resources: list(it.resources),
    principals: list(it.principals).flatMap((who) => list(who.identifiers)),
    hasPrincipals: list(it.principals).length + list(it.not_principals).length > 0,
    negated: list(it.not_actions).length + list(it.not_resources).length > 0,
    hasConditions: conditions.length > 0,
    insecureOnly: conditions.some((one) => one.variable === "aws:SecureTransport" && list(one.values).includes("false")),
  };
}

function fromJson(it) {
  const principals = typeof it.Principal === "string" ? [it.Principal] : Object.values(it.Principal ?? {}).flatMap(list);
  return {
    effect: it.Effect,
    actions: list(it.Action),
    resources: list(it.Resource),
    principals,
    hasPrincipals: Boolean(it.Principal ?? it.NotPrincipal),
    negated: Boolean(it.NotAction ?? it.NotResource),
    hasConditions: Boolean(it.Condition),
    insecureOnly: `${it.Condition?.Bool?.["aws:SecureTransport"]}` === "false",
  };
}

/** Rules about how configurations are written, for the folder of one module or example. */
export function lintSource(folder) {
  const inModules = relative(tree, folder).startsWith("modules");
  return blocksOf(folder).flatMap(({ kind, label, address, values, inner }) => {
    const faults = [];
    const secret = /(password|secret|token|private_key)/.test(label ?? "") && !/_(arn|arns|id|name|names|prefix|days|version)$/.test(label);
    if (kind === "variable" && secret && values.type === "string" && values.sensitive !== "true") faults.push("secret-variable: is not sensitive");
    if (["variable", "output"].includes(kind) && !values.description) faults.push("described: has no description");
    if (kind === "variable" && !values.type) faults.push("typed: has no type");
    if (kind === "variable" && inModules && values.type !== "bool" && !inner.includes("validation") && !/^(map|any|object)/.test(values.type ?? "")) {
      faults.push("validated: has no validation");
    }
    if (kind === "resource" && values.key_name) faults.push("ssh-key: is reached by Session Manager, not by SSH");
    if (kind !== "variable" && Object.values(values).some((it) => /"arn:aws:/.test(it))) {
      faults.push("partition: names a partition; GovCloud has another, which data.aws_partition knows");
    }
    if (kind === "provider" && inModules) faults.push("provider-block: belongs to the example, not to a module");
    if (kind === "module" && !/^"\.\.?\//.test(values.source ?? "")) faults.push("module-source: must be a folder of this repository");
    return faults.map((fault) => `${address}: ${fault}`);
  });
}
