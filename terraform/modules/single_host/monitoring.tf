resource "aws_cloudwatch_log_group" "app" {
  name              = "/treasury-plane/${var.name}/app"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.logs_kms_key_arn
}

resource "aws_cloudwatch_log_group" "system" {
  name              = "/treasury-plane/${var.name}/system"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.logs_kms_key_arn
}

# The machine below has failed: start the host on another one, with the same address and disks.
resource "aws_cloudwatch_metric_alarm" "recover" {
  alarm_name          = "${var.name}-recover"
  alarm_description   = "The machine under the host has failed; AWS moves the host to another."
  namespace           = "AWS/EC2"
  metric_name         = "StatusCheckFailed_System"
  dimensions          = { InstanceId = aws_instance.this.id }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 2
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  alarm_actions       = concat(["arn:${local.partition}:automate:${local.region}:ec2:recover"], local.topics)
}

# The host itself hangs.
resource "aws_cloudwatch_metric_alarm" "unhealthy" {
  alarm_name          = "${var.name}-host-unhealthy"
  alarm_description   = "The host does not answer its own network; it is started again."
  namespace           = "AWS/EC2"
  metric_name         = "StatusCheckFailed_Instance"
  dimensions          = { InstanceId = aws_instance.this.id }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  alarm_actions       = concat(["arn:${local.partition}:automate:${local.region}:ec2:reboot"], local.topics)
}

# AU-5(1): before the disk with data and audit log is full.
resource "aws_cloudwatch_metric_alarm" "disk" {
  alarm_name          = "${var.name}-disk-75-percent"
  alarm_description   = "The data volume is three quarters full. Raise data_volume_gb and apply; the file system grows at the next start."
  namespace           = var.metrics_namespace
  metric_name         = "disk_used_percent"
  dimensions          = { InstanceId = aws_instance.this.id, path = "/var/lib/treasury-plane" }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 75
  treat_missing_data  = "missing"
  alarm_actions       = local.topics
  ok_actions          = local.topics
}

locals {
  topics = var.alarm_topic == null ? [] : [var.alarm_topic.arn]
}
