mock_provider "aws" {
  source = "../../check/example-mocks"
}

variables {
  account_id           = "123456789012"
  hostname             = "plane.agency.gov"
  card_hostname        = "piv.plane.agency.gov"
  certificate_arn      = "arn:aws:acm:us-east-1:123456789012:certificate/main"
  card_certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/card"
  alarm_emails         = ["operators@agency.gov"]

  release = {
    version = "1.0.0"
    bundle  = "../../check/example-mocks/bundle.zip"
  }
}

run "as_documented" {
  command = plan

  assert {
    condition     = output.url == "https://plane.agency.gov" && output.secrets_prefix == "treasury-plane/" && output.environment_name == "plane-production" && output.dashboard == "plane-production"
    error_message = "The outputs must name what was made."
  }

  assert {
    condition     = length(output.nat_public_ips) == 2
    error_message = "Production must have a NAT gateway in each zone."
  }

  assert {
    condition     = output.database_max_connections == 901
    error_message = "At 4 ACU the database accepts 901 connections."
  }

  assert {
    condition     = output.redis_endpoint == null && length(output.sites) == 0 && length(module.audit) == 1 && module.account_baseline[0].guardduty_detector_id == null
    error_message = "By default there must be a trail, and neither Redis nor edge, and of the account only disks are set."
  }

  assert {
    condition     = module.alb.mtls_mode == "passthrough" && module.alb.card_hostname == "piv.plane.agency.gov"
    error_message = "Cards must be handed on to the application."
  }

  assert {
    condition     = sort(keys(module.secrets.arns)) == tolist(["app-config", "app-secret-key", "db-credentials", "oidc-credentials"])
    error_message = "Without Redis there must be four secrets."
  }

  assert {
    condition     = aws_s3_object.bundle.key == "releases/treasury-plane-1.0.0.zip" && module.beanstalk.version_label == "1.0.0"
    error_message = "The release must be the bundle that was uploaded."
  }

  assert {
    condition     = length(setsubtract(["plane-production-cpu-high", "plane-production-target-5xx", "plane-production-database-connections", "plane-production-database-capacity"], module.monitoring.alarm_names)) == 0
    error_message = "The architecture's four alarms must be there."
  }
}

# What is applied is also what the security rules look at, so it is the largest choice.
run "everything" {
  variables {
    enable_redis            = true
    redis_auth_token        = "0123456789abcdef"
    enable_cloudfront       = true
    enable_account_baseline = true
    nat_gateway_mode        = "single"
    card_port               = 8443
    interface_endpoints     = ["secretsmanager"]
    database_iam_auth       = true
    database_ca_file        = "/var/app/current/etc/rds-ca.pem"
    site_certificate_arn    = "arn:aws:acm:us-east-1:123456789012:certificate/site"

    site_hostnames = {
      web   = "app.plane.agency.gov"
      admin = "admin.plane.agency.gov"
      space = "space.plane.agency.gov"
    }
  }

  assert {
    condition     = keys(output.sites) == ["admin", "space", "web"] && output.url == "https://app.plane.agency.gov"
    error_message = "There must be three sites, and links must point to the first."
  }

  assert {
    condition     = sort(keys(module.secrets.arns)) == tolist(["app-config", "app-secret-key", "db-credentials", "oidc-credentials", "redis-config"])
    error_message = "With Redis there must be five secrets."
  }

  assert {
    condition     = length(output.nat_public_ips) == 1 && output.redis_endpoint != null && module.alb.card_port == 8443
    error_message = "Choices must be followed."
  }
}

run "refused" {
  command = plan

  variables {
    enable_cloudfront  = true
    enable_redis       = true
    min_instances      = 1
    region             = "us-gov-west-1"
    log_retention_days = 30
  }

  expect_failures = [
    var.enable_cloudfront,
    var.redis_auth_token,
    var.min_instances,
    var.region,
    var.log_retention_days,
  ]
}
