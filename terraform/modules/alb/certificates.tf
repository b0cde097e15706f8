# Server certificates. Agencies usually import theirs; with a zone in Route 53 they are made and renewed by ACM.

locals {
  make_certificate      = var.certificate_arn == null
  make_card_certificate = local.has_cards && var.card_certificate_arn == null

  certificate_arn      = local.make_certificate ? aws_acm_certificate_validation.main[0].certificate_arn : var.certificate_arn
  card_certificate_arn = local.make_card_certificate ? aws_acm_certificate_validation.card[0].certificate_arn : var.card_certificate_arn

  validation_names      = local.make_certificate ? toset(var.hostnames) : toset([])
  card_validation_names = local.make_card_certificate ? toset([var.card_hostname]) : toset([])
  record_names          = var.zone_id == null ? toset([]) : toset(concat(var.hostnames, local.has_cards ? [var.card_hostname] : []))
}

resource "aws_acm_certificate" "main" {
  count = local.make_certificate ? 1 : 0

  domain_name               = var.hostnames[0]
  subject_alternative_names = slice(var.hostnames, 1, length(var.hostnames))
  validation_method         = "DNS"
  key_algorithm             = "EC_prime256v1"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route53_record" "main_validation" {
  for_each = local.validation_names

  zone_id         = var.zone_id
  name            = one([for o in aws_acm_certificate.main[0].domain_validation_options : o.resource_record_name if o.domain_name == each.key])
  type            = one([for o in aws_acm_certificate.main[0].domain_validation_options : o.resource_record_type if o.domain_name == each.key])
  records         = [for o in aws_acm_certificate.main[0].domain_validation_options : o.resource_record_value if o.domain_name == each.key]
  ttl             = 60
  allow_overwrite = true
}

resource "aws_acm_certificate_validation" "main" {
  count = local.make_certificate ? 1 : 0

  certificate_arn         = aws_acm_certificate.main[0].arn
  validation_record_fqdns = [for record in aws_route53_record.main_validation : record.fqdn]
}

# Only the card host's name: with more, browsers would reuse a connection that was never asked for a card.
resource "aws_acm_certificate" "card" {
  count = local.make_card_certificate ? 1 : 0

  domain_name       = var.card_hostname
  validation_method = "DNS"
  key_algorithm     = "EC_prime256v1"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route53_record" "card_validation" {
  for_each = local.card_validation_names

  zone_id         = var.zone_id
  name            = one([for o in aws_acm_certificate.card[0].domain_validation_options : o.resource_record_name if o.domain_name == each.key])
  type            = one([for o in aws_acm_certificate.card[0].domain_validation_options : o.resource_record_type if o.domain_name == each.key])
  records         = [for o in aws_acm_certificate.card[0].domain_validation_options : o.resource_record_value if o.domain_name == each.key]
  ttl             = 60
  allow_overwrite = true
}

resource "aws_acm_certificate_validation" "card" {
  count = local.make_card_certificate ? 1 : 0

  certificate_arn         = aws_acm_certificate.card[0].arn
  validation_record_fqdns = [for record in aws_route53_record.card_validation : record.fqdn]
}

resource "aws_route53_record" "alias" {
  for_each = local.record_names

  zone_id = var.zone_id
  name    = each.key
  type    = "A"

  alias {
    name                   = aws_lb.this.dns_name
    zone_id                = aws_lb.this.zone_id
    evaluate_target_health = false
  }
}
