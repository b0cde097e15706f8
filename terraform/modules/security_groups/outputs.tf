output "alb_security_group_id" {
  description = "Group of the load balancer."
  value       = aws_security_group.alb.id
}

output "app_security_group_id" {
  description = "Group of the instances."
  value       = aws_security_group.app.id
}

output "aurora_security_group_id" {
  description = "Group of the database."
  value       = aws_security_group.aurora.id
}

output "redis_security_group_id" {
  description = "Group of Redis, or null."
  value       = one(aws_security_group.redis[*].id)
}
