mock_provider "aws" {
  source = "../../check/mocks"
}

variables {
  name = "treasury-plane"
}

run "keys" {
  assert {
    condition     = alltrue([for it in [aws_kms_key.data, aws_kms_key.secrets, aws_kms_key.logs] : it.enable_key_rotation && it.deletion_window_in_days == 30])
    error_message = "Each key must be rotated, and a deletion must leave 30 days to think."
  }

  assert {
    condition     = { for name, it in aws_kms_alias.this : name => it.name } == { data = "alias/treasury-plane-data", logs = "alias/treasury-plane-logs", secrets = "alias/treasury-plane-secrets" }
    error_message = "Each purpose must have its alias."
  }

  assert {
    condition     = one(one(data.aws_iam_policy_document.account.statement).principals).identifiers == toset(["arn:aws:iam::123456789012:root"])
    error_message = "Only the account may decide about its keys."
  }

  assert {
    condition     = alltrue([for it in data.aws_iam_policy_document.logs.statement : length(it.condition) > 0])
    error_message = "Services may use the key of the logs on behalf of this account only."
  }
}

run "partition" {
  override_data {
    target = data.aws_partition.current
    values = {
      partition = "aws-us-gov"
    }
  }

  assert {
    condition     = one(one(data.aws_iam_policy_document.account.statement).principals).identifiers == toset(["arn:aws-us-gov:iam::123456789012:root"])
    error_message = "Names must be those of the partition."
  }
}

run "deletion_too_soon" {
  command = plan

  variables {
    deletion_window_in_days = 1
  }

  expect_failures = [var.deletion_window_in_days]
}
