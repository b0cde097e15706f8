output "data_key_arn" {
  description = "Key of the database, files and backups."
  value       = aws_kms_key.data.arn
}

output "secrets_key_arn" {
  description = "Key of Secrets Manager."
  value       = aws_kms_key.secrets.arn
}

output "logs_key_arn" {
  description = "Key of log groups, trail and alarm topic."
  value       = aws_kms_key.logs.arn
}
