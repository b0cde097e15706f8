variable "region" {
  description = "Region of everything."
  type        = string
  default     = "us-east-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "Give the name of a region, such as us-east-1 or us-gov-west-1."
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
  default     = "plane"

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

variable "ingress_cidrs" {
  description = "Who may reach port 443."
  type        = list(string)
  default     = ["0.0.0.0/0"]

  validation {
    condition     = alltrue([for c in var.ingress_cidrs : can(cidrnetmask(c))])
    error_message = "Give IPv4 ranges in CIDR notation."
  }
}

variable "zone_id" {
  description = "Public Route 53 zone of these names: records are made. Null: set DNS yourself."
  type        = string
  default     = null

  validation {
    condition     = var.zone_id == null || can(regex("^Z[A-Z0-9]+$", var.zone_id))
    error_message = "Give the id of a hosted zone, or null."
  }
}

variable "instance_type" {
  description = "Size of the host."
  type        = string
  default     = "t3.medium"

  validation {
    condition     = can(regex("^[a-z0-9-]+\\.[a-z0-9]+$", var.instance_type))
    error_message = "Give a type such as t3.medium."
  }
}

variable "architecture" {
  description = "Of the instance type and of the release."
  type        = string
  default     = "x86_64"

  validation {
    condition     = contains(["x86_64", "arm64"], var.architecture)
    error_message = "Choose x86_64 or arm64."
  }
}

variable "data_volume_gb" {
  description = "Size of the data volume."
  type        = number
  default     = 50

  validation {
    condition     = var.data_volume_gb >= 10 && var.data_volume_gb <= 16000
    error_message = "Give 10 to 16000 GB."
  }
}

variable "database" {
  description = "\"embedded\": the private PostgreSQL on the data volume. \"aurora\": Aurora Serverless v2 with one instance, which outlives the host."
  type        = string
  default     = "embedded"

  validation {
    condition     = contains(["embedded", "aurora"], var.database)
    error_message = "Choose \"embedded\" or \"aurora\"."
  }
}

variable "max_acu" {
  description = "Largest capacity of the database in ACU."
  type        = number
  default     = 4

  validation {
    condition     = var.max_acu >= 1 && var.max_acu <= 256
    error_message = "Give 1 to 256."
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
  description = "The program on this machine: an rpm, or the plain binary. With the embedded database, the one with the PostgreSQL bundle."
  type = object({
    version = string
    file    = string
  })

  validation {
    condition     = can(regex("^[A-Za-z0-9._+-]{1,60}$", var.release.version)) && length(var.release.file) > 0
    error_message = "Give a version such as 1.2.0 and the path of a file."
  }
}

variable "use_fips" {
  description = "FIPS mode of the system, and endpoints with validated cryptography. Give a release that is built with --features fips."
  type        = bool
  default     = false
}

variable "extra_toml" {
  description = "Further settings, as in treasury-plane.toml. No secrets."
  type        = string
  default     = ""

  validation {
    condition     = length(var.extra_toml) < 4096
    error_message = "Keep it under 4 KB."
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

variable "data_snapshot_id" {
  description = "Make the data volume from this snapshot. Null: empty."
  type        = string
  default     = null

  validation {
    condition     = var.data_snapshot_id == null || can(regex("^snap-", var.data_snapshot_id))
    error_message = "Give the id of a snapshot, or null."
  }
}

variable "deletion_protection" {
  description = "Refuse to delete host and database. Switch it off, apply, then destroy."
  type        = bool
  default     = true
}
