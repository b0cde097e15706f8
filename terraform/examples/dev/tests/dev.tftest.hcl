mock_provider "aws" {
  source = "../../check/example-mocks"
}

variables {
  account_id      = "123456789012"
  hostname        = "plane-dev.agency.gov"
  certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/main"

  release = {
    version = "1.0.0"
    bundle  = "../../check/example-mocks/bundle.zip"
  }
}

run "cheap" {
  command = plan

  assert {
    condition     = length(module.network.nat_public_ips) == 1 && module.aurora.max_acu == 2
    error_message = "Dev must have one NAT gateway and a small database."
  }

  assert {
    condition     = output.url == "https://plane-dev.agency.gov" && output.secrets_prefix == "treasury-plane-dev/" && output.environment_name == "plane-dev"
    error_message = "Dev must not share names with production."
  }

  assert {
    condition     = module.alb.mtls_mode == "off"
    error_message = "Without a card host nobody may be asked for a card."
  }
}

run "with_cards" {
  variables {
    card_hostname = "piv.plane-dev.agency.gov"
    zone_id       = "Z0123456789ABCDEFGHIJ"
  }

  assert {
    condition     = module.alb.mtls_mode == "passthrough"
    error_message = "Cards must be handed on to the application."
  }
}

run "verify" {
  command = plan

  variables {
    mtls_mode = "verify"
  }

  expect_failures = [var.mtls_mode]
}
