output "arn" {
  description = "ARN of the load balancer."
  value       = aws_lb.this.arn
}

output "arn_suffix" {
  description = "End of the ARN, as CloudWatch's metrics name the load balancer."
  value       = aws_lb.this.arn_suffix
}

output "dns_name" {
  description = "Name to which the agency's DNS points the host names (CNAME), when zone_id is not set."
  value       = aws_lb.this.dns_name
}

output "https_listener_arn" {
  description = "The listener on port 443. Elastic Beanstalk needs it to exist."
  value       = aws_lb_listener.https.arn
}

output "mtls_mode" {
  description = "What is done with cards: passthrough, verify, or off."
  value       = local.has_cards ? var.mtls_mode : "off"
}

output "card_port" {
  description = "Port of the card host."
  value       = var.card_port
}

output "card_headers" {
  description = "Names of the certificate's headers, as [alb] of Treasury Plane wants them."
  value       = local.headers
}

output "card_hostname" {
  description = "Name of the card host, or null."
  value       = local.has_cards ? var.card_hostname : null
}

output "hostnames" {
  description = "Names that people use."
  value       = var.hostnames
}

output "log_bucket" {
  description = "Bucket of access and connection logs."
  value       = aws_s3_bucket.logs.id
}
