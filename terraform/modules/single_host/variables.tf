variable "name" {
  description = "Name of the host and prefix of what belongs to it."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,35}$", var.name))
    error_message = "Use 2 to 36 lower-case letters, digits and hyphens, beginning with a letter."
  }
}

variable "vpc_id" {
  description = "VPC of the host."
  type        = string

  validation {
    condition     = can(regex("^vpc-", var.vpc_id))
    error_message = "Give the id of a VPC."
  }
}

variable "subnet_id" {
  description = "Public subnet of the host. A private one for a host that only the agency's network reaches: then set public = false."
  type        = string

  validation {
    condition     = can(regex("^subnet-", var.subnet_id))
    error_message = "Give the id of a subnet."
  }
}

variable "availability_zone" {
  description = "Zone of that subnet: the data volume must be in the same."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9][a-z]$", var.availability_zone))
    error_message = "Give a zone such as us-east-1a."
  }
}

variable "public" {
  description = "Give the host a fixed public address."
  type        = bool
  default     = true
}

variable "ingress_cidrs" {
  description = "Who may reach port 443."
  type        = list(string)
  default     = ["0.0.0.0/0"]

  validation {
    condition     = length(var.ingress_cidrs) > 0 && alltrue([for c in var.ingress_cidrs : can(cidrnetmask(c))])
    error_message = "Give at least one IPv4 range in CIDR notation."
  }
}

variable "instance_profile_name" {
  description = "Profile of the host."
  type        = string

  validation {
    condition     = length(var.instance_profile_name) > 0
    error_message = "Give the name of an instance profile."
  }
}

variable "instance_type" {
  description = "Size of the host. t3.medium carries a few hundred people with the private PostgreSQL."
  type        = string
  default     = "t3.medium"

  validation {
    condition     = can(regex("^[a-z0-9-]+\\.[a-z0-9]+$", var.instance_type))
    error_message = "Give a type such as t3.medium."
  }
}

variable "architecture" {
  description = "Of the instance type and of the release: x86_64 or arm64."
  type        = string
  default     = "x86_64"

  validation {
    condition     = contains(["x86_64", "arm64"], var.architecture)
    error_message = "Choose x86_64 or arm64."
  }
}

variable "image_id" {
  description = "An image of the agency's own, with Treasury Plane in it or not. Null: the newest Amazon Linux 2023 when the host is made."
  type        = string
  default     = null

  validation {
    condition     = var.image_id == null || can(regex("^ami-", var.image_id))
    error_message = "Give the id of an image or null."
  }
}

variable "root_volume_gb" {
  description = "Size of the system's disk. Nothing lasting is on it."
  type        = number
  default     = 16

  validation {
    condition     = var.root_volume_gb >= 8 && var.root_volume_gb <= 1000
    error_message = "Give 8 to 1000 GB."
  }
}

variable "data_volume_gb" {
  description = "Size of the data volume: private database, uploads, backups. It may be raised later."
  type        = number
  default     = 50

  validation {
    condition     = var.data_volume_gb >= 10 && var.data_volume_gb <= 16000
    error_message = "Give 10 to 16000 GB."
  }
}

variable "data_kms_key_arn" {
  description = "Key of both disks."
  type        = string

  validation {
    condition     = can(regex("^arn:", var.data_kms_key_arn))
    error_message = "Give the ARN of a KMS key."
  }
}

variable "secrets_kms_key_arn" {
  description = "Key of the secret with the server certificates."
  type        = string

  validation {
    condition     = can(regex("^arn:", var.secrets_kms_key_arn))
    error_message = "Give the ARN of a KMS key."
  }
}

variable "logs_kms_key_arn" {
  description = "Key of the log groups. Null: the key that CloudWatch Logs owns."
  type        = string
  default     = null

  validation {
    condition     = var.logs_kms_key_arn == null || can(regex("^arn:", var.logs_kms_key_arn))
    error_message = "Give the ARN of a KMS key or null."
  }
}

variable "log_retention_days" {
  description = "Days that logs are kept in CloudWatch."
  type        = number
  default     = 90

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "CloudWatch Logs keeps for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653 days."
  }
}

variable "snapshot_days" {
  description = "Days that the daily snapshots of the data volume are kept."
  type        = number
  default     = 7

  validation {
    condition     = var.snapshot_days >= 1 && var.snapshot_days <= 365
    error_message = "Give 1 to 365 days."
  }
}

variable "data_snapshot_id" {
  description = "Restore: make the data volume from this snapshot. Null: an empty one."
  type        = string
  default     = null

  validation {
    condition     = var.data_snapshot_id == null || can(regex("^snap-", var.data_snapshot_id))
    error_message = "Give the id of a snapshot or null."
  }
}

variable "deletion_protection" {
  description = "Refuse to end the host by the console or the command line. Terraform may still replace it; data is on the volume."
  type        = bool
  default     = true
}

# ---- Release and settings

variable "release" {
  description = "The program: an rpm, or the plain binary, in S3, and the SHA-256 of it. With the private PostgreSQL it must be the one with the PostgreSQL bundle. Null: it is in the image."
  type = object({
    bucket = string
    key    = string
    sha256 = string
  })
  default = null

  validation {
    condition     = var.release == null || (can(regex("^[0-9a-f]{64}$", try(var.release.sha256, ""))) && can(regex("^[A-Za-z0-9._/+-]+$", try(var.release.key, ""))))
    error_message = "Give bucket, key and the 64 hexadecimal digits of the SHA-256."
  }

  validation {
    condition     = var.release != null || var.image_id != null
    error_message = "Give release, or an image_id that has Treasury Plane in it."
  }
}

variable "hostname" {
  description = "Name that people use."
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9-]+\\.)+[a-z]{2,}$", var.hostname))
    error_message = "Give a host name in lower case."
  }
}

variable "card_hostname" {
  description = "Name of the host that only card sign-in uses: the process itself asks for the card there. Null: no cards."
  type        = string
  default     = null

  validation {
    condition     = var.card_hostname == null || (can(regex("^([a-z0-9-]+\\.)+[a-z]{2,}$", var.card_hostname)) && var.card_hostname != var.hostname)
    error_message = "Give another host name in lower case, or null."
  }
}

variable "secrets_prefix" {
  description = "What the names of the secrets begin with."
  type        = string
  default     = "treasury-plane/"

  validation {
    condition     = can(regex("^[A-Za-z0-9/_+=.@-]+/$", var.secrets_prefix))
    error_message = "Give a prefix with a slash at its end."
  }
}

variable "secret_names" {
  description = "Which of the secrets there are, without their prefix. Asking for another would be denied, and stop the start."
  type        = set(string)
  default     = ["app-secret-key", "app-config"]

  validation {
    condition     = contains(var.secret_names, "app-secret-key")
    error_message = "app-secret-key must be among them."
  }
}

variable "database" {
  description = "Aurora. Null: the private PostgreSQL that comes with the program, on the data volume."
  type = object({
    host = string
    port = number
    name = string
  })
  default = null

  validation {
    condition     = var.database == null || can(regex("^[A-Za-z0-9.-]+$", try(var.database.host, "")))
    error_message = "Give the cluster's host name, or null."
  }
}

variable "backup_to" {
  description = "Where the application's own backups go: bucket and prefix. Null: to the data volume only."
  type        = object({ bucket = string, prefix = optional(string, "backups") })
  default     = null

  validation {
    condition     = var.backup_to == null || try(length(var.backup_to.bucket), 0) > 2
    error_message = "Give the name of a bucket, or null."
  }
}

variable "backup_schedule" {
  description = "When, in UTC: minute, hour, day of the month, month, day of the week. Empty: never."
  type        = string
  default     = "15 3 * * *"

  validation {
    condition     = var.backup_schedule == "" || length(split(" ", var.backup_schedule)) == 5
    error_message = "Give five fields, such as \"15 3 * * *\", or nothing."
  }
}

variable "use_fips" {
  description = "Switch the system's FIPS mode on, and reach AWS by endpoints with validated cryptography. Give a release that is built with --features fips."
  type        = bool
  default     = false
}

variable "metrics_namespace" {
  description = "Namespace of metrics in CloudWatch."
  type        = string
  default     = "TreasuryPlane"

  validation {
    condition     = can(regex("^[A-Za-z0-9./_#-]{1,255}$", var.metrics_namespace))
    error_message = "Use letters, digits and . - _ / #."
  }
}

variable "extra_toml" {
  description = "Further settings, as they stand in treasury-plane.toml, in sections that are not set here. No secrets: they belong in Secrets Manager."
  type        = string
  default     = ""

  validation {
    condition     = length(var.extra_toml) < 4096
    error_message = "The whole description of the host must stay under 16 KB: keep it short."
  }
}

variable "alarm_topic" {
  description = "Topic for alarms about the host. Null: it is recovered without a word."
  type        = object({ arn = string })
  default     = null

  validation {
    condition     = var.alarm_topic == null || can(regex("^arn:", try(var.alarm_topic.arn, "")))
    error_message = "Give { arn = … } or null."
  }
}

variable "permissions_boundary_arn" {
  description = "Policy that bounds every role made here, where the agency asks for one."
  type        = string
  default     = null

  validation {
    condition     = var.permissions_boundary_arn == null || can(regex("^arn:", var.permissions_boundary_arn))
    error_message = "Give the ARN of a policy or null."
  }
}
