mock_provider "aws" {
  source = "../../check/mocks"
}

variables {
  name               = "treasury-plane"
  kms_key_arn        = "arn:aws:kms:us-east-1:123456789012:key/logs"
  alarm_emails       = ["operators@agency.gov"]
  app_log_group_name = "/aws/elasticbeanstalk/treasury-plane/var/log/web.stdout.log"

  beanstalk = {
    environment_name       = "treasury-plane"
    autoscaling_group_name = "awseb-e-group"
  }

  load_balancer = {
    arn_suffix = "app/treasury-plane/1"
  }

  database = {
    cluster_identifier = "treasury-plane"
    max_acu            = 4
    max_connections    = 901
  }
}

run "processor" {
  assert {
    condition     = aws_cloudwatch_metric_alarm.cpu[0].namespace == "AWS/EC2" && aws_cloudwatch_metric_alarm.cpu[0].metric_name == "CPUUtilization" && aws_cloudwatch_metric_alarm.cpu[0].dimensions == tomap({ AutoScalingGroupName = "awseb-e-group" })
    error_message = "The alarm must watch the CPU of the environment's instances."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.cpu[0].threshold == 80 && aws_cloudwatch_metric_alarm.cpu[0].comparison_operator == "GreaterThanThreshold" && aws_cloudwatch_metric_alarm.cpu[0].statistic == "Average" && aws_cloudwatch_metric_alarm.cpu[0].period * aws_cloudwatch_metric_alarm.cpu[0].evaluation_periods == 300
    error_message = "The alarm must ring above 80 % for five minutes."
  }
}

run "errors" {
  assert {
    condition     = aws_cloudwatch_metric_alarm.target_5xx[0].namespace == "AWS/ApplicationELB" && aws_cloudwatch_metric_alarm.target_5xx[0].metric_name == "HTTPCode_Target_5XX_Count" && aws_cloudwatch_metric_alarm.target_5xx[0].dimensions == tomap({ LoadBalancer = "app/treasury-plane/1" })
    error_message = "The alarm must watch the errors of the instances."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.target_5xx[0].threshold == 10 && aws_cloudwatch_metric_alarm.target_5xx[0].comparison_operator == "GreaterThanThreshold" && aws_cloudwatch_metric_alarm.target_5xx[0].statistic == "Sum" && aws_cloudwatch_metric_alarm.target_5xx[0].period == 60 && aws_cloudwatch_metric_alarm.target_5xx[0].evaluation_periods == 1 && aws_cloudwatch_metric_alarm.target_5xx[0].treat_missing_data == "notBreaching"
    error_message = "The alarm must ring above ten errors in a minute."
  }
}

run "connections" {
  assert {
    condition     = aws_cloudwatch_metric_alarm.database_connections[0].namespace == "AWS/RDS" && aws_cloudwatch_metric_alarm.database_connections[0].metric_name == "DatabaseConnections" && aws_cloudwatch_metric_alarm.database_connections[0].dimensions == tomap({ DBClusterIdentifier = "treasury-plane" })
    error_message = "The alarm must watch the database's connections."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.database_connections[0].threshold == 4500 && aws_cloudwatch_metric_alarm.database_connections[0].comparison_operator == "GreaterThanThreshold"
    error_message = "The alarm must ring above 4,500 connections, as the architecture says."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.database_connections_real[0].threshold == 720 && aws_cloudwatch_metric_alarm.database_connections_real[0].metric_name == "DatabaseConnections"
    error_message = "Another alarm must ring at 80 % of the connections that the database really accepts."
  }
}

run "capacity" {
  assert {
    condition     = aws_cloudwatch_metric_alarm.database_capacity[0].namespace == "AWS/RDS" && aws_cloudwatch_metric_alarm.database_capacity[0].metric_name == "ServerlessDatabaseCapacity" && aws_cloudwatch_metric_alarm.database_capacity[0].dimensions == tomap({ DBClusterIdentifier = "treasury-plane" })
    error_message = "The alarm must watch the database's capacity."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.database_capacity[0].threshold == 4 && aws_cloudwatch_metric_alarm.database_capacity[0].comparison_operator == "GreaterThanOrEqualToThreshold" && aws_cloudwatch_metric_alarm.database_capacity[0].period * aws_cloudwatch_metric_alarm.database_capacity[0].evaluation_periods == 600 && aws_cloudwatch_metric_alarm.database_capacity[0].datapoints_to_alarm == 10
    error_message = "The alarm must ring after ten minutes at 4 ACU."
  }
}

run "ours" {
  assert {
    condition     = aws_cloudwatch_metric_alarm.error_ratio[0].threshold == 1 && one([for it in aws_cloudwatch_metric_alarm.error_ratio[0].metric_query : it.id if it.return_data == true]) == "ratio" && length(aws_cloudwatch_metric_alarm.error_ratio[0].metric_query) == 4
    error_message = "An alarm must ring when one answer in a hundred is an error."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.latency[0].extended_statistic == "p99" && aws_cloudwatch_metric_alarm.latency[0].threshold == 2
    error_message = "An alarm must ring when answers are slow."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.log_silence.treat_missing_data == "breaching" && aws_cloudwatch_metric_alarm.log_silence.dimensions == tomap({ LogGroupName = var.app_log_group_name })
    error_message = "An alarm must ring when the log is silent."
  }

  assert {
    condition     = { for name, it in aws_cloudwatch_metric_alarm.application : it.metric_name => it.threshold } == { JobsDead = 0, JobsLate = 300, DatabaseConnectionsWaiting = 10 } && alltrue([for it in aws_cloudwatch_metric_alarm.application : it.namespace == "TreasuryPlane" && it.dimensions == tomap({ Service = "treasury-plane" })])
    error_message = "Alarms must ring when jobs fail or wait, or requests wait for the database, by the metrics of docs/MONITORING.md."
  }

  assert {
    condition     = strcontains(aws_cloudwatch_log_metric_filter.application["audit-failures"].pattern, "?\"the audit log was tampered with\"") && toset([for it in aws_cloudwatch_metric_alarm.log : it.metric_name]) == toset([for it in aws_cloudwatch_log_metric_filter.application : one(it.metric_transformation).name])
    error_message = "Alarms must ring by words in the log, such as when the audit log was tampered with."
  }
}

run "who_hears" {
  assert {
    condition     = aws_sns_topic.alarms.kms_master_key_id == var.kms_key_arn && toset([for it in aws_sns_topic_subscription.email : it.endpoint]) == toset(["operators@agency.gov"])
    error_message = "The operators must get alarms by an encrypted topic."
  }

  assert {
    condition     = alltrue([for it in concat(aws_cloudwatch_metric_alarm.cpu, aws_cloudwatch_metric_alarm.target_5xx, aws_cloudwatch_metric_alarm.database_connections, aws_cloudwatch_metric_alarm.database_capacity, aws_cloudwatch_metric_alarm.database_connections_real, aws_cloudwatch_metric_alarm.error_ratio, aws_cloudwatch_metric_alarm.latency, [aws_cloudwatch_metric_alarm.log_silence], values(aws_cloudwatch_metric_alarm.application), values(aws_cloudwatch_metric_alarm.log)) : it.alarm_actions == toset([aws_sns_topic.alarms.arn])])
    error_message = "Every alarm must go to the topic."
  }

  assert {
    condition     = length(output.alarm_names) == 14 && length(distinct(output.alarm_names)) == 14
    error_message = "There must be fourteen alarms with names of their own."
  }

  assert {
    condition     = one(data.aws_iam_policy_document.topic.statement).actions == toset(["sns:Publish"]) && one(one(data.aws_iam_policy_document.topic.statement).principals).identifiers == toset(["cloudwatch.amazonaws.com"])
    error_message = "Only CloudWatch may publish alarms."
  }
}

run "dashboard" {
  assert {
    condition     = alltrue([for it in ["TargetResponseTime", "HTTPCode_Target_5XX_Count", "CPUUtilization", "ServerlessDatabaseCapacity", "DatabaseConnections", "ApplicationRequestsTotal"] : strcontains(aws_cloudwatch_dashboard.this.dashboard_body, it)])
    error_message = "The dashboard must show what the architecture lists."
  }
}

run "single_host" {
  variables {
    beanstalk     = null
    load_balancer = null
    database      = null
    instance      = { id = "i-0123456789abcdef0" }
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.instance_cpu[0].dimensions == tomap({ InstanceId = "i-0123456789abcdef0" }) && length(aws_cloudwatch_metric_alarm.cpu) + length(aws_cloudwatch_metric_alarm.target_5xx) + length(aws_cloudwatch_metric_alarm.database_capacity) == 0
    error_message = "A single host must be watched without what it does not have."
  }
}
