variable "region" {
  description = "Region of everything."
  type        = string
  default     = "us-east-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region)) && !startswith(var.region, "us-gov-")
    error_message = "Give a commercial region such as us-east-1. For GovCloud use examples/govcloud."
  }
}

variable "account_id" {
  description = "The account that this may change."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "Give the twelve digits of the account."
  }
}

variable "name" {
  description = "Prefix of all names. Two environments in one account need two names."
  type        = string
  default     = "plane-dev"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,22}[a-z0-9]$", var.name))
    error_message = "Use 4 to 24 lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen."
  }
}

variable "tags" {
  description = "Further tags on everything, such as the system's identifier in the agency's inventory."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for k in keys(var.tags) : !startswith(lower(k), "aws:")])
    error_message = "Names of tags must not begin with aws:."
  }
}

variable "hostname" {
  description = "Name that people use, such as plane.agency.gov."
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9-]+\\.)+[a-z]{2,}$", var.hostname))
    error_message = "Give a host name in lower case."
  }
}

variable "card_hostname" {
  description = "Name of the host for card sign-in, such as piv.plane.agency.gov. Null: no cards."
  type        = string
  default     = null

  validation {
    condition     = var.card_hostname == null || can(regex("^([a-z0-9-]+\\.)+[a-z]{2,}$", var.card_hostname))
    error_message = "Give a host name in lower case, or null."
  }
}

variable "zone_id" {
  description = "Public Route 53 zone of these names: certificates and records are made. Null: give certificate_arn and set DNS yourself."
  type        = string
  default     = null

  validation {
    condition     = var.zone_id == null || can(regex("^Z[A-Z0-9]+$", var.zone_id))
    error_message = "Give the id of a hosted zone, or null."
  }
}

variable "certificate_arn" {
  description = "Certificate in ACM for the host name. Null with zone_id."
  type        = string
  default     = null

  validation {
    condition     = var.certificate_arn == null || can(regex("^arn:aws:acm:", var.certificate_arn))
    error_message = "Give the ARN of a certificate, or null."
  }
}

variable "card_certificate_arn" {
  description = "Certificate in ACM for the card host alone. Null with zone_id."
  type        = string
  default     = null

  validation {
    condition     = var.card_certificate_arn == null || can(regex("^arn:aws:acm:", var.card_certificate_arn))
    error_message = "Give the ARN of a certificate, or null."
  }
}

variable "mtls_mode" {
  description = "\"passthrough\": the application judges cards. \"off\": no cards."
  type        = string
  default     = "passthrough"

  validation {
    condition     = contains(["passthrough", "off"], var.mtls_mode)
    error_message = "Choose \"passthrough\" or \"off\"."
  }
}

variable "ingress_cidrs" {
  description = "Who may reach the load balancer."
  type        = list(string)
  default     = ["0.0.0.0/0"]

  validation {
    condition     = alltrue([for c in var.ingress_cidrs : can(cidrnetmask(c))])
    error_message = "Give IPv4 ranges in CIDR notation."
  }
}

variable "instance_types" {
  description = "Types of instances."
  type        = list(string)
  default     = ["t3.small"]

  validation {
    condition     = length(var.instance_types) > 0
    error_message = "Give at least one type."
  }
}

variable "min_instances" {
  description = "Fewest instances."
  type        = number
  default     = 1

  validation {
    condition     = var.min_instances >= 1
    error_message = "Give at least one."
  }
}

variable "max_instances" {
  description = "Most instances."
  type        = number
  default     = 2

  validation {
    condition     = var.max_instances >= var.min_instances && var.max_instances <= 100
    error_message = "Give a number from min_instances to 100."
  }
}

variable "min_acu" {
  description = "Smallest capacity of the database in ACU. 0: it pauses while nobody is connected, so stop the instances for the night."
  type        = number
  default     = 0.5

  validation {
    condition     = var.min_acu >= 0 && var.min_acu <= 256
    error_message = "Give 0 to 256."
  }
}

variable "max_acu" {
  description = "Largest capacity of the database in ACU."
  type        = number
  default     = 2

  validation {
    condition     = var.max_acu >= 1 && var.max_acu <= 256 && var.max_acu >= var.min_acu
    error_message = "Give 1 to 256, and not less than min_acu."
  }
}

variable "database_version" {
  description = "PostgreSQL version: 15, or a minor version such as 15.12."
  type        = string
  default     = "15"

  validation {
    condition     = can(regex("^1[5-9](\\.[0-9]+)?$", var.database_version))
    error_message = "Give a version from 15 on."
  }
}

variable "release" {
  description = "Version, and the Beanstalk bundle on this machine (made by packaging/beanstalk)."
  type = object({
    version = string
    bundle  = string
  })

  validation {
    condition     = can(regex("^[A-Za-z0-9._+-]{1,60}$", var.release.version)) && endswith(var.release.bundle, ".zip")
    error_message = "Give a version such as 1.2.0 and the path of a zip file."
  }
}

variable "settings" {
  description = "Further settings of Treasury Plane as environment variables. No secrets."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for k in keys(var.settings) : startswith(k, "TREASURY_PLANE_") || startswith(k, "AWS_")])
    error_message = "Names begin with TREASURY_PLANE_."
  }
}

variable "secrets_prefix" {
  description = "What the names of the secrets begin with."
  type        = string
  default     = "treasury-plane-dev/"

  validation {
    condition     = endswith(var.secrets_prefix, "/")
    error_message = "Give a prefix with a slash at its end."
  }
}

variable "alarm_emails" {
  description = "Addresses that get alarms."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for a in var.alarm_emails : can(regex("^[^@\\s]+@[^@\\s]+$", a))])
    error_message = "Give e-mail addresses."
  }
}

variable "permissions_boundary_arn" {
  description = "Policy that bounds every role, where the agency asks for one."
  type        = string
  default     = null

  validation {
    condition     = var.permissions_boundary_arn == null || can(regex("^arn:", var.permissions_boundary_arn))
    error_message = "Give the ARN of a policy, or null."
  }
}
