# One host that does everything, for an office or a programme of some hundred people: no load balancer, no NAT, no CloudFront.

locals {
  has_aurora   = var.database == "aurora"
  secret_names = concat(["app-secret-key", "oidc-credentials", "app-config"], local.has_aurora ? ["db-credentials"] : [])
  record_names = var.zone_id == null ? toset([]) : toset(compact([var.hostname, var.card_hostname]))
}

module "kms" {
  source = "../../modules/kms"

  name = var.name
}

# The host has a public address of its own, so nothing needs NAT.
module "network" {
  source = "../../modules/network"

  name                     = var.name
  nat_gateway_mode         = "none"
  log_retention_days       = var.log_retention_days
  logs_kms_key_arn         = module.kms.logs_key_arn
  permissions_boundary_arn = var.permissions_boundary_arn
}

module "secrets" {
  source = "../../modules/secrets"

  prefix      = var.secrets_prefix
  kms_key_arn = module.kms.secrets_key_arn
  names       = local.secret_names
}

module "files" {
  source = "../../modules/bucket"

  name            = "${var.name}-files"
  kms_key_arn     = module.kms.data_key_arn
  expire_prefixes = { "backups/" = 365 }
}

module "releases" {
  source = "../../modules/bucket"

  name = "${var.name}-releases"
}

resource "aws_s3_object" "release" {
  bucket      = module.releases.name
  key         = "releases/${var.release.version}/${basename(var.release.file)}"
  source      = var.release.file
  source_hash = filesha256(var.release.file)

  # An instance that starts meanwhile still needs the old one.
  lifecycle {
    create_before_destroy = true
  }
}

module "iam" {
  source = "../../modules/iam"

  name                     = var.name
  enable_beanstalk         = false
  secret_arns              = concat(values(module.secrets.arns), [module.host.tls_secret_arn])
  secrets_kms_key_arns     = [module.kms.secrets_key_arn]
  files_bucket_arn         = module.files.arn
  files_prefixes           = ["backups/"]
  data_kms_key_arn         = module.kms.data_key_arn
  release_bucket_arn       = module.releases.arn
  log_group_arns           = module.host.log_group_arns
  metric_namespaces        = ["TreasuryPlane"]
  permissions_boundary_arn = var.permissions_boundary_arn
}

module "host" {
  source = "../../modules/single_host"

  name                     = var.name
  vpc_id                   = module.network.vpc_id
  subnet_id                = module.network.public_subnet_ids[0]
  availability_zone        = module.network.availability_zones[0]
  ingress_cidrs            = var.ingress_cidrs
  instance_profile_name    = module.iam.instance_profile_name
  instance_type            = var.instance_type
  architecture             = var.architecture
  data_volume_gb           = var.data_volume_gb
  data_kms_key_arn         = module.kms.data_key_arn
  secrets_kms_key_arn      = module.kms.secrets_key_arn
  logs_kms_key_arn         = module.kms.logs_key_arn
  log_retention_days       = var.log_retention_days
  hostname                 = var.hostname
  card_hostname            = var.card_hostname
  secrets_prefix           = var.secrets_prefix
  secret_names             = local.secret_names
  backup_to                = { bucket = module.files.name }
  use_fips                 = var.use_fips
  extra_toml               = var.extra_toml
  data_snapshot_id         = var.data_snapshot_id
  deletion_protection      = var.deletion_protection
  alarm_topic              = { arn = module.monitoring.topic_arn }
  permissions_boundary_arn = var.permissions_boundary_arn

  release = {
    bucket = aws_s3_object.release.bucket
    key    = aws_s3_object.release.key
    sha256 = filesha256(var.release.file) # The host checks it before it runs anything.
  }

  database = local.has_aurora ? {
    host = module.aurora[0].endpoint
    port = module.aurora[0].port
    name = module.aurora[0].database_name
  } : null
}

module "aurora" {
  source = "../../modules/aurora"
  count  = local.has_aurora ? 1 : 0

  name                = var.name
  subnet_ids          = module.network.private_subnet_ids
  security_group_id   = module.host.database_security_group_id
  data_kms_key_arn    = module.kms.data_key_arn
  secrets_kms_key_arn = module.kms.secrets_key_arn
  logs_kms_key_arn    = module.kms.logs_key_arn
  log_retention_days  = var.log_retention_days
  engine_version      = var.database_version
  instance_count      = 1
  max_acu             = var.max_acu
  deletion_protection = var.deletion_protection
}

module "monitoring" {
  source = "../../modules/monitoring"

  name               = var.name
  kms_key_arn        = module.kms.logs_key_arn
  alarm_emails       = var.alarm_emails
  app_log_group_name = module.host.app_log_group_name

  instance = { id = module.host.instance_id }

  database = local.has_aurora ? {
    cluster_identifier = module.aurora[0].cluster_identifier
    max_acu            = var.max_acu
    max_connections    = module.aurora[0].max_connections
  } : null
}

resource "aws_route53_record" "host" {
  for_each = local.record_names

  zone_id = var.zone_id
  name    = each.key
  type    = "A"
  ttl     = 300
  records = [module.host.public_ip]
}
