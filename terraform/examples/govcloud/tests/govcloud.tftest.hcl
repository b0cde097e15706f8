mock_provider "aws" {
  source = "../../check/example-mocks"

  mock_data "aws_partition" {
    defaults = {
      partition  = "aws-us-gov"
      dns_suffix = "amazonaws.com"
    }
  }

  mock_data "aws_region" {
    defaults = {
      region = "us-gov-west-1"
    }
  }

  mock_data "aws_availability_zones" {
    defaults = {
      names = ["us-gov-west-1a", "us-gov-west-1b", "us-gov-west-1c"]
    }
  }
}

variables {
  account_id           = "123456789012"
  hostname             = "plane.agency.gov"
  card_hostname        = "piv.plane.agency.gov"
  certificate_arn      = "arn:aws-us-gov:acm:us-gov-west-1:123456789012:certificate/main"
  card_certificate_arn = "arn:aws-us-gov:acm:us-gov-west-1:123456789012:certificate/card"

  release = {
    version = "1.0.0"
    bundle  = "../../check/example-mocks/bundle.zip"
  }
}

run "refused" {
  command = plan

  variables {
    enable_cloudfront = true
    region            = "us-east-1"
  }

  expect_failures = [var.enable_cloudfront, var.region]
}

# What is applied is also what the security rules look at, so it is the strictest choice.
run "isolated" {
  variables {
    nat_gateway_mode        = "none"
    enable_account_baseline = true
  }

  assert {
    condition     = length(output.nat_public_ips) == 0 && join(",", module.network.availability_zones) == "us-gov-west-1a,us-gov-west-1b"
    error_message = "There must be no way out."
  }

  assert {
    condition     = length(module.audit) == 1 && startswith(module.secrets.arn_prefix, "arn:aws-us-gov:secretsmanager:")
    error_message = "Names must be those of the partition."
  }

  assert {
    condition     = module.alb.mtls_mode == "passthrough" && module.beanstalk.version_label == "1.0.0"
    error_message = "Cards must be handed on to the application."
  }
}
