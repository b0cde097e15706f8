# Endpoints keep traffic to AWS off the Internet. The one for S3 is free, so it is always there; interface endpoints
# cost by the hour and zone, so they are a choice.

locals {
  endpoint_prefix = "com.amazonaws.${data.aws_region.current.region}"

  # What Elastic Beanstalk instances and Treasury Plane call, when there is no NAT gateway.
  recommended_endpoints = [
    "secretsmanager", "kms", "logs", "monitoring", "sts", "ssm", "ssmmessages", "ec2messages",
    "cloudformation", "elasticbeanstalk", "elasticbeanstalk-health", "sqs",
  ]
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.this.id
  vpc_endpoint_type = "Gateway"
  service_name      = "${local.endpoint_prefix}.s3"
  route_table_ids   = concat([aws_route_table.public.id], aws_route_table.private[*].id)
  policy            = var.s3_endpoint_policy

  tags = { Name = "${var.name}-s3" }
}

resource "aws_security_group" "endpoints" {
  count = length(var.interface_endpoints) > 0 ? 1 : 0

  name        = "${var.name}-endpoints"
  description = "Interface endpoints: HTTPS from inside the VPC"
  vpc_id      = aws_vpc.this.id

  tags = { Name = "${var.name}-endpoints" }
}

resource "aws_vpc_security_group_ingress_rule" "endpoints_https" {
  count = length(var.interface_endpoints) > 0 ? 1 : 0

  security_group_id = aws_security_group.endpoints[0].id
  description       = "HTTPS from inside the VPC"
  cidr_ipv4         = var.cidr_block
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_endpoint" "interface" {
  for_each = var.interface_endpoints

  vpc_id              = aws_vpc.this.id
  vpc_endpoint_type   = "Interface"
  service_name        = "${local.endpoint_prefix}.${each.value}"
  private_dns_enabled = true # Programs keep using the ordinary names.
  subnet_ids          = aws_subnet.private[*].id
  security_group_ids  = [aws_security_group.endpoints[0].id]

  tags = { Name = "${var.name}-${each.value}" }
}
