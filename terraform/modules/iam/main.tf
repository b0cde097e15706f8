# What instances may do, and nothing else: read exactly their secrets, write exactly their logs, read and write exactly
# their files. No user, no key: instances get passing credentials from their role.

data "aws_partition" "current" {}
data "aws_caller_identity" "current" {}
data "aws_region" "current" {}

locals {
  partition  = data.aws_partition.current.partition
  account_id = data.aws_caller_identity.current.account_id
  region     = data.aws_region.current.region
}

data "aws_iam_policy_document" "ec2_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "instance" {
  # Exact ARNs: another application's secrets in the same account stay closed.
  statement {
    sid       = "ReadOwnSecrets"
    actions   = ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"]
    resources = var.secret_arns
  }

  # The key opens secrets only by way of Secrets Manager, never ciphertext brought from elsewhere.
  statement {
    sid       = "DecryptOwnSecrets"
    actions   = ["kms:Decrypt"]
    resources = var.secrets_kms_key_arns

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["secretsmanager.${local.region}.amazonaws.com"]
    }
  }

  # No logs:CreateLogGroup: groups are made here, with retention and key. An intruder cannot delete what was written.
  statement {
    sid       = "WriteOwnLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"]
    resources = flatten([for arn in var.log_group_arns : [trimsuffix(arn, ":*"), "${trimsuffix(arn, ":*")}:*"]])
  }

  dynamic "statement" {
    for_each = var.files_bucket_arn == null ? [] : [1]

    content {
      sid = "OwnFiles"
      # No access to earlier versions: what versioning keeps is out of an intruder's reach.
      actions   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"]
      resources = [for prefix in var.files_prefixes : "${var.files_bucket_arn}/${prefix}*"]
    }
  }

  dynamic "statement" {
    for_each = var.files_bucket_arn == null ? [] : [1]

    content {
      sid       = "ListOwnFiles"
      actions   = ["s3:ListBucket"]
      resources = [var.files_bucket_arn]

      condition {
        test     = "StringLike"
        variable = "s3:prefix"
        values   = [for prefix in var.files_prefixes : "${prefix}*"]
      }
    }
  }

  dynamic "statement" {
    for_each = var.files_bucket_arn == null ? [] : [1]

    content {
      sid       = "EncryptOwnFiles"
      actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
      resources = [var.data_kms_key_arn]

      condition {
        test     = "StringEquals"
        variable = "kms:ViaService"
        values   = ["s3.${local.region}.amazonaws.com"]
      }
    }
  }

  dynamic "statement" {
    for_each = length(var.metric_namespaces) == 0 ? [] : [1]

    content {
      sid       = "SendOwnMetrics"
      actions   = ["cloudwatch:PutMetricData"]
      resources = ["*"] # CloudWatch knows no narrower one; the namespace is what bounds it.

      condition {
        test     = "StringEquals"
        variable = "cloudwatch:namespace"
        values   = var.metric_namespaces
      }
    }
  }

  dynamic "statement" {
    for_each = var.release_bucket_arn == null ? [] : [1]

    content {
      sid       = "FetchReleases"
      actions   = ["s3:GetObject"]
      resources = ["${var.release_bucket_arn}/${var.release_prefix}*"]
    }
  }

  dynamic "statement" {
    for_each = length(var.database_iam_users) == 0 ? [] : [1]

    content {
      sid       = "SignInToDatabase"
      actions   = ["rds-db:connect"]
      resources = [for user in var.database_iam_users : "arn:${local.partition}:rds-db:${local.region}:${local.account_id}:dbuser:${var.database_cluster_resource_id}/${user}"]
    }
  }
}

resource "aws_iam_role" "instance" {
  name                 = "${var.name}-instance"
  description          = "Instances of Treasury Plane"
  assume_role_policy   = data.aws_iam_policy_document.ec2_trust.json
  permissions_boundary = var.permissions_boundary_arn
}

resource "aws_iam_role_policy" "instance" {
  name   = "treasury-plane"
  role   = aws_iam_role.instance.id
  policy = data.aws_iam_policy_document.instance.json
}

# Session Manager instead of SSH: no open port, no keys, each session in the trail.
resource "aws_iam_role_policy_attachment" "ssm" {
  role       = aws_iam_role.instance.name
  policy_arn = "arn:${local.partition}:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

# What Elastic Beanstalk's own agent needs: its buckets, its log groups, its health reports.
resource "aws_iam_role_policy_attachment" "beanstalk_web" {
  count = var.enable_beanstalk ? 1 : 0

  role       = aws_iam_role.instance.name
  policy_arn = "arn:${local.partition}:iam::aws:policy/AWSElasticBeanstalkWebTier"
}

resource "aws_iam_instance_profile" "instance" {
  name = "${var.name}-instance"
  role = aws_iam_role.instance.name
}

# ---- Service role: what Elastic Beanstalk does on our behalf

data "aws_iam_policy_document" "beanstalk_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["elasticbeanstalk.amazonaws.com"]
    }

    # What Elastic Beanstalk sends with its requests; other services and accounts do not.
    condition {
      test     = "StringEquals"
      variable = "sts:ExternalId"
      values   = ["elasticbeanstalk"]
    }
  }
}

resource "aws_iam_role" "beanstalk_service" {
  count = var.enable_beanstalk ? 1 : 0

  name                 = "${var.name}-beanstalk-service"
  description          = "Elastic Beanstalk for Treasury Plane"
  assume_role_policy   = data.aws_iam_policy_document.beanstalk_trust.json
  permissions_boundary = var.permissions_boundary_arn
}

resource "aws_iam_role_policy_attachment" "beanstalk_service" {
  for_each = var.enable_beanstalk ? toset([
    "AWSElasticBeanstalkEnhancedHealth",
    "AWSElasticBeanstalkManagedUpdatesCustomerRolePolicy",
  ]) : toset([])

  role       = aws_iam_role.beanstalk_service[0].name
  policy_arn = each.key == "AWSElasticBeanstalkEnhancedHealth" ? "arn:${local.partition}:iam::aws:policy/service-role/${each.key}" : "arn:${local.partition}:iam::aws:policy/${each.key}"
}
