# Only for "verify". A trust store holds 25 authorities and chains of four, which the Federal PKI exceeds: put in the roots
# and the issuing authorities that are really used. Treasury Plane judges the certificate again in any case.

locals {
  has_trust_store = local.has_cards && var.mtls_mode == "verify"
}

resource "aws_s3_bucket" "trust" {
  count = local.has_trust_store ? 1 : 0

  bucket_prefix = "${substr(var.name, 0, 30)}-trust-"
  force_destroy = var.force_destroy_logs
}

resource "aws_s3_bucket_public_access_block" "trust" {
  count = local.has_trust_store ? 1 : 0

  bucket = aws_s3_bucket.trust[0].id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

# Certificates of authorities are public; the load balancer reads them with S3's own keys.
resource "aws_s3_bucket_server_side_encryption_configuration" "trust" {
  count = local.has_trust_store ? 1 : 0

  bucket = aws_s3_bucket.trust[0].id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

# The version of the object is what tells the load balancer of a change.
resource "aws_s3_bucket_versioning" "trust" {
  count = local.has_trust_store ? 1 : 0

  bucket = aws_s3_bucket.trust[0].id

  versioning_configuration {
    status = "Enabled"
  }
}

data "aws_iam_policy_document" "trust" {
  count = local.has_trust_store ? 1 : 0

  statement {
    sid       = "NeverWithoutTls"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.trust[0].arn, "${aws_s3_bucket.trust[0].arn}/*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_s3_bucket_policy" "trust" {
  count = local.has_trust_store ? 1 : 0

  bucket = aws_s3_bucket.trust[0].id
  policy = data.aws_iam_policy_document.trust[0].json

  depends_on = [aws_s3_bucket_public_access_block.trust]
}

resource "aws_s3_object" "bundle" {
  count = local.has_trust_store ? 1 : 0

  bucket       = aws_s3_bucket.trust[0].id
  key          = "authorities.pem"
  source       = var.trust_store_bundle
  source_hash  = filesha256(var.trust_store_bundle)
  content_type = "application/x-pem-file"

  depends_on = [aws_s3_bucket_versioning.trust]
}

resource "aws_s3_object" "revocation" {
  for_each = local.has_trust_store ? var.trust_store_revocations : {}

  bucket      = aws_s3_bucket.trust[0].id
  key         = "revocations/${each.key}"
  source      = each.value
  source_hash = filesha256(each.value)

  depends_on = [aws_s3_bucket_versioning.trust]
}

resource "aws_lb_trust_store" "this" {
  count = local.has_trust_store ? 1 : 0

  name                                     = var.name
  ca_certificates_bundle_s3_bucket         = aws_s3_bucket.trust[0].id
  ca_certificates_bundle_s3_key            = aws_s3_object.bundle[0].key
  ca_certificates_bundle_s3_object_version = aws_s3_object.bundle[0].version_id
}

resource "aws_lb_trust_store_revocation" "this" {
  for_each = local.has_trust_store ? var.trust_store_revocations : {}

  trust_store_arn               = aws_lb_trust_store.this[0].arn
  revocations_s3_bucket         = aws_s3_bucket.trust[0].id
  revocations_s3_key            = aws_s3_object.revocation[each.key].key
  revocations_s3_object_version = aws_s3_object.revocation[each.key].version_id
}
