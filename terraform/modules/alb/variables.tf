variable "name" {
  description = "Name of the load balancer and prefix of what belongs to it."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,30}[a-z0-9]$", var.name)) && !startswith(var.name, "internal-")
    error_message = "Use 3 to 32 lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen."
  }
}

variable "vpc_id" {
  description = "VPC of the load balancer."
  type        = string

  validation {
    condition     = can(regex("^vpc-", var.vpc_id))
    error_message = "Give the id of a VPC."
  }
}

variable "subnet_ids" {
  description = "Public subnets in two zones; private ones for an internal load balancer."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "A load balancer wants subnets in at least two zones."
  }
}

variable "security_group_id" {
  description = "Group of the load balancer."
  type        = string

  validation {
    condition     = can(regex("^sg-", var.security_group_id))
    error_message = "Give the id of a security group."
  }
}

variable "internal" {
  description = "Reachable from the agency's network only."
  type        = bool
  default     = false
}

variable "hostnames" {
  description = "Names that people use, the first one for links, such as plane.agency.gov. At most four."
  type        = list(string)

  validation {
    condition     = length(var.hostnames) >= 1 && length(var.hostnames) <= 4 && alltrue([for h in var.hostnames : can(regex("^([a-z0-9-]+\\.)+[a-z]{2,}$", h))])
    error_message = "Give one to four host names in lower case."
  }
}

variable "card_hostname" {
  description = "Name of the host that only card sign-in uses, such as piv.plane.agency.gov. Null: no cards."
  type        = string
  default     = null

  validation {
    condition     = var.card_hostname == null || (can(regex("^([a-z0-9-]+\\.)+[a-z]{2,}$", var.card_hostname)) && !contains(var.hostnames, coalesce(var.card_hostname, "-")))
    error_message = "Give a host name in lower case that is not among hostnames, or null."
  }
}

variable "certificate_arn" {
  description = "Certificate in ACM for the hostnames. Null: one is made and proven by DNS in zone_id."
  type        = string
  default     = null

  validation {
    condition     = var.certificate_arn == null || can(regex("^arn:[a-z-]+:acm:", var.certificate_arn))
    error_message = "Give the ARN of a certificate in ACM or null."
  }

  validation {
    condition     = var.certificate_arn != null || var.zone_id != null
    error_message = "Give certificate_arn, or zone_id so that a certificate can be made."
  }
}

variable "card_certificate_arn" {
  description = "Certificate in ACM for the card host alone: a browser reuses connections for every name in a certificate. Null: one is made and proven by DNS in zone_id."
  type        = string
  default     = null

  validation {
    condition     = var.card_certificate_arn == null || can(regex("^arn:[a-z-]+:acm:", var.card_certificate_arn))
    error_message = "Give the ARN of a certificate in ACM or null."
  }

  validation {
    condition     = var.card_certificate_arn != null || var.card_hostname == null || var.zone_id != null
    error_message = "Give card_certificate_arn for the card host, or zone_id so that a certificate can be made."
  }
}

variable "zone_id" {
  description = "Public Route 53 zone of the names, for certificates and records. Null: the agency keeps DNS elsewhere."
  type        = string
  default     = null

  validation {
    condition     = var.zone_id == null || can(regex("^Z[A-Z0-9]+$", var.zone_id))
    error_message = "Give the id of a hosted zone, such as Z0123456789ABCDEFGHIJ, or null."
  }
}

variable "ssl_policy" {
  description = "TLS policy: TLS 1.2 at least, with forward secrecy. For FIPS: ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04."
  type        = string
  default     = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"

  validation {
    condition     = can(regex("^ELBSecurityPolicy-TLS13-1-[23]-", var.ssl_policy)) && !strcontains(var.ssl_policy, "-Ext")
    error_message = "Choose a policy with TLS 1.2 or 1.3 as its minimum and without the extended ciphers, such as ELBSecurityPolicy-TLS13-1-2-Res-2021-06."
  }
}

variable "mtls_mode" {
  description = "What the load balancer does with cards: \"passthrough\" asks and hands the chain on to Treasury Plane, which judges it; \"verify\" refuses everyone without a card that its trust store knows; \"off\" asks nobody."
  type        = string
  default     = "passthrough"

  validation {
    condition     = contains(["passthrough", "verify", "off"], var.mtls_mode)
    error_message = "Choose \"passthrough\", \"verify\" or \"off\"."
  }

  validation {
    condition     = var.mtls_mode != "verify" || var.card_port != 443 || var.cards_only
    error_message = "\"verify\" on port 443 refuses everyone without a card, also at Login.gov and the health page. Give the card host its own card_port, or say cards_only = true."
  }
}

variable "cards_only" {
  description = "Yes, everyone without a card is to be refused at the load balancer. Only for mtls_mode = \"verify\" on port 443."
  type        = bool
  default     = false
}

variable "card_port" {
  description = "Port of the card host. 443: one listener, and every browser is asked for a card on every host. Another, such as 8443: a listener of its own, and only who signs in by card is asked."
  type        = number
  default     = 443

  validation {
    condition     = var.card_port == 443 || (var.card_port >= 1024 && var.card_port <= 65535)
    error_message = "Give 443, or a port from 1024 on."
  }
}

variable "card_header_name" {
  description = "Name under which the certificate's header reaches the instances. Null: an unguessable one, so that nobody who gets past the network can forge it."
  type        = string
  default     = null

  validation {
    condition     = var.card_header_name == null || can(regex("^[a-z][a-z0-9-]{3,38}[a-z0-9]$", var.card_header_name))
    error_message = "Use 5 to 40 lower-case letters, digits and hyphens, beginning with a letter."
  }
}

variable "trust_store_bundle" {
  description = "Path of a PEM file with at most 25 authorities, for \"verify\": roots and the issuing authorities in use."
  type        = string
  default     = null

  validation {
    condition     = var.mtls_mode != "verify" || var.trust_store_bundle != null
    error_message = "\"verify\" needs trust_store_bundle."
  }
}

variable "trust_store_revocations" {
  description = "Paths of revocation lists (PEM or DER) by name, for \"verify\". At most 30. In passthrough Treasury Plane fetches them itself."
  type        = map(string)
  default     = {}

  validation {
    condition     = length(var.trust_store_revocations) <= 30
    error_message = "A trust store holds at most 30 revocation lists."
  }
}

variable "ignore_certificate_expiry" {
  description = "\"verify\": let expired cards pass. For tests only."
  type        = bool
  default     = false
}

variable "idle_timeout" {
  description = "Seconds without a byte after which a connection is closed. WebSockets send a ping every 30 seconds, so anything above 60 does."
  type        = number
  default     = 120

  validation {
    condition     = var.idle_timeout >= 60 && var.idle_timeout <= 4000
    error_message = "Give 60 to 4000 seconds."
  }
}

variable "deletion_protection" {
  description = "Refuse to delete the load balancer until this is switched off and applied."
  type        = bool
  default     = true
}

variable "log_days" {
  description = "Days that access and connection logs are kept in S3."
  type        = number
  default     = 90

  validation {
    condition     = var.log_days >= 1 && var.log_days <= 3653
    error_message = "Give 1 to 3653 days."
  }
}

variable "log_delivery_account_arn" {
  description = "Account of Elastic Load Balancing in regions that still deliver logs by account, such as arn:aws-us-gov:iam::048591011584:root. Null: by its service name."
  type        = string
  default     = null

  validation {
    condition     = var.log_delivery_account_arn == null || can(regex("^arn:[a-z-]+:iam::[0-9]{12}:root$", var.log_delivery_account_arn))
    error_message = "Give the ARN of an account's root, or null."
  }
}

variable "force_destroy_logs" {
  description = "Delete the buckets of logs and trust store with all that is in them. For throw-away environments only."
  type        = bool
  default     = false
}

variable "web_acl_arn" {
  description = "Web application firewall (WAFv2) that the agency provides. Null: none."
  type        = string
  default     = null

  validation {
    condition     = var.web_acl_arn == null || can(regex("^arn:[a-z-]+:wafv2:", var.web_acl_arn))
    error_message = "Give the ARN of a web ACL or null."
  }
}
