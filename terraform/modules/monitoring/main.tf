# Alarms, the topic that carries them, and a dashboard. Four alarms are the architecture document's, the others ours.

data "aws_caller_identity" "current" {}
data "aws_region" "current" {}

resource "aws_sns_topic" "alarms" {
  name              = "${var.name}-alarms"
  kms_master_key_id = var.kms_key_arn # Alarms say what is wrong with the system.
}

data "aws_iam_policy_document" "topic" {
  statement {
    sid       = "AlarmsOfThisAccount"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.alarms.arn]

    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

resource "aws_sns_topic_policy" "alarms" {
  arn    = aws_sns_topic.alarms.arn
  policy = data.aws_iam_policy_document.topic.json
}

resource "aws_sns_topic_subscription" "email" {
  for_each = var.alarm_emails

  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = each.value
}

# ---- 1. CPU of the instances above 80 % for five minutes

resource "aws_cloudwatch_metric_alarm" "cpu" {
  count = var.beanstalk == null ? 0 : 1

  alarm_name          = "${var.name}-cpu-high"
  alarm_description   = "Instances are busy. Are more being added? Else raise max_instances."
  namespace           = "AWS/EC2"
  metric_name         = "CPUUtilization"
  dimensions          = { AutoScalingGroupName = var.beanstalk.autoscaling_group_name }
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.cpu_percent
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}

# ---- 2. More than ten answers from 500 on in a minute

resource "aws_cloudwatch_metric_alarm" "target_5xx" {
  count = var.load_balancer == null ? 0 : 1

  alarm_name          = "${var.name}-target-5xx"
  alarm_description   = "Instances answer with errors. Look for level ERROR in the application's log."
  namespace           = "AWS/ApplicationELB"
  metric_name         = "HTTPCode_Target_5XX_Count"
  dimensions          = { LoadBalancer = var.load_balancer.arn_suffix }
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.target_5xx_per_minute
  treat_missing_data  = "notBreaching" # No errors are no data.
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}

# ---- 3. More than 4,500 connections to the database, as the document says

resource "aws_cloudwatch_metric_alarm" "database_connections" {
  count = var.database == null ? 0 : 1

  alarm_name          = "${var.name}-database-connections"
  alarm_description   = "The database has nearly as many connections as Aurora ever accepts."
  namespace           = "AWS/RDS"
  metric_name         = "DatabaseConnections"
  dimensions          = { DBClusterIdentifier = var.database.cluster_identifier }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.database_connections
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}

# ---- 4. The database at its largest capacity for ten minutes

resource "aws_cloudwatch_metric_alarm" "database_capacity" {
  count = var.database == null ? 0 : 1

  alarm_name          = "${var.name}-database-capacity"
  alarm_description   = "The database cannot grow further. Raise max_acu."
  namespace           = "AWS/RDS"
  metric_name         = "ServerlessDatabaseCapacity"
  dimensions          = { DBClusterIdentifier = var.database.cluster_identifier }
  statistic           = "Average"
  period              = 60
  evaluation_periods  = var.acu_minutes
  datapoints_to_alarm = var.acu_minutes
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = var.database.max_acu
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}

# ---- 5. Connections above 80 % of what the database really accepts

resource "aws_cloudwatch_metric_alarm" "database_connections_real" {
  count = var.database == null ? 0 : 1

  alarm_name          = "${var.name}-database-connections-80-percent"
  alarm_description   = "Of ${var.database.max_connections} connections that this capacity allows, ${var.database_connections_percent} % are taken. Raise max_acu, or lower max_instances."
  namespace           = "AWS/RDS"
  metric_name         = "DatabaseConnections"
  dimensions          = { DBClusterIdentifier = var.database.cluster_identifier }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = floor(var.database.max_connections * var.database_connections_percent / 100)
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}

# ---- 6. More than one answer in a hundred is an error

resource "aws_cloudwatch_metric_alarm" "error_ratio" {
  count = var.load_balancer == null ? 0 : 1

  alarm_name          = "${var.name}-error-ratio"
  alarm_description   = "More than ${var.error_percent} % of the answers are errors."
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.error_percent
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]

  metric_query {
    id          = "ratio"
    label       = "Errors in percent"
    expression  = "IF(requests >= 100, 100 * (FILL(target, 0) + FILL(balancer, 0)) / requests, 0)"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = {
      requests = "RequestCount"
      target   = "HTTPCode_Target_5XX_Count"
      balancer = "HTTPCode_ELB_5XX_Count" # Also when no instance answers at all.
    }

    content {
      id          = metric_query.key
      return_data = false

      metric {
        namespace   = "AWS/ApplicationELB"
        metric_name = metric_query.value
        dimensions  = { LoadBalancer = var.load_balancer.arn_suffix }
        stat        = "Sum"
        period      = 300
      }
    }
  }
}

# ---- 7. Slow answers

resource "aws_cloudwatch_metric_alarm" "latency" {
  count = var.load_balancer == null ? 0 : 1

  alarm_name          = "${var.name}-latency"
  alarm_description   = "One request in a hundred takes more than ${var.latency_p99_seconds} s."
  namespace           = "AWS/ApplicationELB"
  metric_name         = "TargetResponseTime"
  dimensions          = { LoadBalancer = var.load_balancer.arn_suffix }
  extended_statistic  = "p99"
  period              = 300
  evaluation_periods  = 2
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.latency_p99_seconds
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}

# ---- The single host: CPU. Its health is an alarm of the single_host module, which also recovers it.

resource "aws_cloudwatch_metric_alarm" "instance_cpu" {
  count = var.instance == null ? 0 : 1

  alarm_name          = "${var.name}-cpu-high"
  alarm_description   = "The host is busy. Choose a larger instance_type."
  namespace           = "AWS/EC2"
  metric_name         = "CPUUtilization"
  dimensions          = { InstanceId = var.instance.id }
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.cpu_percent
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}
