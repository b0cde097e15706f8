output "instance_profile_name" {
  description = "Profile that instances are started with."
  value       = aws_iam_instance_profile.instance.name
}

output "instance_role_arn" {
  description = "Role of the instances."
  value       = aws_iam_role.instance.arn
}

output "instance_role_name" {
  description = "Name of that role."
  value       = aws_iam_role.instance.name
}

output "instance_policy_json" {
  description = "What instances may do, for reviews and tests."
  value       = data.aws_iam_policy_document.instance.json
}

output "beanstalk_service_role_name" {
  description = "Service role of Elastic Beanstalk, or null."
  value       = one(aws_iam_role.beanstalk_service[*].name)
}
