# Optional. Nothing depends on it: PostgreSQL carries the same wake-ups and counters, and takes over while Redis is away.

resource "aws_elasticache_subnet_group" "this" {
  name        = var.name
  description = "Private subnets of ${var.name}"
  subnet_ids  = var.subnet_ids
}

resource "aws_elasticache_replication_group" "this" {
  replication_group_id = var.name
  description          = "Treasury Plane: wake-ups between instances, shared counters"
  engine               = "redis"
  engine_version       = var.engine_version
  node_type            = var.node_type
  num_cache_clusters   = var.node_count
  port                 = 6379

  subnet_group_name  = aws_elasticache_subnet_group.this.name
  security_group_ids = [var.security_group_id]

  at_rest_encryption_enabled = true # SC-28
  kms_key_id                 = var.kms_key_arn
  transit_encryption_enabled = true           # SC-8: the application connects by rediss://.
  auth_token_wo              = var.auth_token # Write-only, so that the state does not hold it.
  auth_token_wo_version      = var.auth_token_version

  automatic_failover_enabled = var.node_count > 1
  multi_az_enabled           = var.node_count > 1
  auto_minor_version_upgrade = true
  snapshot_retention_limit   = 0 # Nothing in it is worth restoring.
}
