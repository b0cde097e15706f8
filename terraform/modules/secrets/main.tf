# The five secrets that Treasury Plane reads. Terraform makes the empty shells with key and policy, never the values:
# what Terraform writes lies readable in its state. fill.sh makes the instance's key, aurora/roles.py fills db-credentials.

data "aws_partition" "current" {}
data "aws_caller_identity" "current" {}

locals {
  purposes = {
    db-credentials   = "PostgreSQL: where it is, and the application's roles with their passwords"
    app-secret-key   = "Key of the instance: seals what is kept in the database, signs the audit log's checkpoints"
    oidc-credentials = "OpenID Connect client of Login.gov or another provider"
    app-config       = "Any other setting that should not be in the environment, such as the mail server's password"
    redis-config     = "Redis: address with user and token"
  }

  # Pattern of the ARNs, for policies that must exist before the secrets do.
  arn_prefix = "arn:${data.aws_partition.current.partition}:secretsmanager:*:${data.aws_caller_identity.current.account_id}:secret:${var.prefix}"
}

resource "aws_secretsmanager_secret" "this" {
  for_each = var.names

  name                    = "${var.prefix}${each.key}"
  description             = local.purposes[each.key]
  kms_key_id              = var.kms_key_arn # Reading needs the secret and the key: two policies to get past.
  recovery_window_in_days = var.recovery_window_in_days

  dynamic "replica" {
    for_each = toset(var.replica_regions)

    content {
      region = replica.value
    }
  }
}

# Nobody outside the account, whatever a later policy says, and nothing without TLS.
data "aws_iam_policy_document" "account_only" {
  statement {
    sid       = "OtherAccountsNever"
    effect    = "Deny"
    actions   = ["secretsmanager:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "StringNotEquals"
      variable = "aws:PrincipalAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }

    # Services of AWS (rotation) act for this account.
    condition {
      test     = "BoolIfExists"
      variable = "aws:PrincipalIsAWSService"
      values   = ["false"]
    }
  }

  statement {
    sid       = "NeverWithoutTls"
    effect    = "Deny"
    actions   = ["secretsmanager:*"]
    resources = ["*"]

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

resource "aws_secretsmanager_secret_policy" "this" {
  for_each = aws_secretsmanager_secret.this

  secret_arn          = each.value.arn
  policy              = data.aws_iam_policy_document.account_only.json
  block_public_policy = true
}

resource "aws_secretsmanager_secret_rotation" "this" {
  for_each = { for name, arn in var.rotation_lambda_arns : name => arn if contains(var.names, name) }

  secret_id           = aws_secretsmanager_secret.this[each.key].id
  rotation_lambda_arn = each.value

  rotation_rules {
    automatically_after_days = var.rotation_days
  }
}
