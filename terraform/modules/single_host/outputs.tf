output "instance_id" {
  description = "The host. A shell: aws ssm start-session --target <id>."
  value       = aws_instance.this.id
}

output "public_ip" {
  description = "Fixed address for the agency's DNS, or null."
  value       = one(aws_eip.this[*].public_ip)
}

output "private_ip" {
  description = "Address inside the VPC."
  value       = aws_instance.this.private_ip
}

output "data_volume_id" {
  description = "The volume with everything that lasts."
  value       = aws_ebs_volume.data.id
}

output "database_security_group_id" {
  description = "Group for Aurora that lets this host in."
  value       = aws_security_group.database.id
}

output "tls_secret_arn" {
  description = "Secret of the server certificates, for the instance role and for whoever fills it."
  value       = aws_secretsmanager_secret.tls.arn
}

output "tls_secret_name" {
  description = "Its name."
  value       = aws_secretsmanager_secret.tls.name
}

output "log_group_arns" {
  description = "Log groups, for the instance role."
  value       = [aws_cloudwatch_log_group.app.arn, aws_cloudwatch_log_group.system.arn]
}

output "app_log_group_name" {
  description = "Log group of the application."
  value       = aws_cloudwatch_log_group.app.name
}

output "user_data" {
  description = "Description of the host, for reviews and tests. It holds no secret."
  value       = local.user_data
}
