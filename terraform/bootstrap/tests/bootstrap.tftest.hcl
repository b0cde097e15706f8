mock_provider "aws" {
  source = "../check/mocks"
}

run "state" {
  assert {
    condition     = aws_s3_bucket_versioning.state.versioning_configuration[0].status == "Enabled" && aws_s3_bucket_lifecycle_configuration.state.rule[0].noncurrent_version_expiration[0].noncurrent_days == 365
    error_message = "A broken state must be recoverable for a year."
  }

  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.state.rule).apply_server_side_encryption_by_default[0].sse_algorithm == "aws:kms" && one(aws_s3_bucket_server_side_encryption_configuration.state.rule).apply_server_side_encryption_by_default[0].kms_master_key_id == aws_kms_key.state.arn && aws_kms_key.state.enable_key_rotation
    error_message = "The state must be encrypted with a key of its own."
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.state.block_public_acls && aws_s3_bucket_public_access_block.state.block_public_policy && aws_s3_bucket_public_access_block.state.ignore_public_acls && aws_s3_bucket_public_access_block.state.restrict_public_buckets
    error_message = "The state must never be public."
  }

  assert {
    condition     = length(aws_dynamodb_table.lock) == 0 && strcontains(output.backend_hcl, "use_lockfile = true") && strcontains(output.backend_hcl, "encrypt      = true")
    error_message = "The state must be locked in the bucket itself."
  }
}

run "older_terraform" {
  variables {
    enable_dynamodb_lock = true
  }

  assert {
    condition     = aws_dynamodb_table.lock[0].hash_key == "LockID" && aws_dynamodb_table.lock[0].server_side_encryption[0].kms_key_arn == aws_kms_key.state.arn && strcontains(output.backend_hcl, "dynamodb_table = \"treasury-plane-state\"")
    error_message = "Older versions must find their table of locks."
  }
}
