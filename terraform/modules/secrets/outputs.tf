output "arns" {
  description = "ARNs by the secrets' short names, such as app-secret-key."
  value       = { for name, secret in aws_secretsmanager_secret.this : name => secret.arn }
}

output "ids" {
  description = "Ids by the secrets' short names."
  value       = { for name, secret in aws_secretsmanager_secret.this : name => secret.id }
}

output "prefix" {
  description = "What the names begin with: the value of aws.secrets_prefix."
  value       = var.prefix
}

output "arn_prefix" {
  description = "Beginning of the ARNs of all secrets under the prefix."
  value       = local.arn_prefix
}
