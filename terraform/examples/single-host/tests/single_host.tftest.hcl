mock_provider "aws" {
  source = "../../check/example-mocks"
}

variables {
  account_id    = "123456789012"
  hostname      = "plane.agency.gov"
  card_hostname = "piv.plane.agency.gov"

  release = {
    version = "1.0.0"
    file    = "../../check/example-mocks/bundle.zip"
  }
}

run "embedded_database" {
  command = plan

  assert {
    condition     = length(module.aurora) == 0 && output.database_roles == null
    error_message = "By default the host must keep its own database."
  }

  assert {
    condition     = length(module.network.nat_public_ips) == 0
    error_message = "A host with an address of its own needs no NAT gateway."
  }

  assert {
    condition     = sort(keys(module.secrets.arns)) == tolist(["app-config", "app-secret-key", "oidc-credentials"]) && output.url == "https://plane.agency.gov"
    error_message = "Without Aurora there must be no secret for it."
  }

  assert {
    condition     = aws_s3_object.release.key == "releases/1.0.0/bundle.zip"
    error_message = "The release must be uploaded under its version."
  }
}

# What is applied is also what the security rules look at, so it is the largest choice.
run "aurora" {
  variables {
    database = "aurora"
    zone_id  = "Z0123456789ABCDEFGHIJ"
    use_fips = true
  }

  assert {
    condition     = length(module.aurora) == 1 && output.database_roles.secret_id == "treasury-plane/db-credentials"
    error_message = "With Aurora there must be a cluster and its secret."
  }

  assert {
    condition     = keys(aws_route53_record.host) == ["piv.plane.agency.gov", "plane.agency.gov"] && alltrue([for it in aws_route53_record.host : it.records == toset([output.public_ip])])
    error_message = "Both names must point to the host."
  }

  assert {
    condition     = yamldecode(module.host.user_data).power_state.mode == "reboot" && length(module.host.user_data) < 16384
    error_message = "FIPS mode needs one more start."
  }

  assert {
    condition     = strcontains(module.host.user_data, "sslmode=require") && strcontains(module.host.user_data, filesha256("../../check/example-mocks/bundle.zip"))
    error_message = "The host must speak TLS to the database, and run the release that was uploaded."
  }
}

run "unknown_database" {
  command = plan

  variables {
    database = "mysql"
  }

  expect_failures = [var.database]
}
