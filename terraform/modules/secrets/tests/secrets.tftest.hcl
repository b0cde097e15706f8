mock_provider "aws" {
  source = "../../check/mocks"
}

variables {
  kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/secrets"
}

run "five_secrets" {
  assert {
    condition     = [for it in aws_secretsmanager_secret.this : it.name] == ["treasury-plane/app-config", "treasury-plane/app-secret-key", "treasury-plane/db-credentials", "treasury-plane/oidc-credentials", "treasury-plane/redis-config"]
    error_message = "The five secrets must have the names that Treasury Plane reads."
  }

  assert {
    condition     = alltrue([for it in aws_secretsmanager_secret.this : it.kms_key_id == var.kms_key_arn && it.recovery_window_in_days == 30])
    error_message = "Each secret must be encrypted with our key and recoverable."
  }

  assert {
    condition     = keys(aws_secretsmanager_secret_policy.this) == keys(aws_secretsmanager_secret.this) && alltrue([for it in aws_secretsmanager_secret_policy.this : it.block_public_policy])
    error_message = "Each secret must have the policy that keeps other accounts out."
  }

  assert {
    condition     = alltrue([for it in data.aws_iam_policy_document.account_only.statement : it.effect == "Deny"])
    error_message = "The policy of the secrets may only take away."
  }
}

run "prefix" {
  variables {
    prefix = "agency/plane/"
    names  = ["app-secret-key"]
  }

  assert {
    condition     = [for it in aws_secretsmanager_secret.this : it.name] == ["agency/plane/app-secret-key"]
    error_message = "Only the chosen secrets may be made, under the prefix."
  }
}

run "unknown_name" {
  command = plan

  variables {
    names = ["django-secret-key"]
  }

  expect_failures = [var.names]
}

run "rotation" {
  variables {
    rotation_lambda_arns = {
      oidc-credentials = "arn:aws:lambda:us-east-1:123456789012:function:rotate"
    }
  }

  assert {
    condition     = keys(aws_secretsmanager_secret_rotation.this) == ["oidc-credentials"] && aws_secretsmanager_secret_rotation.this["oidc-credentials"].rotation_rules[0].automatically_after_days == 30
    error_message = "An agency's function must rotate its secret every 30 days."
  }
}

run "rotation_of_the_key" {
  command = plan

  variables {
    rotation_lambda_arns = {
      app-secret-key = "arn:aws:lambda:us-east-1:123456789012:function:rotate"
    }
  }

  expect_failures = [var.rotation_lambda_arns]
}
