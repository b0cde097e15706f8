output "vpc_id" {
  description = "Id of the VPC."
  value       = aws_vpc.this.id
}

output "vpc_cidr_block" {
  description = "Address range of the VPC."
  value       = aws_vpc.this.cidr_block
}

output "public_subnet_ids" {
  description = "Ids of the two public subnets."
  value       = aws_subnet.public[*].id
}

output "public_subnet_cidrs" {
  description = "Ranges of the public subnets: the load balancer's addresses, which Treasury Plane must trust as proxies."
  value       = aws_subnet.public[*].cidr_block
}

output "private_subnet_ids" {
  description = "Ids of the two private subnets."
  value       = aws_subnet.private[*].id
}

output "availability_zones" {
  description = "The two zones in use."
  value       = local.zones
}

output "nat_public_ips" {
  description = "Addresses that outgoing traffic comes from, for allow-lists of Login.gov and others."
  value       = aws_eip.nat[*].public_ip
}

output "s3_prefix_list_id" {
  description = "Prefix list of S3 behind the gateway endpoint, for egress rules."
  value       = aws_vpc_endpoint.s3.prefix_list_id
}

output "recommended_endpoints" {
  description = "Services that Elastic Beanstalk instances need as interface endpoints when nat_gateway_mode is \"none\"."
  value       = local.recommended_endpoints
}

output "flow_log_group_name" {
  description = "Log group of the flow logs, or null."
  value       = one(aws_cloudwatch_log_group.flow[*].name)
}
