output "bucket" {
  description = "Bucket of the files, for deploy.sh."
  value       = aws_s3_bucket.this.id
}

output "distribution_id" {
  description = "Distribution, for deploy.sh."
  value       = aws_cloudfront_distribution.this.id
}

output "domain_name" {
  description = "Name to which the agency's DNS points the host name."
  value       = aws_cloudfront_distribution.this.domain_name
}

output "folder" {
  description = "Folder in the bucket below which the files lie."
  value       = local.folder
}
