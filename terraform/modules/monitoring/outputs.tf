output "topic_arn" {
  description = "Topic of the alarms. Subscribe what the agency's operators read."
  value       = aws_sns_topic.alarms.arn
}

output "alarm_names" {
  description = "Names of all alarms."
  value = concat(
    aws_cloudwatch_metric_alarm.cpu[*].alarm_name,
    aws_cloudwatch_metric_alarm.target_5xx[*].alarm_name,
    aws_cloudwatch_metric_alarm.database_connections[*].alarm_name,
    aws_cloudwatch_metric_alarm.database_capacity[*].alarm_name,
    aws_cloudwatch_metric_alarm.database_connections_real[*].alarm_name,
    aws_cloudwatch_metric_alarm.error_ratio[*].alarm_name,
    aws_cloudwatch_metric_alarm.latency[*].alarm_name,
    aws_cloudwatch_metric_alarm.instance_cpu[*].alarm_name,
    [aws_cloudwatch_metric_alarm.log_silence.alarm_name],
    [for alarm in aws_cloudwatch_metric_alarm.application : alarm.alarm_name],
    [for alarm in aws_cloudwatch_metric_alarm.log : alarm.alarm_name],
  )
}

output "dashboard_name" {
  description = "Name of the dashboard."
  value       = aws_cloudwatch_dashboard.this.dashboard_name
}
