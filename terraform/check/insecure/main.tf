# What must never be deployed: each comment names the rules of lint.mjs that the next block breaks.
terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

# Breaks: described, secret-variable
variable "admin_password" {
  type    = string
  default = "hunter2"
}

# Breaks: open-port, address-range
resource "aws_vpc_security_group_ingress_rule" "ssh" {
  security_group_id = aws_security_group.inline.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
}

# Breaks: address-range
resource "aws_vpc_security_group_ingress_rule" "database" {
  security_group_id = aws_security_group.inline.id
  cidr_ipv4         = "10.0.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
}

# Breaks: open-port, address-range
resource "aws_vpc_security_group_ingress_rule" "everything" {
  security_group_id = aws_security_group.inline.id
  cidr_ipv6         = "::/0"
  ip_protocol       = "-1"
}

# Nothing is wrong with a web server that everyone may reach.
resource "aws_vpc_security_group_ingress_rule" "https" {
  security_group_id = aws_security_group.inline.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

# Breaks: inline-rules
resource "aws_security_group" "inline" {
  ingress = [{
    cidr_blocks      = ["10.0.0.0/16"]
    description      = "HTTP"
    from_port        = 80
    to_port          = 80
    protocol         = "tcp"
    ipv6_cidr_blocks = []
    prefix_list_ids  = []
    security_groups  = []
    self             = false
  }]
}

# Breaks: public-address
resource "aws_subnet" "public" {
  vpc_id                  = "vpc-0123456789abcdef0"
  map_public_ip_on_launch = true
}

# Breaks: public-address, metadata-v2, disk-encrypted, ssh-key
resource "aws_instance" "this" {
  key_name = "everybody"

  # Neither of these files can be read.
  user_data                   = <<-TEXT
    #cloud-config
    write_files:
      - path: /etc/broken.toml
        permissions: "0640"
        content: |
          [http
          bind = "0.0.0.0:443"

      - path: /usr/local/sbin/broken
        permissions: "0755"
        content: |
          #!/bin/bash
          if true; then
            echo unfinished
  TEXT
  associate_public_ip_address = true

  metadata_options {
    http_tokens = "optional"
  }

  root_block_device {
    encrypted = false
  }
}

# Breaks: metadata-v2, disk-encrypted
resource "aws_launch_template" "this" {
  block_device_mappings {
    ebs {
      volume_size = 8
    }
  }
}

# Breaks: disk-encrypted
resource "aws_ebs_volume" "this" {
  availability_zone = "us-east-1a"
  size              = 8
}

# Breaks: database-encrypted, database-key, database-password, database-backups, deletion-protection
resource "aws_rds_cluster" "this" {
  engine                  = "aurora-postgresql"
  master_password         = var.admin_password
  backup_retention_period = 1
}

# Breaks: partition
resource "aws_iam_role_policy_attachment" "this" {
  role       = "instance"
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

# Breaks: database-private
resource "aws_rds_cluster_instance" "this" {
  cluster_identifier  = aws_rds_cluster.this.id
  engine              = "aurora-postgresql"
  instance_class      = "db.serverless"
  publicly_accessible = true
}

# Breaks: database-tls
resource "aws_rds_cluster_parameter_group" "this" {
  family = "aurora-postgresql15"

  parameter {
    name  = "rds.force_ssl"
    value = "0"
  }
}

# Breaks: cache-encrypted
resource "aws_elasticache_replication_group" "this" {
  description                = "Redis"
  replication_group_id       = "redis"
  at_rest_encryption_enabled = true
}

# Breaks: secret-key
resource "aws_secretsmanager_secret" "this" {
  name = "treasury-plane/app-config"
}

# Breaks: secret-in-state
resource "aws_secretsmanager_secret_version" "this" {
  secret_id     = aws_secretsmanager_secret.this.id
  secret_string = "hunter2"
}

# Breaks: topic-encrypted
resource "aws_sns_topic" "this" {
  name = "alarms"
}

# Breaks: key-rotation, policy-anyone
resource "aws_kms_key" "this" {
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Principal = "*", Action = "kms:*", Resource = "*" }]
  })
}

# Breaks: log-encrypted, log-retention
resource "aws_cloudwatch_log_group" "this" {
  name              = "logs"
  retention_in_days = 30
}

# Breaks: trail-complete
resource "aws_cloudtrail" "this" {
  name                  = "trail"
  s3_bucket_name        = aws_s3_bucket.this.id
  is_multi_region_trail = true
}

# Breaks: flow-complete
resource "aws_flow_log" "this" {
  traffic_type = "REJECT"
}

# Breaks: bucket-public, bucket-encrypted, bucket-versioned, bucket-tls
resource "aws_s3_bucket" "this" {
  bucket = "insecure"
}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket                  = aws_s3_bucket.this.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = false
}

# Nothing is wrong with this bucket.
resource "aws_s3_bucket" "good" {
  bucket = "good"
}

resource "aws_s3_bucket_public_access_block" "good" {
  bucket                  = aws_s3_bucket.good.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "good" {
  bucket = aws_s3_bucket.good.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}

resource "aws_s3_bucket_versioning" "good" {
  bucket = aws_s3_bucket.good.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_policy" "good" {
  bucket = aws_s3_bucket.good.id
  policy = data.aws_iam_policy_document.tls_only.json
}

data "aws_iam_policy_document" "tls_only" {
  statement {
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.good.arn, "${aws_s3_bucket.good.arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

# Breaks: policy-anyone
resource "aws_s3_bucket_policy" "this" {
  bucket = aws_s3_bucket.this.id
  policy = jsonencode({
    Statement = { Effect = "Allow", Principal = { AWS = ["*"] }, Action = "s3:GetObject", Resource = "*" }
  })
}

# Breaks: table-encrypted
resource "aws_dynamodb_table" "this" {
  name     = "locks"
  hash_key = "LockID"
}

# Breaks: balancer-headers, balancer-logs, deletion-protection
resource "aws_lb" "this" {
  load_balancer_type = "application"
}

# Breaks: listener-tls
resource "aws_lb_listener" "old" {
  load_balancer_arn = aws_lb.this.arn
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-0-2021-06"

  default_action {
    type = "forward"
  }
}

# Breaks: listener-tls
resource "aws_lb_listener" "plain" {
  load_balancer_arn = aws_lb.this.arn
  protocol          = "HTTP"

  default_action {
    type = "forward"
  }
}

# Breaks: edge-tls
resource "aws_cloudfront_distribution" "this" {
  enabled = true

  origin {
    domain_name = "example.s3.amazonaws.com"
    origin_id   = "s3"
  }

  default_cache_behavior {
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    target_origin_id       = "s3"
    viewer_protocol_policy = "redirect-to-https"
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    minimum_protocol_version = "TLSv1"
  }
}

# Breaks: environment-settings
resource "aws_elastic_beanstalk_environment" "this" {
  name        = "insecure"
  application = "treasury-plane"

  setting {
    namespace = "aws:ec2:vpc"
    name      = "AssociatePublicIpAddress"
    value     = "true"
  }
}

# Breaks: policy-wildcard
data "aws_iam_policy_document" "every_action" {
  statement {
    actions   = ["s3:*"]
    resources = ["arn:aws:s3:::files/*"]
  }
}

# Breaks: policy-wildcard
resource "aws_iam_role_policy" "every_resource" {
  role = "instance"
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = ["secretsmanager:GetSecretValue"], Resource = "*" }]
  })
}

# Breaks: policy-anyone
data "aws_iam_policy_document" "anyone" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

# Nothing is wrong with a metric: AWS offers no resource to name.
data "aws_iam_policy_document" "metrics" {
  statement {
    actions   = ["cloudwatch:PutMetricData"]
    resources = ["*"]
  }
}
