mock_provider "aws" {
  source = "../../check/mocks"
}

variables {
  name             = "treasury-plane"
  logs_kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/logs"
}

run "addresses" {
  assert {
    condition     = aws_vpc.this.cidr_block == "10.0.0.0/16" && aws_vpc.this.enable_dns_support && aws_vpc.this.enable_dns_hostnames
    error_message = "The VPC must be 10.0.0.0/16 with names."
  }

  assert {
    condition     = aws_subnet.public[*].cidr_block == ["10.0.1.0/24", "10.0.2.0/24"]
    error_message = "Public subnets must be 10.0.1.0/24 and 10.0.2.0/24."
  }

  assert {
    condition     = aws_subnet.private[*].cidr_block == ["10.0.10.0/24", "10.0.11.0/24"]
    error_message = "Private subnets must be 10.0.10.0/24 and 10.0.11.0/24."
  }

  assert {
    condition     = alltrue([for it in concat(aws_subnet.public, aws_subnet.private) : cidrhost(it.cidr_block, 0) == cidrhost(cidrsubnet(aws_vpc.this.cidr_block, 8, tonumber(split(".", it.cidr_block)[2])), 0)])
    error_message = "Every subnet must lie in the VPC."
  }

  assert {
    condition     = alltrue([for it in concat(aws_subnet.public, aws_subnet.private) : it.map_public_ip_on_launch == false])
    error_message = "Subnets must not give out public addresses."
  }

  assert {
    condition     = length(aws_default_security_group.this.ingress) == 0 && length(aws_default_security_group.this.egress) == 0
    error_message = "The default security group must be empty."
  }
}

run "two_zones" {
  assert {
    condition     = aws_subnet.public[*].availability_zone == ["us-east-1a", "us-east-1b"] && aws_subnet.private[*].availability_zone == ["us-east-1a", "us-east-1b"]
    error_message = "The subnets must lie in the first two zones, public beside private."
  }
}

run "chosen_zones" {
  variables {
    availability_zones = ["us-east-1c", "us-east-1d"]
  }

  assert {
    condition     = aws_subnet.private[*].availability_zone == ["us-east-1c", "us-east-1d"]
    error_message = "Zones that are given must be used."
  }
}

run "one_zone" {
  command = plan

  variables {
    availability_zones = ["us-east-1c"]
  }

  expect_failures = [var.availability_zones]
}

run "nat_per_zone" {
  assert {
    condition     = length(aws_nat_gateway.this) == 2 && length(aws_eip.nat) == 2
    error_message = "By default each zone must have its NAT gateway."
  }

  assert {
    condition     = aws_route.private_nat[*].nat_gateway_id == aws_nat_gateway.this[*].id && aws_nat_gateway.this[*].subnet_id == aws_subnet.public[*].id
    error_message = "Each zone's private subnet must leave by the NAT gateway of its own zone."
  }

  assert {
    condition     = aws_route_table_association.private[*].route_table_id == aws_route_table.private[*].id && aws_route_table_association.private[*].subnet_id == aws_subnet.private[*].id
    error_message = "Each private subnet must use its own route table."
  }

  assert {
    condition     = aws_route.public_internet.gateway_id == aws_internet_gateway.this.id && aws_route.public_internet.destination_cidr_block == "0.0.0.0/0"
    error_message = "Public subnets must reach the Internet."
  }
}

run "single_nat" {
  variables {
    nat_gateway_mode = "single"
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 1 && length(aws_eip.nat) == 1 && toset(aws_route.private_nat[*].nat_gateway_id) == toset([aws_nat_gateway.this[0].id]) && length(aws_route.private_nat) == 2
    error_message = "Both private subnets must share the one NAT gateway."
  }
}

run "no_nat" {
  variables {
    nat_gateway_mode    = "none"
    interface_endpoints = ["secretsmanager", "logs"]
  }

  assert {
    condition     = length(aws_nat_gateway.this) + length(aws_eip.nat) + length(aws_route.private_nat) == 0
    error_message = "Nothing may lead out of the private subnets."
  }

  assert {
    condition     = aws_vpc_endpoint.interface["secretsmanager"].service_name == "com.amazonaws.us-east-1.secretsmanager" && alltrue([for it in aws_vpc_endpoint.interface : it.private_dns_enabled && toset(it.subnet_ids) == toset(aws_subnet.private[*].id)])
    error_message = "Endpoints must answer to the ordinary names in both private subnets."
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.endpoints_https[0].cidr_ipv4 == "10.0.0.0/16" && aws_vpc_security_group_ingress_rule.endpoints_https[0].from_port == 443 && aws_vpc_security_group_ingress_rule.endpoints_https[0].to_port == 443
    error_message = "Endpoints must be open to the VPC on port 443 only."
  }
}

run "unknown_nat" {
  command = plan

  variables {
    nat_gateway_mode = "double"
  }

  expect_failures = [var.nat_gateway_mode]
}

run "s3_without_internet" {
  assert {
    condition     = aws_vpc_endpoint.s3.vpc_endpoint_type == "Gateway" && toset(aws_vpc_endpoint.s3.route_table_ids) == toset(concat([aws_route_table.public.id], aws_route_table.private[*].id))
    error_message = "S3 must be reached by the free gateway endpoint from every subnet."
  }
}

run "flow_logs" {
  assert {
    condition     = aws_flow_log.this[0].traffic_type == "ALL" && aws_flow_log.this[0].vpc_id == aws_vpc.this.id && aws_flow_log.this[0].log_destination == aws_cloudwatch_log_group.flow[0].arn
    error_message = "All traffic of the VPC must be recorded."
  }

  assert {
    condition     = aws_cloudwatch_log_group.flow[0].retention_in_days == 90 && aws_cloudwatch_log_group.flow[0].kms_key_id == var.logs_kms_key_arn
    error_message = "Flow logs must be encrypted and kept for 90 days."
  }

  assert {
    condition     = alltrue([for it in data.aws_iam_policy_document.flow_write[0].statement : alltrue([for name in it.resources : startswith(name, aws_cloudwatch_log_group.flow[0].arn)])])
    error_message = "Flow logs may write to their own group only."
  }
}

run "no_flow_logs" {
  variables {
    enable_flow_logs = false
  }

  assert {
    condition     = length(aws_flow_log.this) == 0 && length(aws_iam_role.flow) == 0
    error_message = "Without flow logs there must be no role for them."
  }
}
