output "url" {
  description = "Where people go."
  value       = "https://${var.hostname}"
}

output "public_ip" {
  description = "Where DNS points both host names (A), when zone_id is not set."
  value       = module.host.public_ip
}

output "instance_id" {
  description = "The host. A shell: aws ssm start-session --target <id>."
  value       = module.host.instance_id
}

output "tls_secret_name" {
  description = "Secret to put the server certificates into."
  value       = module.host.tls_secret_name
}

output "secrets_prefix" {
  description = "Argument of modules/secrets/fill.sh."
  value       = module.secrets.prefix
}

output "database_roles" {
  description = "Input of modules/aurora/roles.py, or null with the embedded database."
  value = local.has_aurora ? {
    cluster_arn       = module.aurora[0].cluster_arn
    master_secret_arn = module.aurora[0].master_secret_arn
    database          = module.aurora[0].database_name
    host              = module.aurora[0].endpoint
    reader_host       = ""
    port              = module.aurora[0].port
    secret_id         = "${var.secrets_prefix}db-credentials"
    iam_auth          = false
    region            = var.region
  } : null
}

output "app_log_group" {
  description = "Log group of the application."
  value       = module.host.app_log_group_name
}

output "backup_bucket" {
  description = "Bucket of the application's own backups."
  value       = module.files.name
}

output "dashboard" {
  description = "Dashboard in CloudWatch."
  value       = module.monitoring.dashboard_name
}
