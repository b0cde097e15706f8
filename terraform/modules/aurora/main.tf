# Aurora Serverless v2: a writer, and a reader in the other zone that takes over. Storage is kept six times over three zones.

locals {
  major  = split(".", var.engine_version)[0]
  family = "aurora-postgresql${local.major}"

  # What PostgreSQL here really accepts: LEAST(memory / 9531392, 5000), by the largest capacity, and at most 2,000 when
  # the smallest is 0.5 ACU or less. At 4 ACU that is about 900; an alarm at 4,500 could never fire.
  max_connections_by_memory = floor(var.max_acu * 2 * 1024 * 1024 * 1024 / 9531392)
  max_connections           = min(local.max_connections_by_memory, var.min_acu <= 0.5 ? 2000 : 5000, 5000)
}

resource "aws_db_subnet_group" "this" {
  name        = var.name
  description = "Private subnets of ${var.name}"
  subnet_ids  = var.subnet_ids
}

# Before the cluster: else RDS makes it, without an end to its retention and without our key.
resource "aws_cloudwatch_log_group" "postgresql" {
  name              = "/aws/rds/cluster/${var.name}/postgresql"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.logs_kms_key_arn
}

resource "aws_rds_cluster_parameter_group" "this" {
  name_prefix = "${var.name}-"
  family      = local.family
  description = "Treasury Plane: TLS only, changes of the schema and of roles are logged"

  # SC-8: a connection without TLS is refused, whatever the client asks for.
  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }

  # Kept for audits, as the architecture says. pg_cron is not there: schedules are the application's own.
  parameter {
    name         = "shared_preload_libraries"
    value        = "pg_stat_statements,pgaudit"
    apply_method = "pending-reboot"
  }

  # Grants and roles, beside what log_statement says.
  parameter {
    name  = "pgaudit.log"
    value = "role"
  }

  # Who changed the schema or a role. Not "all": statements hold people's data. roles.py sends only verifiers of passwords.
  parameter {
    name  = "log_statement"
    value = "ddl"
  }

  parameter {
    name  = "log_connections"
    value = "1"
  }

  parameter {
    name  = "log_disconnections"
    value = "1"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_db_parameter_group" "this" {
  name_prefix = "${var.name}-"
  family      = local.family
  description = "Treasury Plane: instances"

  # Milliseconds that an idle transaction may hold locks; the application never waits inside one.
  parameter {
    name  = "idle_in_transaction_session_timeout"
    value = "60000"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_rds_cluster" "this" {
  cluster_identifier = var.name
  engine             = "aurora-postgresql"
  engine_mode        = "provisioned" # Serverless v2 is a class of instances; the mode "serverless" was version 1.
  engine_version     = var.engine_version
  database_name      = var.snapshot_identifier == null ? var.database_name : null

  master_username               = var.master_username
  manage_master_user_password   = true # RDS makes it, keeps it in Secrets Manager and changes it every 7 days; Terraform never sees it.
  master_user_secret_kms_key_id = var.secrets_kms_key_arn

  db_subnet_group_name            = aws_db_subnet_group.this.name
  vpc_security_group_ids          = [var.security_group_id]
  db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.this.name

  storage_encrypted = true # SC-28: storage, snapshots and replicas.
  kms_key_id        = var.data_kms_key_arn

  backup_retention_period      = var.backup_retention_days
  preferred_backup_window      = var.backup_window
  preferred_maintenance_window = var.maintenance_window
  copy_tags_to_snapshot        = true
  snapshot_identifier          = var.snapshot_identifier
  deletion_protection          = var.deletion_protection
  skip_final_snapshot          = var.skip_final_snapshot
  final_snapshot_identifier    = var.skip_final_snapshot ? null : "${var.name}-final"

  iam_database_authentication_enabled = var.iam_auth
  enable_http_endpoint                = var.enable_data_api
  enabled_cloudwatch_logs_exports     = ["postgresql"]
  allow_major_version_upgrade         = false

  serverlessv2_scaling_configuration {
    min_capacity             = var.min_acu
    max_capacity             = var.max_acu
    seconds_until_auto_pause = var.min_acu == 0 ? var.seconds_until_auto_pause : null
  }

  lifecycle {
    # AWS raises the minor version in the maintenance window, and a snapshot matters only at the beginning.
    ignore_changes = [engine_version, snapshot_identifier]
  }

  depends_on = [aws_cloudwatch_log_group.postgresql]
}

resource "aws_rds_cluster_instance" "this" {
  count = var.instance_count

  identifier         = "${var.name}-${count.index + 1}"
  cluster_identifier = aws_rds_cluster.this.id
  instance_class     = "db.serverless"
  engine             = aws_rds_cluster.this.engine
  engine_version     = aws_rds_cluster.this.engine_version

  publicly_accessible          = false                    # Only from inside the VPC.
  promotion_tier               = count.index == 0 ? 0 : 1 # Tiers 0 and 1 keep the writer's capacity, so a takeover is not a cold start.
  db_subnet_group_name         = aws_db_subnet_group.this.name
  db_parameter_group_name      = aws_db_parameter_group.this.name
  ca_cert_identifier           = var.ca_certificate
  auto_minor_version_upgrade   = true # SI-2: security fixes without waiting for us.
  copy_tags_to_snapshot        = true
  preferred_maintenance_window = var.maintenance_window

  performance_insights_enabled    = var.performance_insights
  performance_insights_kms_key_id = var.performance_insights ? var.data_kms_key_arn : null

  lifecycle {
    ignore_changes = [engine_version]
  }
}
