variable "only_disks" {
  description = "Make nothing but the default of encrypted disks, and leave the rest of the account alone."
  type        = bool
  default     = false
}

variable "enable_guardduty" {
  description = "Look for signs of intrusion in the trail, flow logs and DNS. About $4 a month at this size."
  type        = bool
  default     = true
}

variable "enable_security_hub" {
  description = "Check the account against the foundational best practices. About $10 a month at this size."
  type        = bool
  default     = false
}

variable "ebs_kms_key_arn" {
  description = "Key of all new disks. Null: the account's own. A key of yours must let the service role of Auto Scaling use it."
  type        = string
  default     = null

  validation {
    condition     = var.ebs_kms_key_arn == null || can(regex("^arn:", var.ebs_kms_key_arn))
    error_message = "Give the ARN of a KMS key or null."
  }
}
