output "endpoint" {
  description = "Host name of the primary, for the secret redis-config: {\"host\": …, \"auth_token\": …}."
  value       = aws_elasticache_replication_group.this.primary_endpoint_address
}

output "port" {
  description = "Port."
  value       = 6379
}
