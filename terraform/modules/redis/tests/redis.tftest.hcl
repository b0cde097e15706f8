mock_provider "aws" {
  source = "../../check/mocks"
}

variables {
  name              = "treasury-plane"
  subnet_ids        = ["subnet-1", "subnet-2"]
  security_group_id = "sg-0123456789abcdef0"
  kms_key_arn       = "arn:aws:kms:us-east-1:123456789012:key/data"
  auth_token        = "0123456789abcdef"
}

run "encrypted" {
  assert {
    condition     = tobool(aws_elasticache_replication_group.this.at_rest_encryption_enabled) && aws_elasticache_replication_group.this.transit_encryption_enabled && aws_elasticache_replication_group.this.kms_key_id == var.kms_key_arn
    error_message = "Redis must be encrypted at rest and in transit."
  }

  assert {
    condition     = aws_elasticache_replication_group.this.auth_token == null && aws_elasticache_replication_group.this.auth_token_wo_version == 1
    error_message = "The state must not hold the password."
  }

  assert {
    condition     = aws_elasticache_replication_group.this.security_group_ids == toset([var.security_group_id]) && aws_elasticache_subnet_group.this.subnet_ids == toset(var.subnet_ids) && aws_elasticache_replication_group.this.port == 6379
    error_message = "Redis must lie in the private subnets, behind its group."
  }

  assert {
    condition     = aws_elasticache_replication_group.this.num_cache_clusters == 1 && aws_elasticache_replication_group.this.automatic_failover_enabled == false
    error_message = "One node is enough, since nothing depends on it."
  }
}

run "two_zones" {
  variables {
    node_count = 2
  }

  assert {
    condition     = aws_elasticache_replication_group.this.automatic_failover_enabled && aws_elasticache_replication_group.this.multi_az_enabled
    error_message = "A replica must be able to take over."
  }
}

run "short_password" {
  command = plan

  variables {
    auth_token = "short"
  }

  expect_failures = [var.auth_token]
}
