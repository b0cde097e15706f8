output "url" {
  description = "Where people go."
  value       = "https://${var.hostname}"
}

output "load_balancer_dns_name" {
  description = "Where DNS points the host names (CNAME), when zone_id is not set."
  value       = module.alb.dns_name
}

output "database_roles" {
  description = "Input of modules/aurora/roles.py."
  value = {
    cluster_arn       = module.aurora.cluster_arn
    master_secret_arn = module.aurora.master_secret_arn
    database          = module.aurora.database_name
    host              = module.aurora.endpoint
    reader_host       = ""
    port              = module.aurora.port
    secret_id         = "${var.secrets_prefix}db-credentials"
    iam_auth          = false
    region            = var.region
  }
}

output "secrets_prefix" {
  description = "Argument of modules/secrets/fill.sh."
  value       = module.secrets.prefix
}

output "environment_name" {
  description = "Elastic Beanstalk environment."
  value       = module.beanstalk.environment_name
}

output "app_log_group" {
  description = "Log group of the application."
  value       = module.beanstalk.app_log_group_name
}

output "dashboard" {
  description = "Dashboard in CloudWatch."
  value       = module.monitoring.dashboard_name
}
