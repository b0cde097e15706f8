# What only the application knows. It writes a line of the embedded metric format every minute; CloudWatch makes metrics of it.

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

locals {
  application_alarms = {
    audit-failures = {
      metric      = "AuditFailures"
      description = "An entry of the audit log could not be written or passed on (AU-5). The action that it was about did not happen."
      threshold   = 0
    }
    dead-jobs = {
      metric      = "JobsDead"
      description = "A background job has failed for good. Administration > Background jobs says why, and tries again."
      threshold   = 0
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "application" {
  for_each = local.application_alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  namespace           = var.metrics_namespace
  metric_name         = each.value.metric
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.threshold
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}
