variable "name" {
  description = "Name of the cluster and prefix of what belongs to it."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,39}$", var.name))
    error_message = "Use 2 to 40 lower-case letters, digits and hyphens, beginning with a letter."
  }
}

variable "subnet_ids" {
  description = "Private subnets in two zones."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "Aurora wants subnets in at least two zones."
  }
}

variable "security_group_id" {
  description = "Group that lets the instances in and nobody else."
  type        = string

  validation {
    condition     = can(regex("^sg-", var.security_group_id))
    error_message = "Give the id of a security group."
  }
}

variable "data_kms_key_arn" {
  description = "Key of storage, snapshots and performance data. Cannot be changed later."
  type        = string

  validation {
    condition     = can(regex("^arn:", var.data_kms_key_arn))
    error_message = "Give the ARN of a KMS key."
  }
}

variable "secrets_kms_key_arn" {
  description = "Key of the secret in which RDS keeps the master password."
  type        = string

  validation {
    condition     = can(regex("^arn:", var.secrets_kms_key_arn))
    error_message = "Give the ARN of a KMS key."
  }
}

variable "logs_kms_key_arn" {
  description = "Key of the log group. Null: the key that CloudWatch Logs owns."
  type        = string
  default     = null

  validation {
    condition     = var.logs_kms_key_arn == null || can(regex("^arn:", var.logs_kms_key_arn))
    error_message = "Give the ARN of a KMS key or null."
  }
}

variable "engine_version" {
  description = "PostgreSQL version: 15 lets AWS choose the minor version, 15.12 pins one. Zero capacity (pausing) needs 15.7 or newer."
  type        = string
  default     = "15"

  validation {
    condition     = can(regex("^1[5-9](\\.[0-9]+)?$", var.engine_version))
    error_message = "Give a version from 15 on, such as 15 or 15.12."
  }
}

variable "database_name" {
  description = "Name of the database."
  type        = string
  default     = "treasury_plane"

  validation {
    condition     = can(regex("^[a-z][a-z0-9_]{0,62}$", var.database_name))
    error_message = "Use lower-case letters, digits and underscores, beginning with a letter."
  }
}

variable "master_username" {
  description = "Master user. Only roles.py signs in with it; the application has lesser roles of its own."
  type        = string
  default     = "plane_master"

  validation {
    condition     = can(regex("^[a-z][a-z0-9_]{0,62}$", var.master_username)) && !contains(["admin", "rdsadmin", "postgres"], var.master_username)
    error_message = "Use lower-case letters, digits and underscores; admin, rdsadmin and postgres are taken."
  }
}

variable "instance_count" {
  description = "2: a writer and a reader in another zone that takes over within a minute. 1: half the price, minutes of downtime when its zone fails."
  type        = number
  default     = 2

  validation {
    condition     = var.instance_count >= 1 && var.instance_count <= 15 && floor(var.instance_count) == var.instance_count
    error_message = "Give a whole number from 1 to 15."
  }
}

variable "min_acu" {
  description = "Smallest capacity in ACU (2 GiB of memory each). 0 lets the cluster pause when nobody is connected."
  type        = number
  default     = 0.5

  validation {
    condition     = var.min_acu >= 0 && var.min_acu <= 256 && floor(var.min_acu * 2) == var.min_acu * 2
    error_message = "Give 0 to 256 in steps of 0.5."
  }
}

variable "max_acu" {
  description = "Largest capacity in ACU. It also sets how many connections the database accepts."
  type        = number
  default     = 4

  validation {
    condition     = var.max_acu >= 1 && var.max_acu <= 256 && floor(var.max_acu * 2) == var.max_acu * 2 && var.max_acu >= var.min_acu
    error_message = "Give 1 to 256 in steps of 0.5, and not less than min_acu."
  }
}

variable "seconds_until_auto_pause" {
  description = "Idle seconds before a cluster with min_acu = 0 pauses."
  type        = number
  default     = 300

  validation {
    condition     = var.seconds_until_auto_pause >= 300 && var.seconds_until_auto_pause <= 86400
    error_message = "Aurora allows 300 to 86400 seconds."
  }
}

variable "backup_retention_days" {
  description = "Days that automatic snapshots and point-in-time recovery reach back."
  type        = number
  default     = 7

  validation {
    condition     = var.backup_retention_days >= 1 && var.backup_retention_days <= 35
    error_message = "Aurora allows 1 to 35 days."
  }
}

variable "backup_window" {
  description = "Daily time of the snapshot, UTC."
  type        = string
  default     = "07:00-08:00"

  validation {
    condition     = can(regex("^[0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9]$", var.backup_window))
    error_message = "Give a window such as 07:00-08:00."
  }
}

variable "maintenance_window" {
  description = "Weekly time of maintenance, UTC. Must not overlap the backup window."
  type        = string
  default     = "sun:09:00-sun:10:00"

  validation {
    condition     = can(regex("^(mon|tue|wed|thu|fri|sat|sun):[0-2][0-9]:[0-5][0-9]-(mon|tue|wed|thu|fri|sat|sun):[0-2][0-9]:[0-5][0-9]$", var.maintenance_window))
    error_message = "Give a window such as sun:09:00-sun:10:00."
  }
}

variable "deletion_protection" {
  description = "Refuse to delete the cluster until this is switched off and applied."
  type        = bool
  default     = true
}

variable "skip_final_snapshot" {
  description = "Delete without a last snapshot. For throw-away environments only."
  type        = bool
  default     = false
}

variable "iam_auth" {
  description = "Let roles sign in with IAM tokens instead of passwords: nothing to keep, nothing to rotate."
  type        = bool
  default     = false
}

variable "enable_data_api" {
  description = "Switch RDS's Data API on, with which roles.py makes the application's roles from an operator's machine. IAM guards it. Where a region has none, print the SQL with roles.py --sql instead."
  type        = bool
  default     = true
}

variable "performance_insights" {
  description = "Keep a week of performance data, without charge."
  type        = bool
  default     = true
}

variable "ca_certificate" {
  description = "Authority of the instances' certificates."
  type        = string
  default     = "rds-ca-rsa2048-g1"

  validation {
    condition     = can(regex("^rds-ca-", var.ca_certificate))
    error_message = "Give an identifier such as rds-ca-rsa2048-g1 or rds-ca-ecc384-g1."
  }
}

variable "log_retention_days" {
  description = "Days that the database's log is kept."
  type        = number
  default     = 90

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "CloudWatch Logs keeps for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653 days."
  }
}

variable "snapshot_identifier" {
  description = "Restore: make the cluster from this snapshot. Null: an empty one. See \"Restore a snapshot\" in terraform/README.md."
  type        = string
  default     = null

  validation {
    condition     = var.snapshot_identifier == null || can(regex("^[a-zA-Z0-9:_-]+$", var.snapshot_identifier))
    error_message = "Give the name or ARN of a cluster snapshot or null."
  }
}
