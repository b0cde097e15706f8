# What only the application knows: metrics in a line of the embedded metric format every minute, and words in its log.

locals {
  log_namespace = "${var.metrics_namespace}/${var.name}"

  # By the application's own metrics; docs/MONITORING.md describes them.
  application_alarms = {
    dead-jobs = {
      metric      = "JobsDead"
      threshold   = 0
      description = "A background job has failed for good. Administration > Background jobs says why, and tries again."
    }
    late-jobs = {
      metric      = "JobsLate"
      threshold   = 300
      description = "Background jobs are more than five minutes late: mails and notifications wait."
    }
    database-waiting = {
      metric      = "DatabaseConnectionsWaiting"
      threshold   = 10
      description = "Requests wait for a connection to the database. Look for slow statements, or raise max_acu."
    }
  }

  # By words in its log. Phrases, not fields: some platforms put a prefix before each line.
  log_alarms = {
    audit-failures = {
      pattern     = "?\"the audit log was tampered with\" ?\"checkpoint of the audit log is not signed\" ?\"in no audit log\" ?\"is not audited\""
      threshold   = 1
      description = "An entry of the audit log could not be written, or the log was tampered with (AU-5, AU-9). Run treasury-plane audit verify."
    }
    panics = {
      pattern     = "\"\\\"message\\\":\\\"panic\\\"\""
      threshold   = 1
      description = "A fault of the program itself. It goes on; please report the lines around it."
    }
    secrets-unreadable = {
      pattern     = "\"secret_unreadable\""
      threshold   = 3
      description = "Secrets Manager cannot be read. The last values stay in use, but a rotation would not be noticed."
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "application" {
  for_each = local.application_alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  namespace           = var.metrics_namespace
  metric_name         = each.value.metric
  dimensions          = { Service = "treasury-plane" }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.threshold
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}

resource "aws_cloudwatch_log_metric_filter" "application" {
  for_each = local.log_alarms

  name           = "${var.name}-${each.key}"
  log_group_name = var.app_log_group_name
  pattern        = each.value.pattern

  metric_transformation {
    namespace     = local.log_namespace
    name          = each.key
    value         = "1"
    default_value = "0"
  }
}

resource "aws_cloudwatch_metric_alarm" "log" {
  for_each = local.log_alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  namespace           = local.log_namespace
  metric_name         = each.key
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = each.value.threshold
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]

  depends_on = [aws_cloudwatch_log_metric_filter.application]
}

# ---- AU-5: the log is silent, so either the application or the way to CloudWatch is down.

resource "aws_cloudwatch_metric_alarm" "log_silence" {
  alarm_name          = "${var.name}-log-silent"
  alarm_description   = "Nothing has been logged for 15 minutes. The application writes every minute, so it is down or its log does not arrive."
  namespace           = "AWS/Logs"
  metric_name         = "IncomingLogEvents"
  dimensions          = { LogGroupName = var.app_log_group_name }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching" # Silence is no data.
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}
