mock_provider "aws" {
  source = "../../check/mocks"
}

variables {
  name                = "treasury-plane"
  subnet_ids          = ["subnet-1", "subnet-2"]
  security_group_id   = "sg-0123456789abcdef0"
  data_kms_key_arn    = "arn:aws:kms:us-east-1:123456789012:key/data"
  secrets_kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/secrets"
  logs_kms_key_arn    = "arn:aws:kms:us-east-1:123456789012:key/logs"
}

run "serverless" {
  assert {
    condition     = aws_rds_cluster.this.engine == "aurora-postgresql" && split(".", aws_rds_cluster.this.engine_version)[0] == "15" && aws_rds_cluster_parameter_group.this.family == "aurora-postgresql15" && aws_db_parameter_group.this.family == "aurora-postgresql15"
    error_message = "The database must be Aurora PostgreSQL 15."
  }

  assert {
    condition     = aws_rds_cluster.this.serverlessv2_scaling_configuration[0].min_capacity == 0.5 && aws_rds_cluster.this.serverlessv2_scaling_configuration[0].max_capacity == 4
    error_message = "Capacity must go from 0.5 to 4 ACU."
  }

  assert {
    condition     = length(aws_rds_cluster_instance.this) == 2 && alltrue([for it in aws_rds_cluster_instance.this : it.instance_class == "db.serverless" && it.cluster_identifier == aws_rds_cluster.this.id && it.publicly_accessible == false && it.promotion_tier <= 1 && it.auto_minor_version_upgrade])
    error_message = "A writer and a reader that can take over, reached from the VPC only."
  }

  assert {
    condition     = aws_db_subnet_group.this.subnet_ids == toset(var.subnet_ids) && aws_rds_cluster.this.vpc_security_group_ids == toset([var.security_group_id])
    error_message = "The database must lie in the private subnets, behind its group."
  }
}

run "safe" {
  assert {
    condition     = aws_rds_cluster.this.storage_encrypted && aws_rds_cluster.this.kms_key_id == var.data_kms_key_arn
    error_message = "Storage and snapshots must be encrypted with our key."
  }

  assert {
    condition     = aws_rds_cluster.this.manage_master_user_password && aws_rds_cluster.this.master_user_secret_kms_key_id == var.secrets_kms_key_arn && aws_rds_cluster.this.master_password == null && aws_rds_cluster.this.master_password_wo == null
    error_message = "RDS must make, keep and change the master password; Terraform must not know it."
  }

  assert {
    condition     = aws_rds_cluster.this.backup_retention_period == 7 && aws_rds_cluster.this.copy_tags_to_snapshot && aws_rds_cluster.this.skip_final_snapshot == false && aws_rds_cluster.this.final_snapshot_identifier == "treasury-plane-final"
    error_message = "Snapshots must be kept for 7 days, and one more when the cluster is deleted."
  }

  assert {
    condition     = aws_rds_cluster.this.deletion_protection && aws_rds_cluster.this.allow_major_version_upgrade == false
    error_message = "Deleting and raising the major version must need a second step."
  }

  assert {
    condition     = { for it in aws_rds_cluster_parameter_group.this.parameter : it.name => it.value if contains(["rds.force_ssl", "log_statement", "log_connections"], it.name) } == { "rds.force_ssl" = "1", log_connections = "1", log_statement = "ddl" }
    error_message = "Connections must use TLS and be logged, and so must changes of the schema."
  }

  assert {
    condition     = aws_cloudwatch_log_group.postgresql.name == "/aws/rds/cluster/treasury-plane/postgresql" && aws_cloudwatch_log_group.postgresql.retention_in_days == 90 && aws_cloudwatch_log_group.postgresql.kms_key_id == var.logs_kms_key_arn && contains(aws_rds_cluster.this.enabled_cloudwatch_logs_exports, "postgresql")
    error_message = "The database's log must be encrypted and kept for 90 days."
  }
}

run "connections" {
  assert {
    condition     = output.max_connections == 901
    error_message = "At 4 ACU, 8 GiB, PostgreSQL accepts 901 connections."
  }
}

run "many_connections" {
  command = plan

  variables {
    max_acu = 64
  }

  assert {
    condition     = output.max_connections == 2000
    error_message = "With a minimum of 0.5 ACU PostgreSQL accepts 2,000 connections at most."
  }
}

run "pausing" {
  variables {
    min_acu             = 0
    instance_count      = 1
    deletion_protection = false
    skip_final_snapshot = true
  }

  assert {
    condition     = aws_rds_cluster.this.serverlessv2_scaling_configuration[0].seconds_until_auto_pause == 300 && length(aws_rds_cluster_instance.this) == 1 && aws_rds_cluster.this.final_snapshot_identifier == null
    error_message = "A throw-away cluster must pause when nobody is connected."
  }
}

run "newer_version" {
  command = plan

  variables {
    engine_version = "16.6"
  }

  assert {
    condition     = aws_rds_cluster_parameter_group.this.family == "aurora-postgresql16"
    error_message = "The parameters must be those of the version."
  }
}

run "old_version" {
  command = plan

  variables {
    engine_version = "14.9"
  }

  expect_failures = [var.engine_version]
}

run "less_than_minimum" {
  command = plan

  variables {
    min_acu = 8
    max_acu = 4
  }

  expect_failures = [var.max_acu]
}

run "restored" {
  # Made anew: a cluster that exists stays what it is.
  state_key = "restored"

  variables {
    snapshot_identifier = "treasury-plane-final"
  }

  assert {
    condition     = aws_rds_cluster.this.snapshot_identifier == "treasury-plane-final"
    error_message = "A restored cluster must come from the snapshot."
  }
}
