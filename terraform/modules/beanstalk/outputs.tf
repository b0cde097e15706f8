output "environment_name" {
  description = "Name of the environment."
  value       = aws_elastic_beanstalk_environment.this.name
}

output "environment_id" {
  description = "Id of the environment."
  value       = aws_elastic_beanstalk_environment.this.id
}

output "cname" {
  description = "Elastic Beanstalk's own name of the environment. Not for people: the load balancer answers only to your host names."
  value       = aws_elastic_beanstalk_environment.this.cname
}

output "autoscaling_group_name" {
  description = "Group of the instances, for alarms."
  value       = one(aws_elastic_beanstalk_environment.this.autoscaling_groups)
}

output "log_group_names" {
  description = "Log groups by the file's name on an instance."
  value       = { for file, group in aws_cloudwatch_log_group.this : file => group.name }
}

output "log_group_arns" {
  description = "Their ARNs, for the instance role."
  value       = [for group in aws_cloudwatch_log_group.this : group.arn]
}

output "app_log_group_name" {
  description = "Log group of the application."
  value       = aws_cloudwatch_log_group.this["var/log/web.stdout.log"].name
}

output "version_label" {
  description = "The release that runs."
  value       = aws_elastic_beanstalk_environment.this.version_label
}
