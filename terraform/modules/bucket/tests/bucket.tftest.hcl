mock_provider "aws" {
  source = "../../check/mocks"
}

variables {
  name        = "treasury-plane-files"
  kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/data"
}

run "private" {
  assert {
    condition     = aws_s3_bucket_public_access_block.this.bucket == aws_s3_bucket.this.id && aws_s3_bucket_public_access_block.this.block_public_acls && aws_s3_bucket_public_access_block.this.block_public_policy && aws_s3_bucket_public_access_block.this.ignore_public_acls && aws_s3_bucket_public_access_block.this.restrict_public_buckets
    error_message = "Public access must be blocked in all four ways."
  }

  assert {
    condition     = aws_s3_bucket_ownership_controls.this.rule[0].object_ownership == "BucketOwnerEnforced"
    error_message = "Objects must have no access lists of their own."
  }

  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default[0].sse_algorithm == "aws:kms" && one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default[0].kms_master_key_id == var.kms_key_arn
    error_message = "Objects must be encrypted with our key."
  }

  assert {
    condition     = [for it in data.aws_iam_policy_document.this.statement : it.sid] == ["NeverWithoutTls", "NeverWithAnotherKey"] && alltrue([for it in data.aws_iam_policy_document.this.statement : it.effect == "Deny"])
    error_message = "The policy must refuse connections without TLS and other keys, and permit nothing."
  }

  assert {
    condition     = one(data.aws_iam_policy_document.this.statement[0].condition).variable == "aws:SecureTransport" && data.aws_iam_policy_document.this.statement[0].resources == toset([aws_s3_bucket.this.arn, "${aws_s3_bucket.this.arn}/*"])
    error_message = "TLS must be asked for the bucket and its objects."
  }
}

run "recoverable" {
  assert {
    condition     = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled" && aws_s3_bucket_lifecycle_configuration.this.rule[0].noncurrent_version_expiration[0].noncurrent_days == 90
    error_message = "Deleted objects must be recoverable for 90 days."
  }

  assert {
    condition     = length(aws_s3_bucket_replication_configuration.this) == 0 && length(aws_iam_role.replication) == 0
    error_message = "Without another region there must be no role to copy."
  }
}

run "expiring" {
  variables {
    expire_prefixes = {
      "backups/" = 35
    }
  }

  assert {
    condition     = one([for it in aws_s3_bucket_lifecycle_configuration.this.rule : it.expiration[0].days if it.id == "expire-backups"]) == 35
    error_message = "Backups must expire when they are told to."
  }
}

run "copied" {
  variables {
    replicate_to_bucket_arn = "arn:aws:s3:::copy"
    replicate_kms_key_arn   = "arn:aws:kms:us-west-2:123456789012:key/copy"
  }

  assert {
    condition     = aws_s3_bucket_replication_configuration.this[0].rule[0].status == "Enabled" && aws_s3_bucket_replication_configuration.this[0].rule[0].delete_marker_replication[0].status == "Disabled" && aws_s3_bucket_replication_configuration.this[0].rule[0].destination[0].bucket == "arn:aws:s3:::copy"
    error_message = "Objects must be copied, and deletions not."
  }
}

run "copied_without_key" {
  command = plan

  variables {
    replicate_to_bucket_arn = "arn:aws:s3:::copy"
  }

  expect_failures = [var.replicate_kms_key_arn]
}
