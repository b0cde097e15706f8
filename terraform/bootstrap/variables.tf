variable "region" {
  description = "Region of the state."
  type        = string
  default     = "us-east-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "Give the name of a region, such as us-east-1."
  }
}

variable "name" {
  description = "Beginning of the names of bucket, key and table."
  type        = string
  default     = "treasury-plane-state"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,35}$", var.name))
    error_message = "Use 2 to 36 lower-case letters, digits and hyphens, beginning with a letter."
  }
}

variable "use_fips_endpoint" {
  description = "AWS by endpoints with validated cryptography only. Set it in GovCloud."
  type        = bool
  default     = false
}

variable "enable_dynamodb_lock" {
  description = "Also make a DynamoDB table for locks. Terraform 1.11 locks in the bucket itself (use_lockfile); the table is for older versions during a change-over."
  type        = bool
  default     = false
}

variable "state_version_days" {
  description = "Days that replaced states can be brought back."
  type        = number
  default     = 365

  validation {
    condition     = var.state_version_days >= 30 && var.state_version_days <= 3653
    error_message = "Give 30 to 3653 days."
  }
}
