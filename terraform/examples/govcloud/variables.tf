variable "region" {
  description = "Region of everything."
  type        = string
  default     = "us-gov-west-1"

  validation {
    condition     = contains(["us-gov-west-1", "us-gov-east-1"], var.region)
    error_message = "Choose us-gov-west-1 or us-gov-east-1."
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
  default     = "plane-gov"

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
  description = "Route 53 zone of these names. GovCloud has no public zones of its own in every account: usually null, with certificate_arn and the agency's DNS."
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
    condition     = var.certificate_arn == null || can(regex("^arn:aws-us-gov:acm:", var.certificate_arn))
    error_message = "Give the ARN of a certificate, or null."
  }
}

variable "card_certificate_arn" {
  description = "Certificate in ACM for the card host alone. Null with zone_id."
  type        = string
  default     = null

  validation {
    condition     = var.card_certificate_arn == null || can(regex("^arn:aws-us-gov:acm:", var.card_certificate_arn))
    error_message = "Give the ARN of a certificate, or null."
  }
}

variable "mtls_mode" {
  description = "\"passthrough\": the application judges cards, and nobody is refused at the load balancer. \"verify\": the load balancer refuses everyone without a known card. \"off\": no cards."
  type        = string
  default     = "passthrough"

  validation {
    condition     = contains(["passthrough", "verify", "off"], var.mtls_mode)
    error_message = "Choose \"passthrough\", \"verify\" or \"off\"."
  }
}

variable "card_port" {
  description = "443: one listener, every browser is asked for a card. 8443: only who signs in by card is asked; your users' networks must let the port out."
  type        = number
  default     = 443

  validation {
    condition     = contains([443, 8443], var.card_port)
    error_message = "Choose 443 or 8443."
  }
}

variable "trust_store_bundle" {
  description = "Path of a PEM file with authorities, for \"verify\" only."
  type        = string
  default     = null

  validation {
    condition     = var.trust_store_bundle == null || can(regex("\\.pem$", var.trust_store_bundle))
    error_message = "Give the path of a .pem file, or null."
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

variable "nat_gateway_mode" {
  description = "\"per_az\" survives the loss of a zone; \"single\" is cheaper; \"none\" leaves no way out: endpoints are made, and Login.gov cannot be reached."
  type        = string
  default     = "per_az"

  validation {
    condition     = contains(["per_az", "single", "none"], var.nat_gateway_mode)
    error_message = "Choose \"per_az\", \"single\" or \"none\"."
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
  default     = 2

  validation {
    condition     = var.min_instances >= 2
    error_message = "Production has at least two, one in each zone."
  }
}

variable "max_instances" {
  description = "Most instances, up to 100. For more than a dozen raise max_acu as well: it decides how many connections the database accepts."
  type        = number
  default     = 4

  validation {
    condition     = var.max_instances >= var.min_instances && var.max_instances <= 100
    error_message = "Give a number from min_instances to 100."
  }
}

variable "min_acu" {
  description = "Smallest capacity of the database in ACU."
  type        = number
  default     = 0.5

  validation {
    condition     = var.min_acu >= 0.5 && var.min_acu <= 256
    error_message = "Give 0.5 to 256: a production database does not pause."
  }
}

variable "max_acu" {
  description = "Largest capacity of the database in ACU."
  type        = number
  default     = 4

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

variable "database_iam_auth" {
  description = "Sign in to the database with IAM tokens instead of passwords. Needs database_ca_file."
  type        = bool
  default     = false
}

variable "database_ca_file" {
  description = "PEM file of RDS's authorities on the instances; see the beanstalk module. Empty: TLS without the check of the server's name."
  type        = string
  default     = ""

  validation {
    condition     = var.database_ca_file == "" || startswith(var.database_ca_file, "/")
    error_message = "Give an absolute path, or nothing."
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
  default     = "treasury-plane/"

  validation {
    condition     = endswith(var.secrets_prefix, "/")
    error_message = "Give a prefix with a slash at its end."
  }
}

variable "enable_redis" {
  description = "Make a Redis. Nothing needs it."
  type        = bool
  default     = false
}

variable "redis_auth_token" {
  description = "Its password, with enable_redis. Give it by TF_VAR_redis_auth_token, not in a file."
  type        = string
  default     = null
  sensitive   = true

  validation {
    condition     = !var.enable_redis || var.redis_auth_token != null
    error_message = "enable_redis needs redis_auth_token."
  }
}

variable "enable_cloudfront" {
  description = "Must stay false: there is no CloudFront in GovCloud. The binary serves its front ends."
  type        = bool
  default     = false

  validation {
    condition     = !var.enable_cloudfront
    error_message = "There is no CloudFront in GovCloud. The binary serves its front ends; leave enable_cloudfront false."
  }
}

variable "enable_cloudtrail" {
  description = "Make a trail. False where the agency has one for the whole organisation."
  type        = bool
  default     = true
}

variable "enable_account_baseline" {
  description = "Refuse public buckets, ask for metadata version 2, switch GuardDuty on: for an account that is Treasury Plane's alone."
  type        = bool
  default     = false
}

variable "encrypt_disks_by_default" {
  description = "Set the account's default for this region: new disks are encrypted. Elastic Beanstalk's instances get it no other way. False where the agency has set it already; destroying this would switch it off again."
  type        = bool
  default     = true
}

variable "use_fips_endpoints" {
  description = "The application reaches AWS by endpoints with validated cryptography. Without NAT, their names need interface endpoints of their own: see README.md."
  type        = bool
  default     = true
}

variable "interface_endpoints" {
  description = "Services to reach inside the VPC. With nat_gateway_mode = \"none\" all that are needed are made besides."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for s in var.interface_endpoints : can(regex("^[a-z0-9.-]+$", s))])
    error_message = "Give names of services such as secretsmanager."
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

variable "log_retention_days" {
  description = "Days that logs are kept in CloudWatch."
  type        = number
  default     = 90

  validation {
    condition     = contains([90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "Give 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653 days."
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

variable "restore_snapshot" {
  description = "Make the database from this snapshot. Null: empty."
  type        = string
  default     = null

  validation {
    condition     = var.restore_snapshot == null || can(regex("^[a-zA-Z0-9:_-]+$", var.restore_snapshot))
    error_message = "Give the name or ARN of a cluster snapshot, or null."
  }
}

variable "deletion_protection" {
  description = "Refuse to delete database and load balancer. Switch it off, apply, then destroy."
  type        = bool
  default     = true
}
