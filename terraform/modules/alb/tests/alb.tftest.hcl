mock_provider "aws" {
  source = "../../check/mocks"
}

variables {
  name                 = "treasury-plane"
  vpc_id               = "vpc-0123456789abcdef0"
  subnet_ids           = ["subnet-1", "subnet-2"]
  security_group_id    = "sg-0123456789abcdef0"
  hostnames            = ["plane.agency.gov"]
  card_hostname        = "piv.plane.agency.gov"
  certificate_arn      = "arn:aws:acm:us-east-1:123456789012:certificate/main"
  card_certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/card"
}

run "load_balancer" {
  assert {
    condition     = aws_lb.this.load_balancer_type == "application" && aws_lb.this.internal == false && aws_lb.this.subnets == toset(var.subnet_ids) && aws_lb.this.security_groups == toset([var.security_group_id])
    error_message = "The load balancer must stand in the given subnets and group."
  }

  assert {
    condition     = aws_lb.this.drop_invalid_header_fields && aws_lb.this.desync_mitigation_mode == "strictest" && aws_lb.this.xff_header_processing_mode == "append" && aws_lb.this.enable_deletion_protection
    error_message = "Odd headers must be dropped, ambiguous requests refused, and deletion must need a second step."
  }

  assert {
    condition     = aws_lb.this.idle_timeout == 120
    error_message = "WebSockets, which ping every 30 seconds, must not be cut off."
  }

  assert {
    condition     = aws_lb.this.access_logs[0].enabled && aws_lb.this.connection_logs[0].enabled && aws_lb.this.access_logs[0].bucket == aws_s3_bucket.logs.id
    error_message = "Requests and failed handshakes must be logged."
  }

  assert {
    condition     = one([for it in aws_s3_bucket_lifecycle_configuration.logs.rule : it.expiration[0].days]) == 90
    error_message = "Access logs must be kept for 90 days."
  }
}

run "http_only_redirects" {
  assert {
    condition     = aws_lb_listener.http.port == 80 && aws_lb_listener.http.default_action[0].type == "redirect" && aws_lb_listener.http.default_action[0].redirect[0].protocol == "HTTPS" && aws_lb_listener.http.default_action[0].redirect[0].port == "443" && aws_lb_listener.http.default_action[0].redirect[0].status_code == "HTTP_301"
    error_message = "Port 80 must redirect to HTTPS."
  }

  assert {
    condition     = aws_lb_listener_rule.http_redirect.priority == 1 && aws_lb_listener_rule.http_redirect.action[0].type == "redirect" && aws_lb_listener_rule.http_redirect.listener_arn == aws_lb_listener.http.arn && one(one(aws_lb_listener_rule.http_redirect.condition).path_pattern[0].values) == "*"
    error_message = "No rule that is added later may answer on port 80."
  }
}

run "passthrough_by_default" {
  assert {
    condition     = aws_lb_listener.https.port == 443 && aws_lb_listener.https.protocol == "HTTPS" && aws_lb_listener.https.ssl_policy == "ELBSecurityPolicy-TLS13-1-2-Res-2021-06" && aws_lb_listener.https.certificate_arn == var.certificate_arn
    error_message = "Port 443 must speak TLS 1.2 at least, with the given certificate."
  }

  assert {
    condition     = aws_lb_listener.https.mutual_authentication[0].mode == "passthrough" && aws_lb_listener.https.mutual_authentication[0].trust_store_arn == null && length(aws_lb_trust_store.this) == 0
    error_message = "By default the load balancer must hand cards on, so that people without a card can sign in too."
  }

  assert {
    condition     = output.mtls_mode == "passthrough" && startswith(aws_lb_listener.https.routing_http_request_x_amzn_mtls_clientcert_header_name, "x-card-") && output.card_headers.clientcert == aws_lb_listener.https.routing_http_request_x_amzn_mtls_clientcert_header_name
    error_message = "The certificate must come in a header whose name nobody can guess."
  }

  assert {
    condition     = aws_lb_listener_certificate.card[0].certificate_arn == var.card_certificate_arn && length(aws_lb_listener.card) == 0
    error_message = "The card host must have its own certificate on the same listener."
  }

  assert {
    condition     = aws_lb_listener.https.default_action[0].type == "fixed-response" && aws_lb_listener.https.default_action[0].fixed_response[0].status_code == "404"
    error_message = "Unknown host names must get nothing."
  }

  assert {
    condition     = aws_lb_listener.https.routing_http_response_server_enabled == false
    error_message = "Responses must not name the server."
  }
}

run "no_cards" {
  variables {
    card_hostname        = null
    card_certificate_arn = null
  }

  assert {
    condition     = aws_lb_listener.https.mutual_authentication[0].mode == "off" && length(aws_lb_listener_certificate.card) == 0 && output.mtls_mode == "off"
    error_message = "Without a card host nobody may be asked for a card."
  }
}

run "off" {
  variables {
    mtls_mode = "off"
  }

  assert {
    condition     = aws_lb_listener.https.mutual_authentication[0].mode == "off" && output.mtls_mode == "off"
    error_message = "Switched off, nobody may be asked for a card."
  }
}

run "verify_refuses_everyone_else" {
  command = plan

  variables {
    mtls_mode          = "verify"
    trust_store_bundle = "tests/authorities.pem"
  }

  expect_failures = [var.mtls_mode]
}

run "verify_without_authorities" {
  command = plan

  variables {
    mtls_mode  = "verify"
    cards_only = true
  }

  expect_failures = [var.trust_store_bundle]
}

run "verify_for_cards_only" {
  variables {
    mtls_mode          = "verify"
    cards_only         = true
    trust_store_bundle = "tests/authorities.pem"
    trust_store_revocations = {
      issuing = "tests/authorities.pem"
    }
  }

  assert {
    condition     = aws_lb_listener.https.mutual_authentication[0].mode == "verify" && aws_lb_listener.https.mutual_authentication[0].trust_store_arn == aws_lb_trust_store.this[0].arn && aws_lb_listener.https.mutual_authentication[0].ignore_client_certificate_expiry == false && aws_lb_listener.https.mutual_authentication[0].advertise_trust_store_ca_names == "on"
    error_message = "Cards must be checked against the trust store, and expired ones refused."
  }

  assert {
    condition     = aws_lb_trust_store.this[0].ca_certificates_bundle_s3_bucket == aws_s3_bucket.trust[0].id && aws_lb_trust_store.this[0].ca_certificates_bundle_s3_object_version == aws_s3_object.bundle[0].version_id
    error_message = "The trust store must follow each version of the bundle."
  }

  assert {
    condition     = aws_lb_trust_store_revocation.this["issuing"].trust_store_arn == aws_lb_trust_store.this[0].arn && aws_lb_trust_store_revocation.this["issuing"].revocations_s3_key == "revocations/issuing"
    error_message = "Revocation lists must belong to the trust store."
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.trust[0].block_public_policy && aws_s3_bucket_versioning.trust[0].versioning_configuration[0].status == "Enabled"
    error_message = "The bundle's bucket must be private and versioned."
  }

  assert {
    condition     = output.card_headers.leaf == aws_lb_listener.https.routing_http_request_x_amzn_mtls_clientcert_leaf_header_name && aws_lb_listener.https.routing_http_request_x_amzn_mtls_clientcert_leaf_header_name != "X-Amzn-Mtls-Clientcert-Leaf"
    error_message = "The verified certificate must come in a header whose name nobody can guess."
  }
}

run "verify_on_its_own_port" {
  variables {
    mtls_mode          = "verify"
    card_port          = 8443
    trust_store_bundle = "tests/authorities.pem"
  }

  assert {
    condition     = aws_lb_listener.https.mutual_authentication[0].mode == "off" && aws_lb_listener.card[0].mutual_authentication[0].mode == "verify" && aws_lb_listener.card[0].port == 8443 && aws_lb_listener.card[0].ssl_policy == aws_lb_listener.https.ssl_policy
    error_message = "Only the card host's own port may ask for cards."
  }

  assert {
    condition     = aws_lb_listener_rule.no_cards_on_main[0].action[0].type == "fixed-response" && one(one(aws_lb_listener_rule.no_cards_on_main[0].condition).host_header[0].values) == "piv.plane.agency.gov"
    error_message = "The main listener must not answer for the card host."
  }
}

run "own_certificates" {
  variables {
    certificate_arn      = null
    card_certificate_arn = null
    zone_id              = "Z0123456789ABCDEFGHIJ"
  }

  assert {
    condition     = aws_acm_certificate.main[0].domain_name == "plane.agency.gov" && aws_acm_certificate.main[0].validation_method == "DNS" && aws_acm_certificate.card[0].domain_name == "piv.plane.agency.gov" && length(coalesce(aws_acm_certificate.main[0].subject_alternative_names, [])) == 0
    error_message = "The card host must have a certificate of its own: browsers reuse connections for every name in one."
  }

  assert {
    condition     = aws_lb_listener.https.certificate_arn == aws_acm_certificate_validation.main[0].certificate_arn && keys(aws_route53_record.alias) == ["piv.plane.agency.gov", "plane.agency.gov"]
    error_message = "Both names must point to the load balancer, once their certificates are proven."
  }
}

run "no_certificate" {
  command = plan

  variables {
    certificate_arn = null
  }

  expect_failures = [var.certificate_arn]
}

run "old_tls" {
  command = plan

  variables {
    ssl_policy = "ELBSecurityPolicy-TLS13-1-1-2021-06"
  }

  expect_failures = [var.ssl_policy]
}

run "fips_tls" {
  command = plan

  variables {
    ssl_policy = "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04"
  }

  assert {
    condition     = aws_lb_listener.https.ssl_policy == "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04"
    error_message = "The FIPS policy must be accepted."
  }
}

run "firewall" {
  variables {
    web_acl_arn = "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/agency/1"
  }

  assert {
    condition     = aws_wafv2_web_acl_association.this[0].resource_arn == aws_lb.this.arn
    error_message = "The agency's firewall must stand before the load balancer."
  }
}
