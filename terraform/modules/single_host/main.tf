# One host that ends TLS itself: the card is asked for, and judged, by the process that knows why. No load balancer, no
# CloudFront, no NAT gateway. Whatever must last is on a volume of its own, so the host can be made anew at any time.

data "aws_partition" "current" {}
data "aws_region" "current" {}

data "aws_ssm_parameter" "image" {
  name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${var.architecture}"
}

locals {
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.region

  user_data = templatefile("${path.module}/user-data.yaml.tftpl", {
    name              = var.name
    region            = local.region
    volume            = replace(aws_ebs_volume.data.id, "-", "")
    release           = var.release
    hostname          = var.hostname
    card_hostname     = var.card_hostname
    tls_secret        = aws_secretsmanager_secret.tls.name
    secrets_prefix    = var.secrets_prefix
    secret_names      = sort(var.secret_names)
    database          = var.database
    backup_to         = var.backup_to
    backup_schedule   = var.backup_schedule
    use_fips          = var.use_fips
    metrics_namespace = var.metrics_namespace
    log_group         = aws_cloudwatch_log_group.app.name
    system_log_group  = aws_cloudwatch_log_group.system.name
    extra_toml        = var.extra_toml
  })
}

# ---- Network

resource "aws_security_group" "host" {
  name        = "${var.name}-host"
  description = "Host: HTTPS only"
  vpc_id      = var.vpc_id

  tags = { Name = "${var.name}-host" }
}

resource "aws_vpc_security_group_ingress_rule" "https" {
  for_each = toset(var.ingress_cidrs)

  security_group_id = aws_security_group.host.id
  description       = "HTTPS, for people and for cards"
  cidr_ipv4         = each.value
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

# Mail, OpenID providers, revocation lists and AWS itself; the process refuses private addresses ([outbound]).
resource "aws_vpc_security_group_egress_rule" "all" {
  security_group_id = aws_security_group.host.id
  description       = "Everywhere"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

# For Aurora, when it is used: lets this host in and nobody else.
resource "aws_security_group" "database" {
  name        = "${var.name}-database"
  description = "Database: PostgreSQL from the host only"
  vpc_id      = var.vpc_id

  tags = { Name = "${var.name}-database" }
}

resource "aws_vpc_security_group_ingress_rule" "database" {
  security_group_id            = aws_security_group.database.id
  description                  = "PostgreSQL from the host"
  referenced_security_group_id = aws_security_group.host.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}

resource "aws_eip" "this" {
  count = var.public ? 1 : 0

  domain = "vpc"

  tags = { Name = var.name }
}

resource "aws_eip_association" "this" {
  count = var.public ? 1 : 0

  allocation_id = aws_eip.this[0].id
  instance_id   = aws_instance.this.id
}

# ---- Server certificates: {"certificate": PEM, "key": PEM, "card_certificate": PEM, "card_key": PEM}

resource "aws_secretsmanager_secret" "tls" {
  name        = "${var.secrets_prefix}tls-certificates"
  description = "Server certificates and keys of the host. An operator fills it; the host looks once an hour."
  kms_key_id  = var.secrets_kms_key_arn
}

# ---- The host

resource "aws_instance" "this" {
  ami                    = coalesce(var.image_id, data.aws_ssm_parameter.image.insecure_value)
  instance_type          = var.instance_type
  subnet_id              = var.subnet_id
  vpc_security_group_ids = [aws_security_group.host.id]
  iam_instance_profile   = var.instance_profile_name

  associate_public_ip_address = false # The fixed address below, or none.
  disable_api_termination     = var.deletion_protection
  force_destroy               = true # Terraform may replace the host; the console and other hands may not end it.
  ebs_optimized               = true
  monitoring                  = true

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required" # The role's keys by token only, so that no forged request gets them.
    http_put_response_hop_limit = 1
    instance_metadata_tags      = "disabled"
  }

  root_block_device {
    encrypted             = true # SC-28
    kms_key_id            = var.data_kms_key_arn
    volume_type           = "gp3"
    volume_size           = var.root_volume_gb
    delete_on_termination = true
  }

  maintenance_options {
    auto_recovery = "default"
  }

  user_data                   = local.user_data # No secret in it: everybody on the host can read it.
  user_data_replace_on_change = true            # The host is what this says. Data is elsewhere.

  tags = { Name = var.name }

  lifecycle {
    # A newer image alone is no reason to make the host anew: terraform apply -replace=… when you want it.
    ignore_changes = [ami]

    precondition {
      condition     = length(local.user_data) < 16384
      error_message = "The description of the host is larger than 16 KB. Shorten extra_toml."
    }
  }
}

# ---- Data

resource "aws_ebs_volume" "data" {
  availability_zone = var.availability_zone
  size              = var.data_volume_gb
  type              = "gp3"
  encrypted         = true # SC-28
  kms_key_id        = var.data_kms_key_arn
  snapshot_id       = var.data_snapshot_id
  final_snapshot    = true # Even "terraform destroy" leaves a last copy.

  tags = { Name = "${var.name}-data", Snapshots = var.name }

  lifecycle {
    # A snapshot matters only at the beginning.
    ignore_changes = [snapshot_id]
  }
}

resource "aws_volume_attachment" "data" {
  device_name                    = "/dev/sdf"
  volume_id                      = aws_ebs_volume.data.id
  instance_id                    = aws_instance.this.id
  stop_instance_before_detaching = true # PostgreSQL ends in order before its disk goes.
}
