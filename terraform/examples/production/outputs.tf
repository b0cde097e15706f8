output "url" {
  description = "Where people go."
  value       = "https://${local.hostnames[0]}"
}

output "load_balancer_dns_name" {
  description = "Where the agency's DNS points the host names (CNAME), when zone_id is not set."
  value       = module.alb.dns_name
}

output "database_roles" {
  description = "Input of modules/aurora/roles.py."
  value = {
    cluster_arn       = module.aurora.cluster_arn
    master_secret_arn = module.aurora.master_secret_arn
    database          = module.aurora.database_name
    host              = module.aurora.endpoint
    reader_host       = module.aurora.reader_endpoint
    port              = module.aurora.port
    secret_id         = "${var.secrets_prefix}db-credentials"
    iam_auth          = var.database_iam_auth
    region            = var.region
  }
}

output "secrets_prefix" {
  description = "Argument of modules/secrets/fill.sh."
  value       = module.secrets.prefix
}

output "nat_public_ips" {
  description = "Addresses that outgoing traffic comes from."
  value       = module.network.nat_public_ips
}

output "files_bucket" {
  description = "Bucket of uploads and backups."
  value       = module.files.name
}

output "environment_name" {
  description = "Elastic Beanstalk environment."
  value       = module.beanstalk.environment_name
}

output "dashboard" {
  description = "Dashboard in CloudWatch."
  value       = module.monitoring.dashboard_name
}

output "app_log_group" {
  description = "Log group of the application."
  value       = module.beanstalk.app_log_group_name
}

output "database_max_connections" {
  description = "Connections that the database accepts at this capacity."
  value       = module.aurora.max_connections
}

output "redis_endpoint" {
  description = "Host name of Redis for the secret redis-config, or null."
  value       = one(module.redis[*].endpoint)
}

output "sites" {
  description = "Buckets and distributions for modules/static_site/deploy.sh."
  value = {
    for app, site in module.site : app => {
      bucket       = site.bucket
      distribution = site.distribution_id
      cname_target = site.domain_name
    }
  }
}
