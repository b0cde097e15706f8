# The load balancer ends TLS. HTTP only redirects. Elastic Beanstalk adds its own rules for our host names to the HTTPS
# listener; every other name gets 404, so nobody reaches the instances by address.

locals {
  has_cards    = var.card_hostname != null && var.mtls_mode != "off"
  own_listener = local.has_cards && var.card_port != 443

  # Mutual authentication belongs to a listener, not to a host: on a shared one everybody is asked.
  https_mode = local.has_cards && !local.own_listener ? var.mtls_mode : "off"

  # The end of a load balancer's ARN is drawn by AWS and not published: nobody outside the account knows the header's name.
  header      = coalesce(var.card_header_name, "x-card-${substr(sha256(aws_lb.this.arn), 0, 24)}")
  header_base = substr(local.header, 0, 31)
  headers = {
    clientcert = local.header
    leaf       = "${local.header_base}-leaf"
    serial     = "${local.header_base}-serial"
    validity   = "${local.header_base}-validity"
  }
}

resource "aws_lb" "this" {
  name               = var.name
  load_balancer_type = "application"
  internal           = var.internal
  security_groups    = [var.security_group_id]
  subnets            = var.subnet_ids

  drop_invalid_header_fields                  = true        # Odd header names are how requests are smuggled past checks.
  desync_mitigation_mode                      = "strictest" # Refuse what two parsers could read in two ways.
  xff_header_processing_mode                  = "append"    # The address that we saw stands last; Treasury Plane believes that one only.
  enable_tls_version_and_cipher_suite_headers = true        # Evidence for SC-8 in the request log.
  preserve_host_header                        = true        # Host names decide which app answers.
  enable_http2                                = true
  idle_timeout                                = var.idle_timeout
  enable_deletion_protection                  = var.deletion_protection

  access_logs {
    bucket  = aws_s3_bucket.logs.id
    prefix  = "access"
    enabled = true # Who asked for what, also when no instance answered (AU-12).
  }

  connection_logs {
    bucket  = aws_s3_bucket.logs.id
    prefix  = "connection"
    enabled = true # Why a handshake with a card failed is written nowhere else.
  }

  depends_on = [aws_s3_bucket_policy.logs]
}

# ---- Port 80: never forwards, since nothing there says who sent a certificate's header.

resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.this.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      protocol    = "HTTPS"
      port        = "443"
      status_code = "HTTP_301"
    }
  }
}

# Elastic Beanstalk may add rules here by itself; this one stands before them.
resource "aws_lb_listener_rule" "http_redirect" {
  listener_arn = aws_lb_listener.http.arn
  priority     = 1

  action {
    type = "redirect"

    redirect {
      protocol    = "HTTPS"
      port        = "443"
      status_code = "HTTP_301"
    }
  }

  condition {
    path_pattern {
      values = ["*"]
    }
  }
}

# ---- Port 443

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.this.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = var.ssl_policy
  certificate_arn   = local.certificate_arn

  mutual_authentication {
    mode                             = local.https_mode
    trust_store_arn                  = local.https_mode == "verify" ? aws_lb_trust_store.this[0].arn : null
    ignore_client_certificate_expiry = local.https_mode == "verify" ? var.ignore_certificate_expiry : null
    advertise_trust_store_ca_names   = local.https_mode == "verify" ? "on" : null # Browsers offer only cards that can work.
  }

  routing_http_request_x_amzn_mtls_clientcert_header_name               = local.https_mode == "passthrough" ? local.headers.clientcert : null
  routing_http_request_x_amzn_mtls_clientcert_leaf_header_name          = local.https_mode == "verify" ? local.headers.leaf : null
  routing_http_request_x_amzn_mtls_clientcert_serial_number_header_name = local.https_mode == "verify" ? local.headers.serial : null
  routing_http_request_x_amzn_mtls_clientcert_validity_header_name      = local.https_mode == "verify" ? local.headers.validity : null
  routing_http_response_server_enabled                                  = false # Says nothing that helps anyone but a scanner.

  default_action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      message_body = "There is nothing at this address."
      status_code  = "404"
    }
  }
}

resource "aws_lb_listener_certificate" "card" {
  count = local.has_cards && !local.own_listener ? 1 : 0

  listener_arn    = aws_lb_listener.https.arn
  certificate_arn = local.card_certificate_arn
}

# The main listener asks for no card then, so whatever claims to be for the card host there is forged.
resource "aws_lb_listener_rule" "no_cards_on_main" {
  count = local.own_listener ? 1 : 0

  listener_arn = aws_lb_listener.https.arn
  priority     = 1

  action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      message_body = "There is nothing at this address."
      status_code  = "404"
    }
  }

  condition {
    host_header {
      values = [var.card_hostname]
    }
  }
}

# ---- A listener for the card host alone, when it has a port of its own

resource "aws_lb_listener" "card" {
  count = local.own_listener ? 1 : 0

  load_balancer_arn = aws_lb.this.arn
  port              = var.card_port
  protocol          = "HTTPS"
  ssl_policy        = var.ssl_policy
  certificate_arn   = local.card_certificate_arn

  mutual_authentication {
    mode                             = var.mtls_mode
    trust_store_arn                  = var.mtls_mode == "verify" ? aws_lb_trust_store.this[0].arn : null
    ignore_client_certificate_expiry = var.mtls_mode == "verify" ? var.ignore_certificate_expiry : null
    advertise_trust_store_ca_names   = var.mtls_mode == "verify" ? "on" : null
  }

  routing_http_request_x_amzn_mtls_clientcert_header_name               = var.mtls_mode == "passthrough" ? local.headers.clientcert : null
  routing_http_request_x_amzn_mtls_clientcert_leaf_header_name          = var.mtls_mode == "verify" ? local.headers.leaf : null
  routing_http_request_x_amzn_mtls_clientcert_serial_number_header_name = var.mtls_mode == "verify" ? local.headers.serial : null
  routing_http_request_x_amzn_mtls_clientcert_validity_header_name      = var.mtls_mode == "verify" ? local.headers.validity : null
  routing_http_response_server_enabled                                  = false

  default_action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      message_body = "There is nothing at this address."
      status_code  = "404"
    }
  }
}

resource "aws_wafv2_web_acl_association" "this" {
  count = var.web_acl_arn == null ? 0 : 1

  resource_arn = aws_lb.this.arn
  web_acl_arn  = var.web_acl_arn
}
