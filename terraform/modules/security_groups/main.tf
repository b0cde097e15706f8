# Four groups in a chain: the Internet reaches the load balancer, it reaches the instances, they reach the database and Redis.
# Groups refer to each other, not to addresses, so that nothing else in the VPC gets in.

# ---- Load balancer

resource "aws_security_group" "alb" {
  name        = "${var.name}-alb"
  description = "Load balancer: HTTPS, and HTTP that only redirects"
  vpc_id      = var.vpc_id

  tags = { Name = "${var.name}-alb" }
}

resource "aws_vpc_security_group_ingress_rule" "alb_https" {
  for_each = toset(var.ingress_cidrs)

  security_group_id = aws_security_group.alb.id
  description       = "HTTPS"
  cidr_ipv4         = each.value
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_ingress_rule" "alb_http" {
  for_each = toset(var.ingress_cidrs)

  security_group_id = aws_security_group.alb.id
  description       = "HTTP, answered with a redirect to HTTPS"
  cidr_ipv4         = each.value
  ip_protocol       = "tcp"
  from_port         = 80
  to_port           = 80
}

resource "aws_vpc_security_group_ingress_rule" "alb_card" {
  for_each = var.card_port == 443 ? toset([]) : toset(var.ingress_cidrs)

  security_group_id = aws_security_group.alb.id
  description       = "HTTPS of the card host"
  cidr_ipv4         = each.value
  ip_protocol       = "tcp"
  from_port         = var.card_port
  to_port           = var.card_port
}

# The load balancer speaks to the instances and to nobody else.
resource "aws_vpc_security_group_egress_rule" "alb_app" {
  security_group_id            = aws_security_group.alb.id
  description                  = "Requests and health checks to the instances"
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = var.app_port
  to_port                      = var.app_port
}

# ---- Instances

resource "aws_security_group" "app" {
  name        = "${var.name}-app"
  description = "Instances: requests from the load balancer only"
  vpc_id      = var.vpc_id

  tags = { Name = "${var.name}-app" }
}

# Only the load balancer: whoever else could connect could forge its certificate headers.
resource "aws_vpc_security_group_ingress_rule" "app_alb" {
  security_group_id            = aws_security_group.app.id
  description                  = "Requests from the load balancer"
  referenced_security_group_id = aws_security_group.alb.id
  ip_protocol                  = "tcp"
  from_port                    = var.app_port
  to_port                      = var.app_port
}

resource "aws_vpc_security_group_ingress_rule" "app_ssh" {
  count = var.enable_ssh ? 1 : 0

  security_group_id = aws_security_group.app.id
  description       = "SSH from inside the VPC"
  cidr_ipv4         = var.vpc_cidr_block
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
}

# Mail, OpenID providers and revocation lists are elsewhere; the process itself refuses private addresses ([outbound]).
resource "aws_vpc_security_group_egress_rule" "app_all" {
  count = var.app_egress == "all" ? 1 : 0

  security_group_id = aws_security_group.app.id
  description       = "Everywhere"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

resource "aws_vpc_security_group_egress_rule" "app_endpoints" {
  count = var.app_egress == "vpc" ? 1 : 0

  security_group_id = aws_security_group.app.id
  description       = "HTTPS to interface endpoints"
  cidr_ipv4         = var.vpc_cidr_block
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "app_s3" {
  count = var.app_egress == "vpc" ? 1 : 0

  security_group_id = aws_security_group.app.id
  description       = "HTTPS to S3 by the gateway endpoint"
  prefix_list_id    = var.s3_prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "app_database" {
  count = var.app_egress == "vpc" ? 1 : 0

  security_group_id            = aws_security_group.app.id
  description                  = "PostgreSQL"
  referenced_security_group_id = aws_security_group.aurora.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}

resource "aws_vpc_security_group_egress_rule" "app_redis" {
  count = var.app_egress == "vpc" && var.enable_redis ? 1 : 0

  security_group_id            = aws_security_group.app.id
  description                  = "Redis"
  referenced_security_group_id = aws_security_group.redis[0].id
  ip_protocol                  = "tcp"
  from_port                    = 6379
  to_port                      = 6379
}

# ---- Database. No egress rule: a database has no business to call out.

resource "aws_security_group" "aurora" {
  name        = "${var.name}-aurora"
  description = "Database: PostgreSQL from the instances only"
  vpc_id      = var.vpc_id

  tags = { Name = "${var.name}-aurora" }
}

resource "aws_vpc_security_group_ingress_rule" "aurora_app" {
  security_group_id            = aws_security_group.aurora.id
  description                  = "PostgreSQL from the instances"
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}

# ---- Redis, optional. No egress rule here either.

resource "aws_security_group" "redis" {
  count = var.enable_redis ? 1 : 0

  name        = "${var.name}-redis"
  description = "Redis from the instances only"
  vpc_id      = var.vpc_id

  tags = { Name = "${var.name}-redis" }
}

resource "aws_vpc_security_group_ingress_rule" "redis_app" {
  count = var.enable_redis ? 1 : 0

  security_group_id            = aws_security_group.redis[0].id
  description                  = "Redis from the instances"
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = 6379
  to_port                      = 6379
}
