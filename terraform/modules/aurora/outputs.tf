output "cluster_identifier" {
  description = "Name of the cluster, for alarms."
  value       = aws_rds_cluster.this.cluster_identifier
}

output "cluster_arn" {
  description = "ARN of the cluster, for roles.py."
  value       = aws_rds_cluster.this.arn
}

output "cluster_resource_id" {
  description = "Id in the ARNs of rds-db:connect."
  value       = aws_rds_cluster.this.cluster_resource_id
}

output "endpoint" {
  description = "Host name of the writer."
  value       = aws_rds_cluster.this.endpoint
}

output "reader_endpoint" {
  description = "Host name of the readers."
  value       = aws_rds_cluster.this.reader_endpoint
}

output "port" {
  description = "Port."
  value       = 5432
}

output "database_name" {
  description = "Name of the database."
  value       = var.database_name
}

output "master_secret_arn" {
  description = "Secret in which RDS keeps the master password. Instances do not read it; roles.py does, for the Data API."
  value       = one(aws_rds_cluster.this.master_user_secret[*].secret_arn)
}

output "max_connections" {
  description = "Connections that the database really accepts at this capacity."
  value       = local.max_connections
}

output "max_acu" {
  description = "Largest capacity, for the alarm on it."
  value       = var.max_acu
}

output "log_group_name" {
  description = "Log group of PostgreSQL's log."
  value       = aws_cloudwatch_log_group.postgresql.name
}
