mock_provider "aws" {
  source = "../../check/mocks"
}

variables {
  name           = "treasury-plane"
  vpc_id         = "vpc-0123456789abcdef0"
  vpc_cidr_block = "10.0.0.0/16"
}

run "load_balancer" {
  assert {
    condition     = keys(aws_vpc_security_group_ingress_rule.alb_https) == ["0.0.0.0/0"] && alltrue([for it in aws_vpc_security_group_ingress_rule.alb_https : it.from_port == 443 && it.to_port == 443 && it.ip_protocol == "tcp" && it.security_group_id == aws_security_group.alb.id])
    error_message = "Everyone must reach the load balancer on port 443."
  }

  assert {
    condition     = keys(aws_vpc_security_group_ingress_rule.alb_http) == ["0.0.0.0/0"] && alltrue([for it in aws_vpc_security_group_ingress_rule.alb_http : it.from_port == 80 && it.to_port == 80 && it.ip_protocol == "tcp" && it.security_group_id == aws_security_group.alb.id])
    error_message = "Everyone must reach the load balancer's redirect on port 80."
  }

  assert {
    condition     = aws_vpc_security_group_egress_rule.alb_app.referenced_security_group_id == aws_security_group.app.id && aws_vpc_security_group_egress_rule.alb_app.from_port == 80 && aws_vpc_security_group_egress_rule.alb_app.to_port == 80
    error_message = "The load balancer must speak to the instances only."
  }
}

run "agency_addresses" {
  variables {
    ingress_cidrs = ["192.0.2.0/24", "198.51.100.0/24"]
  }

  assert {
    condition     = keys(aws_vpc_security_group_ingress_rule.alb_https) == ["192.0.2.0/24", "198.51.100.0/24"] && keys(aws_vpc_security_group_ingress_rule.alb_http) == ["192.0.2.0/24", "198.51.100.0/24"]
    error_message = "Only the given ranges may reach the load balancer."
  }
}

run "no_addresses" {
  command = plan

  variables {
    ingress_cidrs = []
  }

  expect_failures = [var.ingress_cidrs]
}

run "instances" {
  assert {
    condition     = aws_vpc_security_group_ingress_rule.app_alb.security_group_id == aws_security_group.app.id && aws_vpc_security_group_ingress_rule.app_alb.referenced_security_group_id == aws_security_group.alb.id && aws_vpc_security_group_ingress_rule.app_alb.from_port == 80 && aws_vpc_security_group_ingress_rule.app_alb.to_port == 80 && aws_vpc_security_group_ingress_rule.app_alb.cidr_ipv4 == null
    error_message = "Instances must be open to the load balancer on port 80 only."
  }

  assert {
    condition     = length(aws_vpc_security_group_ingress_rule.app_ssh) == 0
    error_message = "SSH must be off unless it is asked for."
  }
}

run "ssh_by_flag" {
  variables {
    enable_ssh = true
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.app_ssh[0].cidr_ipv4 == "10.0.0.0/16" && aws_vpc_security_group_ingress_rule.app_ssh[0].from_port == 22 && aws_vpc_security_group_ingress_rule.app_ssh[0].to_port == 22
    error_message = "SSH must be open to the VPC only."
  }
}

run "database" {
  assert {
    condition     = aws_vpc_security_group_ingress_rule.aurora_app.security_group_id == aws_security_group.aurora.id && aws_vpc_security_group_ingress_rule.aurora_app.referenced_security_group_id == aws_security_group.app.id && aws_vpc_security_group_ingress_rule.aurora_app.from_port == 5432 && aws_vpc_security_group_ingress_rule.aurora_app.to_port == 5432 && aws_vpc_security_group_ingress_rule.aurora_app.cidr_ipv4 == null
    error_message = "The database must be open to the instances on port 5432 only."
  }

  assert {
    condition     = length(aws_security_group.redis) == 0 && length(aws_vpc_security_group_ingress_rule.redis_app) == 0
    error_message = "Redis must be off unless it is asked for."
  }
}

run "redis" {
  variables {
    enable_redis = true
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.redis_app[0].security_group_id == aws_security_group.redis[0].id && aws_vpc_security_group_ingress_rule.redis_app[0].referenced_security_group_id == aws_security_group.app.id && aws_vpc_security_group_ingress_rule.redis_app[0].from_port == 6379 && aws_vpc_security_group_ingress_rule.redis_app[0].to_port == 6379 && aws_vpc_security_group_ingress_rule.redis_app[0].cidr_ipv4 == null
    error_message = "Redis must be open to the instances on port 6379 only."
  }
}

run "closed_network" {
  variables {
    app_egress        = "vpc"
    s3_prefix_list_id = "pl-63a5400a"
    enable_redis      = true
  }

  assert {
    condition     = length(aws_vpc_security_group_egress_rule.app_all) == 0 && aws_vpc_security_group_egress_rule.app_endpoints[0].cidr_ipv4 == "10.0.0.0/16" && aws_vpc_security_group_egress_rule.app_s3[0].prefix_list_id == "pl-63a5400a"
    error_message = "Instances must reach endpoints and S3, and nothing outside."
  }

  assert {
    condition     = aws_vpc_security_group_egress_rule.app_database[0].referenced_security_group_id == aws_security_group.aurora.id && aws_vpc_security_group_egress_rule.app_redis[0].referenced_security_group_id == aws_security_group.redis[0].id
    error_message = "Instances must reach the database and Redis."
  }
}

run "closed_network_without_s3" {
  command = plan

  variables {
    app_egress = "vpc"
  }

  expect_failures = [var.s3_prefix_list_id]
}
