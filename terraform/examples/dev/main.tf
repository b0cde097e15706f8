# The same shape as production at half the price: one NAT gateway, one database instance, one or two application instances,
# no trail. Everything may be thrown away.

locals {
  secret_names = ["db-credentials", "app-secret-key", "oidc-credentials", "app-config"]
  has_cards    = var.card_hostname != null && var.mtls_mode != "off"
}

module "kms" {
  source = "../../modules/kms"

  name                    = var.name
  deletion_window_in_days = 7
}

module "network" {
  source = "../../modules/network"

  name                     = var.name
  nat_gateway_mode         = "single"
  logs_kms_key_arn         = module.kms.logs_key_arn
  permissions_boundary_arn = var.permissions_boundary_arn
}

module "security_groups" {
  source = "../../modules/security_groups"

  name           = var.name
  vpc_id         = module.network.vpc_id
  vpc_cidr_block = module.network.vpc_cidr_block
  ingress_cidrs  = var.ingress_cidrs
}

module "secrets" {
  source = "../../modules/secrets"

  prefix                  = var.secrets_prefix
  kms_key_arn             = module.kms.secrets_key_arn
  names                   = local.secret_names
  recovery_window_in_days = 0 # So that the same names can be made again at once.
}

module "aurora" {
  source = "../../modules/aurora"

  name                = var.name
  subnet_ids          = module.network.private_subnet_ids
  security_group_id   = module.security_groups.aurora_security_group_id
  data_kms_key_arn    = module.kms.data_key_arn
  secrets_kms_key_arn = module.kms.secrets_key_arn
  logs_kms_key_arn    = module.kms.logs_key_arn
  engine_version      = var.database_version
  instance_count      = 1
  min_acu             = var.min_acu
  max_acu             = var.max_acu
  deletion_protection = false
  skip_final_snapshot = true
}

module "files" {
  source = "../../modules/bucket"

  name          = "${var.name}-files"
  kms_key_arn   = module.kms.data_key_arn
  force_destroy = true
}

module "releases" {
  source = "../../modules/bucket"

  name          = "${var.name}-releases"
  force_destroy = true
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

  name                     = var.name
  secret_arns              = values(module.secrets.arns)
  secrets_kms_key_arns     = [module.kms.secrets_key_arn]
  files_bucket_arn         = module.files.arn
  data_kms_key_arn         = module.kms.data_key_arn
  release_bucket_arn       = module.releases.arn
  log_group_arns           = module.beanstalk.log_group_arns
  permissions_boundary_arn = var.permissions_boundary_arn
}

module "alb" {
  source = "../../modules/alb"

  name                 = var.name
  vpc_id               = module.network.vpc_id
  subnet_ids           = module.network.public_subnet_ids
  security_group_id    = module.security_groups.alb_security_group_id
  hostnames            = [var.hostname]
  card_hostname        = var.card_hostname
  zone_id              = var.zone_id
  certificate_arn      = var.certificate_arn
  card_certificate_arn = var.card_certificate_arn
  mtls_mode            = var.mtls_mode
  deletion_protection  = false
  force_destroy_logs   = true
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
  hostnames             = [var.hostname]
  instance_profile_name = module.iam.instance_profile_name
  service_role_name     = module.iam.beanstalk_service_role_name
  instance_types        = var.instance_types
  min_instances         = var.min_instances
  max_instances         = var.max_instances
  secrets_prefix        = var.secrets_prefix
  secret_names          = local.secret_names
  settings              = var.settings
  logs_kms_key_arn      = module.kms.logs_key_arn

  cards = local.has_cards ? {
    hostname = var.card_hostname
    port     = 443
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
    iam_auth        = false
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
