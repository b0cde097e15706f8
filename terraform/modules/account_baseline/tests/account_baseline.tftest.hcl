mock_provider "aws" {
  source = "../../check/mocks"
}

run "account" {
  assert {
    condition     = aws_ebs_encryption_by_default.this.enabled && length(aws_ebs_default_kms_key.this) == 0
    error_message = "Every new disk must be encrypted."
  }

  assert {
    condition     = aws_s3_account_public_access_block.this[0].block_public_acls && aws_s3_account_public_access_block.this[0].block_public_policy && aws_s3_account_public_access_block.this[0].ignore_public_acls && aws_s3_account_public_access_block.this[0].restrict_public_buckets
    error_message = "No bucket may become public."
  }

  assert {
    condition     = aws_ec2_instance_metadata_defaults.this[0].http_tokens == "required"
    error_message = "New instances must give metadata by token only."
  }

  assert {
    condition     = aws_guardduty_detector.this[0].enable && length(aws_securityhub_account.this) == 0
    error_message = "Signs of intrusion must be looked for."
  }
}

run "own_key" {
  variables {
    ebs_kms_key_arn     = "arn:aws:kms:us-east-1:123456789012:key/data"
    enable_guardduty    = false
    enable_security_hub = true
  }

  assert {
    condition     = aws_ebs_default_kms_key.this[0].key_arn == var.ebs_kms_key_arn && length(aws_guardduty_detector.this) == 0 && length(aws_securityhub_account.this) == 1
    error_message = "The agency's choices must be followed."
  }
}

run "only_disks" {
  command = plan

  variables {
    only_disks = true
  }

  assert {
    condition     = aws_ebs_encryption_by_default.this.enabled && length(aws_s3_account_public_access_block.this) + length(aws_guardduty_detector.this) + length(aws_ec2_instance_metadata_defaults.this) == 0
    error_message = "The rest of the account must be left alone."
  }
}
