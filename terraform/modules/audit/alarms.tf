# Changes that somebody should know of within minutes (CIS 4.x, AC-2(4), AU-6).

locals {
  watched = var.alarm_topic == null ? {} : {
    root-used = {
      pattern     = "{ $.userIdentity.type = \"Root\" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != \"AwsServiceEvent\" }"
      description = "Somebody used the account's root user."
    }
    denied = {
      pattern     = "{ ($.errorCode = \"*UnauthorizedOperation\") || ($.errorCode = \"AccessDenied*\") }"
      description = "Calls were denied: a fault in a policy, or somebody trying doors."
    }
    policy-changed = {
      pattern     = "{ ($.eventName = PutRolePolicy) || ($.eventName = AttachRolePolicy) || ($.eventName = DetachRolePolicy) || ($.eventName = DeleteRolePolicy) || ($.eventName = CreatePolicyVersion) || ($.eventName = UpdateAssumeRolePolicy) }"
      description = "Somebody changed what a role may do."
    }
    key-ending = {
      pattern     = "{ ($.eventSource = kms.amazonaws.com) && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }"
      description = "A key is to be switched off or deleted, and with it the data under it."
    }
    trail-changed = {
      pattern     = "{ ($.eventName = StopLogging) || ($.eventName = DeleteTrail) || ($.eventName = UpdateTrail) || ($.eventName = PutEventSelectors) }"
      description = "Somebody changed or stopped the trail."
    }
    network-opened = {
      pattern     = "{ ($.eventName = AuthorizeSecurityGroupIngress) || ($.eventName = ModifySecurityGroupRules) || ($.eventName = CreateInternetGateway) || ($.eventName = PutBucketPolicy) || ($.eventName = DeletePublicAccessBlock) }"
      description = "Somebody opened a network or a bucket."
    }
  }

  # Single denials are everyday; a burst is not.
  thresholds = { denied = 10 }
}

resource "aws_cloudwatch_log_metric_filter" "watched" {
  for_each = local.watched

  name           = "${var.name}-${each.key}"
  log_group_name = aws_cloudwatch_log_group.trail.name
  pattern        = each.value.pattern

  metric_transformation {
    namespace     = "${var.name}/trail"
    name          = each.key
    value         = "1"
    default_value = "0"
  }
}

resource "aws_cloudwatch_metric_alarm" "watched" {
  for_each = local.watched

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  namespace           = "${var.name}/trail"
  metric_name         = aws_cloudwatch_log_metric_filter.watched[each.key].metric_transformation[0].name
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = lookup(local.thresholds, each.key, 1)
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.alarm_topic.arn]
}
