variable "name" {
  description = "Beginning of the bucket's name; AWS adds what makes it unique."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,35}$", var.name))
    error_message = "Use 2 to 36 lower-case letters, digits and hyphens."
  }
}

variable "kms_key_arn" {
  description = "Key of the objects. Null: S3's own keys, for what is public anyway, such as releases."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:", var.kms_key_arn))
    error_message = "Give the ARN of a KMS key or null."
  }
}

variable "noncurrent_days" {
  description = "Days that replaced and deleted objects can be brought back."
  type        = number
  default     = 90

  validation {
    condition     = var.noncurrent_days >= 1 && var.noncurrent_days <= 3653
    error_message = "Give 1 to 3653 days."
  }
}

variable "expire_prefixes" {
  description = "Days after which objects expire by the beginning of their names, such as { \"backups/\" = 35 }."
  type        = map(number)
  default     = {}

  validation {
    condition     = alltrue([for days in values(var.expire_prefixes) : days >= 1 && days <= 3653])
    error_message = "Give 1 to 3653 days."
  }
}

variable "replicate_to_bucket_arn" {
  description = "Bucket in another region that gets a copy of everything, for disaster recovery. It must be versioned. Null: none."
  type        = string
  default     = null

  validation {
    condition     = var.replicate_to_bucket_arn == null || can(regex("^arn:[a-z-]+:s3:::", var.replicate_to_bucket_arn))
    error_message = "Give the ARN of a bucket or null."
  }
}

variable "replicate_kms_key_arn" {
  description = "Key in that region. Needed when both are encrypted with KMS."
  type        = string
  default     = null

  validation {
    condition     = var.replicate_to_bucket_arn == null || var.kms_key_arn == null || var.replicate_kms_key_arn != null
    error_message = "Give replicate_kms_key_arn with replicate_to_bucket_arn, since objects here are encrypted."
  }
}

variable "permissions_boundary_arn" {
  description = "Policy that bounds the replication role, where the agency asks for one."
  type        = string
  default     = null

  validation {
    condition     = var.permissions_boundary_arn == null || can(regex("^arn:", var.permissions_boundary_arn))
    error_message = "Give the ARN of a policy or null."
  }
}

variable "force_destroy" {
  description = "Delete the bucket with all that is in it. For throw-away environments only."
  type        = bool
  default     = false
}
