# Settings of a whole account and region. Use it in an account that is Treasury Plane's alone; agencies often set these centrally.

# Elastic Beanstalk has no option for encrypted disks: this is how its instances get them.
resource "aws_ebs_encryption_by_default" "this" {
  enabled = true
}

resource "aws_ebs_default_kms_key" "this" {
  count = var.ebs_kms_key_arn == null ? 0 : 1

  key_arn = var.ebs_kms_key_arn
}

# Nothing in this account can be public by S3, whatever a bucket says.
resource "aws_s3_account_public_access_block" "this" {
  count = var.only_disks ? 0 : 1

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

# New instances get metadata by token only, unless somebody says otherwise.
resource "aws_ec2_instance_metadata_defaults" "this" {
  count = var.only_disks ? 0 : 1

  http_tokens                 = "required"
  http_put_response_hop_limit = 1
}

resource "aws_guardduty_detector" "this" {
  count = var.enable_guardduty && !var.only_disks ? 1 : 0

  enable                       = true
  finding_publishing_frequency = "FIFTEEN_MINUTES"
}

resource "aws_securityhub_account" "this" {
  count = var.enable_security_hub && !var.only_disks ? 1 : 0

  enable_default_standards = true
}
