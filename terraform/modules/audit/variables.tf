variable "name" {
  description = "Name of the trail and prefix of what belongs to it."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,34}$", var.name))
    error_message = "Use 2 to 35 lower-case letters, digits and hyphens, beginning with a letter."
  }
}

variable "kms_key_arn" {
  description = "Key of the trail. Its policy must let CloudTrail and CloudWatch Logs in, as that of the kms module's logs key does."
  type        = string

  validation {
    condition     = can(regex("^arn:", var.kms_key_arn))
    error_message = "Give the ARN of a KMS key."
  }
}

variable "log_retention_days" {
  description = "Days that the trail is kept in CloudWatch Logs, where it can be queried."
  type        = number
  default     = 90

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "CloudWatch Logs keeps for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653 days."
  }
}

variable "archive_days" {
  description = "Days that the trail is kept in S3. OMB M-21-31 asks for 12 months at hand and 18 more in the archive: 913 days."
  type        = number
  default     = 913

  validation {
    condition     = var.archive_days >= 90 && var.archive_days <= 3653
    error_message = "Give 90 to 3653 days."
  }
}

variable "cold_after_days" {
  description = "Days after which the trail moves to cheaper storage."
  type        = number
  default     = 365

  validation {
    condition     = var.cold_after_days >= 30 && var.cold_after_days < var.archive_days
    error_message = "Give at least 30 days, and less than archive_days."
  }
}

variable "files_bucket" {
  description = "Bucket whose single objects' reads and writes are recorded too. Null: none."
  type        = object({ arn = string })
  default     = null

  validation {
    condition     = var.files_bucket == null || can(regex("^arn:", try(var.files_bucket.arn, "")))
    error_message = "Give { arn = … } or null."
  }
}

variable "alarm_topic" {
  description = "Topic for alarms about changes of the account's security: root's sign-in, and changes of policies, keys, trails and networks."
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

variable "force_destroy" {
  description = "Delete the bucket with the trail in it. For throw-away environments only."
  type        = bool
  default     = false
}
