variable "name" {
  description = "Prefix of the keys' aliases."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,39}$", var.name))
    error_message = "Use 2 to 40 lower-case letters, digits and hyphens, beginning with a letter."
  }
}

variable "deletion_window_in_days" {
  description = "Days between asking for a key's deletion and the end of all data under it."
  type        = number
  default     = 30

  validation {
    condition     = var.deletion_window_in_days >= 7 && var.deletion_window_in_days <= 30
    error_message = "KMS allows 7 to 30 days."
  }
}

variable "multi_region" {
  description = "Make keys that can be replicated to another region, for disaster recovery. Cannot be changed later."
  type        = bool
  default     = false
}
