# The whole architecture: two zones, load balancer, 2 to 4 instances, Aurora with a reader, secrets, logs, alarms, trail.

locals {
  secret_names = concat(["db-credentials", "app-secret-key", "oidc-credentials", "app-config"], var.enable_redis ? ["redis-config"] : [])
  has_cards    = var.card_hostname != null && var.mtls_mode != "off"

  # The first one is where links point.
  hostnames = var.enable_cloudfront ? distinct([var.site_hostnames.web, var.hostname, var.site_hostnames.admin, var.site_hostnames.space]) : [var.hostname]

  edge_settings = var.enable_cloudfront ? {
    TREASURY_PLANE_HTTP__HOSTS__WEB   = var.site_hostnames.web
    TREASURY_PLANE_HTTP__HOSTS__ADMIN = var.site_hostnames.admin
    TREASURY_PLANE_HTTP__HOSTS__SPACE = var.site_hostnames.space
  } : {}
}

module "kms" {
  source = "../../modules/kms"

  name = var.name
}

module "network" {
  source = "../../modules/network"

  name                     = var.name
  nat_gateway_mode         = var.nat_gateway_mode
  interface_endpoints      = var.interface_endpoints
  log_retention_days       = var.log_retention_days
  logs_kms_key_arn         = module.kms.logs_key_arn
  permissions_boundary_arn = var.permissions_boundary_arn
}

module "security_groups" {
  source = "../../modules/security_groups"

  name           = var.name
  vpc_id         = module.network.vpc_id
  vpc_cidr_block = module.network.vpc_cidr_block
  ingress_cidrs  = var.ingress_cidrs
  card_port      = local.has_cards ? var.card_port : 443
  enable_redis   = var.enable_redis
}

module "secrets" {
  source = "../../modules/secrets"

  prefix      = var.secrets_prefix
  kms_key_arn = module.kms.secrets_key_arn
  names       = local.secret_names
}

module "aurora" {
  source = "../../modules/aurora"

  name                = var.name
  subnet_ids          = module.network.private_subnet_ids
  security_group_id   = module.security_groups.aurora_security_group_id
  data_kms_key_arn    = module.kms.data_key_arn
  secrets_kms_key_arn = module.kms.secrets_key_arn
  logs_kms_key_arn    = module.kms.logs_key_arn
  log_retention_days  = var.log_retention_days
  engine_version      = var.database_version
  min_acu             = var.min_acu
  max_acu             = var.max_acu
  iam_auth            = var.database_iam_auth
  snapshot_identifier = var.restore_snapshot
  deletion_protection = var.deletion_protection
}

module "redis" {
  source = "../../modules/redis"
  count  = var.enable_redis ? 1 : 0

  name              = var.name
  subnet_ids        = module.network.private_subnet_ids
  security_group_id = module.security_groups.redis_security_group_id
  kms_key_arn       = module.kms.data_key_arn
  auth_token        = var.redis_auth_token
}

# Uploads, and backups that the application makes.
module "files" {
  source = "../../modules/bucket"

  name            = "${var.name}-files"
  kms_key_arn     = module.kms.data_key_arn
  expire_prefixes = { "backups/" = 365 }
}

# Bundles. The program is public, so S3's own keys do.
module "releases" {
  source = "../../modules/bucket"

  name = "${var.name}-releases"
}

resource "aws_s3_object" "bundle" {
  bucket      = module.releases.name
  key         = "releases/treasury-plane-${var.release.version}.zip"
  source      = var.release.bundle
  source_hash = filesha256(var.release.bundle)

  # An instance that starts meanwhile still needs the old one.
  lifecycle {
    create_before_destroy = true
  }
}

module "iam" {
  source = "../../modules/iam"

  name                         = var.name
  secret_arns                  = values(module.secrets.arns)
  secrets_kms_key_arns         = [module.kms.secrets_key_arn]
  files_bucket_arn             = module.files.arn
  data_kms_key_arn             = module.kms.data_key_arn
  release_bucket_arn           = module.releases.arn
  log_group_arns               = module.beanstalk.log_group_arns
  database_iam_users           = var.database_iam_auth ? ["treasury_plane_login", "treasury_plane_owner"] : []
  database_cluster_resource_id = module.aurora.cluster_resource_id
  permissions_boundary_arn     = var.permissions_boundary_arn
}

module "alb" {
  source = "../../modules/alb"

  name                 = var.name
  vpc_id               = module.network.vpc_id
  subnet_ids           = module.network.public_subnet_ids
  security_group_id    = module.security_groups.alb_security_group_id
  hostnames            = local.hostnames
  card_hostname        = var.card_hostname
  zone_id              = var.zone_id
  certificate_arn      = var.certificate_arn
  card_certificate_arn = var.card_certificate_arn
  mtls_mode            = var.mtls_mode
  card_port            = var.card_port
  trust_store_bundle   = var.trust_store_bundle
  deletion_protection  = var.deletion_protection
}

module "beanstalk" {
  source = "../../modules/beanstalk"

  name                  = var.name
  vpc_id                = module.network.vpc_id
  private_subnet_ids    = module.network.private_subnet_ids
  public_subnet_ids     = module.network.public_subnet_ids
  load_balancer_cidrs   = module.network.public_subnet_cidrs
  security_group_id     = module.security_groups.app_security_group_id
  load_balancer_arn     = module.alb.arn
  https_listener_arn    = module.alb.https_listener_arn
  hostnames             = local.hostnames
  instance_profile_name = module.iam.instance_profile_name
  service_role_name     = module.iam.beanstalk_service_role_name
  instance_types        = var.instance_types
  min_instances         = var.min_instances
  max_instances         = var.max_instances
  secrets_prefix        = var.secrets_prefix
  secret_names          = local.secret_names
  database_ca_file      = var.database_ca_file
  settings              = merge(local.edge_settings, var.settings)
  log_retention_days    = var.log_retention_days
  logs_kms_key_arn      = module.kms.logs_key_arn

  cards = local.has_cards ? {
    hostname = var.card_hostname
    port     = var.card_port
    mode     = var.mtls_mode
    headers  = module.alb.card_headers
  } : null

  release = {
    version = var.release.version
    bucket  = aws_s3_object.bundle.bucket
    key     = aws_s3_object.bundle.key
  }

  database = {
    host            = module.aurora.endpoint
    port            = module.aurora.port
    name            = module.aurora.database_name
    iam_auth        = var.database_iam_auth
    max_connections = module.aurora.max_connections
  }

  files = {
    bucket     = module.files.name
    kms_key_id = module.kms.data_key_arn
  }
}

module "monitoring" {
  source = "../../modules/monitoring"

  name               = var.name
  kms_key_arn        = module.kms.logs_key_arn
  alarm_emails       = var.alarm_emails
  app_log_group_name = module.beanstalk.app_log_group_name

  beanstalk = {
    environment_name       = var.name
    autoscaling_group_name = module.beanstalk.autoscaling_group_name
  }

  load_balancer = { arn_suffix = module.alb.arn_suffix }

  database = {
    cluster_identifier = module.aurora.cluster_identifier
    max_acu            = var.max_acu
    max_connections    = module.aurora.max_connections
  }
}

module "audit" {
  source = "../../modules/audit"
  count  = var.enable_cloudtrail ? 1 : 0

  name                     = "${var.name}-trail"
  kms_key_arn              = module.kms.logs_key_arn
  log_retention_days       = var.log_retention_days
  files_bucket             = { arn = module.files.arn }
  alarm_topic              = { arn = module.monitoring.topic_arn }
  permissions_boundary_arn = var.permissions_boundary_arn
}

module "account_baseline" {
  source = "../../modules/account_baseline"
  count  = var.enable_account_baseline || var.encrypt_disks_by_default ? 1 : 0

  only_disks = !var.enable_account_baseline
}

module "site" {
  source   = "../../modules/static_site"
  for_each = var.enable_cloudfront ? toset(["web", "admin", "space"]) : toset([])

  name            = "${var.name}-${each.key}"
  app             = each.key
  hostname        = var.site_hostnames[each.key]
  certificate_arn = var.site_certificate_arn
  api_domain_name = module.alb.dns_name
}
