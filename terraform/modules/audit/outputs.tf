output "trail_arn" {
  description = "ARN of the trail."
  value       = aws_cloudtrail.this.arn
}

output "bucket" {
  description = "Bucket of the trail."
  value       = aws_s3_bucket.trail.id
}

output "log_group_name" {
  description = "Log group of the trail."
  value       = aws_cloudwatch_log_group.trail.name
}
