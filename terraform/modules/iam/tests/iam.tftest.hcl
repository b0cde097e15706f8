mock_provider "aws" {
  source = "../../check/mocks"
}

variables {
  name                 = "treasury-plane"
  secret_arns          = ["arn:aws:secretsmanager:us-east-1:123456789012:secret:treasury-plane/app-secret-key-AbCdEf"]
  secrets_kms_key_arns = ["arn:aws:kms:us-east-1:123456789012:key/secrets"]
  log_group_arns       = ["arn:aws:logs:us-east-1:123456789012:log-group:web:*"]
}

run "secrets_and_logs_only" {
  assert {
    condition     = data.aws_iam_policy_document.instance.statement[*].sid == tolist(["ReadOwnSecrets", "DecryptOwnSecrets", "WriteOwnLogs"])
    error_message = "Without buckets, instances read their secrets and write their logs, and do nothing else."
  }

  assert {
    condition     = data.aws_iam_policy_document.instance.statement[0].actions == toset(["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"]) && data.aws_iam_policy_document.instance.statement[0].resources == toset(var.secret_arns)
    error_message = "Instances must read exactly their secrets."
  }

  assert {
    condition     = data.aws_iam_policy_document.instance.statement[1].actions == toset(["kms:Decrypt"]) && data.aws_iam_policy_document.instance.statement[1].resources == toset(var.secrets_kms_key_arns) && one(data.aws_iam_policy_document.instance.statement[1].condition).values == tolist(["secretsmanager.us-east-1.amazonaws.com"])
    error_message = "The key must open secrets only by way of Secrets Manager."
  }

  assert {
    condition     = data.aws_iam_policy_document.instance.statement[2].resources == toset(["arn:aws:logs:us-east-1:123456789012:log-group:web", "arn:aws:logs:us-east-1:123456789012:log-group:web:*"])
    error_message = "Instances must write to their log groups only."
  }

  assert {
    condition     = alltrue([for it in data.aws_iam_policy_document.instance.statement : !contains(it.resources, "*") && alltrue([for action in it.actions : !strcontains(action, "*")])])
    error_message = "No statement may use a wildcard as its action or its whole resource."
  }

  assert {
    condition     = aws_iam_role_policy.instance.role == aws_iam_role.instance.id && aws_iam_instance_profile.instance.role == aws_iam_role.instance.name
    error_message = "The instances' role must have the policy."
  }

  assert {
    condition     = one(one(data.aws_iam_policy_document.ec2_trust.statement).principals).identifiers == toset(["ec2.amazonaws.com"])
    error_message = "Only instances may take the role."
  }
}

run "files" {
  variables {
    files_bucket_arn = "arn:aws:s3:::files"
    data_kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/data"
  }

  assert {
    condition     = one([for it in data.aws_iam_policy_document.instance.statement : it.resources if it.sid == "OwnFiles"]) == toset(["arn:aws:s3:::files/files/*", "arn:aws:s3:::files/backups/*"])
    error_message = "Instances must read and write under their prefixes only."
  }

  assert {
    condition     = !anytrue([for it in data.aws_iam_policy_document.instance.statement : anytrue([for action in it.actions : contains(["s3:GetObjectVersion", "s3:DeleteObjectVersion", "s3:PutBucketVersioning"], action)])])
    error_message = "What versioning keeps must be out of the instances' reach."
  }
}

run "files_without_key" {
  command = plan

  variables {
    files_bucket_arn = "arn:aws:s3:::files"
  }

  expect_failures = [var.data_kms_key_arn]
}

run "wildcard_secret" {
  command = plan

  variables {
    secret_arns = ["arn:aws:secretsmanager:us-east-1:123456789012:secret:*"]
  }

  expect_failures = [var.secret_arns]
}

run "beanstalk" {
  assert {
    condition     = aws_iam_role_policy_attachment.beanstalk_web[0].policy_arn == "arn:aws:iam::aws:policy/AWSElasticBeanstalkWebTier" && aws_iam_role_policy_attachment.ssm.policy_arn == "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
    error_message = "Instances need what Elastic Beanstalk and Session Manager need."
  }

  assert {
    condition     = toset([for it in aws_iam_role_policy_attachment.beanstalk_service : it.policy_arn]) == toset(["arn:aws:iam::aws:policy/service-role/AWSElasticBeanstalkEnhancedHealth", "arn:aws:iam::aws:policy/AWSElasticBeanstalkManagedUpdatesCustomerRolePolicy"])
    error_message = "The service role needs health reports and managed updates."
  }
}

run "without_beanstalk" {
  variables {
    enable_beanstalk = false
  }

  assert {
    condition     = length(aws_iam_role.beanstalk_service) == 0 && length(aws_iam_role_policy_attachment.beanstalk_web) == 0
    error_message = "A single host needs no role of Elastic Beanstalk."
  }
}

run "boundary" {
  variables {
    permissions_boundary_arn = "arn:aws:iam::123456789012:policy/boundary"
  }

  assert {
    condition     = aws_iam_role.instance.permissions_boundary == var.permissions_boundary_arn && aws_iam_role.beanstalk_service[0].permissions_boundary == var.permissions_boundary_arn
    error_message = "Every role must be bounded."
  }
}
