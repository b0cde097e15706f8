mock_provider "aws" {
  source = "../../check/mocks"
}

variables {
  name        = "treasury-plane"
  kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/logs"
}

run "trail" {
  assert {
    condition     = aws_cloudtrail.this.is_multi_region_trail && aws_cloudtrail.this.include_global_service_events && aws_cloudtrail.this.enable_log_file_validation && aws_cloudtrail.this.enable_logging
    error_message = "The trail must see every region, and show when it was changed."
  }

  assert {
    condition     = aws_cloudtrail.this.kms_key_id == var.kms_key_arn && aws_cloudtrail.this.s3_bucket_name == aws_s3_bucket.trail.id && aws_cloudtrail.this.cloud_watch_logs_group_arn == "${aws_cloudwatch_log_group.trail.arn}:*"
    error_message = "The trail must be encrypted, archived and searchable."
  }

  assert {
    condition     = aws_cloudwatch_log_group.trail.retention_in_days == 90 && aws_cloudwatch_log_group.trail.kms_key_id == var.kms_key_arn
    error_message = "The trail must be searchable for 90 days."
  }

  assert {
    condition     = length(aws_cloudtrail.this.advanced_event_selector) == 1 && length(aws_cloudwatch_metric_alarm.watched) == 0
    error_message = "Files and alarms must be left out unless they are asked for."
  }
}

run "archive" {
  assert {
    condition     = aws_s3_bucket_lifecycle_configuration.trail.rule[0].expiration[0].days == 913 && one(aws_s3_bucket_lifecycle_configuration.trail.rule[0].transition).days == 365
    error_message = "The trail must be at hand for 12 months and archived for 18 more (M-21-31)."
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.trail.block_public_acls && aws_s3_bucket_public_access_block.trail.block_public_policy && aws_s3_bucket_public_access_block.trail.ignore_public_acls && aws_s3_bucket_public_access_block.trail.restrict_public_buckets && aws_s3_bucket_versioning.trail.versioning_configuration[0].status == "Enabled"
    error_message = "The archive must be private, and what is deleted must be recoverable."
  }

  assert {
    condition     = alltrue([for it in data.aws_iam_policy_document.bucket.statement : it.effect == "Deny" || alltrue([for one in it.principals : one.identifiers == toset(["cloudtrail.amazonaws.com"])]) && anytrue([for one in it.condition : one.variable == "aws:SourceArn" && contains(one.values, "arn:aws:cloudtrail:us-east-1:123456789012:trail/treasury-plane")])])
    error_message = "Only this trail may write to the archive."
  }

  assert {
    condition     = one(data.aws_iam_policy_document.trail_logs.statement).resources == toset(["${aws_cloudwatch_log_group.trail.arn}:log-stream:*"])
    error_message = "The trail may write to its own log group only."
  }
}

run "files" {
  variables {
    files_bucket = { arn = "arn:aws:s3:::files" }
  }

  assert {
    condition     = one(flatten([for it in aws_cloudtrail.this.advanced_event_selector : [for field in it.field_selector : field.starts_with if field.field == "resources.ARN"]])) == "arn:aws:s3:::files/"
    error_message = "Reads and writes of single files must be recorded."
  }
}

run "alarms" {
  variables {
    alarm_topic = { arn = "arn:aws:sns:us-east-1:123456789012:alarms" }
  }

  assert {
    condition     = keys(aws_cloudwatch_metric_alarm.watched) == ["denied", "key-ending", "network-opened", "policy-changed", "root-used", "trail-changed"] && alltrue([for name, it in aws_cloudwatch_metric_alarm.watched : it.alarm_actions == toset([var.alarm_topic.arn]) && it.metric_name == aws_cloudwatch_log_metric_filter.watched[name].metric_transformation[0].name && it.namespace == aws_cloudwatch_log_metric_filter.watched[name].metric_transformation[0].namespace])
    error_message = "Somebody must hear of changes of the account's security."
  }

  assert {
    condition     = alltrue([for it in aws_cloudwatch_log_metric_filter.watched : it.log_group_name == aws_cloudwatch_log_group.trail.name])
    error_message = "The alarms must come from the trail."
  }
}

run "archive_too_short" {
  command = plan

  variables {
    archive_days = 30
  }

  expect_failures = [var.archive_days]
}
